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
    pass
    parent_template = environment.get_template('base.html', 'profile.html')
    for name, parent_block in parent_template.blocks.items():
        context.blocks.setdefault(name, []).append(parent_block)
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
    l_0_is_event = resolve('is_event')
    l_0_address = resolve('address')
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
    yield escape(('website' if (undefined(name='is_event') if l_0_is_event is missing else l_0_is_event) else 'profile'))
    yield '">\n<meta property="og:site_name" content="'
    yield escape(environment.getattr((undefined(name='feed') if l_0_feed is missing else l_0_feed), 'title'))
    yield '">\n<meta property="og:title" content="'
    yield escape((undefined(name='name') if l_0_name is missing else l_0_name))
    yield '">\n<meta property="og:url" content="'
    yield escape((undefined(name='address') if l_0_address is missing else l_0_address))
    yield '">\n<meta name="twitter:card" content="summary">\n<link rel="canonical" href="'
    yield escape((undefined(name='address') if l_0_address is missing else l_0_address))
    yield '">\n'

def block_body(context, missing=missing, environment=environment):
    resolve = context.resolve_or_missing
    undefined = environment.undefined
    concat = environment.concat
    cond_expr_undefined = Undefined
    if 0: yield None
    _block_vars = {}
    l_0_root = resolve('root')
    l_0_is_event = resolve('is_event')
    l_0_shown = resolve('shown')
    l_0_colour = resolve('colour')
    l_0_initials = resolve('initials')
    l_0_name = resolve('name')
    l_0_address = resolve('address')
    l_0_channels = resolve('channels')
    l_0_calendars = resolve('calendars')
    l_0_talks = resolve('talks')
    t_1 = environment.filters['raised']
    t_2 = environment.filters['safe']
    t_3 = environment.filters['web']
    pass
    yield '<header class="top small"><nav aria-label="Site"><a href="'
    yield escape(((undefined(name='root') if l_0_root is missing else l_0_root) or './'))
    yield '">← All talks</a></nav></header>\n<main id="Main" class="h-feed about">\n<div class="one '
    yield escape(('h-event' if (undefined(name='is_event') if l_0_is_event is missing else l_0_is_event) else 'h-card'))
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
        if (not (undefined(name='is_event') if l_0_is_event is missing else l_0_is_event)):
            pass
            yield '<span>'
            yield escape((undefined(name='initials') if l_0_initials is missing else l_0_initials))
            yield '</span>'
        yield '</span>'
    yield '</div>\n<div>\n<h1 class="p-name" dir="auto">'
    yield escape((undefined(name='name') if l_0_name is missing else l_0_name))
    yield '</h1>\n'
    if environment.getattr((undefined(name='shown') if l_0_shown is missing else l_0_shown), 'lead'):
        pass
        yield '<p class="lead">'
        yield escape(environment.getattr((undefined(name='shown') if l_0_shown is missing else l_0_shown), 'lead'))
        yield '</p>'
    yield '<a class="u-url" href="'
    yield escape((undefined(name='address') if l_0_address is missing else l_0_address))
    yield '" hidden>Permanent address</a>\n</div>\n</header>\n<div class="band">\n<dl>\n'
    if environment.getattr((undefined(name='shown') if l_0_shown is missing else l_0_shown), 'dates'):
        pass
        yield '<div id="days"><dt>Date</dt><dd>'
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
        yield '<div><dt>Place</dt><dd>'
        if environment.getattr(environment.getattr((undefined(name='shown') if l_0_shown is missing else l_0_shown), 'location'), 'url'):
            pass
            yield '<a class="p-location" href="'
            yield escape(t_3(environment.getattr(environment.getattr((undefined(name='shown') if l_0_shown is missing else l_0_shown), 'location'), 'url')))
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
        yield '<div><dt>Online</dt><dd><a href="'
        yield escape(t_3(environment.getattr((undefined(name='shown') if l_0_shown is missing else l_0_shown), 'online')))
        yield '">Follow the stream</a></dd></div>'
    for (l_1_words, l_1_over, l_1_url) in environment.getattr((undefined(name='shown') if l_0_shown is missing else l_0_shown), 'calls'):
        _loop_vars = {}
        pass
        yield '<div id="call"'
        if l_1_over:
            pass
            yield ' data-over="'
            yield escape(l_1_over)
            yield '"'
        yield '><dt>Call for papers</dt><dd>'
        if l_1_url:
            pass
            yield '<a href="'
            yield escape(t_3(l_1_url))
            yield '">'
            yield escape(l_1_words)
            yield '</a>'
        else:
            pass
            yield escape(l_1_words)
        yield '</dd></div>'
    l_1_words = l_1_over = l_1_url = missing
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
            yield escape(t_3(environment.getattr(l_1_link, 'href')))
            yield '">'
            yield escape(environment.getattr(l_1_link, 'title'))
            yield '</a> '
        l_1_link = missing
        yield '</p>\n'
    if environment.getattr((undefined(name='shown') if l_0_shown is missing else l_0_shown), 'html'):
        pass
        yield '<h2 class="quiet">About</h2>\n<div class="'
        yield escape(('e-content' if (undefined(name='is_event') if l_0_is_event is missing else l_0_is_event) else 'p-note'))
        yield '" dir="auto">'
        yield escape(t_2(t_1(environment.getattr((undefined(name='shown') if l_0_shown is missing else l_0_shown), 'html'))))
        yield '</div>\n'
    if ((undefined(name='channels') if l_0_channels is missing else l_0_channels) or (undefined(name='calendars') if l_0_calendars is missing else l_0_calendars)):
        pass
        yield '<h2 class="quiet">Subscribe</h2>\n<p class="buttons">'
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
            yield '">Calendar</a>'
        l_1_calendar = missing
        yield '</p>\n'
    yield '</div>\n</div>\n</div>\n<section class="band" aria-labelledby="Talks">\n<h2 id="Talks">Talks</h2>\n<div>\n'
    if (not (undefined(name='talks') if l_0_talks is missing else l_0_talks)):
        pass
        yield '<p>No talks are listed yet.</p>'
    yield '<ol>\n'
    for l_1_row in (undefined(name='talks') if l_0_talks is missing else l_0_talks):
        l_1_fragment = resolve('fragment')
        _loop_vars = {}
        pass
        yield escape(context.call((undefined(name='fragment') if l_1_fragment is missing else l_1_fragment), l_1_row, _loop_vars=_loop_vars))
        yield '\n'
    l_1_row = l_1_fragment = missing
    yield '</ol>\n</div>\n</section>\n</main>\n'

def block_foot(context, missing=missing, environment=environment):
    resolve = context.resolve_or_missing
    undefined = environment.undefined
    concat = environment.concat
    cond_expr_undefined = Undefined
    if 0: yield None
    _block_vars = {}
    l_0_root = resolve('root')
    pass
    yield '<p><a href="'
    yield escape(((undefined(name='root') if l_0_root is missing else l_0_root) or './'))
    yield '">All talks</a></p>'

blocks = {'head': block_head, 'body': block_body, 'foot': block_foot}
debug_info = '2=12&3=17&4=31&5=35&6=38&7=40&9=43&10=45&11=47&12=49&14=51&16=54&17=91&19=93&21=95&23=120&24=122&25=128&30=130&31=144&32=160&33=165&34=187&37=197&38=200&40=210&42=213&44=217&46=220&54=244&56=248&57=252&64=257'
