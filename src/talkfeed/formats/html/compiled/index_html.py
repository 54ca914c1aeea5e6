"""index.html, compiled by `make templates`."""

from talkfeed.formats.html.runtime import Undefined, environment, escape, markup_join, missing

name = 'index.html'

def root(context, missing=missing, environment=environment):
    resolve = context.resolve_or_missing
    undefined = environment.undefined
    concat = environment.concat
    cond_expr_undefined = Undefined
    if 0: yield None
    parent_template = None
    l_0_slot = l_0_people = l_0_card = missing
    pass
    parent_template = environment.get_template('base.html', 'index.html')
    for name, parent_block in parent_template.blocks.items():
        context.blocks.setdefault(name, []).append(parent_block)
    included_template = environment.get_template('slot.html', 'index.html')._get_default_module(context)
    l_0_slot = getattr(included_template, 'slot', missing)
    if l_0_slot is missing:
        l_0_slot = undefined(f"the template {included_template.__name__!r} (imported on line 2 in 'index.html') does not export the requested name 'slot'", name='slot')
    context.vars['slot'] = l_0_slot
    context.exported_vars.discard('slot')
    included_template = environment.get_template('row.html', 'index.html')._get_default_module(context)
    l_0_people = getattr(included_template, 'people', missing)
    if l_0_people is missing:
        l_0_people = undefined(f"the template {included_template.__name__!r} (imported on line 3 in 'index.html') does not export the requested name 'people'", name='people')
    context.vars['people'] = l_0_people
    context.exported_vars.discard('people')
    included_template = environment.get_template('card.html', 'index.html')._get_default_module(context)
    l_0_card = getattr(included_template, 'card', missing)
    if l_0_card is missing:
        l_0_card = undefined(f"the template {included_template.__name__!r} (imported on line 4 in 'index.html') does not export the requested name 'card'", name='card')
    context.vars['card'] = l_0_card
    context.exported_vars.discard('card')
    yield from parent_template.root_render_func(context)

def block_head(context, missing=missing, environment=environment):
    resolve = context.resolve_or_missing
    undefined = environment.undefined
    concat = environment.concat
    cond_expr_undefined = Undefined
    if 0: yield None
    _block_vars = {}
    l_0_feed = resolve('feed')
    l_0_years = resolve('years')
    l_0_address = resolve('address')
    l_0_social = resolve('social')
    t_1 = environment.filters['join']
    t_2 = environment.filters['web']
    pass
    yield '<title>'
    yield escape(environment.getattr((undefined(name='feed') if l_0_feed is missing else l_0_feed), 'title'))
    if environment.getattr((undefined(name='feed') if l_0_feed is missing else l_0_feed), 'current'):
        pass
        yield ', '
        yield escape(t_1((undefined(name='years') if l_0_years is missing else l_0_years), ', '))
    yield '</title>\n'
    if environment.getattr((undefined(name='feed') if l_0_feed is missing else l_0_feed), 'subtitle'):
        pass
        yield '<meta name="description" content="'
        yield escape(environment.getattr((undefined(name='feed') if l_0_feed is missing else l_0_feed), 'subtitle'))
        yield '">\n<meta property="og:description" content="'
        yield escape(environment.getattr((undefined(name='feed') if l_0_feed is missing else l_0_feed), 'subtitle'))
        yield '">\n'
    yield '<meta property="og:type" content="website">\n<meta property="og:site_name" content="'
    yield escape(environment.getattr((undefined(name='feed') if l_0_feed is missing else l_0_feed), 'title'))
    yield '">\n<meta property="og:title" content="'
    yield escape(environment.getattr((undefined(name='feed') if l_0_feed is missing else l_0_feed), 'title'))
    yield '">\n<meta property="og:url" content="'
    yield escape((undefined(name='address') if l_0_address is missing else l_0_address))
    yield '">\n'
    if ((undefined(name='social') if l_0_social is missing else l_0_social) or environment.getattr((undefined(name='feed') if l_0_feed is missing else l_0_feed), 'picture')):
        pass
        yield '<meta property="og:image" content="'
        yield escape(((undefined(name='social') if l_0_social is missing else l_0_social) or t_2(context.call(environment.getattr(environment.getattr((undefined(name='feed') if l_0_feed is missing else l_0_feed), 'picture'), 'address'), environment.getattr((undefined(name='feed') if l_0_feed is missing else l_0_feed), 'base'), _block_vars=_block_vars))))
        yield '">\n<meta property="og:image:alt" content="'
        yield escape(environment.getattr((undefined(name='feed') if l_0_feed is missing else l_0_feed), 'title'))
        yield '">\n'
    yield '<meta name="twitter:card" content="summary'
    if (undefined(name='social') if l_0_social is missing else l_0_social):
        pass
        yield '_large_image'
    yield '">\n<link rel="canonical" href="'
    yield escape((undefined(name='address') if l_0_address is missing else l_0_address))
    yield '">\n<link rel="alternate" type="application/json+oembed" title="'
    yield escape(environment.getattr((undefined(name='feed') if l_0_feed is missing else l_0_feed), 'title'))
    yield ' (oEmbed)" href="'
    yield escape(environment.getattr((undefined(name='feed') if l_0_feed is missing else l_0_feed), 'base'))
    yield 'oembed.json">\n'

