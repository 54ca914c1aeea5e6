"""base.html, compiled by `make templates`."""

from talkfeed.formats.html.runtime import Undefined, environment, escape, missing

name = 'base.html'

def root(context, missing=missing, environment=environment):
    resolve = context.resolve_or_missing
    undefined = environment.undefined
    concat = environment.concat
    cond_expr_undefined = Undefined
    if 0: yield None
    l_0_feed = resolve('feed')
    l_0_words = resolve('words')
    l_0_POLICY = resolve('POLICY')
    l_0_frame = resolve('frame')
    l_0_discovery = resolve('discovery')
    l_0_root = resolve('root')
    l_0_style = resolve('style')
    l_0_script = resolve('script')
    l_0_events = resolve('events')
    t_1 = environment.filters['join']
    t_2 = environment.filters['map']
    t_3 = environment.filters['tojson']
    pass
    yield '<!doctype html>\n<html lang="'
    yield escape(environment.getattr((undefined(name='feed') if l_0_feed is missing else l_0_feed), 'language'))
    yield '"'
    if environment.getattr((undefined(name='words') if l_0_words is missing else l_0_words), 'is_rtl'):
        pass
        yield ' dir="rtl"'
    yield '>\n<head>\n<meta charset="utf-8">\n<meta http-equiv="Content-Security-Policy" content="'
    yield escape(context.call(environment.getattr((undefined(name='POLICY') if l_0_POLICY is missing else l_0_POLICY), 'format'), style="'self'", script="'self'", frame=(undefined(name='frame') if l_0_frame is missing else l_0_frame)))
    yield '">\n<meta name="viewport" content="width=device-width, initial-scale=1">\n<meta name="color-scheme" content="light dark">\n<meta name="generator" content="talkfeed">\n'
    yield from context.blocks['head'][0](context)
    for l_1_link in (undefined(name='discovery') if l_0_discovery is missing else l_0_discovery):
        _loop_vars = {}
        pass
        yield '<link rel="alternate" type="'
        yield escape(environment.getattr(l_1_link, 'media_type'))
        yield '" title="'
        yield escape(environment.getattr(l_1_link, 'title'))
        yield '" href="'
        yield escape(environment.getattr(l_1_link, 'url'))
        yield '">\n'
    l_1_link = missing
    yield '<link rel="icon" href="'
    if (environment.getattr((undefined(name='feed') if l_0_feed is missing else l_0_feed), 'image') and environment.getattr(environment.getattr((undefined(name='feed') if l_0_feed is missing else l_0_feed), 'image'), 'own')):
        pass
        yield escape(context.call(environment.getattr(environment.getattr((undefined(name='feed') if l_0_feed is missing else l_0_feed), 'image'), 'address'), (undefined(name='root') if l_0_root is missing else l_0_root)))
    else:
        pass
        yield 'data:,'
    yield '">\n<link rel="stylesheet" href="'
    yield escape((undefined(name='style') if l_0_style is missing else l_0_style))
    yield '">\n<script src="'
    yield escape((undefined(name='script') if l_0_script is missing else l_0_script))
    yield '" defer></script>\n'
    if (undefined(name='events') if l_0_events is missing else l_0_events):
        pass
        yield '<script type="application/ld+json">'
        yield escape(t_3((undefined(name='events') if l_0_events is missing else l_0_events)))
        yield '</script>\n'
    yield '</head>\n<body>\n<a class="skip" href="#Main">'
    yield escape(environment.getattr((undefined(name='words') if l_0_words is missing else l_0_words), 'skip'))
    yield '</a>\n'
    yield from context.blocks['body'][0](context)
    yield '<footer class="foot">\n<p>'
    if (environment.getattr((undefined(name='feed') if l_0_feed is missing else l_0_feed), 'authors') and (environment.getattr(environment.getitem(environment.getattr((undefined(name='feed') if l_0_feed is missing else l_0_feed), 'authors'), 0), 'name') != environment.getattr((undefined(name='feed') if l_0_feed is missing else l_0_feed), 'title'))):
        pass
        yield escape(context.call(environment.getattr((undefined(name='words') if l_0_words is missing else l_0_words), 'fill'), 'site_by', site=environment.getattr((undefined(name='feed') if l_0_feed is missing else l_0_feed), 'title'), people=t_1(t_2(environment.getattr((undefined(name='feed') if l_0_feed is missing else l_0_feed), 'authors'), attribute='name'), environment.getattr((undefined(name='words') if l_0_words is missing else l_0_words), 'comma'))))
    else:
        pass
        yield escape(environment.getattr((undefined(name='feed') if l_0_feed is missing else l_0_feed), 'title'))
    yield '</p>\n'
    if environment.getattr((undefined(name='feed') if l_0_feed is missing else l_0_feed), 'rights'):
        pass
        yield '<p>'
        yield escape(environment.getattr((undefined(name='feed') if l_0_feed is missing else l_0_feed), 'rights'))
        yield '</p>\n'
    yield from context.blocks['foot'][0](context)
    yield '</footer>\n</body>\n</html>'

def block_head(context, missing=missing, environment=environment):
    resolve = context.resolve_or_missing
    undefined = environment.undefined
    concat = environment.concat
    cond_expr_undefined = Undefined
    if 0: yield None
    _block_vars = {}
    pass

def block_body(context, missing=missing, environment=environment):
    resolve = context.resolve_or_missing
    undefined = environment.undefined
    concat = environment.concat
    cond_expr_undefined = Undefined
    if 0: yield None
    _block_vars = {}
    pass

def block_foot(context, missing=missing, environment=environment):
    resolve = context.resolve_or_missing
    undefined = environment.undefined
    concat = environment.concat
    cond_expr_undefined = Undefined
    if 0: yield None
    _block_vars = {}
    pass

blocks = {'head': block_head, 'body': block_body, 'foot': block_foot}
debug_info = '3=39&6=45&10=47&11=48&12=52&14=60&15=67&16=69&17=71&18=74&22=77&23=79&25=81&26=88&27=91&29=93&10=96&23=105&29=114'
