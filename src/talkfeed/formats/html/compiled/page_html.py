"""page.html, compiled by `make templates`."""

from talkfeed.formats.html.runtime import LoopContext, Undefined, environment, escape, missing

name = 'page.html'

def root(context, missing=missing, environment=environment):
    resolve = context.resolve_or_missing
    undefined = environment.undefined
    concat = environment.concat
    cond_expr_undefined = Undefined
    if 0:
        yield None
    parent_template = None
    l_0_player = resolve('player')
    l_0_frame = resolve('frame')
    l_0_date = l_0_dead = l_0_time = l_0_along = l_0_related = missing
    parent_template = environment.get_template('base.html', 'page.html')
    for name, parent_block in parent_template.blocks.items():
        context.blocks.setdefault(name, []).append(parent_block)
    included_template = environment.get_template('row.html', 'page.html')._get_default_module(context)
    l_0_date = getattr(included_template, 'date', missing)
    context.vars['date'] = l_0_date
    context.exported_vars.discard('date')
    included_template = environment.get_template('link.html', 'page.html')._get_default_module(context)
    l_0_dead = getattr(included_template, 'dead', missing)
    l_0_time = getattr(included_template, 'time', missing)
    context.vars.update({'dead': l_0_dead, 'time': l_0_time})
    context.exported_vars.difference_update(('dead', 'time'))
    included_template = environment.get_template('related.html', 'page.html')._get_default_module(context)
    l_0_along = getattr(included_template, 'along', missing)
    l_0_related = getattr(included_template, 'related', missing)
    context.vars.update({'along': l_0_along, 'related': l_0_related})
    context.exported_vars.difference_update(('along', 'related'))
    l_0_frame = l_0_player.origin if (undefined(name='player') if l_0_player is missing else l_0_player) else undefined(name='frame') if l_0_frame is missing else l_0_frame
    context.vars['frame'] = l_0_frame
    context.exported_vars.add('frame')
    yield from parent_template.root_render_func(context)

