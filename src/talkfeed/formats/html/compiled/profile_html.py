"""profile.html, compiled by `make templates`."""

from talkfeed.formats.html.runtime import Undefined, environment, escape, missing

name = 'profile.html'

def root(context, missing=missing, environment=environment):
    resolve = context.resolve_or_missing
    undefined = environment.undefined
    concat = environment.concat
    cond_expr_undefined = Undefined
    if 0:
        yield None
    parent_template = None
    l_0_timetable = missing
    parent_template = environment.get_template('base.html', 'profile.html')
    for name, parent_block in parent_template.blocks.items():
        context.blocks.setdefault(name, []).append(parent_block)
    included_template = environment.get_template('schedule.html', 'profile.html')._get_default_module(context)
    l_0_timetable = getattr(included_template, 'timetable', missing)
    context.vars['timetable'] = l_0_timetable
    context.exported_vars.discard('timetable')
    yield from parent_template.root_render_func(context)

def block_head(context, missing=missing, environment=environment):
    resolve = context.resolve_or_missing
    undefined = environment.undefined
    concat = environment.concat
    cond_expr_undefined = Undefined
    if 0:
        yield None
    _block_vars = {}
    l_0_name = resolve('name')
    l_0_feed = resolve('feed')
    l_0_summary = resolve('summary')
    l_0_kind = resolve('kind')
    l_0_address = resolve('address')
    t_1 = environment.filters['web']
    yield ('<title>%s – %s</title>\n' % (escape(undefined(name='name') if l_0_name is missing else l_0_name), escape(l_0_feed.title)))
    if undefined(name='summary') if l_0_summary is missing else l_0_summary:
        yield ('<meta name="description" content="%s">\n<meta property="og:description" content="%s">\n' % (escape(undefined(name='summary') if l_0_summary is missing else l_0_summary), escape(undefined(name='summary') if l_0_summary is missing else l_0_summary)))
    yield ('<meta property="og:type" content="%s">\n<meta property="og:site_name" content="%s">\n<meta property="og:title" content="%s">\n<meta property="og:url" content="%s">\n' % (escape('profile' if (undefined(name='kind') if l_0_kind is missing else l_0_kind) == 'speaker' else 'website'), escape(l_0_feed.title), escape(undefined(name='name') if l_0_name is missing else l_0_name), escape(undefined(name='address') if l_0_address is missing else l_0_address)))
    if l_0_feed.picture:
        yield ('<meta property="og:image" content="%s">\n<meta property="og:image:alt" content="%s">\n' % (escape(t_1(l_0_feed.picture.address(l_0_feed.base))), escape(undefined(name='name') if l_0_name is missing else l_0_name)))
    yield ('<meta name="twitter:card" content="summary">\n<link rel="canonical" href="%s">\n' % (escape(undefined(name='address') if l_0_address is missing else l_0_address),))

