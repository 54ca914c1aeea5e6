"""base.html, compiled by `make templates`."""

from talkfeed.formats.html.runtime import Markup, Undefined, environment, escape, identity, markup_join, missing

name = 'base.html'

def root(context, missing=missing, environment=environment):
    resolve = context.resolve_or_missing
    undefined = environment.undefined
    concat = environment.concat
    cond_expr_undefined = Undefined
    if 0: yield None
    l_0_theme = resolve('theme')
    l_0_feed = resolve('feed')
    l_0_rtl = resolve('rtl')
    l_0_POLICY = resolve('POLICY')
    l_0_frame = resolve('frame')
    l_0_discovery = resolve('discovery')
    l_0_events = resolve('events')
    l_0_style = l_0_script = missing
    t_1 = environment.filters['fingerprint']
    t_2 = environment.filters['join']
    t_3 = environment.filters['map']
    t_4 = environment.filters['squeeze']
    t_5 = environment.filters['tojson']
    pass
    t_6 = []
    pass
    template = environment.get_template('talkfeed.css', 'base.html')
    gen = template.root_render_func(template.new_context(context.get_all(), True, {'script': l_0_script, 'style': l_0_style}))
    try:
        for event in gen:
            t_6.append(event)
    finally: gen.close()
    l_0_style = (Markup if context.eval_ctx.autoescape else identity)(concat(t_6))
    context.vars['style'] = l_0_style
    context.exported_vars.add('style')
    l_0_style = markup_join((t_4((undefined(name='style') if l_0_style is missing else l_0_style)), (undefined(name='theme') if l_0_theme is missing else l_0_theme), ))
    context.vars['style'] = l_0_style
    context.exported_vars.add('style')
    t_7 = []
    pass
    gen = context.blocks['script'][0](context)
    try:
        for event in gen:
            t_7.append(event)
    finally: gen.close()
    l_0_script = (Markup if context.eval_ctx.autoescape else identity)(concat(t_7))
    context.vars['script'] = l_0_script
    context.exported_vars.add('script')
    l_0_script = t_4((undefined(name='script') if l_0_script is missing else l_0_script))
    context.vars['script'] = l_0_script
    context.exported_vars.add('script')
    yield '<!doctype html>\n<html lang="'
    yield escape(environment.getattr((undefined(name='feed') if l_0_feed is missing else l_0_feed), 'language'))
    yield '"'
    if (undefined(name='rtl') if l_0_rtl is missing else l_0_rtl):
        pass
        yield ' dir="rtl"'
    yield '>\n<head>\n<meta charset="utf-8">\n<meta http-equiv="Content-Security-Policy" content="'
    yield escape(context.call(environment.getattr((undefined(name='POLICY') if l_0_POLICY is missing else l_0_POLICY), 'format'), style=t_1((undefined(name='style') if l_0_style is missing else l_0_style)), script=t_1((undefined(name='script') if l_0_script is missing else l_0_script)), frame=(undefined(name='frame') if l_0_frame is missing else l_0_frame)))
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
    yield '<link rel="icon" href="data:,">\n<style>'
    yield escape((undefined(name='style') if l_0_style is missing else l_0_style))
    yield '</style>\n'
    if (undefined(name='events') if l_0_events is missing else l_0_events):
        pass
        yield '<script type="application/ld+json">'
        yield escape(t_5((undefined(name='events') if l_0_events is missing else l_0_events)))
        yield '</script>\n'
    yield '</head>\n<body>\n<a class="skip" href="#Main">Skip to the talks</a>\n'
    yield from context.blocks['body'][0](context)
    yield '<footer class="foot">\n<p>'
    yield escape(environment.getattr((undefined(name='feed') if l_0_feed is missing else l_0_feed), 'title'))
    if environment.getattr((undefined(name='feed') if l_0_feed is missing else l_0_feed), 'authors'):
        pass
        yield ' by '
        yield escape(t_2(t_3(environment.getattr((undefined(name='feed') if l_0_feed is missing else l_0_feed), 'authors'), attribute='name'), ', '))
    yield '</p>\n'
    if environment.getattr((undefined(name='feed') if l_0_feed is missing else l_0_feed), 'rights'):
        pass
        yield '<p>'
        yield escape(environment.getattr((undefined(name='feed') if l_0_feed is missing else l_0_feed), 'rights'))
        yield '</p>\n'
    yield from context.blocks['foot'][0](context)
    yield '</footer>\n<script>'
    yield escape((undefined(name='script') if l_0_script is missing else l_0_script))
    yield '</script>\n</body>\n</html>'

def block_script(context, missing=missing, environment=environment):
    resolve = context.resolve_or_missing
    undefined = environment.undefined
    concat = environment.concat
    cond_expr_undefined = Undefined
    if 0: yield None
    _block_vars = {}
    pass

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

blocks = {'script': block_script, 'head': block_head, 'body': block_body, 'foot': block_foot}
debug_info = '2=51&3=60&4=67&5=73&7=77&10=83&14=85&15=86&16=90&19=98&20=100&21=103&26=106&28=108&29=114&30=117&32=119&34=121&4=124&14=133&26=142&32=151'
