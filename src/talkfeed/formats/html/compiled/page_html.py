"""page.html, compiled by `make templates`."""

from talkfeed.formats.html.runtime import LoopContext, Undefined, environment, escape, missing

name = 'page.html'

def root(context, missing=missing, environment=environment):
    resolve = context.resolve_or_missing
    undefined = environment.undefined
    concat = environment.concat
    cond_expr_undefined = Undefined
    if 0: yield None
    parent_template = None
    l_0_player = resolve('player')
    l_0_date = l_0_dead = l_0_time = l_0_along = l_0_related = l_0_frame = missing
    pass
    parent_template = environment.get_template('base.html', 'page.html')
    for name, parent_block in parent_template.blocks.items():
        context.blocks.setdefault(name, []).append(parent_block)
    included_template = environment.get_template('row.html', 'page.html')._get_default_module(context)
    l_0_date = getattr(included_template, 'date', missing)
    if l_0_date is missing:
        l_0_date = undefined(f"the template {included_template.__name__!r} (imported on line 2 in 'page.html') does not export the requested name 'date'", name='date')
    context.vars['date'] = l_0_date
    context.exported_vars.discard('date')
    included_template = environment.get_template('link.html', 'page.html')._get_default_module(context)
    l_0_dead = getattr(included_template, 'dead', missing)
    if l_0_dead is missing:
        l_0_dead = undefined(f"the template {included_template.__name__!r} (imported on line 3 in 'page.html') does not export the requested name 'dead'", name='dead')
    l_0_time = getattr(included_template, 'time', missing)
    if l_0_time is missing:
        l_0_time = undefined(f"the template {included_template.__name__!r} (imported on line 3 in 'page.html') does not export the requested name 'time'", name='time')
    context.vars.update({'dead': l_0_dead, 'time': l_0_time})
    context.exported_vars.difference_update(('dead', 'time'))
    included_template = environment.get_template('related.html', 'page.html')._get_default_module(context)
    l_0_along = getattr(included_template, 'along', missing)
    if l_0_along is missing:
        l_0_along = undefined(f"the template {included_template.__name__!r} (imported on line 4 in 'page.html') does not export the requested name 'along'", name='along')
    l_0_related = getattr(included_template, 'related', missing)
    if l_0_related is missing:
        l_0_related = undefined(f"the template {included_template.__name__!r} (imported on line 4 in 'page.html') does not export the requested name 'related'", name='related')
    context.vars.update({'along': l_0_along, 'related': l_0_related})
    context.exported_vars.difference_update(('along', 'related'))
    l_0_frame = (environment.getattr((undefined(name='player') if l_0_player is missing else l_0_player), 'origin') if (undefined(name='player') if l_0_player is missing else l_0_player) else "'none'")
    context.vars['frame'] = l_0_frame
    context.exported_vars.add('frame')
    yield from parent_template.root_render_func(context)