def block_body(context, missing=missing, environment=environment):
    resolve = context.resolve_or_missing
    undefined = environment.undefined
    concat = environment.concat
    cond_expr_undefined = Undefined
    if 0: yield None
    _block_vars = {}
    l_0_feed = resolve('feed')
    l_0_root = resolve('root')
    l_0_programme = resolve('programme')
    l_0_channels = resolve('channels')
    l_0_calendar = resolve('calendar')
    l_0_highlights = resolve('highlights')
    l_0_schedules = resolve('schedules')
    l_0_coming = resolve('coming')
    l_0_recordings = resolve('recordings')
    l_0_bars = resolve('bars')
    pass
    yield '<header class="top">\n'
    if (environment.getattr((undefined(name='feed') if l_0_feed is missing else l_0_feed), 'image') and environment.getattr(environment.getattr((undefined(name='feed') if l_0_feed is missing else l_0_feed), 'image'), 'own')):
        pass
        yield '<img class="logo" src="'
        yield escape(context.call(environment.getattr(environment.getattr((undefined(name='feed') if l_0_feed is missing else l_0_feed), 'image'), 'address'), (undefined(name='root') if l_0_root is missing else l_0_root), _block_vars=_block_vars))
        yield '" alt=""'
        if environment.getattr(environment.getattr(environment.getattr((undefined(name='feed') if l_0_feed is missing else l_0_feed), 'image'), 'own'), 'size'):
            pass
            yield ' width="'
            yield escape(environment.getitem(environment.getattr(environment.getattr(environment.getattr((undefined(name='feed') if l_0_feed is missing else l_0_feed), 'image'), 'own'), 'size'), 0))
            yield '" height="'
            yield escape(environment.getitem(environment.getattr(environment.getattr(environment.getattr((undefined(name='feed') if l_0_feed is missing else l_0_feed), 'image'), 'own'), 'size'), 1))
            yield '"'
        yield ' decoding="async">'
    yield '<div>\n<h1>'
    yield escape(environment.getattr((undefined(name='feed') if l_0_feed is missing else l_0_feed), 'title'))
    yield '</h1>\n'
    if environment.getattr((undefined(name='feed') if l_0_feed is missing else l_0_feed), 'subtitle'):
        pass
        yield '<p class="lead">'
        yield escape(environment.getattr((undefined(name='feed') if l_0_feed is missing else l_0_feed), 'subtitle'))
        yield '</p>'
    yield '</div>\n<nav class="buttons" aria-label="On this page">\n'
    if environment.getattr((undefined(name='feed') if l_0_feed is missing else l_0_feed), 'entries'):
        pass
        yield '<a href="#Past">'
        yield escape(('Past talks' if environment.getattr((undefined(name='programme') if l_0_programme is missing else l_0_programme), 'past') else 'Find a talk'))
        yield '</a>'
    yield '<a href="#Embed">Embed</a>\n'
    if ((undefined(name='channels') if l_0_channels is missing else l_0_channels) or (undefined(name='calendar') if l_0_calendar is missing else l_0_calendar)):
        pass
        yield '<button type="button" class="do" popovertarget="Subscribe">Subscribe</button>'
    yield '</nav>\n</header>\n<main id="Main" class="h-feed">\n<data class="p-name" value="'
    yield escape(environment.getattr((undefined(name='feed') if l_0_feed is missing else l_0_feed), 'title'))
    yield '"></data>\n'
    if (undefined(name='highlights') if l_0_highlights is missing else l_0_highlights):
        pass
        yield '<section id="Highlights" class="band" aria-labelledby="Highlights-title">\n<h2 id="Highlights-title">Highlights</h2>\n<ul>\n'
        for l_1_row in (undefined(name='highlights') if l_0_highlights is missing else l_0_highlights):
            l_1_people = resolve('people')
            _loop_vars = {}
            pass
            yield '<li><a class="title" href="'
            yield escape(environment.getattr(l_1_row, 'href'))
            yield '"'
            if environment.getattr(l_1_row, 'language'):
                pass
                yield ' lang="'
                yield escape(environment.getattr(l_1_row, 'language'))
                yield '"'
            yield ' dir="auto">'
            yield escape(environment.getattr(environment.getattr(l_1_row, 'talk'), 'title'))
            yield '</a>\n<p>'
            if (environment.getattr(environment.getattr(l_1_row, 'talk'), 'speakers') or environment.getattr(environment.getattr(l_1_row, 'talk'), 'event')):
                pass
                yield escape(context.call((undefined(name='people') if l_1_people is missing else l_1_people), environment.getattr(l_1_row, 'talk'), _loop_vars=_loop_vars))
                yield ' · '
            yield escape(environment.getattr(l_1_row, 'when'))
            yield '</p></li>\n'
        l_1_row = l_1_people = missing
        yield '</ul>\n</section>\n'
    if (not environment.getattr((undefined(name='feed') if l_0_feed is missing else l_0_feed), 'current')):
        pass
        yield '<section id="Upcoming" class="band" aria-labelledby="Upcoming-title">\n<div>\n<h2 id="Upcoming-title">Upcoming</h2>\n'
        for (l_1_name, l_1_page) in (undefined(name='schedules') if l_0_schedules is missing else l_0_schedules):
            _loop_vars = {}
            pass
            yield '<p class="to"><a href="'
            yield escape(l_1_page)
            yield '">'
            yield escape(l_1_name)
            yield ': schedule</a></p>\n'
        l_1_name = l_1_page = missing
        yield '</div>\n<div>\n<p id="None"'
        if environment.getitem(environment.getitem((undefined(name='coming') if l_0_coming is missing else l_0_coming), 0), 1):
            pass
            yield ' hidden'
        yield '>'
        yield escape(('No talk has a date' if environment.getattr((undefined(name='programme') if l_0_programme is missing else l_0_programme), 'undated') else 'Nothing is planned'))
        yield ' at the moment.'
        if ((undefined(name='channels') if l_0_channels is missing else l_0_channels) or (undefined(name='calendar') if l_0_calendar is missing else l_0_calendar)):
            pass
            yield ' <button type="button" class="link" popovertarget="Subscribe">Be told of the next one</button>'
        yield '</p>\n<ol id="Coming"'
        if environment.getitem(environment.getitem((undefined(name='coming') if l_0_coming is missing else l_0_coming), 0), 0):
            pass
            yield ' class="days"'
        yield '>\n'
        for (l_1_heading, l_1_listed) in (undefined(name='coming') if l_0_coming is missing else l_0_coming):
            _loop_vars = {}
            pass
            if l_1_heading:
                pass
                yield '<li class="day"><h3>'
                yield escape(l_1_heading)
                yield '</h3>'
            yield '\n'
            for l_2_row in l_1_listed:
                l_2_slot = resolve('slot')
                l_2_fragment = resolve('fragment')
                _loop_vars = {}
                pass
                if environment.getattr(l_2_row, 'slot'):
                    pass
                    yield escape(context.call((undefined(name='slot') if l_2_slot is missing else l_2_slot), l_2_row, _loop_vars=_loop_vars))
                else:
                    pass
                    yield escape(context.call((undefined(name='fragment') if l_2_fragment is missing else l_2_fragment), l_2_row, _loop_vars=_loop_vars))
                yield '\n'
            l_2_row = l_2_slot = l_2_fragment = missing
        l_1_heading = l_1_listed = missing
        yield '</ol>\n'
        if environment.getattr((undefined(name='programme') if l_0_programme is missing else l_0_programme), 'undated'):
            pass
            yield '<ol id="Undated" aria-label="Date to be announced">\n'
            for l_1_row in environment.getattr((undefined(name='programme') if l_0_programme is missing else l_0_programme), 'undated'):
                l_1_fragment = resolve('fragment')
                _loop_vars = {}
                pass
                yield escape(context.call((undefined(name='fragment') if l_1_fragment is missing else l_1_fragment), l_1_row, _loop_vars=_loop_vars))
                yield '\n'
            l_1_row = l_1_fragment = missing
            yield '</ol>\n'
        yield '</div>\n</section>\n'
    if (undefined(name='recordings') if l_0_recordings is missing else l_0_recordings):
        pass
        yield '<section id="Recordings" class="band" aria-labelledby="Recordings-title">\n<h2 id="Recordings-title">Latest recordings</h2>\n<ul class="cards">\n'
        for l_1_each in (undefined(name='recordings') if l_0_recordings is missing else l_0_recordings):
            l_1_card = resolve('card')
            _loop_vars = {}
            pass
            yield escape(context.call((undefined(name='card') if l_1_card is missing else l_1_card), l_1_each, _loop_vars=_loop_vars))
            yield '\n'
        l_1_each = l_1_card = missing
        yield '</ul>\n</section>\n'
    yield '<section id="Past" aria-labelledby="Past-title"'
    if (not environment.getattr((undefined(name='feed') if l_0_feed is missing else l_0_feed), 'entries')):
        pass
        yield ' hidden'
    yield '>\n<div class="band">\n<h2 id="Past-title">'
    yield escape(('Past talks' if environment.getattr((undefined(name='programme') if l_0_programme is missing else l_0_programme), 'past') else 'Find a talk'))
    yield '</h2>\n<div>\n'
    if (undefined(name='bars') if l_0_bars is missing else l_0_bars):
        pass
        template = environment.get_template('chart.html', 'index.html')
        gen = template.root_render_func(template.new_context(context.get_all(), True, {}))
        try:
            for event in gen:
                yield event
        finally: gen.close()
    yield '</div>\n</div>\n<form id="Find" role="search" aria-label="Talks" hidden>\n<label class="wide"><span>Search</span> <input type="search" name="q" autocomplete="off" placeholder="Search" aria-keyshortcuts="/"></label>\n<label><span>Speaker</span> <select name="speaker"><option value="">Every speaker</option></select></label>\n<label><span>Event</span> <select name="event"><option value="">Every event</option></select></label>\n<label><span>Tag</span> <select name="tag"><option value="">Every tag</option></select></label>\n<p id="Nothing" hidden>No talk matches. <span></span> <button type="reset" class="link">Show all talks</button></p>\n<p><output id="Count"></output> <span id="Chips"></span> <button type="reset" hidden>Show all</button></p>\n</form>\n'
    for l_1_year in environment.getattr((undefined(name='programme') if l_0_programme is missing else l_0_programme), 'past'):
        _loop_vars = {}
        pass
        yield '<section class="year band" aria-labelledby="Y'
        yield escape(environment.getattr(l_1_year, 'year'))
        yield '">\n<h3 id="Y'
        yield escape(environment.getattr(l_1_year, 'year'))
        yield '">'
        yield escape(environment.getattr(l_1_year, 'year'))
        yield '</h3>\n<ol>\n'
        for l_2_row in environment.getattr(l_1_year, 'rows'):
            l_2_fragment = resolve('fragment')
            _loop_vars = {}
            pass
            yield escape(context.call((undefined(name='fragment') if l_2_fragment is missing else l_2_fragment), l_2_row, _loop_vars=_loop_vars))
            yield '\n'
        l_2_row = l_2_fragment = missing
        yield '</ol>\n</section>\n'
    l_1_year = missing
    if (environment.getattr((undefined(name='feed') if l_0_feed is missing else l_0_feed), 'prev_archive') or environment.getattr((undefined(name='feed') if l_0_feed is missing else l_0_feed), 'current')):
        pass
        yield '<nav class="buttons" aria-label="Other pages">\n'
        if environment.getattr((undefined(name='feed') if l_0_feed is missing else l_0_feed), 'current'):
            pass
            yield '<a href="'
            yield escape((markup_join(((undefined(name='root') if l_0_root is missing else l_0_root), context.call(environment.getattr(environment.getattr((undefined(name='feed') if l_0_feed is missing else l_0_feed), 'current'), 'removesuffix'), 'index', _block_vars=_block_vars), )) or './'))
            yield '">All talks</a>'
        if environment.getattr((undefined(name='feed') if l_0_feed is missing else l_0_feed), 'next_archive'):
            pass
            yield '<a href="'
            yield escape((markup_join(((undefined(name='root') if l_0_root is missing else l_0_root), context.call(environment.getattr(environment.getattr((undefined(name='feed') if l_0_feed is missing else l_0_feed), 'next_archive'), 'removesuffix'), 'index', _block_vars=_block_vars), )) or './'))
            yield '">Newer talks</a>'
        if environment.getattr((undefined(name='feed') if l_0_feed is missing else l_0_feed), 'prev_archive'):
            pass
            yield '<a href="'
            yield escape((markup_join(((undefined(name='root') if l_0_root is missing else l_0_root), context.call(environment.getattr(environment.getattr((undefined(name='feed') if l_0_feed is missing else l_0_feed), 'prev_archive'), 'removesuffix'), 'index', _block_vars=_block_vars), )) or './'))
            yield '">Older talks</a>'
        yield '</nav>\n'
    if environment.getattr((undefined(name='feed') if l_0_feed is missing else l_0_feed), 'pages'):
        pass
        yield '<nav class="buttons" aria-label="Older years">\n'
        for (l_1_title, l_1_path) in environment.getattr((undefined(name='feed') if l_0_feed is missing else l_0_feed), 'pages'):
            _loop_vars = {}
            pass
            yield '<a href="'
            yield escape(markup_join(((undefined(name='root') if l_0_root is missing else l_0_root), context.call(environment.getattr(l_1_path, 'removesuffix'), 'index', _loop_vars=_loop_vars), )))
            yield '"'
            if (l_1_path == environment.getattr((undefined(name='feed') if l_0_feed is missing else l_0_feed), 'path')):
                pass
                yield ' aria-current="page"'
            yield '>'
            yield escape(l_1_title)
            yield '</a>\n'
        l_1_title = l_1_path = missing
        yield '</nav>\n'
    yield '</section>\n<template id="Year"><section class="year band"><h3></h3><ol></ol></section></template>\n</main>\n'
    template = environment.get_template('snippets.html', 'index.html')
    gen = template.root_render_func(template.new_context(context.get_all(), True, {}))
    try:
        for event in gen:
            yield event
    finally: gen.close()
    if ((undefined(name='channels') if l_0_channels is missing else l_0_channels) or (undefined(name='calendar') if l_0_calendar is missing else l_0_calendar)):
        pass
        template = environment.get_template('subscribe.html', 'index.html')
        gen = template.root_render_func(template.new_context(context.get_all(), True, {}))
        try:
            for event in gen:
                yield event
        finally: gen.close()

