"""schedule.html, compiled by `make templates`."""

from talkfeed.formats.html.runtime import LoopContext, Macro, Undefined, environment, escape, missing

name = 'schedule.html'

def root(context, missing=missing, environment=environment):
    resolve = context.resolve_or_missing
    undefined = environment.undefined
    concat = environment.concat
    cond_expr_undefined = Undefined
    if 0: yield None
    l_0_slot = l_0_timetable = missing
    t_1 = environment.filters['join']
    t_2 = environment.filters['web']
    pass
    def macro(l_1_each):
        t_3 = []
        l_1_row = l_1_talk = missing
        if l_1_each is missing:
            l_1_each = undefined("parameter 'each' was not provided", name='each')
        pass
        (l_1_row, l_1_talk) = (environment.getattr(l_1_each, 'row'), environment.getattr(environment.getattr(l_1_each, 'row'), 'talk'))
        t_3.extend((
            '<time class="dt-start" datetime="',
            escape(environment.getattr((undefined(name='row') if l_1_row is missing else l_1_row), 'machine')),
            '" data-local="',
            escape(environment.getattr((undefined(name='row') if l_1_row is missing else l_1_row), 'machine')),
            '">',
            escape(environment.getattr(l_1_each, 'clock')),
            '</time>',
        ))
        if environment.getattr(l_1_each, 'room'):
            pass
            t_3.extend((
                ' <span class="room">',
                escape(environment.getattr(l_1_each, 'room')),
                '</span>',
            ))
        if environment.getattr((undefined(name='row') if l_1_row is missing else l_1_row), 'status'):
            pass
            t_3.extend((
                ' <b class="status">',
                escape(environment.getattr((undefined(name='row') if l_1_row is missing else l_1_row), 'status')),
                '</b>',
            ))
        t_3.extend((
            '<a class="p-name u-url" href="',
            escape(environment.getattr((undefined(name='row') if l_1_row is missing else l_1_row), 'href')),
            '"',
        ))
        if environment.getattr((undefined(name='row') if l_1_row is missing else l_1_row), 'language'):
            pass
            t_3.extend((
                ' lang="',
                escape(environment.getattr((undefined(name='row') if l_1_row is missing else l_1_row), 'language')),
                '"',
            ))
        t_3.extend((
            ' dir="auto">',
            escape(environment.getattr((undefined(name='talk') if l_1_talk is missing else l_1_talk), 'title')),
            '</a>',
        ))
        if environment.getattr((undefined(name='talk') if l_1_talk is missing else l_1_talk), 'speakers'):
            pass
            t_3.append(
                '<p class="by">',
            )
            l_2_loop = missing
            for l_2_person, l_2_loop in LoopContext(environment.getattr((undefined(name='talk') if l_1_talk is missing else l_1_talk), 'speakers'), undefined):
                l_2_words = resolve('words')
                _loop_vars = {}
                pass
                t_3.extend((
                    escape((environment.getattr((undefined(name='words') if l_2_words is missing else l_2_words), 'comma') if (not environment.getattr(l_2_loop, 'first')) else cond_expr_undefined("the inline if-expression on line 8 in 'schedule.html' evaluated to false and no else section was defined."))),
                    '<span class="p-author">',
                    escape(environment.getattr(l_2_person, 'name')),
                    '</span>',
                ))
            l_2_loop = l_2_person = l_2_words = missing
            t_3.append(
                '</p>',
            )
        if (environment.getattr((undefined(name='talk') if l_1_talk is missing else l_1_talk), 'track') or environment.getattr((undefined(name='row') if l_1_row is missing else l_1_row), 'badges')):
            pass
            t_3.extend((
                '<p class="hint">',
                escape(t_1((([environment.getattr((undefined(name='talk') if l_1_talk is missing else l_1_talk), 'track')] if environment.getattr((undefined(name='talk') if l_1_talk is missing else l_1_talk), 'track') else []) + environment.getattr((undefined(name='row') if l_1_row is missing else l_1_row), 'badges')), ' · ')),
                '</p>',
            ))
        def t_4(fiter):
            for l_2_link in fiter:
                if (not environment.getattr(l_2_link, 'is_gone')):
                    yield l_2_link
        l_2_loop = missing
        for l_2_link, l_2_loop in LoopContext(t_4(environment.getattr((undefined(name='talk') if l_1_talk is missing else l_1_talk), 'links')), undefined):
            _loop_vars = {}
            pass
            if environment.getattr(l_2_loop, 'first'):
                pass
                t_3.append(
                    '<p class="also">',
                )
            t_3.extend((
                '<a href="',
                escape(t_2(environment.getattr(l_2_link, 'href'))),
                '">',
                escape(environment.getattr(l_2_link, 'title')),
                '</a> ',
            ))
            if environment.getattr(l_2_loop, 'last'):
                pass
                t_3.append(
                    '</p>',
                )
        l_2_loop = l_2_link = missing
        return concat(t_3)
    context.exported_vars.add('slot')
    context.vars['slot'] = l_0_slot = Macro(environment, macro, 'slot', ('each',), False, False, False, context.eval_ctx.autoescape)
    yield '\n'
    def macro(l_1_schedule, l_1_name):
        t_5 = []
        l_1_words = resolve('words')
        if l_1_schedule is missing:
            l_1_schedule = undefined("parameter 'schedule' was not provided", name='schedule')
        if l_1_name is missing:
            l_1_name = undefined("parameter 'name' was not provided", name='name')
        pass
        t_5.extend((
            '<section id="Schedule" aria-labelledby="Schedule-title">\n<h2 class="over" id="Schedule-title">',
            escape(environment.getattr((undefined(name='words') if l_1_words is missing else l_1_words), 'schedule')),
        ))
        if environment.getattr(l_1_schedule, 'zone'):
            pass
            t_5.extend((
                ' <small>',
                escape(context.call(environment.getattr((undefined(name='words') if l_1_words is missing else l_1_words), 'fill'), 'times_of', zone=environment.getattr(l_1_schedule, 'zone'))),
                '</small>',
            ))
        t_5.append(
            '</h2>\n',
        )
        for l_2_day in environment.getattr(l_1_schedule, 'days'):
            _loop_vars = {}
            pass
            t_5.extend((
                '<div class="scroll" tabindex="0" role="region" aria-labelledby="',
                escape(environment.getattr(l_2_day, 'id')),
                '">\n<table class="schedule',
                escape((' many' if (environment.getattr(l_2_day, 'columns') > 4) else cond_expr_undefined("the inline if-expression on line 18 in 'schedule.html' evaluated to false and no else section was defined."))),
                '">\n<caption id="',
                escape(environment.getattr(l_2_day, 'id')),
                '">',
                escape(environment.getattr(l_2_day, 'name')),
                '</caption>\n',
            ))
            if environment.getattr(l_2_day, 'has_rooms'):
                pass
                t_5.append(
                    '<thead><tr><td></td>',
                )
                for (l_3_room, l_3_columns) in environment.getattr(l_2_day, 'rooms'):
                    _loop_vars = {}
                    pass
                    t_5.append(
                        '<th scope="col"',
                    )
                    if (l_3_columns > 1):
                        pass
                        t_5.extend((
                            ' colspan="',
                            escape(l_3_columns),
                            '"',
                        ))
                    t_5.extend((
                        '>',
                        escape((l_3_room or environment.getattr((undefined(name='words') if l_1_words is missing else l_1_words), 'elsewhere'))),
                        '</th>',
                    ))
                l_3_room = l_3_columns = missing
                t_5.append(
                    '</tr></thead>\n',
                )
            t_5.append(
                '<tbody>\n',
            )
            for l_3_line in environment.getattr(l_2_day, 'lines'):
                _loop_vars = {}
                pass
                t_5.append(
                    '<tr',
                )
                if environment.getattr(l_3_line, 'rest'):
                    pass
                    t_5.append(
                        ' class="rest"',
                    )
                t_5.append(
                    '>',
                )
                if environment.getattr(l_3_line, 'rest'):
                    pass
                    t_5.extend((
                        '<th scope="row">',
                        escape(environment.getattr(l_3_line, 'clock')),
                        '</th><td colspan="',
                        escape(environment.getattr(l_2_day, 'columns')),
                        '">',
                        escape(environment.getattr((undefined(name='words') if l_1_words is missing else l_1_words), 'break')),
                        ' <small>',
                        escape(environment.getattr(l_3_line, 'rest')),
                        '</small></td>',
                    ))
                else:
                    pass
                    if environment.getattr(l_3_line, 'is_start'):
                        pass
                        t_5.extend((
                            '<th scope="row">',
                            escape(environment.getattr(l_3_line, 'clock')),
                            '</th>',
                        ))
                    else:
                        pass
                        t_5.append(
                            '<td></td>',
                        )
                    for l_4_cell in environment.getattr(l_3_line, 'cells'):
                        _loop_vars = {}
                        pass
                        if environment.getattr(l_4_cell, 'slot'):
                            pass
                            t_5.append(
                                '<td class="h-event',
                            )
                            if environment.getattr(environment.getattr(environment.getattr(l_4_cell, 'slot'), 'row'), 'status'):
                                pass
                                t_5.extend((
                                    ' is-',
                                    escape(environment.getattr(environment.getattr(environment.getattr(l_4_cell, 'slot'), 'row'), 'state')),
                                ))
                            t_5.extend((
                                '" id="',
                                escape(environment.getattr(environment.getattr(environment.getattr(l_4_cell, 'slot'), 'row'), 'key')),
                                '" data-over="',
                                escape(environment.getattr(environment.getattr(environment.getattr(l_4_cell, 'slot'), 'row'), 'over')),
                                '"',
                            ))
                            if (environment.getattr(l_4_cell, 'rows') > 1):
                                pass
                                t_5.extend((
                                    ' rowspan="',
                                    escape(environment.getattr(l_4_cell, 'rows')),
                                    '"',
                                ))
                            t_5.extend((
                                '>',
                                escape(context.call((undefined(name='slot') if l_0_slot is missing else l_0_slot), environment.getattr(l_4_cell, 'slot'), _loop_vars=_loop_vars)),
                                '</td>',
                            ))
                        else:
                            pass
                            t_5.append(
                                '<td></td>',
                            )
                    l_4_cell = missing
                t_5.append(
                    '</tr>\n',
                )
            l_3_line = missing
            t_5.append(
                '</tbody>\n</table>\n</div>\n',
            )
        l_2_day = missing
        t_5.append(
            '</section>',
        )
        return concat(t_5)
    context.exported_vars.add('timetable')
    context.vars['timetable'] = l_0_timetable = Macro(environment, macro, 'timetable', ('schedule', 'name'), False, False, False, context.eval_ctx.autoescape)

blocks = {}
debug_info = '2=24&3=30&4=33&5=40&6=47&7=56&8=71&9=91&10=98&13=128&15=138&16=150&17=155&18=157&19=159&20=164&21=169&24=194&25=200&26=208&27=223&28=235'
