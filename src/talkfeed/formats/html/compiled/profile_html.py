"""profile.html, compiled by `make templates`."""

from talkfeed.formats.html.runtime import Undefined, environment, escape, missing

name = 'profile.html'

def root(context, missing=missing, environment=environment):
    resolve = context.resolve_or_missing
    undefined = environment.undefined
    concat = environment.concat
    cond_expr_undefined = Undefined
    if 0: yield None
    parent_template = None
    l_0_timetable = missing
    pass
    parent_template = environment.get_template('base.html', 'profile.html')
    for name, parent_block in parent_template.blocks.items():
        context.blocks.setdefault(name, []).append(parent_block)
    included_template = environment.get_template('schedule.html', 'profile.html')._get_default_module(context)
    l_0_timetable = getattr(included_template, 'timetable', missing)
    if l_0_timetable is missing:
        l_0_timetable = undefined(f"the template {included_template.__name__!r} (imported on line 3 in 'profile.html') does not export the requested name 'timetable'", name='timetable')
    context.vars['timetable'] = l_0_timetable
    context.exported_vars.discard('timetable')
    yield from parent_template.root_render_func(context)

def block_head(context, missing=missing, environment=environment):
    resolve = context.resolve_or_missing
    undefined = environment.undefined
    concat = environment.concat
    cond_expr_undefined = Undefined
    if 0: yield None
    _block_vars = {}
    l_0_name = resolve('name')
    l_0_feed = resolve('feed')
    l_0_summary = resolve('summary')
    l_0_kind = resolve('kind')
    l_0_address = resolve('address')
    t_1 = environment.filters['web']
    pass
    yield '<title>'
    yield escape((undefined(name='name') if l_0_name is missing else l_0_name))
    yield ' – '
    yield escape(environment.getattr((undefined(name='feed') if l_0_feed is missing else l_0_feed), 'title'))
    yield '</title>\n'
    if (undefined(name='summary') if l_0_summary is missing else l_0_summary):
        pass
        yield '<meta name="description" content="'
        yield escape((undefined(name='summary') if l_0_summary is missing else l_0_summary))
        yield '">\n<meta property="og:description" content="'
        yield escape((undefined(name='summary') if l_0_summary is missing else l_0_summary))
        yield '">\n'
    yield '<meta property="og:type" content="'
    yield escape(('profile' if ((undefined(name='kind') if l_0_kind is missing else l_0_kind) == 'speaker') else 'website'))
    yield '">\n<meta property="og:site_name" content="'
    yield escape(environment.getattr((undefined(name='feed') if l_0_feed is missing else l_0_feed), 'title'))
    yield '">\n<meta property="og:title" content="'
    yield escape((undefined(name='name') if l_0_name is missing else l_0_name))
    yield '">\n<meta property="og:url" content="'
    yield escape((undefined(name='address') if l_0_address is missing else l_0_address))
    yield '">\n'
    if environment.getattr((undefined(name='feed') if l_0_feed is missing else l_0_feed), 'picture'):
        pass
        yield '<meta property="og:image" content="'
        yield escape(t_1(context.call(environment.getattr(environment.getattr((undefined(name='feed') if l_0_feed is missing else l_0_feed), 'picture'), 'address'), environment.getattr((undefined(name='feed') if l_0_feed is missing else l_0_feed), 'base'), _block_vars=_block_vars)))
        yield '">\n<meta property="og:image:alt" content="'
        yield escape((undefined(name='name') if l_0_name is missing else l_0_name))
        yield '">\n'
    yield '<meta name="twitter:card" content="summary">\n<link rel="canonical" href="'
    yield escape((undefined(name='address') if l_0_address is missing else l_0_address))
    yield '">\n'

