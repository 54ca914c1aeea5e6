"""base.html, compiled by `make templates`."""

from talkfeed.formats.html.runtime import Undefined, environment, escape, missing

name = 'base.html'

def root(context, missing=missing, environment=environment):
    resolve = context.resolve_or_missing
    undefined = environment.undefined
    concat = environment.concat
    cond_expr_undefined = Undefined
    if 0:
        yield None
    l_0_feed = resolve('feed')
    l_0_words = resolve('words')
    l_0_POLICY = resolve('POLICY')
    l_0_frame = resolve('frame')
    l_0_discovery = resolve('discovery')
    l_0_root = resolve('root')
    l_0_style = resolve('style')
    l_0_script = resolve('script')
    l_0_events = resolve('events')
    t_1 = environment.filters['e']
    t_2 = environment.filters['join']
    t_3 = environment.filters['map']
    t_4 = environment.filters['safe']
    t_5 = environment.filters['tojson']
    yield ('<!doctype html>\n<html lang="%s"' % (escape(l_0_feed.language),))
    if l_0_words.is_rtl:
        yield ' dir="rtl"'
    yield ('>\n<head>\n<meta charset="utf-8">\n<meta http-equiv="Content-Security-Policy" content="%s">\n<meta name="viewport" content="width=device-width, initial-scale=1">\n<meta name="color-scheme" content="light dark">\n<meta name="generator" content="talkfeed">\n' % (escape(t_4(l_0_POLICY.format(style="'self'", script="'self'", frame=t_1(undefined(name='frame') if l_0_frame is missing else l_0_frame)))),))
    yield from context.blocks['head'][0](context)
    for l_1_link in undefined(name='discovery') if l_0_discovery is missing else l_0_discovery:
        _loop_vars = {}
        yield ('<link rel="alternate" type="%s" title="%s" href="%s">\n' % (escape(l_1_link.media_type), escape(l_1_link.title), escape(l_1_link.url)))
    l_1_link = missing
    yield '<link rel="icon" href="'
    if l_0_feed.image and l_0_feed.image.own:
        yield escape(l_0_feed.image.address(undefined(name='root') if l_0_root is missing else l_0_root))
    else:
        yield 'data:,'
    yield ('">\n<link rel="stylesheet" href="%s">\n<script src="%s" defer></script>\n' % (escape(undefined(name='style') if l_0_style is missing else l_0_style), escape(undefined(name='script') if l_0_script is missing else l_0_script)))
    if undefined(name='events') if l_0_events is missing else l_0_events:
        yield ('<script type="application/ld+json">%s</script>\n' % (escape(t_5(undefined(name='events') if l_0_events is missing else l_0_events)),))
    yield ('</head>\n<body>\n<a class="skip" href="#Main">%s</a>\n' % (escape(l_0_words.skip),))
    yield from context.blocks['body'][0](context)
    yield '<footer class="foot">\n<p>'
    if l_0_feed.authors and l_0_feed.authors[0].name != l_0_feed.title:
        yield escape(l_0_words.fill('site_by', site=l_0_feed.title, people=t_2(t_3(l_0_feed.authors, attribute='name'), l_0_words.comma)))
    else:
        yield escape(l_0_feed.title)
    yield '</p>\n'
    if l_0_feed.rights:
        yield ('<p>%s</p>\n' % (escape(l_0_feed.rights),))
    yield from context.blocks['foot'][0](context)
    yield '</footer>\n</body>\n</html>'

def block_head(context, missing=missing, environment=environment):
    resolve = context.resolve_or_missing
    undefined = environment.undefined
    concat = environment.concat
    cond_expr_undefined = Undefined
    if 0:
        yield None
    _block_vars = {}

def block_body(context, missing=missing, environment=environment):
    resolve = context.resolve_or_missing
    undefined = environment.undefined
    concat = environment.concat
    cond_expr_undefined = Undefined
    if 0:
        yield None
    _block_vars = {}

def block_foot(context, missing=missing, environment=environment):
    resolve = context.resolve_or_missing
    undefined = environment.undefined
    concat = environment.concat
    cond_expr_undefined = Undefined
    if 0:
        yield None
    _block_vars = {}
blocks = {'head': block_head, 'body': block_body, 'foot': block_foot}
debug_info = '3=51&6=57&10=59&11=60&12=64&14=72&15=79&16=81&17=83&18=86&22=89&23=91&25=93&26=100&27=103&29=105&10=108&23=117&29=126'
