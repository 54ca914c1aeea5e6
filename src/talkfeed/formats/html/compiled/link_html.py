"""link.html, compiled by `make templates`."""

from talkfeed.formats.html.runtime import Macro, Undefined, environment, escape, missing

name = 'link.html'

def root(context, missing=missing, environment=environment):
    resolve = context.resolve_or_missing
    undefined = environment.undefined
    concat = environment.concat
    cond_expr_undefined = Undefined
    if 0: yield None
    l_0_dead = missing
    t_1 = environment.filters['web']
    pass
    def macro(l_1_link, l_1_title):
        t_2 = []
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
            '</s> (gone)</a>',
        ))
        if environment.getattr(environment.getattr(l_1_link, 'found'), 'archived'):
            pass
            t_2.extend((
                ' <a href="',
                escape(t_1(environment.getattr(environment.getattr(l_1_link, 'found'), 'archived'))),
                '">',
                escape(l_1_title),
                ', archived copy</a>',
            ))
        return concat(t_2)
    context.exported_vars.add('dead')
    context.vars['dead'] = l_0_dead = Macro(environment, macro, 'dead', ('link', 'title'), False, False, False, context.eval_ctx.autoescape)

blocks = {}
debug_info = '2=18&3=27&4=32'
