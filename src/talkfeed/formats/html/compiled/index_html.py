"""index.html, compiled by `make templates`."""

from talkfeed.formats.html.runtime import Undefined, environment, escape, markup_join, missing

name = 'index.html'

def root(context, missing=missing, environment=environment):
    resolve = context.resolve_or_missing
    undefined = environment.undefined
    concat = environment.concat
    cond_expr_undefined = Undefined
    if 0:
        yield None
    parent_template = None
    l_0_slot = l_0_people = l_0_card = missing
    parent_template = environment.get_template('base.html', 'index.html')
    for name, parent_block in parent_template.blocks.items():
        context.blocks.setdefault(name, []).append(parent_block)
    included_template = environment.get_template('slot.html', 'index.html')._get_default_module(context)
    l_0_slot = getattr(included_template, 'slot', missing)
    context.vars['slot'] = l_0_slot
    context.exported_vars.discard('slot')
    included_template = environment.get_template('row.html', 'index.html')._get_default_module(context)
    l_0_people = getattr(included_template, 'people', missing)
    context.vars['people'] = l_0_people
    context.exported_vars.discard('people')
    included_template = environment.get_template('card.html', 'index.html')._get_default_module(context)
    l_0_card = getattr(included_template, 'card', missing)
    context.vars['card'] = l_0_card
    context.exported_vars.discard('card')
    yield from parent_template.root_render_func(context)

def block_head(context, missing=missing, environment=environment):
    resolve = context.resolve_or_missing
    undefined = environment.undefined
    concat = environment.concat
    cond_expr_undefined = Undefined
    if 0:
        yield None
    _block_vars = {}
    l_0_feed = resolve('feed')
    l_0_years = resolve('years')
    l_0_address = resolve('address')
    l_0_social = resolve('social')
    t_1 = environment.filters['join']
    t_2 = environment.filters['web']
    yield ('<title>%s' % (escape(l_0_feed.title),))
    if l_0_feed.current:
        yield (', %s' % (escape(t_1(undefined(name='years') if l_0_years is missing else l_0_years, ', ')),))
    yield '</title>\n'
    if l_0_feed.subtitle:
        yield ('<meta name="description" content="%s">\n<meta property="og:description" content="%s">\n' % (escape(l_0_feed.subtitle), escape(l_0_feed.subtitle)))
    yield ('<meta property="og:type" content="website">\n<meta property="og:site_name" content="%s">\n<meta property="og:title" content="%s">\n<meta property="og:url" content="%s">\n' % (escape(l_0_feed.title), escape(l_0_feed.title), escape(undefined(name='address') if l_0_address is missing else l_0_address)))
    if (undefined(name='social') if l_0_social is missing else l_0_social) or l_0_feed.picture:
        yield ('<meta property="og:image" content="%s">\n<meta property="og:image:alt" content="%s">\n' % (escape((undefined(name='social') if l_0_social is missing else l_0_social) or t_2(l_0_feed.picture.address(l_0_feed.base))), escape(l_0_feed.title)))
    yield '<meta name="twitter:card" content="summary'
    if undefined(name='social') if l_0_social is missing else l_0_social:
        yield '_large_image'
    yield ('">\n<link rel="canonical" href="%s">\n<link rel="alternate" type="application/json+oembed" title="%s (oEmbed)" href="%soembed.json">\n' % (escape(undefined(name='address') if l_0_address is missing else l_0_address), escape(l_0_feed.title), escape(l_0_feed.base)))

