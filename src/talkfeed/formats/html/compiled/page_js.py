"""page.js, compiled by `make templates`."""

from talkfeed.formats.html.runtime import Undefined, environment, missing

name = 'page.js'

def root(context, missing=missing, environment=environment):
    resolve = context.resolve_or_missing
    undefined = environment.undefined
    concat = environment.concat
    cond_expr_undefined = Undefined
    if 0: yield None
    pass
    yield '// The page is whole without this: it plays the video in place and tells the visitor\'s time.\n"use strict";\n(() => {\n'
    template = environment.get_template('local.js', 'page.js')
    gen = template.root_render_func(template.new_context(context.get_all(), True, {}))
    try:
        for event in gen:
            yield event
    finally: gen.close()
    yield 'for (const link of document.querySelectorAll("[data-frame]")) link.addEventListener("click", (event) => {\n  if (event.ctrlKey || event.metaKey || event.shiftKey) return;\n  event.preventDefault();\n  const frame = document.createElement("iframe");\n  frame.src = link.dataset.frame;\n  frame.title = link.dataset.title;\n  frame.allow = "autoplay; fullscreen; picture-in-picture";\n  frame.referrerPolicy = "strict-origin-when-cross-origin";\n  link.replaceWith(frame);\n  frame.focus();\n});\nfor (const link of document.querySelectorAll("[data-over]")) {\n  link.hidden = isOver(link);\n}\nlocalise(document);\n})();'

blocks = {}
debug_info = '4=12'
