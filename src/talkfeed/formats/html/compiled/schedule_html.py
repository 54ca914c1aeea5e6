"""schedule.html, compiled by `make templates`."""

from talkfeed.formats.html.runtime import LoopContext, Macro, Undefined, environment, escape, missing

name = 'schedule.html'

def root(context, missing=missing, environment=environment):
    resolve = context.resolve_or_missing
    undefined = environment.undefined
    concat = environment.concat
    cond_expr_undefined = Undefined
    if 0:
        yield None
    l_0_slot = l_0_timetable = missing
    t_1 = environment.filters['direction']
    t_2 = environment.filters['join']
    t_3 = environment.filters['web']

    def macro(l_1_each):
        t_4 = []
        l_1_words = resolve('words')
        l_1_row = l_1_talk = missing
        if l_1_each is missing:
            l_1_each = undefined("parameter 'each' was not provided", name='each')
        l_1_row, l_1_talk = (l_1_each.row, l_1_each.row.talk)
        t_4.append('<time class="dt-start" datetime="%s" data-local="%s">%s</time>' % (escape(l_1_row.machine), escape(l_1_row.machine), escape(l_1_each.clock)))
        if l_1_each.room:
            t_4.append(' <span class="room">%s</span>' % (escape(l_1_each.room),))
        if l_1_row.status:
            t_4.append(' <b class="status">%s</b>' % (escape(l_1_row.status),))
        t_4.append('<a class="p-name u-url" href="%s"' % (escape(l_1_row.href),))
        if l_1_row.language:
            t_4.append(' lang="%s"' % (escape(l_1_row.language),))
        t_4.append('%s>%s</a>' % (escape(t_1(l_1_talk.title, undefined(name='words') if l_1_words is missing else l_1_words)), escape(l_1_talk.title)))
        if l_1_talk.speakers:
            t_4.append('<p class="by">')
            l_2_loop = missing
            for l_2_person, l_2_loop in LoopContext(l_1_talk.speakers, undefined):
                _loop_vars = {}
                t_4.append('%s<span class="p-author">%s</span>' % (escape(l_1_words.comma if not l_2_loop.first else cond_expr_undefined("the inline if-expression on line 8 in 'schedule.html' evaluated to false and no else section was defined.")), escape(l_2_person.name)))
            l_2_loop = l_2_person = missing
            t_4.append('</p>')
        if l_1_talk.track or l_1_row.badges:
            t_4.append('<p class="hint">%s</p>' % (escape(t_2(([l_1_talk.track] if l_1_talk.track else []) + l_1_row.badges, ' · ')),))

        def t_5(fiter):
            for l_2_link in fiter:
                if not l_2_link.is_gone:
                    yield l_2_link
        l_2_loop = missing
        for l_2_link, l_2_loop in LoopContext(t_5(l_1_talk.links), undefined):
            _loop_vars = {}
            if l_2_loop.first:
                t_4.append('<p class="also">')
            t_4.append('<a href="%s">%s</a> ' % (escape(t_3(l_2_link.href)), escape(l_1_row.title_of(l_2_link))))
            if l_2_loop.last:
                t_4.append('</p>')
        l_2_loop = l_2_link = missing
        return concat(t_4)
    context.exported_vars.add('slot')
    context.vars['slot'] = l_0_slot = Macro(environment, macro, 'slot', ('each',), False, False, False, context.eval_ctx.autoescape)
    yield '\n'

    def macro(l_1_schedule, l_1_name):
        t_6 = []
        l_1_words = resolve('words')
        if l_1_schedule is missing:
            l_1_schedule = undefined("parameter 'schedule' was not provided", name='schedule')
        if l_1_name is missing:
            l_1_name = undefined("parameter 'name' was not provided", name='name')
        t_6.append('<section id="Schedule" aria-labelledby="Schedule-title">\n<h2 class="over" id="Schedule-title">%s' % (escape(l_1_words.schedule),))
        if l_1_schedule.zone:
            t_6.append(' <small>%s</small>' % (escape(l_1_words.fill('times_of', zone=l_1_schedule.zone)),))
        t_6.append('</h2>\n')
        for l_2_day in l_1_schedule.days:
            _loop_vars = {}
            t_6.append('<div class="scroll" tabindex="0" role="region" aria-labelledby="%s">\n<table class="schedule%s">\n<caption id="%s">%s</caption>\n' % (escape(l_2_day.id), escape(' many' if l_2_day.columns > 4 else cond_expr_undefined("the inline if-expression on line 18 in 'schedule.html' evaluated to false and no else section was defined.")), escape(l_2_day.id), escape(l_2_day.name)))
            if l_2_day.has_rooms:
                t_6.append('<thead><tr><td></td>')
                for l_3_room, l_3_columns in l_2_day.rooms:
                    _loop_vars = {}
                    t_6.append('<th scope="col"')
                    if l_3_columns > 1:
                        t_6.append(' colspan="%s"' % (escape(l_3_columns),))
                    t_6.append('>%s</th>' % (escape(l_3_room or l_1_words.elsewhere),))
                l_3_room = l_3_columns = missing
                t_6.append('</tr></thead>\n')
            t_6.append('<tbody>\n')
            for l_3_line in l_2_day.lines:
                _loop_vars = {}
                t_6.append('<tr')
                if l_3_line.rest:
                    t_6.append(' class="rest"')
                t_6.append('>')
                if l_3_line.rest:
                    t_6.append('<th scope="row">%s</th><td colspan="%s">%s <small>%s</small></td>' % (escape(l_3_line.clock), escape(l_2_day.columns), escape(environment.getattr(undefined(name='words') if l_1_words is missing else l_1_words, 'break')), escape(l_3_line.rest)))
                else:
                    if l_3_line.is_start:
                        t_6.append('<th scope="row">%s</th>' % (escape(l_3_line.clock),))
                    else:
                        t_6.append('<td></td>')
                    for l_4_cell in l_3_line.cells:
                        _loop_vars = {}
                        if l_4_cell.slot:
                            t_6.append('<td class="h-event')
                            if l_4_cell.slot.row.status:
                                t_6.append(' is-%s' % (escape(l_4_cell.slot.row.state),))
                            t_6.append('" id="%s" data-over="%s"' % (escape(l_4_cell.slot.row.key), escape(l_4_cell.slot.row.over)))
                            if l_4_cell.rows > 1:
                                t_6.append(' rowspan="%s"' % (escape(l_4_cell.rows),))
                            t_6.append('>%s</td>' % (escape(l_0_slot(l_4_cell.slot)),))
                        else:
                            t_6.append('<td></td>')
                    l_4_cell = missing
                t_6.append('</tr>\n')
            l_3_line = missing
            t_6.append('</tbody>\n</table>\n</div>\n')
        l_2_day = missing
        t_6.append('</section>')
        return concat(t_6)
    context.exported_vars.add('timetable')
    context.vars['timetable'] = l_0_timetable = Macro(environment, macro, 'timetable', ('schedule', 'name'), False, False, False, context.eval_ctx.autoescape)
blocks = {}
debug_info = '2=30&3=37&4=40&5=47&6=54&7=63&8=79&9=98&10=105&13=135&15=145&16=157&17=162&18=164&19=166&20=171&21=176&24=201&25=207&26=215&27=230&28=242'