def block_body(context, missing=missing, environment=environment):
    resolve = context.resolve_or_missing
    undefined = environment.undefined
    concat = environment.concat
    cond_expr_undefined = Undefined
    if 0:
        yield None
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
    l_0_searched = resolve('searched')
    t_3 = environment.filters['capitalize']
    t_4 = environment.filters['direction']
    yield '<header class="top">\n'
    if l_0_feed.image and l_0_feed.image.own:
        yield ('<img class="logo" src="%s" alt=""' % (escape(l_0_feed.image.address(undefined(name='root') if l_0_root is missing else l_0_root)),))
        if l_0_feed.image.own.size:
            yield (' width="%s" height="%s"' % (escape(l_0_feed.image.own.size[0]), escape(l_0_feed.image.own.size[1])))
        yield ' decoding="async">'
    yield ('<div>\n<h1>%s</h1>\n' % (escape(l_0_feed.title),))
    if l_0_feed.subtitle:
        yield ('<p class="lead">%s</p>' % (escape(l_0_feed.subtitle),))
    yield ('</div>\n<nav class="buttons" aria-label="%s">\n' % (escape(l_0_words.on_this_page),))
    if l_0_feed.entries:
        yield ('<a href="#Past">%s</a>' % (escape(l_0_words.past_talks if l_0_programme.past else l_0_words.find_talk),))
    yield ('<a href="#Embed">%s</a>\n' % (escape(l_0_words.embed),))
    if (undefined(name='channels') if l_0_channels is missing else l_0_channels) or (undefined(name='calendar') if l_0_calendar is missing else l_0_calendar):
        yield ('<button type="button" class="do" popovertarget="Subscribe">%s</button>' % (escape(l_0_words.subscribe),))
    yield ('</nav>\n</header>\n<main id="Main" class="h-feed">\n<data class="p-name" value="%s"></data>\n' % (escape(l_0_feed.title),))
    if undefined(name='highlights') if l_0_highlights is missing else l_0_highlights:
        yield ('<section id="Highlights" class="band" aria-labelledby="Highlights-title">\n<h2 id="Highlights-title">%s</h2>\n<ul>\n' % (escape(l_0_words.highlights),))
        for l_1_row in undefined(name='highlights') if l_0_highlights is missing else l_0_highlights:
            l_1_people = resolve('people')
            _loop_vars = {}
            yield ('<li><a class="title" href="%s"' % (escape(l_1_row.href),))
            if l_1_row.language:
                yield (' lang="%s"' % (escape(l_1_row.language),))
            yield ('%s>%s</a>\n<p>' % (escape(t_4(l_1_row.talk.title, undefined(name='words') if l_0_words is missing else l_0_words)), escape(l_1_row.talk.title)))
            if l_1_row.talk.speakers or l_1_row.talk.event:
                yield ('%s · ' % (escape(l_1_people(l_1_row.talk)),))
            yield ('%s</p></li>\n' % (escape(l_1_row.when),))
        l_1_row = l_1_people = missing
        yield '</ul>\n</section>\n'
    if not l_0_feed.current:
        yield ('<section id="Upcoming" class="band" aria-labelledby="Upcoming-title">\n<div>\n<h2 id="Upcoming-title">%s</h2>\n' % (escape(l_0_words.upcoming),))
        for l_1_name, l_1_page in undefined(name='schedules') if l_0_schedules is missing else l_0_schedules:
            _loop_vars = {}
            yield ('<p class="to"><a href="%s">%s</a></p>\n' % (escape(l_1_page), escape(l_0_words.fill('schedule_of', event=l_1_name))))
        l_1_name = l_1_page = missing
        yield '</div>\n<div>\n<p id="None"'
        if l_0_coming[0][1]:
            yield ' hidden'
        yield ('>%s' % (escape(l_0_words.no_dates if l_0_programme.undated else l_0_words.nothing_planned),))
        if (undefined(name='channels') if l_0_channels is missing else l_0_channels) or (undefined(name='calendar') if l_0_calendar is missing else l_0_calendar):
            yield (' <button type="button" class="link" popovertarget="Subscribe">%s</button>' % (escape(l_0_words.be_told),))
        yield '</p>\n<ol id="Coming"'
        if l_0_coming[0][0]:
            yield ' class="days"'
        yield '>\n'
        for l_1_heading, l_1_listed in undefined(name='coming') if l_0_coming is missing else l_0_coming:
            _loop_vars = {}
            if l_1_heading:
                yield ('<li class="day"><h3>%s</h3>' % (escape(l_1_heading),))
            yield '\n'
            for l_2_row in l_1_listed:
                l_2_slot = resolve('slot')
                l_2_fragment = resolve('fragment')
                _loop_vars = {}
                if l_2_row.slot:
                    yield escape(l_2_slot(l_2_row))
                else:
                    yield escape(l_2_fragment(l_2_row))
                yield '\n'
            l_2_row = l_2_slot = l_2_fragment = missing
        l_1_heading = l_1_listed = missing
        yield '</ol>\n'
        if l_0_programme.undated:
            yield ('<ol id="Undated" aria-label="%s">\n' % (escape(t_3(l_0_words.undated)),))
            for l_1_row in l_0_programme.undated:
                l_1_fragment = resolve('fragment')
                _loop_vars = {}
                yield ('%s\n' % (escape(l_1_fragment(l_1_row)),))
            l_1_row = l_1_fragment = missing
            yield '</ol>\n'
        yield '</div>\n</section>\n'
    if undefined(name='recordings') if l_0_recordings is missing else l_0_recordings:
        yield ('<section id="Recordings" class="band" aria-labelledby="Recordings-title">\n<h2 id="Recordings-title">%s</h2>\n<ul class="cards">\n' % (escape(l_0_words.latest_recordings),))
        for l_1_each in undefined(name='recordings') if l_0_recordings is missing else l_0_recordings:
            l_1_card = resolve('card')
            _loop_vars = {}
            yield ('%s\n' % (escape(l_1_card(l_1_each)),))
        l_1_each = l_1_card = missing
        yield '</ul>\n</section>\n'
    yield '<section id="Past" aria-labelledby="Past-title"'
    if not l_0_feed.entries:
        yield ' hidden'
    yield ('>\n<div class="band">\n<h2 id="Past-title">%s</h2>\n<div>\n' % (escape(l_0_words.past_talks if l_0_programme.past else l_0_words.find_talk),))
    if undefined(name='bars') if l_0_bars is missing else l_0_bars:
        template = environment.get_template('chart.html', 'index.html')
        gen = template.root_render_func(template.new_context(context.get_all(), True, {}))
        for event in gen:
            yield event
    yield ('</div>\n</div>\n<form id="Find" role="search" aria-label="%s"' % (escape(l_0_words.talks_heading),))
    if l_0_searched[0]:
        yield (' data-talks="%s"' % (escape(l_0_searched[0]),))
        if l_0_searched[1]:
            yield (' data-files="%s"' % (escape(l_0_searched[1]),))
    yield (' hidden>\n<label class="wide"><span>%s</span> <input type="search" name="q" autocomplete="off" placeholder="%s" aria-keyshortcuts="/"></label>\n<label><span>%s</span> <select name="speaker"><option value="">%s</option></select></label>\n<label><span>%s</span> <select name="event"><option value="">%s</option></select></label>\n<label><span>%s</span> <select name="tag"><option value="">%s</option></select></label>\n<p id="Nothing" hidden>%s <span></span> <button type="reset" class="link">%s</button></p>\n<p><output id="Count"></output> <span id="Chips"></span> <button type="reset" hidden>%s</button></p>\n</form>\n<section id="Found" class="year band" aria-labelledby="Found-title" hidden><h3 id="Found-title">%s</h3><div><ol></ol><button type="button" hidden>%s</button></div></section>\n' % (escape(l_0_words.search), escape(l_0_words.search), escape(l_0_words.speaker), escape(l_0_words.every_speaker), escape(l_0_words.event), escape(l_0_words.every_event), escape(l_0_words.tag), escape(l_0_words.every_tag), escape(l_0_words.no_match), escape(l_0_words.show_all_talks), escape(l_0_words.show_all), escape(l_0_words.talks_heading), escape(l_0_words.show_more)))
    template = environment.get_template('years.html', 'index.html')
    gen = template.root_render_func(template.new_context(context.get_all(), True, {}))
    for event in gen:
        yield event
    if l_0_feed.prev_archive or l_0_feed.current:
        yield ('<nav class="buttons" aria-label="%s">\n' % (escape(l_0_words.other_pages),))
        if l_0_feed.current:
            yield ('<a href="%s">%s</a>' % (escape(markup_join((undefined(name='root') if l_0_root is missing else l_0_root, l_0_feed.current.removesuffix('index'))) or './'), escape(l_0_words.all_talks)))
        if l_0_feed.next_archive:
            yield ('<a href="%s">%s</a>' % (escape(markup_join((undefined(name='root') if l_0_root is missing else l_0_root, l_0_feed.next_archive.removesuffix('index'))) or './'), escape(l_0_words.newer_talks)))
        if l_0_feed.prev_archive:
            yield ('<a href="%s">%s</a>' % (escape(markup_join((undefined(name='root') if l_0_root is missing else l_0_root, l_0_feed.prev_archive.removesuffix('index'))) or './'), escape(l_0_words.older_talks)))
        yield '</nav>\n'
    if l_0_feed.pages:
        yield ('<nav class="buttons" aria-label="%s">\n' % (escape(l_0_words.older_years),))
        for l_1_title, l_1_path in l_0_feed.pages:
            _loop_vars = {}
            yield ('<a href="%s"' % (escape(markup_join((undefined(name='root') if l_0_root is missing else l_0_root, l_1_path.removesuffix('index')))),))
            if l_1_path == l_0_feed.path:
                yield ' aria-current="page"'
            yield ('>%s</a>\n' % (escape(l_1_title),))
        l_1_title = l_1_path = missing
        yield '</nav>\n'
    yield '</section>\n<template id="Year"><section class="year band"><h3></h3><ol></ol></section></template>\n</main>\n'
    template = environment.get_template('snippets.html', 'index.html')
    gen = template.root_render_func(template.new_context(context.get_all(), True, {}))
    for event in gen:
        yield event
    if (undefined(name='channels') if l_0_channels is missing else l_0_channels) or (undefined(name='calendar') if l_0_calendar is missing else l_0_calendar):
        template = environment.get_template('subscribe.html', 'index.html')
        gen = template.root_render_func(template.new_context(context.get_all(), True, {}))
        for event in gen:
            yield event