def block_head(context, missing=missing, environment=environment):
    resolve = context.resolve_or_missing
    undefined = environment.undefined
    concat = environment.concat
    cond_expr_undefined = Undefined
    if 0:
        yield None
    _block_vars = {}
    l_0_title = resolve('title')
    l_0_summary = resolve('summary')
    l_0_feed = resolve('feed')
    l_0_picture = resolve('picture')
    l_0_social = resolve('social')
    l_0_player = resolve('player')
    l_0_entry = resolve('entry')
    t_1 = environment.filters['web']
    yield ('<title>%s</title>\n<meta name="description" content="%s">\n<meta property="og:type" content="article">\n<meta property="og:site_name" content="%s">\n<meta property="og:title" content="%s">\n' % (escape(undefined(name='title') if l_0_title is missing else l_0_title), escape(undefined(name='summary') if l_0_summary is missing else l_0_summary), escape(l_0_feed.title), escape(undefined(name='title') if l_0_title is missing else l_0_title)))
    if undefined(name='picture') if l_0_picture is missing else l_0_picture:
        yield ('<meta property="og:image" content="%s">\n<meta name="twitter:card" content="summary_large_image">\n' % (escape(t_1(l_0_picture.address(l_0_feed.base))),))
    elif undefined(name='social') if l_0_social is missing else l_0_social:
        yield ('<meta property="og:image" content="%s">\n<meta name="twitter:card" content="summary_large_image">\n' % (escape(undefined(name='social') if l_0_social is missing else l_0_social),))
    elif (undefined(name='player') if l_0_player is missing else l_0_player) and l_0_player.picture:
        yield ('<meta property="og:image" content="%s">\n<meta name="twitter:card" content="summary_large_image">\n' % (escape(l_0_player.picture),))
    else:
        yield '<meta name="twitter:card" content="summary">\n'
    yield ('<link rel="canonical" href="%s">\n' % (escape(l_0_entry.url),))

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
    l_0_row = resolve('row')
    l_0_date = resolve('date')
    l_0_card = resolve('card')
    l_0_player = resolve('player')
    l_0_page = resolve('page')
    l_0_calendars = resolve('calendars')
    l_0_chapters = resolve('chapters')
    l_0_transcripts = resolve('transcripts')
    l_0_along = resolve('along')
    l_0_related = resolve('related')
    t_2 = environment.filters['direction']
    t_3 = environment.filters['raised']
    t_4 = environment.filters['safe']
    t_1 = environment.filters['web']
    yield ('<header class="top small"><nav aria-label="%s"><a href="%s">%s %s</a></nav></header>\n<main id="Main">\n<article class="h-event one">\n<header class="band' % (escape(l_0_words.site), escape((undefined(name='root') if l_0_root is missing else l_0_root) or './'), escape('→' if l_0_words.is_rtl else '←'), escape(l_0_words.all_talks)))
    if l_0_row.status:
        yield (' is-%s' % (escape(l_0_row.state),))
    yield ('">\n<p class="date">%s</p>\n<div>\n' % (escape(l_0_date(undefined(name='row') if l_0_row is missing else l_0_row, True)),))
    if l_0_row.status or l_0_row.labels:
        yield '<p class="labels">'
        if l_0_row.status:
            yield ('<b class="status">%s</b> ' % (escape(l_0_row.status),))
        for l_1_label in l_0_row.labels:
            _loop_vars = {}
            yield ('<span>%s</span> ' % (escape(l_1_label),))
        l_1_label = missing
        yield '</p>'
    yield '<h1 class="p-name"'
    if l_0_row.language:
        yield (' lang="%s"' % (escape(l_0_row.language),))
    yield ('%s>%s</h1>\n' % (escape(t_2(l_0_row.talk.title, undefined(name='words') if l_0_words is missing else l_0_words)), escape(l_0_row.talk.title)))
    if l_0_row.talk.speakers:
        yield '<p class="lead">'
        l_1_loop = missing
        for l_1_person, l_1_loop in LoopContext(l_0_row.talk.speakers, undefined):
            l_1_page = l_0_page
            _loop_vars = {}
            if not l_1_loop.first:
                yield escape(l_0_words.conjunction if l_1_loop.last else l_0_words.comma)
            l_1_page = l_0_row.page_of('speaker', l_1_person)
            _loop_vars['page'] = l_1_page
            if undefined(name='page') if l_1_page is missing else l_1_page:
                yield ('<a class="p-author h-card" href="%s">%s</a>' % (escape(undefined(name='page') if l_1_page is missing else l_1_page), escape(l_1_person.name)))
            else:
                yield ('<span class="p-author h-card">%s</span>' % (escape(l_1_person.name),))
            if l_1_person.works_at:
                yield (' (%s)' % (escape(l_1_person.works_at),))
        l_1_loop = l_1_person = l_1_page = missing
        yield '</p>\n'
    yield ('<a class="u-url" href="./" hidden>%s</a>\n</div>\n</header>\n' % (escape(l_0_words.permanent_address),))
    if l_0_card.picture and (not (undefined(name='player') if l_0_player is missing else l_0_player)):
        yield ('<div class="band"><div></div><img class="u-photo" src="%s" alt=""' % (escape(l_0_card.picture.src),))
        if l_0_card.picture.size:
            yield (' width="%s" height="%s"' % (escape(l_0_card.picture.size[0]), escape(l_0_card.picture.size[1])))
        yield ' decoding="async"></div>\n'
    if undefined(name='player') if l_0_player is missing else l_0_player:
        yield ('<div class="band" id="recording"><div></div>\n<a class="play cover %s" href="%s" data-frame="%s">' % (escape(l_0_card.cover), escape(l_0_player.href), escape(l_0_player.src)))
        if l_0_card.picture:
            yield ('<img src="%s" alt="" decoding="async">' % (escape(l_0_card.picture.src),))
        yield '<span>'
        if l_0_card.occasion:
            yield ('<strong aria-hidden="true">%s</strong>' % (escape(l_0_card.occasion),))
        yield ('<b>%s</b> <small>%s</small></span></a>\n</div>\n' % (escape(l_0_words.play_video), escape(l_0_words.fill('plays_here', host=l_0_player.host))))
    yield '<div class="band">\n<dl>\n'
    if l_0_row.talk.series:
        yield ('<div><dt>%s</dt><dd>' % (escape(l_0_words.series),))
        l_1_loop = missing
        for l_1_name, l_1_loop in LoopContext(l_0_row.talk.all_series, undefined):
            l_1_page = l_0_page
            _loop_vars = {}
            yield escape(l_0_words.conjunction if not l_1_loop.first else cond_expr_undefined("the inline if-expression on line 52 in 'page.html' evaluated to false and no else section was defined."))
            l_1_page = l_0_row.here('series', l_1_name)
            _loop_vars['page'] = l_1_page
            if undefined(name='page') if l_1_page is missing else l_1_page:
                yield ('<a href="%s">%s</a>' % (escape(undefined(name='page') if l_1_page is missing else l_1_page), escape(l_1_name)))
            else:
                yield escape(l_1_name)
        l_1_loop = l_1_name = l_1_page = missing
        yield '</dd></div>'
    if l_0_row.talk.event:
        yield ('<div><dt>%s</dt><dd>' % (escape(l_0_words.event),))
        l_0_page = l_0_row.page_of('event', l_0_row.talk.event)
        _block_vars['page'] = l_0_page
        if undefined(name='page') if l_0_page is missing else l_0_page:
            yield ('<a href="%s">%s</a>' % (escape(undefined(name='page') if l_0_page is missing else l_0_page), escape(l_0_row.talk.event.name)))
        else:
            yield escape(l_0_row.talk.event.name)
        yield '</dd></div>'
    yield ('<div><dt>%s</dt><dd>%s' % (escape(l_0_words.date), escape(l_0_row.day)))
    if l_0_row.clock:
        yield ('<br><span class="clock" data-local="%s">%s</span>' % (escape(l_0_row.machine), escape(l_0_row.clock)))
    yield '</dd></div>\n'
    if l_0_row.talk.location:
        yield ('<div><dt>%s</dt><dd>' % (escape(l_0_words.place),))
        if l_0_row.talk.location.url:
            yield ('<a class="p-location" href="%s">%s</a>' % (escape(t_1(l_0_row.talk.location.url)), escape(l_0_row.talk.location.name)))
        else:
            yield ('<span class="p-location">%s</span>' % (escape(l_0_row.talk.location.name),))
        yield '</dd></div>'
    if l_0_row.talk.online:
        yield ('<div><dt>%s</dt><dd><a href="%s">%s</a></dd></div>' % (escape(l_0_words.online_heading), escape(t_1(l_0_row.talk.online)), escape(l_0_words.follow_stream)))
    l_1_loop = missing
    for (l_1_label, l_1_people), l_1_loop in LoopContext(l_0_row.contributors, undefined):
        _loop_vars = {}
        yield ('<div><dt>%s</dt><dd>' % (escape(l_1_label),))
        l_2_loop = missing
        for l_2_person, l_2_loop in LoopContext(l_1_people, undefined):
            _loop_vars = {}
            yield escape(l_0_words.comma if not l_2_loop.first else cond_expr_undefined("the inline if-expression on line 57 in 'page.html' evaluated to false and no else section was defined."))
            if l_2_person.page:
                yield ('<a href="%s">%s</a>' % (escape(t_1(l_2_person.page)), escape(l_2_person.name)))
            else:
                yield escape(l_2_person.name)
            if l_2_person.works_at:
                yield (' (%s)' % (escape(l_2_person.works_at),))
        l_2_loop = l_2_person = missing
        yield '</dd></div>\n'
    l_1_loop = l_1_label = l_1_people = missing
    for l_1_heading, l_1_text in l_0_row.texts:
        _loop_vars = {}
        yield ('<div><dt>%s</dt><dd>%s</dd></div>' % (escape(l_1_heading), escape(l_1_text)))
    l_1_heading = l_1_text = missing
    if l_0_row.talk.tags:
        yield ('<div><dt>%s</dt><dd>' % (escape(l_0_words.tags),))
        l_1_loop = missing
        for l_1_tag, l_1_loop in LoopContext(l_0_row.talk.tags, undefined):
            l_1_page = l_0_page
            _loop_vars = {}
            l_1_page = l_0_row.here('tag', l_1_tag)
            _loop_vars['page'] = l_1_page
            if undefined(name='page') if l_1_page is missing else l_1_page:
                yield ('<a class="p-category" href="%s">%s</a>' % (escape(undefined(name='page') if l_1_page is missing else l_1_page), escape(l_1_tag)))
            else:
                yield ('<span class="p-category">%s</span>' % (escape(l_1_tag),))
            yield escape(l_0_words.comma if not l_1_loop.last else cond_expr_undefined("the inline if-expression on line 60 in 'page.html' evaluated to false and no else section was defined."))
        l_1_loop = l_1_tag = l_1_page = missing
        yield '</dd></div>'
    yield '</dl>\n<div>\n'
    if l_0_row.talk.links:
        yield '<p class="buttons"'
        if not (undefined(name='player') if l_0_player is missing else l_0_player):
            yield ' id="recording"'
        yield '>'
        for l_1_link in l_0_row.talk.links:
            l_1_dead = resolve('dead')
            _loop_vars = {}
            if l_1_link.is_gone:
                yield escape(l_1_dead(l_1_link, l_0_row.title_of(l_1_link)))
            else:
                yield ('<a href="%s">%s</a>' % (escape(t_1(l_1_link.href)), escape(l_0_row.title_of(l_1_link))))
            yield ' '
        l_1_link = l_1_dead = missing
        yield '</p>\n'
    if l_0_row.calendar:
        yield ('<section class="add" aria-labelledby="Add" data-over="%s">\n<h2 class="quiet" id="Add">%s</h2>\n<p class="buttons"><a class="cal" href="%s" aria-label="%s">%s</a> ' % (escape(l_0_row.over), escape(l_0_words.add_to_yours), escape(l_0_row.calendar), escape(l_0_words.apple_or_other_file), escape(l_0_words.apple_or_other)))
        for l_1_link in undefined(name='calendars') if l_0_calendars is missing else l_0_calendars:
            _loop_vars = {}
            yield ('<a href="%s" rel="nofollow" aria-label="%s">%s</a> ' % (escape(l_1_link.href), escape(l_0_words.fill('calendar_of', service=l_1_link.name)), escape(l_1_link.name)))
        l_1_link = missing
        yield '</p>\n</section>\n'
    if l_0_row.talk.abstract:
        yield ('<h2 class="quiet">%s</h2>\n<div class="e-content"' % (escape(l_0_words.abstract),))
        if l_0_row.language:
            yield (' lang="%s"' % (escape(l_0_row.language),))
        yield ('%s>%s</div>\n' % (escape(t_2(l_0_row.talk.abstract.text, undefined(name='words') if l_0_words is missing else l_0_words)), escape(t_4(t_3(l_0_row.talk.abstract.html)))))
    if undefined(name='chapters') if l_0_chapters is missing else l_0_chapters:
        yield ('<section aria-labelledby="Chapters">\n<h2 class="quiet" id="Chapters">%s</h2>\n<ol class="moments">\n' % (escape(l_0_words.chapters),))
        for l_1_each in undefined(name='chapters') if l_0_chapters is missing else l_0_chapters:
            l_1_time = resolve('time')
            _loop_vars = {}
            yield ('<li>%s <span%s>' % (escape(l_1_time(l_1_each)), escape(t_2(l_1_each.text, undefined(name='words') if l_0_words is missing else l_0_words))))
            if l_1_each.url:
                yield ('<a href="%s">%s</a>' % (escape(t_1(l_1_each.url)), escape(l_1_each.text)))
            else:
                yield escape(l_1_each.text)
            yield '</span></li>\n'
        l_1_each = l_1_time = missing
        yield '</ol>\n</section>\n'
    for l_1_shown in undefined(name='transcripts') if l_0_transcripts is missing else l_0_transcripts:
        _loop_vars = {}
        yield ('<details class="transcript">\n<summary>%s' % (escape(l_0_words.transcript),))
        if l_1_shown.language:
            yield (' (%s)' % (escape(l_1_shown.language),))
        yield ('</summary>\n<p class="hint"><a href="%s">%s</a></p>\n<label hidden>%s<input type="search"></label>\n<div class="moments" tabindex="0" role="group" aria-label="%s"' % (escape(l_1_shown.href), escape(l_0_words.transcript_file), escape(l_0_words.search_in_it), escape(l_0_words.transcript)))
        if l_1_shown.language:
            yield (' lang="%s"' % (escape(l_1_shown.language),))
        yield '>\n'
        for l_2_each in l_1_shown.paragraphs:
            l_2_time = resolve('time')
            _loop_vars = {}
            yield ('<p%s>%s ' % (escape(t_2(l_2_each.text, undefined(name='words') if l_0_words is missing else l_0_words)), escape(l_2_time(l_2_each))))
            if l_2_each.speaker:
                yield ('<b>%s:</b> ' % (escape(l_2_each.speaker),))
            yield ('<span>%s</span></p>\n' % (escape(l_2_each.text),))
        l_2_each = l_2_time = missing
        yield '</div>\n</details>\n'
    l_1_shown = missing
    for l_1_person in l_0_row.profiles:
        _loop_vars = {}
        yield ('<section>\n<h2 class="quiet">%s' % (escape(l_0_words.fill('about_person', name=l_1_person.name)),))
        if l_1_person.profile.pronouns:
            yield (' (%s)' % (escape(l_1_person.profile.pronouns),))
        yield '</h2>\n'
        if l_1_person.profile.image and l_1_person.profile.image.own:
            yield ('<img class="face" src="%s" alt=""' % (escape(l_1_person.profile.image.address(undefined(name='root') if l_0_root is missing else l_0_root)),))
            if l_1_person.profile.image.own.size:
                yield (' width="%s" height="%s"' % (escape(l_1_person.profile.image.own.size[0]), escape(l_1_person.profile.image.own.size[1])))
            yield ' loading="lazy" decoding="async">'
        if l_1_person.profile.bio:
            yield ('<div dir="auto">%s</div>\n' % (escape(t_4(t_3(l_1_person.profile.bio.html))),))
        if l_1_person.profile.links:
            yield '<p class="buttons">'
            for l_2_link in l_1_person.profile.links:
                _loop_vars = {}
                yield ('<a href="%s">%s</a> ' % (escape(t_1(l_2_link.href)), escape(l_0_row.title_of(l_2_link))))
            l_2_link = missing
            yield '</p>\n'
        yield '</section>\n'
    l_1_person = missing
    yield ('</div>\n</div>\n</article>\n%s\n%s\n</main>\n' % (escape(l_0_along(l_0_row.related)), escape(l_0_related(l_0_row.related))))

