"""row.html, compiled by `make templates`."""

from talkfeed.formats.html.runtime import LoopContext, Macro, Markup, Undefined, environment, escape, identity, missing

name = 'row.html'

def root(context, missing=missing, environment=environment):
    resolve = context.resolve_or_missing
    undefined = environment.undefined
    concat = environment.concat
    cond_expr_undefined = Undefined
    if 0: yield None
    l_0_dead = l_0_face = l_0_names = l_0_people = l_0_date = l_0_talk = missing
    t_1 = environment.filters['capitalize']
    t_2 = environment.filters['isolated']
    t_3 = environment.filters['join']
    t_4 = environment.filters['web']
    pass
    included_template = environment.get_template('link.html', 'row.html')._get_default_module(context)
    l_0_dead = getattr(included_template, 'dead', missing)
    if l_0_dead is missing:
        l_0_dead = undefined(f"the template {included_template.__name__!r} (imported on line 2 in 'row.html') does not export the requested name 'dead'", name='dead')
    context.vars['dead'] = l_0_dead
    context.exported_vars.discard('dead')
    included_template = environment.get_template('card.html', 'row.html')._get_default_module(context)
    l_0_face = getattr(included_template, 'face', missing)
    if l_0_face is missing:
        l_0_face = undefined(f"the template {included_template.__name__!r} (imported on line 3 in 'row.html') does not export the requested name 'face'", name='face')
    context.vars['face'] = l_0_face
    context.exported_vars.discard('face')
    def macro(l_1_talk):
        t_5 = []
        if l_1_talk is missing:
            l_1_talk = undefined("parameter 'talk' was not provided", name='talk')
        pass
        l_2_loop = missing
        for l_2_person, l_2_loop in LoopContext(environment.getattr(l_1_talk, 'speakers'), undefined):
            l_2_words = resolve('words')
            _loop_vars = {}
            pass
            if (not environment.getattr(l_2_loop, 'first')):
                pass
                t_5.append(
                    escape((environment.getattr((undefined(name='words') if l_2_words is missing else l_2_words), 'conjunction') if environment.getattr(l_2_loop, 'last') else environment.getattr((undefined(name='words') if l_2_words is missing else l_2_words), 'comma'))),
                )
            t_5.extend((
                '<span class="p-author">',
                escape(t_2(environment.getattr(l_2_person, 'name'))),
                '</span>',
            ))
            if environment.getattr(l_2_person, 'works_at'):
                pass
                t_5.extend((
                    ' (',
                    escape(t_2(environment.getattr(l_2_person, 'works_at'))),
                    ')',
                ))
        l_2_loop = l_2_person = l_2_words = missing
        return concat(t_5)
    context.exported_vars.add('names')
    context.vars['names'] = l_0_names = Macro(environment, macro, 'names', ('talk',), False, False, False, context.eval_ctx.autoescape)
    yield '\n'
    def macro(l_1_talk):
        t_6 = []
        l_1_words = resolve('words')
        l_1_event = missing
        if l_1_talk is missing:
            l_1_talk = undefined("parameter 'talk' was not provided", name='talk')
        pass
        t_7 = []
        pass
        t_7.extend((
            '<span class="ev">',
            escape(environment.getattr(l_1_talk, 'occasion')),
            '</span>',
        ))
        l_1_event = (Markup if context.eval_ctx.autoescape else identity)(concat(t_7))
        if (environment.getattr(l_1_talk, 'speakers') and environment.getattr(l_1_talk, 'occasion')):
            pass
            t_6.append(
                escape(context.call(environment.getattr((undefined(name='words') if l_1_words is missing else l_1_words), 'fill'), 'at_event', people=context.call((undefined(name='names') if l_0_names is missing else l_0_names), l_1_talk), event=(undefined(name='event') if l_1_event is missing else l_1_event))),
            )
        elif environment.getattr(l_1_talk, 'speakers'):
            pass
            t_6.append(
                escape(context.call((undefined(name='names') if l_0_names is missing else l_0_names), l_1_talk)),
            )
        elif environment.getattr(l_1_talk, 'occasion'):
            pass
            t_6.append(
                escape((undefined(name='event') if l_1_event is missing else l_1_event)),
            )
        return concat(t_6)
    context.exported_vars.add('people')
    context.vars['people'] = l_0_people = Macro(environment, macro, 'people', ('talk',), False, False, False, context.eval_ctx.autoescape)
    yield '\n'
    def macro(l_1_row, l_1_poster):
        t_8 = []
        if l_1_row is missing:
            l_1_row = undefined("parameter 'row' was not provided", name='row')
        if l_1_poster is missing:
            l_1_poster = False
        pass
        if environment.getattr(l_1_row, 'machine'):
            pass
            t_8.extend((
                '<time class="dt-start" datetime="',
                escape(environment.getattr(l_1_row, 'machine')),
                '">',
            ))
            if (l_1_poster and environment.getattr(l_1_row, 'big')):
                pass
                t_8.extend((
                    '<b>',
                    escape(environment.getattr(l_1_row, 'big')),
                    '</b> ',
                    escape(environment.getattr(l_1_row, 'small')),
                ))
            else:
                pass
                t_8.append(
                    escape(environment.getattr(l_1_row, 'day')),
                )
            t_8.append(
                '</time>',
            )
        else:
            pass
            t_8.extend((
                '<span class="tba">',
                escape(t_1(environment.getattr(l_1_row, 'when'))),
                '</span>',
            ))
        return concat(t_8)
    context.exported_vars.add('date')
    context.vars['date'] = l_0_date = Macro(environment, macro, 'date', ('row', 'poster'), False, False, False, context.eval_ctx.autoescape)
    yield '\n'
    def macro(l_1_row, l_1_coming):
        t_9 = []
        l_1_words = resolve('words')
        if l_1_row is missing:
            l_1_row = undefined("parameter 'row' was not provided", name='row')
        if l_1_coming is missing:
            l_1_coming = False
        pass
        t_9.append(
            '<li class="h-event',
        )
        if environment.getattr(l_1_row, 'status'):
            pass
            t_9.extend((
                ' is-',
                escape(environment.getattr(l_1_row, 'state')),
            ))
        t_9.extend((
            '" id="',
            escape(environment.getattr(l_1_row, 'key')),
            '"',
        ))
        if (l_1_coming and environment.getattr(l_1_row, 'over')):
            pass
            t_9.extend((
                ' data-over="',
                escape(environment.getattr(l_1_row, 'over')),
                '"',
            ))
        if environment.getattr(l_1_row, 'tags'):
            pass
            t_9.extend((
                ' data-tags="',
                escape(t_3(environment.getattr(l_1_row, 'tags'), ',')),
                '"',
            ))
        t_9.extend((
            '>',
            escape(context.call((undefined(name='date') if l_0_date is missing else l_0_date), l_1_row, l_1_coming)),
            '<div>',
        ))
        if environment.getattr(l_1_row, 'status'):
            pass
            t_9.extend((
                '<b class="status">',
                escape(environment.getattr(l_1_row, 'status')),
                '</b> ',
            ))
        if environment.getattr(l_1_row, 'is_card'):
            pass
            t_9.extend((
                '<a class="u-url ',
                escape(environment.getattr(environment.getattr(l_1_row, 'card'), 'classes')),
                '" href="',
                escape(environment.getattr(l_1_row, 'href')),
                '"',
            ))
            if environment.getattr(l_1_row, 'language'):
                pass
                t_9.extend((
                    ' lang="',
                    escape(environment.getattr(l_1_row, 'language')),
                    '"',
                ))
            t_9.extend((
                ' dir="auto">',
                escape(context.call((undefined(name='face') if l_0_face is missing else l_0_face), l_1_row, 'p-name')),
                '</a>',
            ))
        else:
            pass
            t_9.extend((
                '<a class="p-name u-url" href="',
                escape(environment.getattr(l_1_row, 'href')),
                '"',
            ))
            if environment.getattr(l_1_row, 'language'):
                pass
                t_9.extend((
                    ' lang="',
                    escape(environment.getattr(l_1_row, 'language')),
                    '"',
                ))
            t_9.extend((
                '>',
                escape(environment.getattr(environment.getattr(l_1_row, 'talk'), 'title')),
                '</a>',
            ))
        for l_2_badge in environment.getattr(l_1_row, 'badges'):
            _loop_vars = {}
            pass
            t_9.extend((
                ' <b class="status badge">',
                escape(l_2_badge),
                '</b>',
            ))
        l_2_badge = missing
        if (environment.getattr(environment.getattr(l_1_row, 'talk'), 'speakers') or environment.getattr(environment.getattr(l_1_row, 'talk'), 'occasion')):
            pass
            t_9.extend((
                '<p class="by">',
                escape(context.call((undefined(name='people') if l_0_people is missing else l_0_people), environment.getattr(l_1_row, 'talk'))),
            ))
        if (l_1_coming and environment.getattr(l_1_row, 'clock')):
            pass
            t_9.extend((
                '<p class="clock" data-local="',
                escape(environment.getattr(l_1_row, 'machine')),
                '">',
                escape(environment.getattr(l_1_row, 'clock')),
            ))
        if ((l_1_coming and environment.getattr(l_1_row, 'machine')) and (not environment.getattr(environment.getattr(environment.getattr(environment.getattr(l_1_row, 'talk'), 'when'), 'precision'), 'is_dated'))):
            pass
            t_9.extend((
                '<p class="open">',
                escape(environment.getattr((undefined(name='words') if l_1_words is missing else l_1_words), 'exact_date')),
            ))
        if (l_1_coming and environment.getattr(l_1_row, 'where')):
            pass
            t_9.extend((
                '<p class="p-location">',
                escape(environment.getattr(l_1_row, 'where')),
            ))
        if ((environment.getattr(environment.getattr(l_1_row, 'talk'), 'links') or environment.getattr(l_1_row, 'calendar')) or (l_1_coming and environment.getattr(l_1_row, 'stream'))):
            pass
            t_9.append(
                '<p>',
            )
            if (l_1_coming and environment.getattr(l_1_row, 'stream')):
                pass
                t_9.extend((
                    '<a class="open" href="',
                    escape(environment.getattr(l_1_row, 'stream')),
                    '">',
                    escape(environment.getattr((undefined(name='words') if l_1_words is missing else l_1_words), 'stream')),
                    '</a> ',
                ))
            if (l_1_coming and environment.getattr(l_1_row, 'calendar')):
                pass
                t_9.extend((
                    '<a class="cal" href="',
                    escape(environment.getattr(l_1_row, 'calendar')),
                    '">',
                    escape(environment.getattr((undefined(name='words') if l_1_words is missing else l_1_words), 'add_to_calendar')),
                    '</a> ',
                ))
            l_2_loop = missing
            for l_2_link, l_2_loop in LoopContext(environment.getattr(environment.getattr(l_1_row, 'talk'), 'links'), undefined):
                _loop_vars = {}
                pass
                t_9.append(
                    escape((' ' if (not environment.getattr(l_2_loop, 'first')) else cond_expr_undefined("the inline if-expression on line 41 in 'row.html' evaluated to false and no else section was defined."))),
                )
                if environment.getattr(l_2_link, 'is_gone'):
                    pass
                    t_9.append(
                        escape(context.call((undefined(name='dead') if l_0_dead is missing else l_0_dead), l_2_link, environment.getattr(l_2_link, 'title'), _loop_vars=_loop_vars)),
                    )
                else:
                    pass
                    t_9.extend((
                        '<a href="',
                        escape(t_4(environment.getattr(l_2_link, 'href'))),
                        '">',
                        escape(environment.getattr(l_2_link, 'title')),
                        '</a>',
                    ))
            l_2_loop = l_2_link = missing
        t_9.append(
            '</div>',
        )
        return concat(t_9)
    context.exported_vars.add('talk')
    context.vars['talk'] = l_0_talk = Macro(environment, macro, 'talk', ('row', 'coming'), False, False, False, context.eval_ctx.autoescape)

blocks = {}
debug_info = '2=36&3=42&4=48&5=54&8=80&9=91&10=95&11=100&12=105&15=114&16=121&17=125&18=128&21=148&26=155&27=166&28=177&29=184&30=196&31=203&32=228&33=243&34=252&35=258&36=266&37=272&38=278&39=283&40=292&41=302'