def block_body(context, missing=missing, environment=environment):
    resolve = context.resolve_or_missing
    undefined = environment.undefined
    concat = environment.concat
    cond_expr_undefined = Undefined
    if 0: yield None
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
    pass
    yield '<header class="top small"><nav aria-label="'
    yield escape(environment.getattr((undefined(name='words') if l_0_words is missing else l_0_words), 'site'))
    yield '"><a href="'
    yield escape(((undefined(name='root') if l_0_root is missing else l_0_root) or './'))
    yield '">'
    yield escape(('→' if environment.getattr((undefined(name='words') if l_0_words is missing else l_0_words), 'is_rtl') else '←'))
    yield ' '
    yield escape(environment.getattr((undefined(name='words') if l_0_words is missing else l_0_words), 'all_talks'))
    yield '</a></nav></header>\n<main id="Main" class="h-feed about">\n<div class="one '
    yield escape(context.call(environment.getattr({'event': 'h-event', 'speaker': 'h-card'}, 'get'), (undefined(name='kind') if l_0_kind is missing else l_0_kind), 'topic', _block_vars=_block_vars))
    yield '">\n<header class="band">\n<div>'
    if (environment.getattr((undefined(name='shown') if l_0_shown is missing else l_0_shown), 'image') and environment.getattr(environment.getattr((undefined(name='shown') if l_0_shown is missing else l_0_shown), 'image'), 'own')):
        pass
        yield '<img class="u-photo face" src="'
        yield escape(context.call(environment.getattr(environment.getattr((undefined(name='shown') if l_0_shown is missing else l_0_shown), 'image'), 'address'), (undefined(name='root') if l_0_root is missing else l_0_root), _block_vars=_block_vars))
        yield '" alt=""'
        if environment.getattr(environment.getattr(environment.getattr((undefined(name='shown') if l_0_shown is missing else l_0_shown), 'image'), 'own'), 'size'):
            pass
            yield ' width="'
            yield escape(environment.getitem(environment.getattr(environment.getattr(environment.getattr((undefined(name='shown') if l_0_shown is missing else l_0_shown), 'image'), 'own'), 'size'), 0))
            yield '" height="'
            yield escape(environment.getitem(environment.getattr(environment.getattr(environment.getattr((undefined(name='shown') if l_0_shown is missing else l_0_shown), 'image'), 'own'), 'size'), 1))
            yield '"'
        yield ' decoding="async">'
    else:
        pass
        yield '<span class="face cover '
        yield escape((undefined(name='colour') if l_0_colour is missing else l_0_colour))
        yield '" aria-hidden="true">'
        if ((undefined(name='kind') if l_0_kind is missing else l_0_kind) == 'speaker'):
            pass
            yield '<span>'
            yield escape((undefined(name='initials') if l_0_initials is missing else l_0_initials))
            yield '</span>'
        yield '</span>'
    yield '</div>\n<div>\n'
    if ((undefined(name='kind') if l_0_kind is missing else l_0_kind) == 'tag'):
        pass
        yield '<p class="quiet">'
        yield escape(environment.getattr((undefined(name='words') if l_0_words is missing else l_0_words), 'topic'))
        yield '</p>'
    yield '<h1 class="p-name" dir="auto">'
    yield escape((undefined(name='name') if l_0_name is missing else l_0_name))
    yield '</h1>\n'
    if environment.getattr((undefined(name='shown') if l_0_shown is missing else l_0_shown), 'lead'):
        pass
        yield '<p class="lead">'
        yield escape(environment.getattr((undefined(name='shown') if l_0_shown is missing else l_0_shown), 'lead'))
        yield '</p>'
    if (undefined(name='held') if l_0_held is missing else l_0_held):
        pass
        yield '<p class="lead count">'
        yield escape((context.call(environment.getattr((undefined(name='words') if l_0_words is missing else l_0_words), 'count'), 'talks_latest', (undefined(name='held') if l_0_held is missing else l_0_held), shown=(undefined(name='listed_talks') if l_0_listed_talks is missing else l_0_listed_talks), _block_vars=_block_vars) if ((undefined(name='listed_talks') if l_0_listed_talks is missing else l_0_listed_talks) < (undefined(name='held') if l_0_held is missing else l_0_held)) else context.call(environment.getattr((undefined(name='words') if l_0_words is missing else l_0_words), 'count'), 'talks', (undefined(name='held') if l_0_held is missing else l_0_held), _block_vars=_block_vars)))
        yield '</p>'
    yield '<a class="u-url" href="'
    yield escape((undefined(name='address') if l_0_address is missing else l_0_address))
    yield '" hidden>'
    yield escape(environment.getattr((undefined(name='words') if l_0_words is missing else l_0_words), 'permanent_address'))
    yield '</a>\n</div>\n</header>\n<div class="band">\n<dl>\n'
    if environment.getattr((undefined(name='shown') if l_0_shown is missing else l_0_shown), 'dates'):
        pass
        yield '<div id="days"><dt>'
        yield escape(environment.getattr((undefined(name='words') if l_0_words is missing else l_0_words), 'date'))
        yield '</dt><dd>'
        if environment.getattr((undefined(name='shown') if l_0_shown is missing else l_0_shown), 'machine'):
            pass
            yield '<time class="dt-start" datetime="'
            yield escape(environment.getattr((undefined(name='shown') if l_0_shown is missing else l_0_shown), 'machine'))
            yield '">'
            yield escape(environment.getattr((undefined(name='shown') if l_0_shown is missing else l_0_shown), 'dates'))
            yield '</time>'
        else:
            pass
            yield escape(environment.getattr((undefined(name='shown') if l_0_shown is missing else l_0_shown), 'dates'))
        yield '</dd></div>'
    if environment.getattr((undefined(name='shown') if l_0_shown is missing else l_0_shown), 'location'):
        pass
        yield '<div><dt>'
        yield escape(environment.getattr((undefined(name='words') if l_0_words is missing else l_0_words), 'place'))
        yield '</dt><dd>'
        if environment.getattr(environment.getattr((undefined(name='shown') if l_0_shown is missing else l_0_shown), 'location'), 'url'):
            pass
            yield '<a class="p-location" href="'
            yield escape(t_1(environment.getattr(environment.getattr((undefined(name='shown') if l_0_shown is missing else l_0_shown), 'location'), 'url')))
            yield '">'
            yield escape(environment.getattr(environment.getattr((undefined(name='shown') if l_0_shown is missing else l_0_shown), 'location'), 'name'))
            yield '</a>'
        else:
            pass
            yield '<span class="p-location">'
            yield escape(environment.getattr(environment.getattr((undefined(name='shown') if l_0_shown is missing else l_0_shown), 'location'), 'name'))
            yield '</span>'
        yield '</dd></div>'
    if environment.getattr((undefined(name='shown') if l_0_shown is missing else l_0_shown), 'online'):
        pass
        yield '<div><dt>'
        yield escape(environment.getattr((undefined(name='words') if l_0_words is missing else l_0_words), 'online_heading'))
        yield '</dt><dd><a href="'
        yield escape(t_1(environment.getattr((undefined(name='shown') if l_0_shown is missing else l_0_shown), 'online')))
        yield '">'
        yield escape(environment.getattr((undefined(name='words') if l_0_words is missing else l_0_words), 'follow_stream'))
        yield '</a></dd></div>'
    for (l_1_said, l_1_over, l_1_url) in environment.getattr((undefined(name='shown') if l_0_shown is missing else l_0_shown), 'calls'):
        _loop_vars = {}
        pass
        yield '<div id="call"'
        if l_1_over:
            pass
            yield ' data-over="'
            yield escape(l_1_over)
            yield '"'
        yield '><dt>'
        yield escape(environment.getattr((undefined(name='words') if l_0_words is missing else l_0_words), 'call_for_papers'))
        yield '</dt><dd>'
        if l_1_url:
            pass
            yield '<a href="'
            yield escape(t_1(l_1_url))
            yield '">'
            yield escape(l_1_said)
            yield '</a>'
        else:
            pass
            yield escape(l_1_said)
        yield '</dd></div>'
    l_1_said = l_1_over = l_1_url = missing
    for (l_1_heading, l_1_text) in environment.getattr((undefined(name='shown') if l_0_shown is missing else l_0_shown), 'facts'):
        _loop_vars = {}
        pass
        yield '<div><dt>'
        yield escape(l_1_heading)
        yield '</dt><dd>'
        yield escape(l_1_text)
        yield '</dd></div>'
    l_1_heading = l_1_text = missing
    yield '</dl>\n<div>\n'
    if environment.getattr((undefined(name='shown') if l_0_shown is missing else l_0_shown), 'links'):
        pass
        yield '<p class="buttons">'
        for l_1_link in environment.getattr((undefined(name='shown') if l_0_shown is missing else l_0_shown), 'links'):
            _loop_vars = {}
            pass
            yield '<a href="'
            yield escape(t_1(environment.getattr(l_1_link, 'href')))
            yield '">'
            yield escape(environment.getattr(l_1_link, 'title'))
            yield '</a> '
        l_1_link = missing
        yield '</p>\n'
    if environment.getattr((undefined(name='shown') if l_0_shown is missing else l_0_shown), 'html'):
        pass
        yield '<h2 class="quiet">'
        yield escape(environment.getattr((undefined(name='words') if l_0_words is missing else l_0_words), 'about'))
        yield '</h2>\n<div class="'
        yield escape(('e-content' if ((undefined(name='kind') if l_0_kind is missing else l_0_kind) == 'event') else 'p-note'))
        yield '" dir="auto">'
        yield escape(t_4(t_3(environment.getattr((undefined(name='shown') if l_0_shown is missing else l_0_shown), 'html'))))
        yield '</div>\n'
    if ((undefined(name='channels') if l_0_channels is missing else l_0_channels) or (undefined(name='calendars') if l_0_calendars is missing else l_0_calendars)):
        pass
        yield '<h2 class="quiet">'
        yield escape(environment.getattr((undefined(name='words') if l_0_words is missing else l_0_words), 'subscribe'))
        yield '</h2>\n<p class="buttons">'
        for l_1_channel in (undefined(name='channels') if l_0_channels is missing else l_0_channels):
            _loop_vars = {}
            pass
            for l_2_link in environment.getattr(l_1_channel, 'links'):
                _loop_vars = {}
                pass
                yield '<a href="'
                yield escape(environment.getattr(l_2_link, 'url'))
                yield '" type="'
                yield escape(environment.getattr(l_2_link, 'media_type'))
                yield '">'
                yield escape(environment.getattr(l_2_link, 'label'))
                yield '</a> '
            l_2_link = missing
        l_1_channel = missing
        for l_1_calendar in (undefined(name='calendars') if l_0_calendars is missing else l_0_calendars):
            _loop_vars = {}
            pass
            yield '<a href="'
            yield escape(environment.getattr(l_1_calendar, 'webcal'))
            yield '">'
            yield escape(environment.getattr((undefined(name='words') if l_0_words is missing else l_0_words), 'calendar'))
            yield '</a>'
        l_1_calendar = missing
        yield '</p>\n'
    yield '</div>\n</div>\n</div>\n'
    if ((undefined(name='kind') if l_0_kind is missing else l_0_kind) == 'event'):
        pass
        if (undefined(name='schedule') if l_0_schedule is missing else l_0_schedule):
            pass
            yield escape(context.call((undefined(name='timetable') if l_0_timetable is missing else l_0_timetable), (undefined(name='schedule') if l_0_schedule is missing else l_0_schedule), (undefined(name='name') if l_0_name is missing else l_0_name), _block_vars=_block_vars))
        l_0_listed = (environment.getattr((undefined(name='schedule') if l_0_schedule is missing else l_0_schedule), 'others') if (undefined(name='schedule') if l_0_schedule is missing else l_0_schedule) else (undefined(name='talks') if l_0_talks is missing else l_0_talks))
        _block_vars['listed'] = l_0_listed
        if ((undefined(name='listed') if l_0_listed is missing else l_0_listed) or (not (undefined(name='schedule') if l_0_schedule is missing else l_0_schedule))):
            pass
            yield '<section class="band" aria-labelledby="Talks">\n<h2 id="Talks">'
            yield escape((environment.getattr((undefined(name='words') if l_0_words is missing else l_0_words), 'further_talks') if (undefined(name='schedule') if l_0_schedule is missing else l_0_schedule) else environment.getattr((undefined(name='words') if l_0_words is missing else l_0_words), 'talks_heading')))
            yield '</h2>\n<div>\n'
            if (not (undefined(name='listed') if l_0_listed is missing else l_0_listed)):
                pass
                yield '<p>'
                yield escape(environment.getattr((undefined(name='words') if l_0_words is missing else l_0_words), 'none_listed'))
                yield '</p>'
            yield '<ol>\n'
            for l_1_row in (undefined(name='listed') if l_0_listed is missing else l_0_listed):
                l_1_fragment = resolve('fragment')
                _loop_vars = {}
                pass
                yield escape(context.call((undefined(name='fragment') if l_1_fragment is missing else l_1_fragment), l_1_row, _loop_vars=_loop_vars))
                yield '\n'
            l_1_row = l_1_fragment = missing
            yield '</ol>\n</div>\n</section>\n'
    else:
        pass
        if (environment.getattr((undefined(name='programme') if l_0_programme is missing else l_0_programme), 'upcoming') or environment.getattr((undefined(name='programme') if l_0_programme is missing else l_0_programme), 'undated')):
            pass
            yield '<section class="band" aria-labelledby="Upcoming-title">\n<h2 id="Upcoming-title">'
            yield escape(environment.getattr((undefined(name='words') if l_0_words is missing else l_0_words), 'upcoming'))
            yield '</h2>\n<ol>\n'
            for l_1_row in environment.getattr((undefined(name='programme') if l_0_programme is missing else l_0_programme), 'upcoming'):
                l_1_fragment = resolve('fragment')
                _loop_vars = {}
                pass
                yield escape(context.call((undefined(name='fragment') if l_1_fragment is missing else l_1_fragment), l_1_row, _loop_vars=_loop_vars))
                yield '\n'
            l_1_row = l_1_fragment = missing
            for l_1_row in environment.getattr((undefined(name='programme') if l_0_programme is missing else l_0_programme), 'undated'):
                l_1_fragment = resolve('fragment')
                _loop_vars = {}
                pass
                yield escape(context.call((undefined(name='fragment') if l_1_fragment is missing else l_1_fragment), l_1_row, _loop_vars=_loop_vars))
                yield '\n'
            l_1_row = l_1_fragment = missing
            yield '</ol>\n</section>\n'
        if environment.getattr((undefined(name='programme') if l_0_programme is missing else l_0_programme), 'past'):
            pass
            yield '<h2 class="over" id="Talks">'
            yield escape(environment.getattr((undefined(name='words') if l_0_words is missing else l_0_words), 'past_talks'))
            yield '</h2>\n'
            template = environment.get_template('years.html', 'profile.html')
            gen = template.root_render_func(template.new_context(context.get_all(), True, {'listed': l_0_listed}))
            try:
                for event in gen:
                    yield event
            finally: gen.close()
    if (t_2((undefined(name='events_there') if l_0_events_there is missing else l_0_events_there)) > 1):
        pass
        yield '<section class="band" aria-labelledby="Spoke">\n<h2 id="Spoke">'
        yield escape(environment.getattr((undefined(name='words') if l_0_words is missing else l_0_words), 'spoke_at'))
        yield '</h2>\n<ul class="inline">\n'
        for (l_1_event, l_1_page) in (undefined(name='events_there') if l_0_events_there is missing else l_0_events_there):
            _loop_vars = {}
            pass
            yield '<li>'
            if l_1_page:
                pass
                yield '<a href="'
                yield escape(l_1_page)
                yield '">'
                yield escape(l_1_event)
                yield '</a>'
            else:
                pass
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
    if 0: yield None
    _block_vars = {}
    l_0_root = resolve('root')
    l_0_words = resolve('words')
    pass
    yield '<p><a href="'
    yield escape(((undefined(name='root') if l_0_root is missing else l_0_root) or './'))
    yield '">'
    yield escape(environment.getattr((undefined(name='words') if l_0_words is missing else l_0_words), 'all_talks'))
    yield '</a></p>'

blocks = {'head': block_head, 'body': block_body, 'foot': block_foot}
debug_info = '2=13&3=16&4=24&5=44&6=48&7=51&8=53&10=56&11=58&12=60&13=62&14=64&15=67&16=69&19=72&21=75&22=126&24=134&26=136&28=161&29=167&30=169&31=174&32=180&37=184&38=200&39=218&40=227&41=251&44=261&45=264&47=274&48=277&49=279&51=283&52=286&53=288&58=314&59=316&60=319&61=321&63=324&65=326&67=332&68=336&75=342&77=345&79=347&80=351&82=354&83=358&88=362&89=365&90=367&93=373&95=376&97=378&98=382&105=397'
