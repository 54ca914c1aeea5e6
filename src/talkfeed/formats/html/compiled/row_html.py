"""row.html, compiled by `make templates`."""

from talkfeed.formats.html.runtime import LoopContext, Macro, Markup, Undefined, environment, escape, missing

name = 'row.html'

def root(context, missing=missing, environment=environment):
    resolve = context.resolve_or_missing
    undefined = environment.undefined
    concat = environment.concat
    cond_expr_undefined = Undefined
    if 0:
        yield None
    l_0_dead = l_0_face = l_0_names = l_0_people = l_0_date = l_0_talk = missing
    t_1 = environment.filters['capitalize']
    t_2 = environment.filters['isolated']
    t_3 = environment.filters['join']
    t_4 = environment.filters['web']
    included_template = environment.get_template('link.html', 'row.html')._get_default_module(context)
    l_0_dead = getattr(included_template, 'dead', missing)
    context.vars['dead'] = l_0_dead
    context.exported_vars.discard('dead')
    included_template = environment.get_template('card.html', 'row.html')._get_default_module(context)
    l_0_face = getattr(included_template, 'face', missing)
    context.vars['face'] = l_0_face
    context.exported_vars.discard('face')

    def macro(l_1_talk):
        t_5 = []
        if l_1_talk is missing:
            l_1_talk = undefined("parameter 'talk' was not provided", name='talk')
        l_2_loop = missing
        for l_2_person, l_2_loop in LoopContext(l_1_talk.speakers, undefined):
            l_2_words = resolve('words')
            _loop_vars = {}
            if not l_2_loop.first:
                t_5.append(escape(l_2_words.conjunction if l_2_loop.last else l_2_words.comma))
            t_5.append('<span class="p-author">%s</span>' % (escape(t_2(l_2_person.name)),))
            if l_2_person.works_at:
                t_5.append(' (%s)' % (escape(t_2(l_2_person.works_at)),))
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
        t_7 = []
        t_7.append('<span class="ev">%s</span>' % (escape(l_1_talk.occasion),))
        l_1_event = Markup(concat(t_7))
        if l_1_talk.speakers and l_1_talk.occasion:
            t_6.append(escape(l_1_words.fill('at_event', people=l_0_names(l_1_talk), event=undefined(name='event') if l_1_event is missing else l_1_event)))
        elif l_1_talk.speakers:
            t_6.append(escape(l_0_names(l_1_talk)))
        elif l_1_talk.occasion:
            t_6.append(escape(undefined(name='event') if l_1_event is missing else l_1_event))
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
        if l_1_row.machine:
            t_8.append('<time class="dt-start" datetime="%s">' % (escape(l_1_row.machine),))
            if l_1_poster and l_1_row.big:
                t_8.append('<b>%s</b> %s' % (escape(l_1_row.big), escape(l_1_row.small)))
            else:
                t_8.append(escape(l_1_row.day))
            t_8.append('</time>')
        else:
            t_8.append('<span class="tba">%s</span>' % (escape(t_1(l_1_row.when)),))
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
        t_9.append('<li class="h-event')
        if l_1_row.status:
            t_9.append(' is-%s' % (escape(l_1_row.state),))
        t_9.append('" id="%s"' % (escape(l_1_row.key),))
        if l_1_coming and l_1_row.over:
            t_9.append(' data-over="%s"' % (escape(l_1_row.over),))
        if l_1_row.tags:
            t_9.append(' data-tags="%s"' % (escape(t_3(l_1_row.tags, ',')),))
        t_9.append('>%s<div>' % (escape(l_0_date(l_1_row, l_1_coming)),))
        if l_1_row.status:
            t_9.append('<b class="status">%s</b> ' % (escape(l_1_row.status),))
        if l_1_row.is_card:
            t_9.append('<a class="u-url %s" href="%s"' % (escape(l_1_row.card.classes), escape(l_1_row.href)))
            if l_1_row.language:
                t_9.append(' lang="%s"' % (escape(l_1_row.language),))
            t_9.append(' dir="auto">%s</a>' % (escape(l_0_face(l_1_row, 'p-name')),))
        else:
            t_9.append('<a class="p-name u-url" href="%s"' % (escape(l_1_row.href),))
            if l_1_row.language:
                t_9.append(' lang="%s" dir="auto"' % (escape(l_1_row.language),))
            t_9.append('>%s</a>' % (escape(l_1_row.talk.title),))
        for l_2_badge in l_1_row.badges:
            _loop_vars = {}
            t_9.append(' <b class="status badge">%s</b>' % (escape(l_2_badge),))
        l_2_badge = missing
        if l_1_row.talk.speakers or l_1_row.talk.occasion:
            t_9.append('<p class="by">%s' % (escape(l_0_people(l_1_row.talk)),))
        if l_1_coming and l_1_row.clock:
            t_9.append('<p class="clock" data-local="%s">%s' % (escape(l_1_row.machine), escape(l_1_row.clock)))
        if (l_1_coming and l_1_row.machine) and (not l_1_row.talk.when.precision.is_dated):
            t_9.append('<p class="open">%s' % (escape(l_1_words.exact_date),))
        if l_1_coming and l_1_row.where:
            t_9.append('<p class="p-location">%s' % (escape(l_1_row.where),))
        if (l_1_row.talk.links or l_1_row.calendar) or (l_1_coming and l_1_row.stream):
            t_9.append('<p>')
            if l_1_coming and l_1_row.stream:
                t_9.append('<a class="open" href="%s">%s</a> ' % (escape(l_1_row.stream), escape(l_1_words.stream)))
            if l_1_coming and l_1_row.calendar:
                t_9.append('<a class="cal" href="%s">%s</a> ' % (escape(l_1_row.calendar), escape(l_1_words.add_to_calendar)))
            l_2_loop = missing
            for l_2_link, l_2_loop in LoopContext(l_1_row.talk.links, undefined):
                _loop_vars = {}
                t_9.append(escape(' ' if not l_2_loop.first else cond_expr_undefined("the inline if-expression on line 41 in 'row.html' evaluated to false and no else section was defined.")))
                if l_2_link.is_gone:
                    t_9.append(escape(l_0_dead(l_2_link, l_1_row.title_of(l_2_link))))
                else:
                    t_9.append('<a href="%s">%s</a>' % (escape(t_4(l_2_link.href)), escape(l_1_row.title_of(l_2_link))))
            l_2_loop = l_2_link = missing
        t_9.append('</div>')
        return concat(t_9)
    context.exported_vars.add('talk')
    context.vars['talk'] = l_0_talk = Macro(environment, macro, 'talk', ('row', 'coming'), False, False, False, context.eval_ctx.autoescape)
blocks = {}
debug_info = '2=36&3=42&4=48&5=54&8=80&9=91&10=95&11=100&12=105&15=114&16=121&17=125&18=128&21=148&26=155&27=166&28=177&29=184&30=196&31=203&32=228&33=243&34=252&35=258&36=266&37=272&38=278&39=283&40=292&41=302'
