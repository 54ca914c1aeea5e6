"""embed.html, compiled by `make templates`."""

from talkfeed.formats.html.runtime import Markup, Undefined, environment, escape, markup_join, missing

name = 'embed.html'

def root(context, missing=missing, environment=environment):
    resolve = context.resolve_or_missing
    undefined = environment.undefined
    concat = environment.concat
    cond_expr_undefined = Undefined
    if 0:
        yield None
    l_0_theme = resolve('theme')
    l_0_feed = resolve('feed')
    l_0_words = resolve('words')
    l_0_POLICY = resolve('POLICY')
    l_0_shown = resolve('shown')
    l_0_scheduled = resolve('scheduled')
    l_0_upcoming = resolve('upcoming')
    l_0_recent = resolve('recent')
    l_0_style = l_0_script = missing
    t_1 = environment.filters['fingerprint']
    t_2 = environment.filters['squeeze']
    t_3 = []
    template = environment.get_template('embed.css', 'embed.html')
    gen = template.root_render_func(template.new_context(context.get_all(), True, {'script': l_0_script, 'style': l_0_style}))
    for event in gen:
        t_3.append(event)
    l_0_style = Markup(concat(t_3))
    context.vars['style'] = l_0_style
    context.exported_vars.add('style')
    l_0_style = markup_join((t_2(undefined(name='style') if l_0_style is missing else l_0_style), undefined(name='theme') if l_0_theme is missing else l_0_theme))
    context.vars['style'] = l_0_style
    context.exported_vars.add('style')
    t_4 = []
    template = environment.get_template('embed.js', 'embed.html')
    gen = template.root_render_func(template.new_context(context.get_all(), True, {'script': l_0_script, 'style': l_0_style}))
    for event in gen:
        t_4.append(event)
    l_0_script = Markup(concat(t_4))
    context.vars['script'] = l_0_script
    context.exported_vars.add('script')
    l_0_script = t_2(undefined(name='script') if l_0_script is missing else l_0_script)
    context.vars['script'] = l_0_script
    context.exported_vars.add('script')
    yield ('<!doctype html>\n<html lang="%s"' % (escape(l_0_feed.language),))
    if l_0_words.is_rtl:
        yield ' dir="rtl"'
    yield ('>\n<head>\n<meta charset="utf-8">\n<meta http-equiv="Content-Security-Policy" content="%s">\n<meta name="viewport" content="width=device-width, initial-scale=1">\n<meta name="color-scheme" content="light dark">\n<meta name="robots" content="noindex">\n<title>%s</title>\n<base target="_blank">\n<link rel="icon" href="data:,">\n<style>%s</style>\n</head>\n<body data-shown="%s">\n<main>\n<h1><a href="%s">%s</a></h1>\n<section id="Upcoming" aria-labelledby="Upcoming-title"><h2 id="Upcoming-title">%s</h2>\n<p id="None"' % (escape(l_0_POLICY.format(style=t_1(undefined(name='style') if l_0_style is missing else l_0_style), script=t_1(undefined(name='script') if l_0_script is missing else l_0_script), frame="'none'")), escape(l_0_feed.title), escape(undefined(name='style') if l_0_style is missing else l_0_style), escape(undefined(name='shown') if l_0_shown is missing else l_0_shown), escape(l_0_feed.home), escape(l_0_feed.title), escape(l_0_words.upcoming)))
    if undefined(name='scheduled') if l_0_scheduled is missing else l_0_scheduled:
        yield ' hidden'
    yield ('>%s</p>\n<ol>\n' % (escape(l_0_words.none_dated),))
    for l_1_row in undefined(name='upcoming') if l_0_upcoming is missing else l_0_upcoming:
        l_1_fragment = resolve('fragment')
        _loop_vars = {}
        yield ('%s\n' % (escape(l_1_fragment(l_1_row)),))
    l_1_row = l_1_fragment = missing
    yield '</ol></section>\n<section id="Recent" aria-labelledby="Recent-title"'
    if not (undefined(name='recent') if l_0_recent is missing else l_0_recent) and (undefined(name='shown') if l_0_shown is missing else l_0_shown) != 'recent':
        yield ' hidden'
    yield ('><h2 id="Recent-title">%s</h2>\n' % (escape(l_0_words.past_talks),))
    if (undefined(name='shown') if l_0_shown is missing else l_0_shown) == 'recent':
        yield ('<p class="none">%s</p>' % (escape(l_0_words.none_past),))
    yield '<ol>\n'
    for l_1_row in undefined(name='recent') if l_0_recent is missing else l_0_recent:
        l_1_fragment = resolve('fragment')
        _loop_vars = {}
        yield ('%s\n' % (escape(l_1_fragment(l_1_row)),))
    l_1_row = l_1_fragment = missing
    yield ('</ol></section>\n</main>\n<script>%s</script>\n</body>\n</html>' % (escape(undefined(name='script') if l_0_script is missing else l_0_script),))
blocks = {}
debug_info = '1=34&2=43&3=48&4=57&6=61&9=67&13=69&16=71&18=73&20=75&21=79&22=81&24=87&25=91&28=95&29=101&31=107&32=111&36=115'
