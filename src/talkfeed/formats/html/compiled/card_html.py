"""card.html, compiled by `make templates`."""

from talkfeed.formats.html.runtime import LoopContext, Macro, Undefined, environment, escape, markup_join, missing

name = 'card.html'

def root(context, missing=missing, environment=environment):
    resolve = context.resolve_or_missing
    undefined = environment.undefined
    concat = environment.concat
    cond_expr_undefined = Undefined
    if 0: yield None
    l_0_card = missing
    t_1 = environment.filters['isolated']
    pass
    def macro(l_1_each):
        t_2 = []
        l_1_row = missing
        if l_1_each is missing:
            l_1_each = undefined("parameter 'each' was not provided", name='each')
        pass
        l_1_row = environment.getattr(l_1_each, 'row')
        t_2.extend((
            '<li><a class="',
            escape(('card' if environment.getattr(l_1_each, 'picture') else markup_join(('cover ', environment.getattr(l_1_each, 'cover'), )))),
            '" href="',
            escape(environment.getattr((undefined(name='row') if l_1_row is missing else l_1_row), 'href')),
            '"',
        ))
        if environment.getattr((undefined(name='row') if l_1_row is missing else l_1_row), 'language'):
            pass
            t_2.extend((
                ' lang="',
                escape(environment.getattr((undefined(name='row') if l_1_row is missing else l_1_row), 'language')),
                '"',
            ))
        t_2.append(
            ' dir="auto">',
        )
        if environment.getattr(l_1_each, 'picture'):
            pass
            t_2.extend((
                '<img src="',
                escape(environment.getattr(environment.getattr(l_1_each, 'picture'), 'src')),
                '" alt=""',
            ))
            if environment.getattr(environment.getattr(l_1_each, 'picture'), 'size'):
                pass
                t_2.extend((
                    ' width="',
                    escape(environment.getitem(environment.getattr(environment.getattr(l_1_each, 'picture'), 'size'), 0)),
                    '" height="',
                    escape(environment.getitem(environment.getattr(environment.getattr(l_1_each, 'picture'), 'size'), 1)),
                    '"',
                ))
            t_2.extend((
                ' loading="lazy" decoding="async"><b>',
                escape(environment.getattr(environment.getattr((undefined(name='row') if l_1_row is missing else l_1_row), 'talk'), 'title')),
                '</b>',
            ))
        else:
            pass
            t_2.extend((
                '<span><b>',
                escape(environment.getattr(environment.getattr((undefined(name='row') if l_1_row is missing else l_1_row), 'talk'), 'title')),
                '</b>',
            ))
            if environment.getattr(l_1_each, 'occasion'):
                pass
                t_2.extend((
                    '<small>',
                    escape(environment.getattr(l_1_each, 'occasion')),
                    '</small>',
                ))
            t_2.append(
                '</span>',
            )
        t_2.append(
            '</a>',
        )
        if environment.getattr(environment.getattr((undefined(name='row') if l_1_row is missing else l_1_row), 'talk'), 'speakers'):
            pass
            t_2.append(
                '<p class="by">',
            )
            l_2_loop = missing
            for l_2_person, l_2_loop in LoopContext(environment.getattr(environment.getattr((undefined(name='row') if l_1_row is missing else l_1_row), 'talk'), 'speakers'), undefined):
                l_2_words = resolve('words')
                _loop_vars = {}
                pass
                t_2.extend((
                    escape((environment.getattr((undefined(name='words') if l_2_words is missing else l_2_words), 'comma') if (not environment.getattr(l_2_loop, 'first')) else cond_expr_undefined("the inline if-expression on line 7 in 'card.html' evaluated to false and no else section was defined."))),
                    escape(t_1(environment.getattr(l_2_person, 'name'))),
                ))
            l_2_loop = l_2_person = l_2_words = missing
        t_2.extend((
            '<p>',
            escape(environment.getattr((undefined(name='row') if l_1_row is missing else l_1_row), 'day')),
        ))
        if environment.getattr(environment.getattr((undefined(name='row') if l_1_row is missing else l_1_row), 'talk'), 'length'):
            pass
            t_2.extend((
                ' · ',
                escape(environment.getattr(environment.getattr((undefined(name='row') if l_1_row is missing else l_1_row), 'talk'), 'length')),
            ))
        return concat(t_2)
    context.exported_vars.add('card')
    context.vars['card'] = l_0_card = Macro(environment, macro, 'card', ('each',), False, False, False, context.eval_ctx.autoescape)

blocks = {}
debug_info = '2=18&3=24&4=27&5=42&6=67&7=83&8=100'
