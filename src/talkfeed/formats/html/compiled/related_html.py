"""related.html, compiled by `make templates`."""

from talkfeed.formats.html.runtime import LoopContext, Macro, Undefined, environment, escape, missing

name = 'related.html'

def root(context, missing=missing, environment=environment):
    resolve = context.resolve_or_missing
    undefined = environment.undefined
    concat = environment.concat
    cond_expr_undefined = Undefined
    if 0: yield None
    l_0_along = l_0_related = missing
    t_1 = environment.filters['list']
    t_2 = environment.filters['lower']
    t_3 = environment.filters['map']
    pass
    def macro(l_1_listed):
        t_4 = []
        l_1_kinds = missing
        if l_1_listed is missing:
            l_1_listed = undefined("parameter 'listed' was not provided", name='listed')
        pass
        l_1_kinds = t_1(t_3(l_1_listed, attribute='kind'))
        if (('previous' in (undefined(name='kinds') if l_1_kinds is missing else l_1_kinds)) or ('next' in (undefined(name='kinds') if l_1_kinds is missing else l_1_kinds))):
            pass
            t_4.append(
                '<nav class="along" aria-label="Before and after">\n',
            )
            def t_5(fiter):
                for l_2_each in fiter:
                    if (environment.getattr(l_2_each, 'kind') in ('previous', 'next')):
                        yield l_2_each
            for l_2_each in t_5(l_1_listed):
                _loop_vars = {}
                pass
                for l_3_talk in environment.getattr(l_2_each, 'talks'):
                    _loop_vars = {}
                    pass
                    t_4.extend((
                        '<a class="',
                        escape(environment.getattr(l_2_each, 'kind')),
                        '" rel="',
                        escape(('prev' if (environment.getattr(l_2_each, 'kind') == 'previous') else 'next')),
                        '" href="',
                        escape(environment.getattr(l_3_talk, 'href')),
                        '"><small>',
                        escape(('Previous' if (environment.getattr(l_2_each, 'kind') == 'previous') else 'Next')),
                    ))
                    if environment.getattr(l_2_each, 'name'):
                        pass
                        t_4.extend((
                            ' in ',
                            escape(environment.getattr(l_2_each, 'name')),
                        ))
                    t_4.append(
                        '</small>\n<b',
                    )
                    if environment.getattr(l_3_talk, 'language'):
                        pass
                        t_4.extend((
                            ' lang="',
                            escape(environment.getattr(l_3_talk, 'language')),
                            '"',
                        ))
                    t_4.extend((
                        ' dir="auto">',
                        escape(environment.getattr(l_3_talk, 'title')),
                        '</b></a>\n',
                    ))
                l_3_talk = missing
            l_2_each = missing
            t_4.append(
                '</nav>',
            )
        return concat(t_4)
    context.exported_vars.add('along')
    context.vars['along'] = l_0_along = Macro(environment, macro, 'along', ('listed',), False, False, False, context.eval_ctx.autoescape)
    yield '\n'
    def macro(l_1_listed):
        t_6 = []
        if l_1_listed is missing:
            l_1_listed = undefined("parameter 'listed' was not provided", name='listed')
        pass
        def t_7(fiter):
            for l_2_each in fiter:
                if (environment.getattr(l_2_each, 'kind') not in ('previous', 'next')):
                    yield l_2_each
        l_2_loop = missing
        for l_2_each, l_2_loop in LoopContext(t_7(l_1_listed), undefined):
            _loop_vars = {}
            pass
            if environment.getattr(l_2_loop, 'first'):
                pass
                t_6.append(
                    '<div class="related">\n',
                )
            t_6.append(
                '<section><h2 class="quiet">',
            )
            if (environment.getattr(l_2_each, 'kind') == 'delivery'):
                pass
                t_6.append(
                    'Also given',
                )
            else:
                pass
                t_6.extend((
                    escape(environment.getitem({'speaker': 'More by', 'event': 'More at', 'tag': 'More on'}, environment.getattr(l_2_each, 'kind'))),
                    ' ',
                ))
                if environment.getattr(l_2_each, 'page'):
                    pass
                    t_6.extend((
                        '<a href="',
                        escape(environment.getattr(l_2_each, 'page')),
                        '">',
                        escape(environment.getattr(l_2_each, 'name')),
                        '</a>',
                    ))
                else:
                    pass
                    t_6.append(
                        escape(environment.getattr(l_2_each, 'name')),
                    )
            t_6.append(
                '</h2>\n<ul>\n',
            )
            for l_3_talk in environment.getattr(l_2_each, 'talks'):
                _loop_vars = {}
                pass
                t_6.append(
                    '<li',
                )
                if environment.getattr(l_3_talk, 'status'):
                    pass
                    t_6.extend((
                        ' class="is-',
                        escape(t_2(environment.getattr(l_3_talk, 'status'))),
                        '"',
                    ))
                t_6.extend((
                    '><a href="',
                    escape(environment.getattr(l_3_talk, 'href')),
                    '"',
                ))
                if environment.getattr(l_3_talk, 'language'):
                    pass
                    t_6.extend((
                        ' lang="',
                        escape(environment.getattr(l_3_talk, 'language')),
                        '"',
                    ))
                t_6.extend((
                    ' dir="auto">',
                    escape(environment.getattr(l_3_talk, 'title')),
                    '</a> <small>',
                ))
                if environment.getattr(l_3_talk, 'status'):
                    pass
                    t_6.extend((
                        escape(environment.getattr(l_3_talk, 'status')),
                        ' · ',
                    ))
                if environment.getattr(l_3_talk, 'about'):
                    pass
                    t_6.extend((
                        escape(environment.getattr(l_3_talk, 'about')),
                        ' · ',
                    ))
                t_6.extend((
                    escape(environment.getattr(l_3_talk, 'day')),
                    '</small>\n',
                ))
            l_3_talk = missing
            t_6.append(
                '</ul></section>\n',
            )
            if environment.getattr(l_2_loop, 'last'):
                pass
                t_6.append(
                    '</div>',
                )
        l_2_loop = l_2_each = missing
        return concat(t_6)
    context.exported_vars.add('related')
    context.vars['related'] = l_0_related = Macro(environment, macro, 'related', ('listed',), False, False, False, context.eval_ctx.autoescape)

blocks = {}
debug_info = '2=30&3=36&4=37&6=42&7=49&8=54&9=71&16=92&17=97&18=105&21=113&22=121&25=141&26=147&29=191'
