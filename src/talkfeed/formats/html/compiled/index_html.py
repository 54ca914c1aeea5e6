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
    l_0_words = resolve('words')
    l_0_programme = resolve('programme')
    l_0_channels = resolve('channels')
    l_0_calendar = resolve('calendar')
    l_0_highlights = resolve('highlights')
    l_0_schedules = resolve('schedules')
    l_0_coming = resolve('coming')
    l_0_recordings = resolve('recordings')
    l_0_bars = resolve('bars')
    t_3 = environment.filters['capitalize']
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
    yield '</div>\n<nav class="buttons" aria-label="'
    yield escape(environment.getattr((undefined(name='words') if l_0_words is missing else l_0_words), 'on_this_page'))
    yield '">\n'
    if environment.getattr((undefined(name='feed') if l_0_feed is missing else l_0_feed), 'entries'):
        pass
        yield '<a href="#Past">'
        yield escape((environment.getattr((undefined(name='words') if l_0_words is missing else l_0_words), 'past_talks') if environment.getattr((undefined(name='programme') if l_0_programme is missing else l_0_programme), 'past') else environment.getattr((undefined(name='words') if l_0_words is missing else l_0_words), 'find_talk')))
        yield '</a>'
    yield '<a href="#Embed">'
    yield escape(environment.getattr((undefined(name='words') if l_0_words is missing else l_0_words), 'embed'))
    yield '</a>\n'
    if ((undefined(name='channels') if l_0_channels is missing else l_0_channels) or (undefined(name='calendar') if l_0_calendar is missing else l_0_calendar)):
        pass
        yield '<button type="button" class="do" popovertarget="Subscribe">'
        yield escape(environment.getattr((undefined(name='words') if l_0_words is missing else l_0_words), 'subscribe'))
        yield '</button>'
    yield '</nav>\n</header>\n<main id="Main" class="h-feed">\n<data class="p-name" value="'
    yield escape(environment.getattr((undefined(name='feed') if l_0_feed is missing else l_0_feed), 'title'))
    yield '"></data>\n'
    if (undefined(name='highlights') if l_0_highlights is missing else l_0_highlights):
        pass
        yield '<section id="Highlights" class="band" aria-labelledby="Highlights-title">\n<h2 id="Highlights-title">'
        yield escape(environment.getattr((undefined(name='words') if l_0_words is missing else l_0_words), 'highlights'))
        yield '</h2>\n<ul>\n'
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
        yield '<section id="Upcoming" class="band" aria-labelledby="Upcoming-title">\n<div>\n<h2 id="Upcoming-title">'
        yield escape(environment.getattr((undefined(name='words') if l_0_words is missing else l_0_words), 'upcoming'))
        yield '</h2>\n'
        for (l_1_name, l_1_page) in (undefined(name='schedules') if l_0_schedules is missing else l_0_schedules):
            _loop_vars = {}
            pass
            yield '<p class="to"><a href="'
            yield escape(l_1_page)
            yield '">'
            yield escape(context.call(environment.getattr((undefined(name='words') if l_0_words is missing else l_0_words), 'fill'), 'schedule_of', event=l_1_name, _loop_vars=_loop_vars))
            yield '</a></p>\n'
        l_1_name = l_1_page = missing
        yield '</div>\n<div>\n<p id="None"'
        if environment.getitem(environment.getitem((undefined(name='coming') if l_0_coming is missing else l_0_coming), 0), 1):
            pass
            yield ' hidden'
        yield '>'
        yield escape((environment.getattr((undefined(name='words') if l_0_words is missing else l_0_words), 'no_dates') if environment.getattr((undefined(name='programme') if l_0_programme is missing else l_0_programme), 'undated') else environment.getattr((undefined(name='words') if l_0_words is missing else l_0_words), 'nothing_planned')))
        if ((undefined(name='channels') if l_0_channels is missing else l_0_channels) or (undefined(name='calendar') if l_0_calendar is missing else l_0_calendar)):
            pass
            yield ' <button type="button" class="link" popovertarget="Subscribe">'
            yield escape(environment.getattr((undefined(name='words') if l_0_words is missing else l_0_words), 'be_told'))
            yield '</button>'
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
            yield '<ol id="Undated" aria-label="'
            yield escape(t_3(environment.getattr((undefined(name='words') if l_0_words is missing else l_0_words), 'undated')))
            yield '">\n'
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
        yield '<section id="Recordings" class="band" aria-labelledby="Recordings-title">\n<h2 id="Recordings-title">'
        yield escape(environment.getattr((undefined(name='words') if l_0_words is missing else l_0_words), 'latest_recordings'))
        yield '</h2>\n<ul class="cards">\n'
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
    yield escape((environment.getattr((undefined(name='words') if l_0_words is missing else l_0_words), 'past_talks') if environment.getattr((undefined(name='programme') if l_0_programme is missing else l_0_programme), 'past') else environment.getattr((undefined(name='words') if l_0_words is missing else l_0_words), 'find_talk')))
    yield '</h2>\n<div>\n'
    if (undefined(name='bars') if l_0_bars is missing else l_0_bars):
        pass
        template = environment.get_template('chart.html', 'index.html')
        gen = template.root_render_func(template.new_context(context.get_all(), True, {}))
        try:
            for event in gen:
                yield event
        finally: gen.close()
    yield '</div>\n</div>\n<form id="Find" role="search" aria-label="'
    yield escape(environment.getattr((undefined(name='words') if l_0_words is missing else l_0_words), 'talks_heading'))
    yield '" hidden>\n<label class="wide"><span>'
    yield escape(environment.getattr((undefined(name='words') if l_0_words is missing else l_0_words), 'search'))
    yield '</span> <input type="search" name="q" autocomplete="off" placeholder="'
    yield escape(environment.getattr((undefined(name='words') if l_0_words is missing else l_0_words), 'search'))
    yield '" aria-keyshortcuts="/"></label>\n<label><span>'
    yield escape(environment.getattr((undefined(name='words') if l_0_words is missing else l_0_words), 'speaker'))
    yield '</span> <select name="speaker"><option value="">'
    yield escape(environment.getattr((undefined(name='words') if l_0_words is missing else l_0_words), 'every_speaker'))
    yield '</option></select></label>\n<label><span>'
    yield escape(environment.getattr((undefined(name='words') if l_0_words is missing else l_0_words), 'event'))
    yield '</span> <select name="event"><option value="">'
    yield escape(environment.getattr((undefined(name='words') if l_0_words is missing else l_0_words), 'every_event'))
    yield '</option></select></label>\n<label><span>'
    yield escape(environment.getattr((undefined(name='words') if l_0_words is missing else l_0_words), 'tag'))
    yield '</span> <select name="tag"><option value="">'
    yield escape(environment.getattr((undefined(name='words') if l_0_words is missing else l_0_words), 'every_tag'))
    yield '</option></select></label>\n<p id="Nothing" hidden>'
    yield escape(environment.getattr((undefined(name='words') if l_0_words is missing else l_0_words), 'no_match'))
    yield ' <span></span> <button type="reset" class="link">'
    yield escape(environment.getattr((undefined(name='words') if l_0_words is missing else l_0_words), 'show_all_talks'))
    yield '</button></p>\n<p><output id="Count"></output> <span id="Chips"></span> <button type="reset" hidden>'
    yield escape(environment.getattr((undefined(name='words') if l_0_words is missing else l_0_words), 'show_all'))
    yield '</button></p>\n</form>\n'
    template = environment.get_template('years.html', 'index.html')
    gen = template.root_render_func(template.new_context(context.get_all(), True, {}))
    try:
        for event in gen:
            yield event
    finally: gen.close()
    if (environment.getattr((undefined(name='feed') if l_0_feed is missing else l_0_feed), 'prev_archive') or environment.getattr((undefined(name='feed') if l_0_feed is missing else l_0_feed), 'current')):
        pass
        yield '<nav class="buttons" aria-label="'
        yield escape(environment.getattr((undefined(name='words') if l_0_words is missing else l_0_words), 'other_pages'))
        yield '">\n'
        if environment.getattr((undefined(name='feed') if l_0_feed is missing else l_0_feed), 'current'):
            pass
            yield '<a href="'
            yield escape((markup_join(((undefined(name='root') if l_0_root is missing else l_0_root), context.call(environment.getattr(environment.getattr((undefined(name='feed') if l_0_feed is missing else l_0_feed), 'current'), 'removesuffix'), 'index', _block_vars=_block_vars), )) or './'))
            yield '">'
            yield escape(environment.getattr((undefined(name='words') if l_0_words is missing else l_0_words), 'all_talks'))
            yield '</a>'
        if environment.getattr((undefined(name='feed') if l_0_feed is missing else l_0_feed), 'next_archive'):
            pass
            yield '<a href="'
            yield escape((markup_join(((undefined(name='root') if l_0_root is missing else l_0_root), context.call(environment.getattr(environment.getattr((undefined(name='feed') if l_0_feed is missing else l_0_feed), 'next_archive'), 'removesuffix'), 'index', _block_vars=_block_vars), )) or './'))
            yield '">'
            yield escape(environment.getattr((undefined(name='words') if l_0_words is missing else l_0_words), 'newer_talks'))
            yield '</a>'
        if environment.getattr((undefined(name='feed') if l_0_feed is missing else l_0_feed), 'prev_archive'):
            pass
            yield '<a href="'
            yield escape((markup_join(((undefined(name='root') if l_0_root is missing else l_0_root), context.call(environment.getattr(environment.getattr((undefined(name='feed') if l_0_feed is missing else l_0_feed), 'prev_archive'), 'removesuffix'), 'index', _block_vars=_block_vars), )) or './'))
            yield '">'
            yield escape(environment.getattr((undefined(name='words') if l_0_words is missing else l_0_words), 'older_talks'))
            yield '</a>'
        yield '</nav>\n'
    if environment.getattr((undefined(name='feed') if l_0_feed is missing else l_0_feed), 'pages'):
        pass
        yield '<nav class="buttons" aria-label="'
        yield escape(environment.getattr((undefined(name='words') if l_0_words is missing else l_0_words), 'older_years'))
        yield '">\n'
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
    l_0_words = resolve('words')
    l_0_channels = resolve('channels')
    t_4 = environment.filters['length']
    pass
    if (not (undefined(name='is_whole') if l_0_is_whole is missing else l_0_is_whole)):
        pass
        yield '<p><a href="'
        yield escape((undefined(name='root') if l_0_root is missing else l_0_root))
        yield '">'
        yield escape(environment.getattr((undefined(name='words') if l_0_words is missing else l_0_words), 'all_talks'))
        yield '</a></p>\n'
    if (undefined(name='channels') if l_0_channels is missing else l_0_channels):
        pass
        yield '<p><a href="'
        yield escape((undefined(name='root') if l_0_root is missing else l_0_root))
        yield 'subscriptions.opml">'
        yield escape(context.call(environment.getattr((undefined(name='words') if l_0_words is missing else l_0_words), 'count'), 'feeds_as_opml', t_4((undefined(name='channels') if l_0_channels is missing else l_0_channels)), _block_vars=_block_vars))
        yield '</a></p>'

blocks = {'head': block_head, 'body': block_body, 'foot': block_foot}
debug_info = '1=13&2=16&3=22&4=28&5=36&6=61&7=67&8=70&9=72&12=75&13=77&14=79&15=81&16=84&17=86&19=89&20=93&21=95&23=100&25=126&27=140&28=142&30=148&31=150&32=156&33=158&37=164&38=166&40=169&42=171&43=176&44=186&49=194&52=197&53=199&57=209&58=220&59=224&60=227&61=233&62=238&66=248&67=251&68=253&69=257&76=262&78=265&80=267&81=271&86=276&88=280&90=282&93=291&94=293&95=297&96=301&97=305&98=309&99=313&101=315&102=321&103=324&104=326&105=333&106=340&109=348&110=351&111=353&112=357&119=368&120=374&122=383&123=401&124=404&126=408'
