"""embed.js, compiled by `make templates`."""

from talkfeed.formats.html.runtime import Undefined, environment, missing

name = 'embed.js'

def root(context, missing=missing, environment=environment):
    resolve = context.resolve_or_missing
    undefined = environment.undefined
    concat = environment.concat
    cond_expr_undefined = Undefined
    if 0:
        yield None
    yield '// The embed is whole without this: it adds the visitor\'s clock and tells its height to the page.\n"use strict";\n(() => {\n'
    template = environment.get_template('local.js', 'embed.js')
    gen = template.root_render_func(template.new_context(context.get_all(), True, {}))
    for event in gen:
        yield event
    yield 'const one = (selector) => document.querySelector(selector);\nconst settle = () => {\n  for (const row of document.querySelectorAll("#Upcoming .h-event[data-over]")) {\n    if (isOver(row)) one("#Recent ol").prepend(row);\n  }\n  one("#None").hidden = !!one("#Upcoming [data-over]");\n  one("#Recent").hidden = !one("#Recent :is(.h-event, .none)");\n};\nconst tell = () => parent.postMessage({type: "talkfeed:height", height: document.documentElement.offsetHeight}, "*");\nsettle();\nlocalise(one("#Upcoming"));\nkeepLive(document);\ndocument.addEventListener("visibilitychange", settle);\nnew ResizeObserver(tell).observe(document.documentElement);\n})();'
blocks = {}
debug_info = '4=12'
