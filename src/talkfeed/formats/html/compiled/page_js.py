"""page.js, compiled by `make templates`."""

from talkfeed.formats.html.runtime import Undefined, environment, missing

name = 'page.js'

def root(context, missing=missing, environment=environment):
    resolve = context.resolve_or_missing
    undefined = environment.undefined
    concat = environment.concat
    cond_expr_undefined = Undefined
    if 0:
        yield None
    yield '// The page of a talk: a video plays in its place.\nfor (const link of document.querySelectorAll("[data-frame]")) link.addEventListener("click", (event) => {\n  if (event.ctrlKey || event.metaKey || event.shiftKey) return;\n  event.preventDefault();\n  const frame = document.createElement("iframe");\n  frame.src = link.dataset.frame;\n  frame.title = document.querySelector("h1").textContent;\n  frame.allow = "autoplay; fullscreen; picture-in-picture";\n  frame.referrerPolicy = "strict-origin-when-cross-origin";\n  link.replaceWith(frame);\n  frame.focus();\n});\nconst talk = document.querySelector("article.one");\nif (talk) {\n  for (const link of talk.querySelectorAll("[data-over]")) link.hidden = isOver(link);\n  localise(talk);\n}\n// The page of a person or an event: a call for papers that is closed is not shown.\nconst about = document.querySelector(".about");\nif (about) {\n  for (const part of about.querySelectorAll("dl [data-over]")) part.hidden = isOver(part);\n  localise(about);\n}\n// A schedule marks the talks that come next within a day, by the visitor\'s clock.\nconst markNext = () => {\n  const starts = [...document.querySelectorAll(".schedule .h-event:not(.is-cancelled)")].map((cell) => [Date.parse(cell.querySelector("time").dateTime), cell]);\n  const first = Math.min(...starts.map(([start]) => start).filter((start) => start > Date.now()));\n  for (const [start, cell] of starts) {\n    const badge = cell.querySelector(".next"), isNext = start === first && first - Date.now() < 864e5;\n    if (!isNext) badge?.remove();\n    else if (!badge) {\n      const made = document.createElement("b");\n      made.className = "status next";\n      made.textContent = said.next_up;\n      cell.querySelector(".p-name").before(made, " ");\n    }\n  }\n};\nif (document.querySelector(".schedule")) {\n  markNext();\n  setInterval(markNext, 3e4);\n}'
blocks = {}
debug_info = ''
