"""snippets.html, compiled by `make templates`."""

from talkfeed.formats.html.runtime import Macro, Markup, Undefined, environment, escape, missing

name = 'snippets.html'

def root(context, missing=missing, environment=environment):
    resolve = context.resolve_or_missing
    undefined = environment.undefined
    concat = environment.concat
    cond_expr_undefined = Undefined
    if 0:
        yield None
    l_0_words = resolve('words')
    l_0_snippet = missing
    t_1 = environment.filters['forceescape']
    yield ('<section id="Embed" class="band" aria-labelledby="Embed-title">\n<h2 id="Embed-title">%s</h2>\n<div>\n<p>%s</p>\n' % (escape(l_0_words.embed), escape(l_0_words.embed_hint)))

    def macro(l_1_id, l_1_name, l_1_hint, l_1_caller):
        t_2 = []
        if l_1_id is missing:
            l_1_id = undefined("parameter 'id' was not provided", name='id')
        if l_1_name is missing:
            l_1_name = undefined("parameter 'name' was not provided", name='name')
        if l_1_hint is missing:
            l_1_hint = undefined("parameter 'hint' was not provided", name='hint')
        t_2.append('<details><summary>%s</summary><p>%s</p>\n<div class="copy"><pre id="%s" tabindex="0" role="group" aria-label="%s"><code>%s</code></pre><button type="button" data-copy="%s" hidden>%s</button></div></details>\n' % (escape(l_1_name), escape(l_1_hint), escape(l_1_id), escape(l_1_name), escape(l_1_caller()), escape(l_1_id), escape(l_0_words.copy)))
        return concat(t_2)
    context.exported_vars.add('snippet')
    context.vars['snippet'] = l_0_snippet = Macro(environment, macro, 'snippet', ('id', 'name', 'hint'), False, False, True, context.eval_ctx.autoescape)

    def macro():
        t_3 = []
        l_2_feed = resolve('feed')
        t_4 = []
        t_4.append('<script src="%stalk-feed.js" async></script>\n<talk-feed src="%stalks.json" show="upcoming" limit="5">\n  <a href="%s">%s</a>\n</talk-feed>' % (escape(l_2_feed.base), escape(l_2_feed.base), escape(l_2_feed.home), escape(l_2_feed.title)))
        t_3.append(t_1(Markup(concat(t_4))))
        l_2_feed = missing
        return concat(t_3)
    caller = Macro(environment, macro, None, (), False, False, False, context.eval_ctx.autoescape)
    yield l_0_snippet('Component', l_0_words.component, l_0_words.component_hint, caller=caller)

    def macro():
        t_5 = []
        l_2_feed = resolve('feed')
        t_6 = []
        t_6.append('<iframe src="%sembed.html" title="%s" loading="lazy"\n  sandbox="allow-scripts allow-popups allow-popups-to-escape-sandbox"\n  style="width:100%%;height:30rem;border:0"></iframe>\n<script>\naddEventListener("message", (event) => {\n  for (const frame of document.querySelectorAll("iframe"))\n    if (frame.contentWindow === event.source && event.data?.type === "talkfeed:height")\n      frame.style.height = event.data.height + "px";\n});\n</script>' % (escape(l_2_feed.base), escape(l_2_feed.title)))
        t_5.append(t_1(Markup(concat(t_6))))
        l_2_feed = missing
        return concat(t_5)
    caller = Macro(environment, macro, None, (), False, False, False, context.eval_ctx.autoescape)
    yield l_0_snippet('Frame', l_0_words.frame, l_0_words.frame_hint, caller=caller)

    def macro():
        t_7 = []
        l_1_feed = resolve('feed')
        t_7.append('%stalks.fragment.html' % (escape(l_1_feed.base),))
        return concat(t_7)
    caller = Macro(environment, macro, None, (), False, False, False, context.eval_ctx.autoescape)
    yield l_0_snippet('Fragment', l_0_words.fragment, l_0_words.fragment_hint, caller=caller)

    def macro():
        t_8 = []
        l_1_feed = resolve('feed')
        t_8.append(escape(l_1_feed.home))
        return concat(t_8)
    caller = Macro(environment, macro, None, (), False, False, False, context.eval_ctx.autoescape)
    yield ('%s</div>\n</section>' % (l_0_snippet('Oembed', 'oEmbed', l_0_words.oembed_hint, caller=caller),))
blocks = {}
debug_info = '3=20&5=22&6=24&7=35&8=39&10=53&12=61&13=63&14=65&11=70&10=74&18=75&20=83&19=88&18=92&32=93&33=98&32=103&35=104&36=109&35=113'
