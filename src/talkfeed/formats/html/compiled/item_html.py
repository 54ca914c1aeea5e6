"""item.html, compiled by `make templates`."""

from talkfeed.formats.html.runtime import Macro, Undefined, environment, escape, missing

name = 'item.html'

def root(context, missing=missing, environment=environment):
    resolve = context.resolve_or_missing
    undefined = environment.undefined
    concat = environment.concat
    cond_expr_undefined = Undefined
    if 0:
        yield None
    l_0_names = l_0_dead = l_0_item = missing
    t_1 = environment.filters['isolated']
    t_2 = environment.filters['web']
    included_template = environment.get_template('row.html', 'item.html')._get_default_module(context)
    l_0_names = getattr(included_template, 'names', missing)
    context.vars['names'] = l_0_names
    context.exported_vars.discard('names')
    included_template = environment.get_template('link.html', 'item.html')._get_default_module(context)
    l_0_dead = getattr(included_template, 'dead', missing)
    context.vars['dead'] = l_0_dead
    context.exported_vars.discard('dead')

    def macro(l_1_row):
        t_3 = []
        l_1_words = resolve('words')
        if l_1_row is missing:
            l_1_row = undefined("parameter 'row' was not provided", name='row')
        t_3.append('<li class="h-event"><a class="u-url p-name" href="%s"' % (escape(l_1_row.href),))
        if l_1_row.language:
            t_3.append(' lang="%s"' % (escape(l_1_row.language),))
        t_3.append('>%s</a>' % (escape(t_1(l_1_row.talk.title)),))
        if l_1_row.status:
            t_3.append(' <strong>%s</strong>' % (escape(l_1_row.status),))
        if l_1_row.talk.speakers and l_1_row.talk.occasion:
            t_3.append(' %s' % (escape(l_1_words.fill('at_event', people=l_0_names(l_1_row.talk), event=t_1(l_1_row.talk.occasion))),))
        elif l_1_row.talk.speakers:
            t_3.append(' %s' % (escape(l_0_names(l_1_row.talk)),))
        elif l_1_row.talk.occasion:
            t_3.append(' %s' % (escape(t_1(l_1_row.talk.occasion)),))
        if l_1_row.machine:
            t_3.append(' <time class="dt-start" datetime="%s">%s</time>' % (escape(l_1_row.machine), escape(l_1_row.when)))
        else:
            t_3.append(' <span class="tba">%s</span>' % (escape(l_1_row.when),))
        for l_2_link in l_1_row.talk.links:
            _loop_vars = {}
            t_3.append(' ')
            if l_2_link.is_gone:
                t_3.append(escape(l_0_dead(l_2_link, t_1(l_1_row.title_of(l_2_link)))))
            else:
                t_3.append('<a href="%s">%s</a>' % (escape(t_2(l_2_link.href)), escape(t_1(l_1_row.title_of(l_2_link)))))
        l_2_link = missing
        t_3.append('</li>')
        return concat(t_3)
    context.exported_vars.add('item')
    context.vars['item'] = l_0_item = Macro(environment, macro, 'item', ('row',), False, False, False, context.eval_ctx.autoescape)
blocks = {}
debug_info = '1=24&2=30&4=36&5=44&6=59&7=66&8=72&9=78&10=84&11=100'
