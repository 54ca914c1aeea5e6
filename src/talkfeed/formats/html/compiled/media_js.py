"""media.js, compiled by `make templates`."""

from talkfeed.formats.html.runtime import Undefined, environment, missing

name = 'media.js'

def root(context, missing=missing, environment=environment):
    resolve = context.resolve_or_missing
    undefined = environment.undefined
    concat = environment.concat
    cond_expr_undefined = Undefined
    if 0:
        yield None
    yield '// Times of chapters and transcripts play the recording in its place; a transcript can be searched.\nfor (const link of document.querySelectorAll("[data-seek]")) link.addEventListener("click", (event) => {\n  const stage = document.querySelector("#recording :is(.play, iframe)");\n  if (!stage || event.ctrlKey || event.metaKey || event.shiftKey) return;\n  event.preventDefault();\n  const frame = document.createElement("iframe");\n  frame.src = link.dataset.seek;\n  frame.title = document.querySelector("h1").textContent;\n  frame.allow = "autoplay; fullscreen; picture-in-picture";\n  frame.referrerPolicy = "strict-origin-when-cross-origin";\n  stage.replaceWith(frame);\n  frame.scrollIntoView({ block: "nearest" });\n  frame.focus();\n});\nfor (const part of document.querySelectorAll(".transcript")) {\n  const search = part.querySelector("input");\n  search.parentElement.hidden = false;\n  search.addEventListener("input", () => {\n    const words = search.value.toLowerCase().split(/\\s+/).filter(Boolean);\n    for (const passage of part.querySelectorAll(".moments p")) {\n      const text = passage.textContent.toLowerCase();\n      passage.hidden = !words.every((word) => text.includes(word));\n    }\n  });\n}'
blocks = {}
debug_info = ''