def block_head(context, missing=missing, environment=environment):
    resolve = context.resolve_or_missing
    undefined = environment.undefined
    concat = environment.concat
    cond_expr_undefined = Undefined
    if 0: yield None
    _block_vars = {}
    l_0_entry = resolve('entry')
    l_0_summary = resolve('summary')
    l_0_feed = resolve('feed')
    l_0_picture = resolve('picture')
    l_0_row = resolve('row')
    l_0_social = resolve('social')
    l_0_player = resolve('player')
    t_1 = environment.filters['web']
    pass
    yield '<title>'
    yield escape(environment.getattr((undefined(name='entry') if l_0_entry is missing else l_0_entry), 'title'))
    yield '</title>\n<meta name="description" content="'
    yield escape((undefined(name='summary') if l_0_summary is missing else l_0_summary))
    yield '">\n<meta property="og:type" content="article">\n<meta property="og:site_name" content="'
    yield escape(environment.getattr((undefined(name='feed') if l_0_feed is missing else l_0_feed), 'title'))
    yield '">\n<meta property="og:title" content="'
    yield escape(environment.getattr((undefined(name='entry') if l_0_entry is missing else l_0_entry), 'title'))
    yield '">\n<meta property="og:url" content="'
    yield escape(environment.getattr((undefined(name='entry') if l_0_entry is missing else l_0_entry), 'url'))
    yield '">\n'
    if (undefined(name='picture') if l_0_picture is missing else l_0_picture):
        pass
        yield '<meta property="og:image" content="'
        yield escape(t_1(context.call(environment.getattr((undefined(name='picture') if l_0_picture is missing else l_0_picture), 'address'), environment.getattr((undefined(name='feed') if l_0_feed is missing else l_0_feed), 'base'), _block_vars=_block_vars)))
        yield '">\n<meta property="og:image:alt" content="'
        yield escape(environment.getattr(environment.getattr((undefined(name='row') if l_0_row is missing else l_0_row), 'talk'), 'title'))
        yield '">\n<meta name="twitter:card" content="summary_large_image">\n'
    elif (undefined(name='social') if l_0_social is missing else l_0_social):
        pass
        yield '<meta property="og:image" content="'
        yield escape((undefined(name='social') if l_0_social is missing else l_0_social))
        yield '">\n<meta property="og:image:alt" content="'
        yield escape(environment.getattr(environment.getattr((undefined(name='row') if l_0_row is missing else l_0_row), 'talk'), 'title'))
        yield '">\n<meta name="twitter:card" content="summary_large_image">\n'
    elif ((undefined(name='player') if l_0_player is missing else l_0_player) and environment.getattr((undefined(name='player') if l_0_player is missing else l_0_player), 'picture')):
        pass
        yield '<meta property="og:image" content="'
        yield escape(environment.getattr((undefined(name='player') if l_0_player is missing else l_0_player), 'picture'))
        yield '">\n<meta property="og:image:alt" content="'
        yield escape(environment.getattr(environment.getattr((undefined(name='row') if l_0_row is missing else l_0_row), 'talk'), 'title'))
        yield '">\n<meta name="twitter:card" content="summary_large_image">\n'
    else:
        pass
        yield '<meta name="twitter:card" content="summary">\n'
    yield '<link rel="canonical" href="'
    yield escape(environment.getattr((undefined(name='entry') if l_0_entry is missing else l_0_entry), 'url'))
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
    l_0_row = resolve('row')
    l_0_date = resolve('date')
    l_0_entry = resolve('entry')
    l_0_card = resolve('card')
    l_0_player = resolve('player')
    l_0_page = resolve('page')
    l_0_calendars = resolve('calendars')
    l_0_chapters = resolve('chapters')
    l_0_transcripts = resolve('transcripts')
    l_0_along = resolve('along')
    l_0_related = resolve('related')
    t_2 = environment.filters['raised']
    t_3 = environment.filters['safe']
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
    yield '</a></nav></header>\n<main id="Main">\n<article class="h-event one">\n<header class="band'
    if environment.getattr((undefined(name='row') if l_0_row is missing else l_0_row), 'status'):
        pass
        yield ' is-'
        yield escape(environment.getattr((undefined(name='row') if l_0_row is missing else l_0_row), 'state'))
    yield '">\n<p class="date">'
    yield escape(context.call((undefined(name='date') if l_0_date is missing else l_0_date), (undefined(name='row') if l_0_row is missing else l_0_row), True, _block_vars=_block_vars))
    yield '</p>\n<div>\n'
    if (environment.getattr((undefined(name='row') if l_0_row is missing else l_0_row), 'status') or environment.getattr((undefined(name='row') if l_0_row is missing else l_0_row), 'labels')):
        pass
        yield '<p class="labels">'
        if environment.getattr((undefined(name='row') if l_0_row is missing else l_0_row), 'status'):
            pass
            yield '<b class="status">'
            yield escape(environment.getattr((undefined(name='row') if l_0_row is missing else l_0_row), 'status'))
            yield '</b> '
        for l_1_label in environment.getattr((undefined(name='row') if l_0_row is missing else l_0_row), 'labels'):
            _loop_vars = {}
            pass
            yield '<span>'
            yield escape(l_1_label)
            yield '</span> '
        l_1_label = missing
        yield '</p>'
    yield '<h1 class="p-name"'
    if environment.getattr((undefined(name='row') if l_0_row is missing else l_0_row), 'language'):
        pass
        yield ' lang="'
        yield escape(environment.getattr((undefined(name='row') if l_0_row is missing else l_0_row), 'language'))
        yield '"'
    yield ' dir="auto">'
    yield escape(environment.getattr(environment.getattr((undefined(name='row') if l_0_row is missing else l_0_row), 'talk'), 'title'))
    yield '</h1>\n'
    if environment.getattr(environment.getattr((undefined(name='row') if l_0_row is missing else l_0_row), 'talk'), 'speakers'):
        pass
        yield '<p class="lead">'
        l_1_loop = missing
        for l_1_person, l_1_loop in LoopContext(environment.getattr(environment.getattr((undefined(name='row') if l_0_row is missing else l_0_row), 'talk'), 'speakers'), undefined):
            l_1_page = l_0_page
            _loop_vars = {}
            pass
            if (not environment.getattr(l_1_loop, 'first')):
                pass
                yield escape((' and ' if environment.getattr(l_1_loop, 'last') else ', '))
            l_1_page = context.call(environment.getattr((undefined(name='row') if l_0_row is missing else l_0_row), 'page_of'), 'speaker', l_1_person, _loop_vars=_loop_vars)
            _loop_vars['page'] = l_1_page
            if (undefined(name='page') if l_1_page is missing else l_1_page):
                pass
                yield '<a class="p-author h-card" href="'
                yield escape((undefined(name='page') if l_1_page is missing else l_1_page))
                yield '">'
                yield escape(environment.getattr(l_1_person, 'name'))
                yield '</a>'
            else:
                pass
                yield '<span class="p-author h-card">'
                yield escape(environment.getattr(l_1_person, 'name'))
                yield '</span>'
            if environment.getattr(l_1_person, 'works_at'):
                pass
                yield ' ('
                yield escape(environment.getattr(l_1_person, 'works_at'))
                yield ')'
        l_1_loop = l_1_person = l_1_page = missing
        yield '</p>\n'
    yield '<a class="u-url" href="'
    yield escape(environment.getattr((undefined(name='entry') if l_0_entry is missing else l_0_entry), 'url'))
    yield '" hidden>'
    yield escape(environment.getattr((undefined(name='words') if l_0_words is missing else l_0_words), 'permanent_address'))
    yield '</a>\n</div>\n</header>\n'
    if (environment.getattr((undefined(name='card') if l_0_card is missing else l_0_card), 'picture') and (not (undefined(name='player') if l_0_player is missing else l_0_player))):
        pass
        yield '<div class="band"><div></div><img class="u-photo" src="'
        yield escape(environment.getattr(environment.getattr((undefined(name='card') if l_0_card is missing else l_0_card), 'picture'), 'src'))
        yield '" alt=""'
        if environment.getattr(environment.getattr((undefined(name='card') if l_0_card is missing else l_0_card), 'picture'), 'size'):
            pass
            yield ' width="'
            yield escape(environment.getitem(environment.getattr(environment.getattr((undefined(name='card') if l_0_card is missing else l_0_card), 'picture'), 'size'), 0))
            yield '" height="'
            yield escape(environment.getitem(environment.getattr(environment.getattr((undefined(name='card') if l_0_card is missing else l_0_card), 'picture'), 'size'), 1))
            yield '"'
        yield ' decoding="async"></div>\n'
    if (undefined(name='player') if l_0_player is missing else l_0_player):
        pass
        yield '<div class="band" id="recording"><div></div>\n<a class="play cover '
        yield escape(environment.getattr((undefined(name='card') if l_0_card is missing else l_0_card), 'cover'))
        yield '" href="'
        yield escape(environment.getattr((undefined(name='player') if l_0_player is missing else l_0_player), 'href'))
        yield '" data-frame="'
        yield escape(environment.getattr((undefined(name='player') if l_0_player is missing else l_0_player), 'src'))
        yield '" data-title="'
        yield escape(environment.getattr(environment.getattr((undefined(name='row') if l_0_row is missing else l_0_row), 'talk'), 'title'))
        yield '">'
        if environment.getattr((undefined(name='card') if l_0_card is missing else l_0_card), 'picture'):
            pass
            yield '<img src="'
            yield escape(environment.getattr(environment.getattr((undefined(name='card') if l_0_card is missing else l_0_card), 'picture'), 'src'))
            yield '" alt="" decoding="async">'
        yield '<span>'
        if environment.getattr((undefined(name='card') if l_0_card is missing else l_0_card), 'occasion'):
            pass
            yield '<strong aria-hidden="true">'
            yield escape(environment.getattr((undefined(name='card') if l_0_card is missing else l_0_card), 'occasion'))
            yield '</strong>'
        yield '<b>'
        yield escape(environment.getattr((undefined(name='words') if l_0_words is missing else l_0_words), 'play_video'))
        yield '</b> <small>'
        yield escape(context.call(environment.getattr((undefined(name='words') if l_0_words is missing else l_0_words), 'fill'), 'plays_here', host=environment.getattr((undefined(name='player') if l_0_player is missing else l_0_player), 'host'), _block_vars=_block_vars))
        yield '</small></span></a>\n</div>\n'
    yield '<div class="band">\n<dl>\n'
    if environment.getattr(environment.getattr((undefined(name='row') if l_0_row is missing else l_0_row), 'talk'), 'series'):
        pass
        yield '<div><dt>'
        yield escape(environment.getattr((undefined(name='words') if l_0_words is missing else l_0_words), 'series'))
        yield '</dt><dd>'
        l_1_loop = missing
        for l_1_name, l_1_loop in LoopContext(environment.getattr(environment.getattr((undefined(name='row') if l_0_row is missing else l_0_row), 'talk'), 'all_series'), undefined):
            l_1_page = l_0_page
            _loop_vars = {}
            pass
            yield escape((environment.getattr((undefined(name='words') if l_0_words is missing else l_0_words), 'conjunction') if (not environment.getattr(l_1_loop, 'first')) else cond_expr_undefined("the inline if-expression on line 56 in 'page.html' evaluated to false and no else section was defined.")))
            l_1_page = context.call(environment.getattr((undefined(name='row') if l_0_row is missing else l_0_row), 'here'), 'series', l_1_name, _loop_vars=_loop_vars)
            _loop_vars['page'] = l_1_page
            if (undefined(name='page') if l_1_page is missing else l_1_page):
                pass
                yield '<a href="'
                yield escape((undefined(name='page') if l_1_page is missing else l_1_page))
                yield '">'
                yield escape(l_1_name)
                yield '</a>'
            else:
                pass
                yield escape(l_1_name)
        l_1_loop = l_1_name = l_1_page = missing
        yield '</dd></div>'
    if environment.getattr(environment.getattr((undefined(name='row') if l_0_row is missing else l_0_row), 'talk'), 'event'):
        pass
        yield '<div><dt>'
        yield escape(environment.getattr((undefined(name='words') if l_0_words is missing else l_0_words), 'event'))
        yield '</dt><dd>'
        l_0_page = context.call(environment.getattr((undefined(name='row') if l_0_row is missing else l_0_row), 'page_of'), 'event', environment.getattr(environment.getattr((undefined(name='row') if l_0_row is missing else l_0_row), 'talk'), 'event'), _block_vars=_block_vars)
        _block_vars['page'] = l_0_page
        if (undefined(name='page') if l_0_page is missing else l_0_page):
            pass
            yield '<a href="'
            yield escape((undefined(name='page') if l_0_page is missing else l_0_page))
            yield '">'
            yield escape(environment.getattr(environment.getattr(environment.getattr((undefined(name='row') if l_0_row is missing else l_0_row), 'talk'), 'event'), 'name'))
            yield '</a>'
        else:
            pass
            yield escape(environment.getattr(environment.getattr(environment.getattr((undefined(name='row') if l_0_row is missing else l_0_row), 'talk'), 'event'), 'name'))
        yield '</dd></div>'
    yield '<div><dt>'
    yield escape(environment.getattr((undefined(name='words') if l_0_words is missing else l_0_words), 'date'))
    yield '</dt><dd>'
    yield escape(environment.getattr((undefined(name='row') if l_0_row is missing else l_0_row), 'day'))
    if environment.getattr((undefined(name='row') if l_0_row is missing else l_0_row), 'clock'):
        pass
        yield '<br><span class="clock" data-local="'
        yield escape(environment.getattr((undefined(name='row') if l_0_row is missing else l_0_row), 'machine'))
        yield '">'
        yield escape(environment.getattr((undefined(name='row') if l_0_row is missing else l_0_row), 'clock'))
        yield '</span>'
    yield '</dd></div>\n'
    if environment.getattr(environment.getattr((undefined(name='row') if l_0_row is missing else l_0_row), 'talk'), 'location'):
        pass
        yield '<div><dt>'
        yield escape(environment.getattr((undefined(name='words') if l_0_words is missing else l_0_words), 'place'))
        yield '</dt><dd>'
        if environment.getattr(environment.getattr(environment.getattr((undefined(name='row') if l_0_row is missing else l_0_row), 'talk'), 'location'), 'url'):
            pass
            yield '<a class="p-location" href="'
            yield escape(t_1(environment.getattr(environment.getattr(environment.getattr((undefined(name='row') if l_0_row is missing else l_0_row), 'talk'), 'location'), 'url')))
            yield '">'
            yield escape(environment.getattr(environment.getattr(environment.getattr((undefined(name='row') if l_0_row is missing else l_0_row), 'talk'), 'location'), 'name'))
            yield '</a>'
        else:
            pass
            yield '<span class="p-location">'
            yield escape(environment.getattr(environment.getattr(environment.getattr((undefined(name='row') if l_0_row is missing else l_0_row), 'talk'), 'location'), 'name'))
            yield '</span>'
        yield '</dd></div>'
    if environment.getattr(environment.getattr((undefined(name='row') if l_0_row is missing else l_0_row), 'talk'), 'online'):
        pass
        yield '<div><dt>'
        yield escape(environment.getattr((undefined(name='words') if l_0_words is missing else l_0_words), 'online_heading'))
        yield '</dt><dd><a href="'
        yield escape(t_1(environment.getattr(environment.getattr((undefined(name='row') if l_0_row is missing else l_0_row), 'talk'), 'online')))
        yield '">'
        yield escape(environment.getattr((undefined(name='words') if l_0_words is missing else l_0_words), 'follow_stream'))
        yield '</a></dd></div>'
    l_1_loop = missing
    for (l_1_label, l_1_people), l_1_loop in LoopContext(environment.getattr((undefined(name='row') if l_0_row is missing else l_0_row), 'contributors'), undefined):
        _loop_vars = {}
        pass
        yield '<div><dt>'
        yield escape(l_1_label)
        yield '</dt><dd>'
        l_2_loop = missing
        for l_2_person, l_2_loop in LoopContext(l_1_people, undefined):
            _loop_vars = {}
            pass
            yield escape((environment.getattr((undefined(name='words') if l_0_words is missing else l_0_words), 'comma') if (not environment.getattr(l_2_loop, 'first')) else cond_expr_undefined("the inline if-expression on line 61 in 'page.html' evaluated to false and no else section was defined.")))
            if environment.getattr(l_2_person, 'page'):
                pass
                yield '<a href="'
                yield escape(t_1(environment.getattr(l_2_person, 'page')))
                yield '">'
                yield escape(environment.getattr(l_2_person, 'name'))
                yield '</a>'
            else:
                pass
                yield escape(environment.getattr(l_2_person, 'name'))
            if environment.getattr(l_2_person, 'works_at'):
                pass
                yield ' ('
                yield escape(environment.getattr(l_2_person, 'works_at'))
                yield ')'
        l_2_loop = l_2_person = missing
        yield '</dd></div>\n'
    l_1_loop = l_1_label = l_1_people = missing
    for (l_1_heading, l_1_text) in environment.getattr((undefined(name='row') if l_0_row is missing else l_0_row), 'texts'):
        _loop_vars = {}
        pass
        yield '<div><dt>'
        yield escape(l_1_heading)
        yield '</dt><dd>'
        yield escape(l_1_text)
        yield '</dd></div>'
    l_1_heading = l_1_text = missing
    if environment.getattr(environment.getattr((undefined(name='row') if l_0_row is missing else l_0_row), 'talk'), 'tags'):
        pass
        yield '<div><dt>'
        yield escape(environment.getattr((undefined(name='words') if l_0_words is missing else l_0_words), 'tags'))
        yield '</dt><dd>'
        l_1_loop = missing
        for l_1_tag, l_1_loop in LoopContext(environment.getattr(environment.getattr((undefined(name='row') if l_0_row is missing else l_0_row), 'talk'), 'tags'), undefined):
            l_1_page = l_0_page
            _loop_vars = {}
            pass
            l_1_page = context.call(environment.getattr((undefined(name='row') if l_0_row is missing else l_0_row), 'here'), 'tag', l_1_tag, _loop_vars=_loop_vars)
            _loop_vars['page'] = l_1_page
            if (undefined(name='page') if l_1_page is missing else l_1_page):
                pass
                yield '<a class="p-category" href="'
                yield escape((undefined(name='page') if l_1_page is missing else l_1_page))
                yield '">'
                yield escape(l_1_tag)
                yield '</a>'
            else:
                pass
                yield '<span class="p-category">'
                yield escape(l_1_tag)
                yield '</span>'
            yield escape((environment.getattr((undefined(name='words') if l_0_words is missing else l_0_words), 'comma') if (not environment.getattr(l_1_loop, 'last')) else cond_expr_undefined("the inline if-expression on line 64 in 'page.html' evaluated to false and no else section was defined.")))
        l_1_loop = l_1_tag = l_1_page = missing
        yield '</dd></div>'
    yield '</dl>\n<div>\n'
    if environment.getattr(environment.getattr((undefined(name='row') if l_0_row is missing else l_0_row), 'talk'), 'links'):
        pass
        yield '<p class="buttons"'
        if (not (undefined(name='player') if l_0_player is missing else l_0_player)):
            pass
            yield ' id="recording"'
        yield '>'
        for l_1_link in environment.getattr(environment.getattr((undefined(name='row') if l_0_row is missing else l_0_row), 'talk'), 'links'):
            l_1_dead = resolve('dead')
            _loop_vars = {}
            pass
            if environment.getattr(l_1_link, 'is_gone'):
                pass
                yield escape(context.call((undefined(name='dead') if l_1_dead is missing else l_1_dead), l_1_link, environment.getattr(l_1_link, 'title'), _loop_vars=_loop_vars))
            else:
                pass
                yield '<a href="'
                yield escape(t_1(environment.getattr(l_1_link, 'href')))
                yield '">'
                yield escape(environment.getattr(l_1_link, 'title'))
                yield '</a>'
            yield ' '
        l_1_link = l_1_dead = missing
        yield '</p>\n'
    if environment.getattr((undefined(name='row') if l_0_row is missing else l_0_row), 'calendar'):
        pass
        yield '<section class="add" aria-labelledby="Add" data-over="'
        yield escape(environment.getattr((undefined(name='row') if l_0_row is missing else l_0_row), 'over'))
        yield '">\n<h2 class="quiet" id="Add">'
        yield escape(environment.getattr((undefined(name='words') if l_0_words is missing else l_0_words), 'add_to_yours'))
        yield '</h2>\n<p class="buttons"><a class="cal" href="'
        yield escape(environment.getattr((undefined(name='row') if l_0_row is missing else l_0_row), 'calendar'))
        yield '" aria-label="'
        yield escape(environment.getattr((undefined(name='words') if l_0_words is missing else l_0_words), 'apple_or_other_file'))
        yield '">'
        yield escape(environment.getattr((undefined(name='words') if l_0_words is missing else l_0_words), 'apple_or_other'))
        yield '</a> '
        for l_1_link in (undefined(name='calendars') if l_0_calendars is missing else l_0_calendars):
            _loop_vars = {}
            pass
            yield '<a href="'
            yield escape(environment.getattr(l_1_link, 'href'))
            yield '" rel="nofollow" aria-label="'
            yield escape(context.call(environment.getattr((undefined(name='words') if l_0_words is missing else l_0_words), 'fill'), 'calendar_of', service=environment.getattr(l_1_link, 'name'), _loop_vars=_loop_vars))
            yield '">'
            yield escape(environment.getattr(l_1_link, 'name'))
            yield '</a> '
        l_1_link = missing
        yield '</p>\n</section>\n'
    if environment.getattr(environment.getattr((undefined(name='row') if l_0_row is missing else l_0_row), 'talk'), 'abstract'):
        pass
        yield '<h2 class="quiet">'
        yield escape(environment.getattr((undefined(name='words') if l_0_words is missing else l_0_words), 'abstract'))
        yield '</h2>\n<div class="e-content"'
        if environment.getattr((undefined(name='row') if l_0_row is missing else l_0_row), 'language'):
            pass
            yield ' lang="'
            yield escape(environment.getattr((undefined(name='row') if l_0_row is missing else l_0_row), 'language'))
            yield '"'
        yield ' dir="auto">'
        yield escape(t_3(t_2(environment.getattr(environment.getattr(environment.getattr((undefined(name='row') if l_0_row is missing else l_0_row), 'talk'), 'abstract'), 'html'))))
        yield '</div>\n'
    if (undefined(name='chapters') if l_0_chapters is missing else l_0_chapters):
        pass
        yield '<section aria-labelledby="Chapters">\n<h2 class="quiet" id="Chapters">'
        yield escape(environment.getattr((undefined(name='words') if l_0_words is missing else l_0_words), 'chapters'))
        yield '</h2>\n<ol class="moments">\n'
        for l_1_each in (undefined(name='chapters') if l_0_chapters is missing else l_0_chapters):
            l_1_time = resolve('time')
            _loop_vars = {}
            pass
            yield '<li>'
            yield escape(context.call((undefined(name='time') if l_1_time is missing else l_1_time), l_1_each, environment.getattr(environment.getattr((undefined(name='row') if l_0_row is missing else l_0_row), 'talk'), 'title'), _loop_vars=_loop_vars))
            yield ' <span dir="auto">'
            if environment.getattr(l_1_each, 'url'):
                pass
                yield '<a href="'
                yield escape(t_1(environment.getattr(l_1_each, 'url')))
                yield '">'
                yield escape(environment.getattr(l_1_each, 'text'))
                yield '</a>'
            else:
                pass
                yield escape(environment.getattr(l_1_each, 'text'))
            yield '</span></li>\n'
        l_1_each = l_1_time = missing
        yield '</ol>\n</section>\n'
    for l_1_shown in (undefined(name='transcripts') if l_0_transcripts is missing else l_0_transcripts):
        _loop_vars = {}
        pass
        yield '<details class="transcript">\n<summary>'
        yield escape(environment.getattr((undefined(name='words') if l_0_words is missing else l_0_words), 'transcript'))
        if environment.getattr(l_1_shown, 'language'):
            pass
            yield ' ('
            yield escape(environment.getattr(l_1_shown, 'language'))
            yield ')'
        yield '</summary>\n<p class="hint"><a href="'
        yield escape(environment.getattr(l_1_shown, 'href'))
        yield '">'
        yield escape(environment.getattr((undefined(name='words') if l_0_words is missing else l_0_words), 'transcript_file'))
        yield '</a></p>\n<label hidden>'
        yield escape(environment.getattr((undefined(name='words') if l_0_words is missing else l_0_words), 'search_in_it'))
        yield '<input type="search"></label>\n<div class="moments" tabindex="0" role="group" aria-label="'
        yield escape(environment.getattr((undefined(name='words') if l_0_words is missing else l_0_words), 'transcript'))
        yield '"'
        if environment.getattr(l_1_shown, 'language'):
            pass
            yield ' lang="'
            yield escape(environment.getattr(l_1_shown, 'language'))
            yield '"'
        yield '>\n'
        for l_2_each in environment.getattr(l_1_shown, 'paragraphs'):
            l_2_time = resolve('time')
            _loop_vars = {}
            pass
            yield '<p dir="auto">'
            yield escape(context.call((undefined(name='time') if l_2_time is missing else l_2_time), l_2_each, environment.getattr(environment.getattr((undefined(name='row') if l_0_row is missing else l_0_row), 'talk'), 'title'), _loop_vars=_loop_vars))
            yield ' '
            if environment.getattr(l_2_each, 'speaker'):
                pass
                yield '<b>'
                yield escape(environment.getattr(l_2_each, 'speaker'))
                yield ':</b> '
            yield '<span>'
            yield escape(environment.getattr(l_2_each, 'text'))
            yield '</span></p>\n'
        l_2_each = l_2_time = missing
        yield '</div>\n</details>\n'
    l_1_shown = missing
    for l_1_person in environment.getattr((undefined(name='row') if l_0_row is missing else l_0_row), 'profiles'):
        _loop_vars = {}
        pass
        yield '<section>\n<h2 class="quiet">'
        yield escape(context.call(environment.getattr((undefined(name='words') if l_0_words is missing else l_0_words), 'fill'), 'about_person', name=environment.getattr(l_1_person, 'name'), _loop_vars=_loop_vars))
        if environment.getattr(environment.getattr(l_1_person, 'profile'), 'pronouns'):
            pass
            yield ' ('
            yield escape(environment.getattr(environment.getattr(l_1_person, 'profile'), 'pronouns'))
            yield ')'
        yield '</h2>\n'
        if (environment.getattr(environment.getattr(l_1_person, 'profile'), 'image') and environment.getattr(environment.getattr(environment.getattr(l_1_person, 'profile'), 'image'), 'own')):
            pass
            yield '<img class="face" src="'
            yield escape(context.call(environment.getattr(environment.getattr(environment.getattr(l_1_person, 'profile'), 'image'), 'address'), (undefined(name='root') if l_0_root is missing else l_0_root), _loop_vars=_loop_vars))
            yield '" alt=""'
            if environment.getattr(environment.getattr(environment.getattr(environment.getattr(l_1_person, 'profile'), 'image'), 'own'), 'size'):
                pass
                yield ' width="'
                yield escape(environment.getitem(environment.getattr(environment.getattr(environment.getattr(environment.getattr(l_1_person, 'profile'), 'image'), 'own'), 'size'), 0))
                yield '" height="'
                yield escape(environment.getitem(environment.getattr(environment.getattr(environment.getattr(environment.getattr(l_1_person, 'profile'), 'image'), 'own'), 'size'), 1))
                yield '"'
            yield ' loading="lazy" decoding="async">'
        if environment.getattr(environment.getattr(l_1_person, 'profile'), 'bio'):
            pass
            yield '<div dir="auto">'
            yield escape(t_3(t_2(environment.getattr(environment.getattr(environment.getattr(l_1_person, 'profile'), 'bio'), 'html'))))
            yield '</div>\n'
        if environment.getattr(environment.getattr(l_1_person, 'profile'), 'links'):
            pass
            yield '<p class="buttons">'
            for l_2_link in environment.getattr(environment.getattr(l_1_person, 'profile'), 'links'):
                _loop_vars = {}
                pass
                yield '<a href="'
                yield escape(t_1(environment.getattr(l_2_link, 'href')))
                yield '">'
                yield escape(environment.getattr(l_2_link, 'title'))
                yield '</a> '
            l_2_link = missing
            yield '</p>\n'
        yield '</section>\n'
    l_1_person = missing
    yield '</div>\n</div>\n</article>\n'
    yield escape(context.call((undefined(name='along') if l_0_along is missing else l_0_along), environment.getattr((undefined(name='row') if l_0_row is missing else l_0_row), 'related'), _block_vars=_block_vars))
    yield '\n'
    yield escape(context.call((undefined(name='related') if l_0_related is missing else l_0_related), environment.getattr((undefined(name='row') if l_0_row is missing else l_0_row), 'related'), _block_vars=_block_vars))
    yield '\n</main>\n'

