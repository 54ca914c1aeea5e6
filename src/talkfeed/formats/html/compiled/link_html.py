"""link.html, compiled by `make templates`."""

from talkfeed.formats.html.runtime import Macro, Undefined, environment, escape, missing

name = 'link.html'

def root(context, missing=missing, environment=environment):
    resolve = context.resolve_or_missing
    undefined = environment.undefined
    concat = environment.concat
    cond_expr_undefined = Undefined
    if 0:
        yield None
    l_0_dead = l_0_time = missing
    t_1 = environment.filters['web']

    def macro(l_1_link, l_1_title):
        t_2 = []
        l_1_words = resolve('words')
        if l_1_link is missing:
            l_1_link = undefined("parameter 'link' was not provided", name='link')
        if l_1_title is missing:
            l_1_title = undefined("parameter 'title' was not provided", name='title')
        t_2.append('<a href="%s"><s>%s</s> (%s)</a>' % (escape(t_1(l_1_link.href)), escape(l_1_title), escape(l_1_words.gone)))
        if l_1_link.found.archived:
            t_2.append(' <a href="%s">%s</a>' % (escape(t_1(l_1_link.found.archived)), escape(l_1_words.fill('archived_copy', title=l_1_title))))
        return concat(t_2)
    context.exported_vars.add('dead')
    context.vars['dead'] = l_0_dead = Macro(environment, macro, 'dead', ('link', 'title'), False, False, False, context.eval_ctx.autoescape)
    yield '\n'

    def macro(l_1_moment):
        t_3 = []
        if l_1_moment is missing:
            l_1_moment = undefined("parameter 'moment' was not provided", name='moment')
        if l_1_moment.href:
            t_3.append('<a class="at" href="%s"' % (escape(t_1(l_1_moment.href)),))
            if l_1_moment.frame:
                t_3.append(' data-seek="%s"' % (escape(l_1_moment.frame),))
            t_3.append('>%s</a>' % (escape(l_1_moment.clock),))
        elif l_1_moment.clock:
            t_3.append('<span class="at">%s</span>' % (escape(l_1_moment.clock),))
        return concat(t_3)
    context.exported_vars.add('time')
    context.vars['time'] = l_0_time = Macro(environment, macro, 'time', ('moment',), False, False, False, context.eval_ctx.autoescape)
blocks = {}
debug_info = '2=18&3=28&4=35&8=48&9=53&10=57&11=72&12=76'