def block_foot(context, missing=missing, environment=environment):
    resolve = context.resolve_or_missing
    undefined = environment.undefined
    concat = environment.concat
    cond_expr_undefined = Undefined
    if 0:
        yield None
    _block_vars = {}
    l_0_feed = resolve('feed')
    l_0_words = resolve('words')
    l_0_root = resolve('root')
    t_1 = environment.filters['web']
    if l_0_feed.source:
        yield ('<p><a href="%s" rel="nofollow">%s</a></p>\n' % (escape(t_1(l_0_feed.source)), escape(l_0_words.correct)))
    yield ('<p><a href="%s">%s</a></p>' % (escape((undefined(name='root') if l_0_root is missing else l_0_root) or './'), escape(l_0_words.all_talks)))
blocks = {'head': block_head, 'body': block_body, 'foot': block_foot}
debug_info = '1=15&2=18&3=24&4=33&5=42&6=47&7=69&8=71&10=73&11=75&12=77&13=80&15=82&16=85&18=87&19=90&24=96&26=99&27=144&30=152&31=157&33=159&34=176&35=185&36=189&37=196&39=218&42=220&43=223&45=233&47=236&52=259&53=284&54=303&55=314&56=332&57=342&59=371&60=380&63=408&64=411&66=432&67=435&68=437&69=439&72=457&73=460&74=462&76=471&78=474&80=476&81=481&86=498&88=502&89=509&90=513&91=515&92=523&93=528&98=543&100=547&101=554&102=567&103=570&105=572&106=575&113=588&114=590&117=593&118=618'