def block_foot(context, missing=missing, environment=environment):
    resolve = context.resolve_or_missing
    undefined = environment.undefined
    concat = environment.concat
    cond_expr_undefined = Undefined
    if 0: yield None
    _block_vars = {}
    l_0_is_whole = resolve('is_whole')
    l_0_root = resolve('root')
    l_0_channels = resolve('channels')
    t_3 = environment.filters['length']
    pass
    if (not (undefined(name='is_whole') if l_0_is_whole is missing else l_0_is_whole)):
        pass
        yield '<p><a href="'
        yield escape((undefined(name='root') if l_0_root is missing else l_0_root))
        yield '">All talks</a></p>\n'
    if (undefined(name='channels') if l_0_channels is missing else l_0_channels):
        pass
        yield '<p><a href="'
        yield escape((undefined(name='root') if l_0_root is missing else l_0_root))
        yield 'subscriptions.opml">All '
        yield escape(t_3((undefined(name='channels') if l_0_channels is missing else l_0_channels)))
        yield ' feed'
        yield escape(('' if (t_3((undefined(name='channels') if l_0_channels is missing else l_0_channels)) == 1) else 's'))
        yield ' as OPML</a></p>'

blocks = {'head': block_head, 'body': block_body, 'foot': block_foot}
debug_info = '1=13&2=16&3=22&4=28&5=36&6=61&7=67&8=70&9=72&12=75&13=77&14=79&15=81&16=84&17=86&19=89&20=93&21=95&23=100&25=119&27=133&28=135&31=141&33=147&37=151&38=153&42=156&43=161&44=171&49=179&53=182&57=192&58=202&59=206&60=209&61=215&62=220&66=230&68=233&69=237&76=242&80=245&81=249&86=254&88=258&90=260&101=269&102=273&103=275&105=279&106=283&111=288&113=291&114=296&115=301&118=307&120=310&121=314&128=325&129=331&131=340&132=357&133=360&135=362'