def block_foot(context, missing=missing, environment=environment):
    resolve = context.resolve_or_missing
    undefined = environment.undefined
    concat = environment.concat
    cond_expr_undefined = Undefined
    if 0:
        yield None
    _block_vars = {}
    l_0_is_whole = resolve('is_whole')
    l_0_root = resolve('root')
    l_0_words = resolve('words')
    l_0_channels = resolve('channels')
    t_5 = environment.filters['length']
    if not (undefined(name='is_whole') if l_0_is_whole is missing else l_0_is_whole):
        yield ('<p><a href="%s">%s</a></p>\n' % (escape(undefined(name='root') if l_0_root is missing else l_0_root), escape(l_0_words.all_talks)))
    if undefined(name='channels') if l_0_channels is missing else l_0_channels:
        yield ('<p><a href="%ssubscriptions.opml">%s</a></p>' % (escape(undefined(name='root') if l_0_root is missing else l_0_root), escape(l_0_words.count('feeds_as_opml', t_5(undefined(name='channels') if l_0_channels is missing else l_0_channels)))))
blocks = {'head': block_head, 'body': block_body, 'foot': block_foot}
debug_info = '1=13&2=16&3=22&4=28&5=36&6=61&7=67&8=70&9=72&12=75&13=77&14=79&15=81&16=84&17=86&19=89&20=93&21=95&23=100&25=133&27=147&28=149&30=155&31=157&32=163&33=165&37=171&38=173&40=176&42=178&43=183&44=194&49=202&52=205&53=207&57=217&58=228&59=232&60=235&61=241&62=246&66=256&67=259&68=261&69=265&76=270&78=273&80=275&81=279&86=284&88=288&90=290&93=299&94=312&95=316&96=320&97=324&98=328&99=332&101=334&102=338&103=344&104=347&105=349&106=356&107=363&110=371&111=374&112=376&113=380&120=391&121=397&123=406&124=424&125=427&127=431'
