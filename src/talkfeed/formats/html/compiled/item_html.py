"""item.html, compiled by `make templates`."""

from talkfeed.formats.html.runtime import Macro, Undefined, environment, escape, missing

name = 'item.html'

def root(context, missing=missing, environment=environment):
    resolve = context.resolve_or_missing
    undefined = environment.undefined
    concat = environment.concat
    cond_expr_undefined = Undefined
    if 0: yield None
    l_0_names = l_0_dead = l_0_item = missing
    t_1 = environment.filters['isolated']
    t_2 = environment.filters['web']
    pass
    included_template = environment.get_template('row.html', 'item.html')._get_default_module(context)
    l_0_names = getattr(included_template, 'names', missing)
    if l_0_names is missing:
        l_0_names = undefined(f"the template {included_template.__name__!r} (imported on line 1 in 'item.html') does not export the requested name 'names'", name='names')
    context.vars['names'] = l_0_names
    context.exported_vars.discard('names')
    included_template = environment.get_template('link.html', 'item.html')._get_default_module(context)
    l_0_dead = getattr(included_template, 'dead', missing)
    if l_0_dead is missing:
        l_0_dead = undefined(f"the template {included_template.__name__!r} (imported on line 2 in 'item.html') does not export the requested name 'dead'", name='dead')
    context.vars['dead'] = l_0_dead
    context.exported_vars.discard('dead')
    def macro(l_1_row):
        t_3 = []
        l_1_words = resolve('words')
        if l_1_row is missing:
            l_1_row = undefined("parameter 'row' was not provided", name='row')
        pass
        t_3.extend((
            '<li class="h-event"><a class="u-url p-name" href="',
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
            '>',
            escape(t_1(environment.getattr(environment.getattr(l_1_row, 'talk'), 'title'))),
            '</a>',
        ))
        if environment.getattr(l_1_row, 'status'):
            pass
            t_3.extend((
                ' <strong>',
                escape(environment.getattr(l_1_row, 'status')),
                '</strong>',
            ))
        if (environment.getattr(environment.getattr(l_1_row, 'talk'), 'speakers') and environment.getattr(environment.getattr(l_1_row, 'talk'), 'occasion')):
            pass
            t_3.extend((
                ' ',
                escape(context.call(environment.getattr((undefined(name='words') if l_1_words is missing else l_1_words), 'fill'), 'at_event', people=context.call((undefined(name='names') if l_0_names is missing else l_0_names), environment.getattr(l_1_row, 'talk')), event=t_1(environment.getattr(environment.getattr(l_1_row, 'talk'), 'occasion')))),
            ))
        elif environment.getattr(environment.getattr(l_1_row, 'talk'), 'speakers'):
            pass
            t_3.extend((
                ' ',
                escape(context.call((undefined(name='names') if l_0_names is missing else l_0_names), environment.getattr(l_1_row, 'talk'))),
            ))
        elif environment.getattr(environment.getattr(l_1_row, 'talk'), 'occasion'):
            pass
            t_3.extend((
                ' ',
                escape(t_1(environment.getattr(environment.getattr(l_1_row, 'talk'), 'occasion'))),
            ))
        if environment.getattr(l_1_row, 'machine'):
            pass
            t_3.extend((
                ' <time class="dt-start" datetime="',
                escape(environment.getattr(l_1_row, 'machine')),
                '">',
                escape(environment.getattr(l_1_row, 'when')),
                '</time>',
            ))
        else:
            pass
            t_3.extend((
                ' <span class="tba">',
                escape(environment.getattr(l_1_row, 'when')),
                '</span>',
            ))
        for l_2_link in environment.getattr(environment.getattr(l_1_row, 'talk'), 'links'):
            _loop_vars = {}
            pass
            t_3.append(
                ' ',
            )
            if environment.getattr(l_2_link, 'is_gone'):
                pass
                t_3.append(
                    escape(context.call((undefined(name='dead') if l_0_dead is missing else l_0_dead), l_2_link, t_1(environment.getattr(l_2_link, 'title')), _loop_vars=_loop_vars)),
                )
            else:
                pass
                t_3.extend((
                    '<a href="',
                    escape(t_2(environment.getattr(l_2_link, 'href'))),
                    '">',
                    escape(t_1(environment.getattr(l_2_link, 'title'))),
                    '</a>',
                ))
        l_2_link = missing
        t_3.append(
            '</li>',
        )
        return concat(t_3)
    context.exported_vars.add('item')
    context.vars['item'] = l_0_item = Macro(environment, macro, 'item', ('row',), False, False, False, context.eval_ctx.autoescape)

blocks = {}
debug_info = '1=24&2=30&4=36&5=44&6=59&7=66&8=72&9=78&10=84&11=100'
