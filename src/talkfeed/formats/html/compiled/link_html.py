"""link.html, compiled by `make templates`."""

from talkfeed.formats.html.runtime import Macro, Undefined, environment, escape, missing

name = 'link.html'

def root(context, missing=missing, environment=environment):
    resolve = context.resolve_or_missing
    undefined = environment.undefined
    concat = environment.concat
    cond_expr_undefined = Undefined
    if 0: yield None
    l_0_dead = l_0_time = missing
    t_1 = environment.filters['web']
    pass
    def macro(l_1_link, l_1_title):
        t_2 = []
        l_1_words = resolve('words')
        if l_1_link is missing:
            l_1_link = undefined("parameter 'link' was not provided", name='link')
        if l_1_title is missing:
            l_1_title = undefined("parameter 'title' was not provided", name='title')
        pass
        t_2.extend((
            '<a href="',
            escape(t_1(environment.getattr(l_1_link, 'href'))),
            '"><s>',
            escape(l_1_title),
            '</s> (',
            escape(environment.getattr((undefined(name='words') if l_1_words is missing else l_1_words), 'gone')),
            ')</a>',
        ))
        if environment.getattr(environment.getattr(l_1_link, 'found'), 'archived'):
            pass
            t_2.extend((
                ' <a href="',
                escape(t_1(environment.getattr(environment.getattr(l_1_link, 'found'), 'archived'))),
                '">',
                escape(context.call(environment.getattr((undefined(name='words') if l_1_words is missing else l_1_words), 'fill'), 'archived_copy', title=l_1_title)),
                '</a>',
            ))
        return concat(t_2)
    context.exported_vars.add('dead')
    context.vars['dead'] = l_0_dead = Macro(environment, macro, 'dead', ('link', 'title'), False, False, False, context.eval_ctx.autoescape)
    yield '\n'
    def macro(l_1_moment, l_1_title):
        t_3 = []
        if l_1_moment is missing:
            l_1_moment = undefined("parameter 'moment' was not provided", name='moment')
        if l_1_title is missing:
            l_1_title = undefined("parameter 'title' was not provided", name='title')
        pass
        if environment.getattr(l_1_moment, 'href'):
            pass
            t_3.extend((
                '<a class="at" href="',
                escape(t_1(environment.getattr(l_1_moment, 'href'))),
                '"',
            ))
            if environment.getattr(l_1_moment, 'frame'):
                pass
                t_3.extend((
                    ' data-seek="',
                    escape(environment.getattr(l_1_moment, 'frame')),
                    '" data-title="',
                    escape(l_1_title),
                    '"',
                ))
            t_3.extend((
                '>',
                escape(environment.getattr(l_1_moment, 'clock')),
                '</a>',
            ))
        elif environment.getattr(l_1_moment, 'clock'):
            pass
            t_3.extend((
                '<span class="at">',
                escape(environment.getattr(l_1_moment, 'clock')),
                '</span>',
            ))
        return concat(t_3)
    context.exported_vars.add('time')
    context.vars['time'] = l_0_time = Macro(environment, macro, 'time', ('moment', 'title'), False, False, False, context.eval_ctx.autoescape)

blocks = {}
debug_info = '2=18&3=28&4=35&8=48&9=55&10=59&11=76&12=80'
