"""related.html, compiled by `make templates`."""

from talkfeed.formats.html.runtime import LoopContext, Macro, Markup, Undefined, environment, escape, identity, markup_join, missing

name = 'related.html'

def root(context, missing=missing, environment=environment):
    resolve = context.resolve_or_missing
    undefined = environment.undefined
    concat = environment.concat
    cond_expr_undefined = Undefined
    if 0: yield None
    l_0_along = l_0_related = missing
    t_1 = environment.filters['list']
    t_2 = environment.filters['map']
    pass
    def macro(l_1_listed):
        t_3 = []
        l_1_words = resolve('words')
        l_1_kinds = missing
        if l_1_listed is missing:
            l_1_listed = undefined("parameter 'listed' was not provided", name='listed')
        pass
        l_1_kinds = t_1(t_2(l_1_listed, attribute='kind'))
        if (('previous' in (undefined(name='kinds') if l_1_kinds is missing else l_1_kinds)) or ('next' in (undefined(name='kinds') if l_1_kinds is missing else l_1_kinds))):
            pass
            t_3.extend((
                '<nav class="along" aria-label="',
                escape(environment.getattr((undefined(name='words') if l_1_words is missing else l_1_words), 'before_and_after')),
                '">\n',
            ))
            def t_4(fiter):
                for l_2_each in fiter:
                    if (environment.getattr(l_2_each, 'kind') in ('previous', 'next')):
                        yield l_2_each
            for l_2_each in t_4(l_1_listed):
                _loop_vars = {}
                pass
                for l_3_talk in environment.getattr(l_2_each, 'talks'):
                    _loop_vars = {}
                    pass
                    t_3.extend((
                        '<a class="',
                        escape(environment.getattr(l_2_each, 'kind')),
                        '" rel="',
                        escape(('prev' if (environment.getattr(l_2_each, 'kind') == 'previous') else 'next')),
                        '" href="',
                        escape(environment.getattr(l_3_talk, 'href')),
                        '"><small>',
                    ))
                    if environment.getattr(l_2_each, 'name'):
                        pass
                        t_3.append(
                            escape(context.call(environment.getattr((undefined(name='words') if l_1_words is missing else l_1_words), 'fill'), markup_join((environment.getattr(l_2_each, 'kind'), '_in', )), name=environment.getattr(l_2_each, 'name'), _loop_vars=_loop_vars)),
                        )
                    else:
                        pass
                        t_3.append(
                            escape((environment.getattr((undefined(name='words') if l_1_words is missing else l_1_words), 'previous') if (environment.getattr(l_2_each, 'kind') == 'previous') else environment.getattr((undefined(name='words') if l_1_words is missing else l_1_words), 'next'))),
                        )
                    t_3.append(
                        '</small>\n<b',
                    )
                    if environment.getattr(l_3_talk, 'language'):
                        pass
                        t_3.extend((
                            ' lang="',
                            escape(environment.getattr(l_3_talk, 'language')),
                            '"',
                        ))
                    t_3.extend((
                        ' dir="auto">',
                        escape(environment.getattr(l_3_talk, 'title')),
                        '</b></a>\n',
                    ))
                l_3_talk = missing
            l_2_each = missing
            t_3.append(
                '</nav>',
            )
        return concat(t_3)
    context.exported_vars.add('along')
    context.vars['along'] = l_0_along = Macro(environment, macro, 'along', ('listed',), False, False, False, context.eval_ctx.autoescape)
    yield '\n'
    def macro(l_1_listed):
        t_5 = []
        if l_1_listed is missing:
            l_1_listed = undefined("parameter 'listed' was not provided", name='listed')
        pass
        def t_6(fiter):
            for l_2_each in fiter:
                if (environment.getattr(l_2_each, 'kind') not in ('previous', 'next')):
                    yield l_2_each
        l_2_loop = missing
        for l_2_each, l_2_loop in LoopContext(t_6(l_1_listed), undefined):
            l_2_words = resolve('words')
            l_2_name = resolve('name')
            _loop_vars = {}
            pass
            if environment.getattr(l_2_loop, 'first'):
                pass
                t_5.append(
                    '<div class="related">\n',
                )
            t_5.append(
                '<section><h2 class="quiet">',
            )
            if (environment.getattr(l_2_each, 'kind') == 'delivery'):
                pass
                t_5.append(
                    escape(environment.getattr((undefined(name='words') if l_2_words is missing else l_2_words), 'also_given')),
                )
            else:
                pass
                t_7 = []
                pass
                if environment.getattr(l_2_each, 'page'):
                    pass
                    t_7.extend((
                        '<a href="',
                        escape(environment.getattr(l_2_each, 'page')),
                        '">',
                        escape(environment.getattr(l_2_each, 'name')),
                        '</a>',
                    ))
                else:
                    pass
                    t_7.append(
                        escape(environment.getattr(l_2_each, 'name')),
                    )
                l_2_name = (Markup if context.eval_ctx.autoescape else identity)(concat(t_7))
                _loop_vars['name'] = l_2_name
                t_5.append(
                    escape(context.call(environment.getattr((undefined(name='words') if l_2_words is missing else l_2_words), 'fill'), markup_join(('more_', environment.getattr(l_2_each, 'kind'), )), name=(undefined(name='name') if l_2_name is missing else l_2_name), _loop_vars=_loop_vars)),
                )
            t_5.append(
                '</h2>\n<ul>\n',
            )
            for l_3_talk in environment.getattr(l_2_each, 'talks'):
                _loop_vars = {}
                pass
                t_5.append(
                    '<li',
                )
                if environment.getattr(l_3_talk, 'status'):
                    pass
                    t_5.extend((
                        ' class="is-',
                        escape(environment.getattr(l_3_talk, 'state')),
                        '"',
                    ))
                t_5.extend((
                    '><a href="',
                    escape(environment.getattr(l_3_talk, 'href')),
                    '"',
                ))
                if environment.getattr(l_3_talk, 'language'):
                    pass
                    t_5.extend((
                        ' lang="',
                        escape(environment.getattr(l_3_talk, 'language')),
                        '"',
                    ))
                t_5.extend((
                    ' dir="auto">',
                    escape(environment.getattr(l_3_talk, 'title')),
                    '</a> <small>',
                ))
                if environment.getattr(l_3_talk, 'status'):
                    pass
                    t_5.extend((
                        escape(environment.getattr(l_3_talk, 'status')),
                        ' · ',
                    ))
                if environment.getattr(l_3_talk, 'about'):
                    pass
                    t_5.extend((
                        escape(environment.getattr(l_3_talk, 'about')),
                        ' · ',
                    ))
                t_5.extend((
                    escape(environment.getattr(l_3_talk, 'day')),
                    '</small>\n',
                ))
            l_3_talk = missing
            t_5.append(
                '</ul></section>\n',
            )
            if environment.getattr(l_2_loop, 'last'):
                pass
                t_5.append(
                    '</div>',
                )
        l_2_loop = l_2_each = l_2_words = l_2_name = missing
        return concat(t_5)
    context.exported_vars.add('related')
    context.vars['related'] = l_0_related = Macro(environment, macro, 'related', ('listed',), False, False, False, context.eval_ctx.autoescape)

blocks = {}
debug_info = '2=24&3=31&4=32&5=36&6=39&7=46&8=51&9=71&16=92&17=97&18=107&21=115&22=124&25=146&26=152&29=196'