def block_body(context, missing=missing, environment=environment):
    resolve = context.resolve_or_missing
    undefined = environment.undefined
    concat = environment.concat
    cond_expr_undefined = Undefined
    if 0:
        yield None
    _block_vars = {}
    l_0_words = resolve('words')
    l_0_root = resolve('root')
    l_0_kind = resolve('kind')
    l_0_shown = resolve('shown')
    l_0_colour = resolve('colour')
    l_0_initials = resolve('initials')
    l_0_name = resolve('name')
    l_0_held = resolve('held')
    l_0_listed_talks = resolve('listed_talks')
    l_0_address = resolve('address')
    l_0_channels = resolve('channels')
    l_0_calendars = resolve('calendars')
    l_0_schedule = resolve('schedule')
    l_0_timetable = resolve('timetable')
    l_0_talks = resolve('talks')
    l_0_listed = resolve('listed')
    l_0_programme = resolve('programme')
    l_0_events_there = resolve('events_there')
    t_2 = environment.filters['length']
    t_3 = environment.filters['raised']
    t_4 = environment.filters['safe']
    t_1 = environment.filters['web']
    yield ('<header class="top small"><nav aria-label="%s"><a href="%s">%s %s</a></nav></header>\n<main id="Main" class="h-feed about">\n<div class="one %s">\n<header class="band">\n<div>' % (escape(l_0_words.site), escape((undefined(name='root') if l_0_root is missing else l_0_root) or './'), escape('→' if l_0_words.is_rtl else '←'), escape(l_0_words.all_talks), escape({'event': 'h-event', 'speaker': 'h-card'}.get(undefined(name='kind') if l_0_kind is missing else l_0_kind, 'topic'))))
    if l_0_shown.image and l_0_shown.image.own:
        yield ('<img class="u-photo face" src="%s" alt=""' % (escape(l_0_shown.image.address(undefined(name='root') if l_0_root is missing else l_0_root)),))
        if l_0_shown.image.own.size:
            yield (' width="%s" height="%s"' % (escape(l_0_shown.image.own.size[0]), escape(l_0_shown.image.own.size[1])))
        yield ' decoding="async">'
    else:
        yield ('<span class="face cover %s" aria-hidden="true">' % (escape(undefined(name='colour') if l_0_colour is missing else l_0_colour),))
        if (undefined(name='kind') if l_0_kind is missing else l_0_kind) == 'speaker':
            yield ('<span>%s</span>' % (escape(undefined(name='initials') if l_0_initials is missing else l_0_initials),))
        yield '</span>'
    yield '</div>\n<div>\n'
    if (undefined(name='kind') if l_0_kind is missing else l_0_kind) == 'tag':
        yield ('<p class="quiet">%s</p>' % (escape(l_0_words.topic),))
    yield ('<h1 class="p-name" dir="auto">%s</h1>\n' % (escape(undefined(name='name') if l_0_name is missing else l_0_name),))
    if l_0_shown.lead:
        yield ('<p class="lead">%s</p>' % (escape(l_0_shown.lead),))
    if undefined(name='held') if l_0_held is missing else l_0_held:
        yield ('<p class="lead count">%s</p>' % (escape(l_0_words.count('talks_latest', undefined(name='held') if l_0_held is missing else l_0_held, shown=undefined(name='listed_talks') if l_0_listed_talks is missing else l_0_listed_talks) if (undefined(name='listed_talks') if l_0_listed_talks is missing else l_0_listed_talks) < (undefined(name='held') if l_0_held is missing else l_0_held) else l_0_words.count('talks', undefined(name='held') if l_0_held is missing else l_0_held)),))
    yield ('<a class="u-url" href="%s" hidden>%s</a>\n</div>\n</header>\n<div class="band">\n<dl>\n' % (escape(undefined(name='address') if l_0_address is missing else l_0_address), escape(l_0_words.permanent_address)))
    if l_0_shown.dates:
        yield ('<div id="days"><dt>%s</dt><dd>' % (escape(l_0_words.date),))
        if l_0_shown.machine:
            yield ('<time class="dt-start" datetime="%s">%s</time>' % (escape(l_0_shown.machine), escape(l_0_shown.dates)))
        else:
            yield escape(l_0_shown.dates)
        yield '</dd></div>'
    if l_0_shown.location:
        yield ('<div><dt>%s</dt><dd>' % (escape(l_0_words.place),))
        if l_0_shown.location.url:
            yield ('<a class="p-location" href="%s">%s</a>' % (escape(t_1(l_0_shown.location.url)), escape(l_0_shown.location.name)))
        else:
            yield ('<span class="p-location">%s</span>' % (escape(l_0_shown.location.name),))
        yield '</dd></div>'
    if l_0_shown.online:
        yield ('<div><dt>%s</dt><dd><a href="%s">%s</a></dd></div>' % (escape(l_0_words.online_heading), escape(t_1(l_0_shown.online)), escape(l_0_words.follow_stream)))
    for l_1_said, l_1_over, l_1_url in l_0_shown.calls:
        _loop_vars = {}
        yield '<div id="call"'
        if l_1_over:
            yield (' data-over="%s"' % (escape(l_1_over),))
        yield ('><dt>%s</dt><dd>' % (escape(l_0_words.call_for_papers),))
        if l_1_url:
            yield ('<a href="%s">%s</a>' % (escape(t_1(l_1_url)), escape(l_1_said)))
        else:
            yield escape(l_1_said)
        yield '</dd></div>'
    l_1_said = l_1_over = l_1_url = missing
    for l_1_heading, l_1_text in l_0_shown.facts:
        _loop_vars = {}
        yield ('<div><dt>%s</dt><dd>%s</dd></div>' % (escape(l_1_heading), escape(l_1_text)))
    l_1_heading = l_1_text = missing
    yield '</dl>\n<div>\n'
    if l_0_shown.links:
        yield '<p class="buttons">'
        for l_1_link in l_0_shown.links:
            _loop_vars = {}
            yield ('<a href="%s">%s</a> ' % (escape(t_1(l_1_link.href)), escape(l_1_link.title)))
        l_1_link = missing
        yield '</p>\n'
    if l_0_shown.html:
        yield ('<h2 class="quiet">%s</h2>\n<div class="%s" dir="auto">%s</div>\n' % (escape(l_0_words.about), escape('e-content' if (undefined(name='kind') if l_0_kind is missing else l_0_kind) == 'event' else 'p-note'), escape(t_4(t_3(l_0_shown.html)))))
    if (undefined(name='channels') if l_0_channels is missing else l_0_channels) or (undefined(name='calendars') if l_0_calendars is missing else l_0_calendars):
        yield ('<h2 class="quiet">%s</h2>\n<p class="buttons">' % (escape(l_0_words.subscribe),))
        for l_1_channel in undefined(name='channels') if l_0_channels is missing else l_0_channels:
            _loop_vars = {}
            for l_2_link in l_1_channel.links:
                _loop_vars = {}
                yield ('<a href="%s" type="%s">%s</a> ' % (escape(l_2_link.url), escape(l_2_link.media_type), escape(l_2_link.label)))
            l_2_link = missing
        l_1_channel = missing
        for l_1_calendar in undefined(name='calendars') if l_0_calendars is missing else l_0_calendars:
            _loop_vars = {}
            yield ('<a href="%s">%s</a>' % (escape(l_1_calendar.webcal), escape(l_0_words.calendar)))
        l_1_calendar = missing
        yield '</p>\n'
    yield '</div>\n</div>\n</div>\n'
    if (undefined(name='kind') if l_0_kind is missing else l_0_kind) == 'event':
        if undefined(name='schedule') if l_0_schedule is missing else l_0_schedule:
            yield escape(l_0_timetable(undefined(name='schedule') if l_0_schedule is missing else l_0_schedule, undefined(name='name') if l_0_name is missing else l_0_name))
        l_0_listed = l_0_schedule.others if (undefined(name='schedule') if l_0_schedule is missing else l_0_schedule) else undefined(name='talks') if l_0_talks is missing else l_0_talks
        _block_vars['listed'] = l_0_listed
        if (undefined(name='listed') if l_0_listed is missing else l_0_listed) or not (undefined(name='schedule') if l_0_schedule is missing else l_0_schedule):
            yield ('<section class="band" aria-labelledby="Talks">\n<h2 id="Talks">%s</h2>\n<div>\n' % (escape(l_0_words.further_talks if (undefined(name='schedule') if l_0_schedule is missing else l_0_schedule) else l_0_words.talks_heading),))
            if not (undefined(name='listed') if l_0_listed is missing else l_0_listed):
                yield ('<p>%s</p>' % (escape(l_0_words.none_listed),))
            yield '<ol>\n'
            for l_1_row in undefined(name='listed') if l_0_listed is missing else l_0_listed:
                l_1_fragment = resolve('fragment')
                _loop_vars = {}
                yield ('%s\n' % (escape(l_1_fragment(l_1_row)),))
            l_1_row = l_1_fragment = missing
            yield '</ol>\n</div>\n</section>\n'
    else:
        if l_0_programme.upcoming or l_0_programme.undated:
            yield ('<section class="band" aria-labelledby="Upcoming-title">\n<h2 id="Upcoming-title">%s</h2>\n<ol>\n' % (escape(l_0_words.upcoming),))
            for l_1_row in l_0_programme.upcoming:
                l_1_fragment = resolve('fragment')
                _loop_vars = {}
                yield ('%s\n' % (escape(l_1_fragment(l_1_row)),))
            l_1_row = l_1_fragment = missing
            for l_1_row in l_0_programme.undated:
                l_1_fragment = resolve('fragment')
                _loop_vars = {}
                yield ('%s\n' % (escape(l_1_fragment(l_1_row)),))
            l_1_row = l_1_fragment = missing
            yield '</ol>\n</section>\n'
        if l_0_programme.past:
            yield ('<h2 class="over" id="Talks">%s</h2>\n' % (escape(l_0_words.past_talks),))
            template = environment.get_template('years.html', 'profile.html')
            gen = template.root_render_func(template.new_context(context.get_all(), True, {'listed': l_0_listed}))
            for event in gen:
                yield event
    if t_2(undefined(name='events_there') if l_0_events_there is missing else l_0_events_there) > 1:
        yield ('<section class="band" aria-labelledby="Spoke">\n<h2 id="Spoke">%s</h2>\n<ul class="inline">\n' % (escape(l_0_words.spoke_at),))
        for l_1_event, l_1_page in undefined(name='events_there') if l_0_events_there is missing else l_0_events_there:
            _loop_vars = {}
            yield '<li>'
            if l_1_page:
                yield ('<a href="%s">%s</a>' % (escape(l_1_page), escape(l_1_event)))
            else:
                yield escape(l_1_event)
            yield '</li>\n'
        l_1_event = l_1_page = missing
        yield '</ul>\n</section>\n'
    yield '</main>\n'

def block_foot(context, missing=missing, environment=environment):
    resolve = context.resolve_or_missing
    undefined = environment.undefined
    concat = environment.concat
    cond_expr_undefined = Undefined
    if 0:
        yield None
    _block_vars = {}
    l_0_root = resolve('root')
    l_0_words = resolve('words')
    yield ('<p><a href="%s">%s</a></p>' % (escape((undefined(name='root') if l_0_root is missing else l_0_root) or './'), escape(l_0_words.all_talks)))
blocks = {'head': block_head, 'body': block_body, 'foot': block_foot}
debug_info = '2=13&3=16&4=24&5=44&6=48&7=51&8=53&10=56&11=58&12=60&13=62&14=64&15=67&16=69&19=72&21=75&22=126&24=134&26=136&28=161&29=167&30=169&31=174&32=180&37=184&38=200&39=218&40=227&41=251&44=261&45=264&47=274&48=277&49=279&51=283&52=286&53=288&58=314&59=316&60=319&61=321&63=324&65=326&67=332&68=336&75=342&77=345&79=347&80=351&82=354&83=358&88=362&89=365&90=367&93=373&95=376&97=378&98=382&105=397'
