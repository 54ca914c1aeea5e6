"""snippets.html, compiled by `make templates`."""

from talkfeed.formats.html.runtime import Macro, Markup, Undefined, environment, escape, missing

name = 'snippets.html'

def root(context, missing=missing, environment=environment):
    resolve = context.resolve_or_missing
    undefined = environment.undefined
    concat = environment.concat
    cond_expr_undefined = Undefined
    if 0: yield None
    l_0_words = resolve('words')
    l_0_snippet = missing
    t_1 = environment.filters['forceescape']
    pass
    yield '<section id="Embed" class="band" aria-labelledby="Embed-title">\n<h2 id="Embed-title">'
    yield escape(environment.getattr((undefined(name='words') if l_0_words is missing else l_0_words), 'embed'))
    yield '</h2>\n<div>\n<p>'
    yield escape(environment.getattr((undefined(name='words') if l_0_words is missing else l_0_words), 'embed_hint'))
    yield '</p>\n'
    def macro(l_1_id, l_1_name, l_1_hint, l_1_caller):
        t_2 = []
        if l_1_id is missing:
            l_1_id = undefined("parameter 'id' was not provided", name='id')
        if l_1_name is missing:
            l_1_name = undefined("parameter 'name' was not provided", name='name')
        if l_1_hint is missing:
            l_1_hint = undefined("parameter 'hint' was not provided", name='hint')
        pass
        t_2.extend((
            '<details><summary>',
            escape(l_1_name),
            '</summary><p>',
            escape(l_1_hint),
            '</p>\n<div class="copy"><pre id="',
            escape(l_1_id),
            '" tabindex="0" role="group" aria-label="',
            escape(l_1_name),
            '"><code>',
            escape(context.call(l_1_caller)),
            '</code></pre><button type="button" data-copy="',
            escape(l_1_id),
            '" hidden>',
            escape(environment.getattr((undefined(name='words') if l_0_words is missing else l_0_words), 'copy')),
            '</button></div></details>\n',
        ))
        return concat(t_2)
    context.exported_vars.add('snippet')
    context.vars['snippet'] = l_0_snippet = Macro(environment, macro, 'snippet', ('id', 'name', 'hint'), False, False, True, context.eval_ctx.autoescape)
    def macro():
        t_3 = []
        pass
        l_2_feed = resolve('feed')
        t_4 = []
        pass
        t_4.extend((
            '<script src="',
            escape(environment.getattr((undefined(name='feed') if l_2_feed is missing else l_2_feed), 'base')),
            'talk-feed.js" async></script>\n<talk-feed src="',
            escape(environment.getattr((undefined(name='feed') if l_2_feed is missing else l_2_feed), 'base')),
            'talks.json" show="upcoming" limit="5">\n  <a href="',
            escape(environment.getattr((undefined(name='feed') if l_2_feed is missing else l_2_feed), 'home')),
            '">',
            escape(environment.getattr((undefined(name='feed') if l_2_feed is missing else l_2_feed), 'title')),
            '</a>\n</talk-feed>',
        ))
        t_3.append(t_1(Markup(concat(t_4))))
        l_2_feed = missing
        return concat(t_3)
    caller = Macro(environment, macro, None, (), False, False, False, context.eval_ctx.autoescape)
    yield context.call((undefined(name='snippet') if l_0_snippet is missing else l_0_snippet), 'Component', environment.getattr((undefined(name='words') if l_0_words is missing else l_0_words), 'component'), environment.getattr((undefined(name='words') if l_0_words is missing else l_0_words), 'component_hint'), caller=caller)
    def macro():
        t_5 = []
        pass
        l_2_feed = resolve('feed')
        t_6 = []
        pass
        t_6.extend((
            '<iframe src="',
            escape(environment.getattr((undefined(name='feed') if l_2_feed is missing else l_2_feed), 'base')),
            'embed.html" title="',
            escape(environment.getattr((undefined(name='feed') if l_2_feed is missing else l_2_feed), 'title')),
            '" loading="lazy"\n  sandbox="allow-scripts allow-popups allow-popups-to-escape-sandbox"\n  style="width:100%;height:30rem;border:0"></iframe>\n<script>\naddEventListener("message", (event) => {\n  for (const frame of document.querySelectorAll("iframe"))\n    if (frame.contentWindow === event.source && event.data?.type === "talkfeed:height")\n      frame.style.height = event.data.height + "px";\n});\n</script>',
        ))
        t_5.append(t_1(Markup(concat(t_6))))
        l_2_feed = missing
        return concat(t_5)
    caller = Macro(environment, macro, None, (), False, False, False, context.eval_ctx.autoescape)
    yield context.call((undefined(name='snippet') if l_0_snippet is missing else l_0_snippet), 'Frame', environment.getattr((undefined(name='words') if l_0_words is missing else l_0_words), 'frame'), environment.getattr((undefined(name='words') if l_0_words is missing else l_0_words), 'frame_hint'), caller=caller)
    def macro():
        t_7 = []
        l_1_feed = resolve('feed')
        pass
        t_7.extend((
            escape(environment.getattr((undefined(name='feed') if l_1_feed is missing else l_1_feed), 'base')),
            'talks.fragment.html',
        ))
        return concat(t_7)
    caller = Macro(environment, macro, None, (), False, False, False, context.eval_ctx.autoescape)
    yield context.call((undefined(name='snippet') if l_0_snippet is missing else l_0_snippet), 'Fragment', environment.getattr((undefined(name='words') if l_0_words is missing else l_0_words), 'fragment'), environment.getattr((undefined(name='words') if l_0_words is missing else l_0_words), 'fragment_hint'), caller=caller)
    def macro():
        t_8 = []
        l_1_feed = resolve('feed')
        pass
        t_8.append(
            escape(environment.getattr((undefined(name='feed') if l_1_feed is missing else l_1_feed), 'home')),
        )
        return concat(t_8)
    caller = Macro(environment, macro, None, (), False, False, False, context.eval_ctx.autoescape)
    yield context.call((undefined(name='snippet') if l_0_snippet is missing else l_0_snippet), 'Oembed', 'oEmbed', environment.getattr((undefined(name='words') if l_0_words is missing else l_0_words), 'oembed_hint'), caller=caller)
    yield '</div>\n</section>'

blocks = {}
debug_info = '3=20&5=22&6=24&7=35&8=39&10=53&12=61&13=63&14=65&11=70&10=74&18=75&20=83&19=88&18=92&32=93&33=98&32=103&35=104&36=109&35=113'