def block_foot(context, missing=missing, environment=environment):
    resolve = context.resolve_or_missing
    undefined = environment.undefined
    concat = environment.concat
    cond_expr_undefined = Undefined
    if 0: yield None
    _block_vars = {}
    l_0_feed = resolve('feed')
    l_0_words = resolve('words')
    l_0_root = resolve('root')
    t_1 = environment.filters['web']
    pass
    if environment.getattr((undefined(name='feed') if l_0_feed is missing else l_0_feed), 'source'):
        pass
        yield '<p><a href="'
        yield escape(t_1(environment.getattr((undefined(name='feed') if l_0_feed is missing else l_0_feed), 'source')))
        yield '" rel="nofollow">'
        yield escape(environment.getattr((undefined(name='words') if l_0_words is missing else l_0_words), 'correct'))
        yield '</a></p>\n'
    yield '<p><a href="'
    yield escape(((undefined(name='root') if l_0_root is missing else l_0_root) or './'))
    yield '">'
    yield escape(environment.getattr((undefined(name='words') if l_0_words is missing else l_0_words), 'all_talks'))
    yield '</a></p>'

blocks = {'head': block_head, 'body': block_body, 'foot': block_foot}
debug_info = '1=14&2=17&3=23&4=32&5=41&6=46&7=68&8=70&10=72&11=74&12=76&13=78&14=81&15=83&17=85&18=88&19=90&21=92&22=95&23=97&28=103&30=106&31=146&34=154&35=159&37=161&38=178&39=186&40=190&41=197&43=219&46=223&47=226&49=236&51=239&56=264&57=289&58=308&59=319&60=337&61=347&63=376&64=385&67=413&68=416&70=437&71=440&72=442&73=444&76=462&77=465&78=467&80=475&82=478&84=480&85=485&90=500&92=504&93=511&94=515&95=517&96=525&97=530&102=543&104=547&105=554&106=567&107=570&109=572&110=575&117=588&118=590&121=593&122=618'
