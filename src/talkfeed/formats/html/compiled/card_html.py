"""card.html, compiled by `make templates`."""

from talkfeed.formats.html.runtime import LoopContext, Macro, Undefined, environment, escape, missing

name = 'card.html'

def root(context, missing=missing, environment=environment):
    resolve = context.resolve_or_missing
    undefined = environment.undefined
    concat = environment.concat
    cond_expr_undefined = Undefined
    if 0: yield None
    l_0_face = l_0_card = missing
    t_1 = environment.filters['isolated']
    pass
    def macro(l_1_row, l_1_name):
        t_2 = []
        l_1_shown = missing
        if l_1_row is missing:
            l_1_row = undefined("parameter 'row' was not provided", name='row')
        if l_1_name is missing:
            l_1_name = ''
        pass
        l_1_shown = environment.getattr(l_1_row, 'card')
        if environment.getattr((undefined(name='shown') if l_1_shown is missing else l_1_shown), 'picture'):
            pass
            t_2.extend((
                '<img src="',
                escape(environment.getattr(environment.getattr((undefined(name='shown') if l_1_shown is missing else l_1_shown), 'picture'), 'src')),
                '" alt=""',
            ))
            if environment.getattr(environment.getattr((undefined(name='shown') if l_1_shown is missing else l_1_shown), 'picture'), 'size'):
                pass
                t_2.extend((
                    ' width="',
                    escape(environment.getitem(environment.getattr(environment.getattr((undefined(name='shown') if l_1_shown is missing else l_1_shown), 'picture'), 'size'), 0)),
                    '" height="',
                    escape(environment.getitem(environment.getattr(environment.getattr((undefined(name='shown') if l_1_shown is missing else l_1_shown), 'picture'), 'size'), 1)),
                    '"',
                ))
            t_2.append(
                ' loading="lazy" decoding="async"><b',
            )
            if l_1_name:
                pass
                t_2.extend((
                    ' class="',
                    escape(l_1_name),
                    '"',
                ))
            t_2.extend((
                '>',
                escape(environment.getattr(environment.getattr(l_1_row, 'talk'), 'title')),
                '</b>',
            ))
        else:
            pass
            t_2.append(
                '<span><b',
            )
            if l_1_name:
                pass
                t_2.extend((
                    ' class="',
                    escape(l_1_name),
                    '"',
                ))
            t_2.extend((
                '>',
                escape(environment.getattr(environment.getattr(l_1_row, 'talk'), 'title')),
                '</b>',
            ))
            if (environment.getattr((undefined(name='shown') if l_1_shown is missing else l_1_shown), 'occasion') and (not l_1_name)):
                pass
                t_2.extend((
                    '<small>',
                    escape(environment.getattr((undefined(name='shown') if l_1_shown is missing else l_1_shown), 'occasion')),
                    '</small>',
                ))
            t_2.append(
                '</span>',
            )
        return concat(t_2)
    context.exported_vars.add('face')
    context.vars['face'] = l_0_face = Macro(environment, macro, 'face', ('row', 'name'), False, False, False, context.eval_ctx.autoescape)
    yield '\n'
    def macro(l_1_row):
        t_3 = []
        if l_1_row is missing:
            l_1_row = undefined("parameter 'row' was not provided", name='row')
        pass
        t_3.extend((
            '<li><a class="',
            escape(environment.getattr(environment.getattr(l_1_row, 'card'), 'classes')),
            '" href="',
            escape(environment.getattr(l_1_row, 'href')),
            '"',
        ))
        if environment.getattr(l_1_row, 'language'):
            pass
            t_3.extend((
                ' lang="',
                escape(environment.getattr(l_1_row, 'language')),
                '"',
            ))
        t_3.extend((
            ' dir="auto">',
            escape(context.call((undefined(name='face') if l_0_face is missing else l_0_face), l_1_row)),
            '</a>',
        ))
        if environment.getattr(environment.getattr(l_1_row, 'talk'), 'speakers'):
            pass
            t_3.append(
                '<p class="by">',
            )
            l_2_loop = missing
            for l_2_person, l_2_loop in LoopContext(environment.getattr(environment.getattr(l_1_row, 'talk'), 'speakers'), undefined):
                l_2_words = resolve('words')
                _loop_vars = {}
                pass
                t_3.extend((
                    escape((environment.getattr((undefined(name='words') if l_2_words is missing else l_2_words), 'comma') if (not environment.getattr(l_2_loop, 'first')) else cond_expr_undefined("the inline if-expression on line 11 in 'card.html' evaluated to false and no else section was defined."))),
                    escape(t_1(environment.getattr(l_2_person, 'name'))),
                ))
            l_2_loop = l_2_person = l_2_words = missing
        t_3.extend((
            '<p>',
            escape(environment.getattr(l_1_row, 'day')),
        ))
        if environment.getattr(environment.getattr(l_1_row, 'talk'), 'length'):
            pass
            t_3.extend((
                ' · ',
                escape(environment.getattr(environment.getattr(l_1_row, 'talk'), 'length')),
            ))
        return concat(t_3)
    context.exported_vars.add('card')
    context.vars['card'] = l_0_card = Macro(environment, macro, 'card', ('row',), False, False, False, context.eval_ctx.autoescape)

blocks = {}
debug_info = '2=18&3=26&4=27&5=63&8=89&9=96&10=110&11=113&12=130'
