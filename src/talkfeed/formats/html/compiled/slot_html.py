"""slot.html, compiled by `make templates`."""

from talkfeed.formats.html.runtime import Macro, Undefined, environment, escape, missing

name = 'slot.html'

def root(context, missing=missing, environment=environment):
    resolve = context.resolve_or_missing
    undefined = environment.undefined
    concat = environment.concat
    cond_expr_undefined = Undefined
    if 0:
        yield None
    l_0_slot = missing

    def macro(l_1_row):
        t_1 = []
        if l_1_row is missing:
            l_1_row = undefined("parameter 'row' was not provided", name='row')
        t_1.append('<li class="slot')
        if l_1_row.slot.is_cancelled:
            t_1.append(' is-cancelled')
        t_1.append('" data-over="%s"><time datetime="%s"><b>%s</b> %s</time><div><span class="p-name">%s</span>' % (escape(l_1_row.over), escape(l_1_row.machine), escape(l_1_row.big), escape(l_1_row.small), escape(l_1_row.title)))
        if l_1_row.clock:
            t_1.append('<p class="clock" data-local="%s">%s' % (escape(l_1_row.machine), escape(l_1_row.clock)))
        if l_1_row.where:
            t_1.append('<p class="p-location">%s' % (escape(l_1_row.where),))
        t_1.append('</div>')
        return concat(t_1)
    context.exported_vars.add('slot')
    context.vars['slot'] = l_0_slot = Macro(environment, macro, 'slot', ('row',), False, False, False, context.eval_ctx.autoescape)
blocks = {}
debug_info = '2=12&3=20&4=38&5=46'
