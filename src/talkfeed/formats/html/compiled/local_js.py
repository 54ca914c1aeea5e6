"""local.js, compiled by `make templates`."""

from talkfeed.formats.html.runtime import Undefined, environment, missing

name = 'local.js'

def root(context, missing=missing, environment=environment):
    resolve = context.resolve_or_missing
    undefined = environment.undefined
    concat = environment.concat
    cond_expr_undefined = Undefined
    if 0: yield None
    pass
    yield '// A time of day is told in the visitor\'s zone too, where that differs from the talk\'s.\nconst localise = (within) => {\n  for (const line of within.querySelectorAll("[data-local]")) {\n    const then = line.dataset.local, start = new Date(then);\n    const here = new Date(start - start.getTimezoneOffset() * 6e4).toISOString();\n    if (here.slice(0, 16) === then.slice(0, 16)) continue;\n    const parts = {hour: "2-digit", minute: "2-digit"};\n    if (here.slice(0, 10) !== then.slice(0, 10)) Object.assign(parts, {weekday: "short", day: "numeric", month: "short"});\n    line.append(` (${start.toLocaleString([], parts)} your time)`);\n  }\n};\nconst isOver = (marked) => Date.parse(marked.dataset.over) <= Date.now();\n// A talk at a time of day is marked while it is held, by the visitor\'s clock.\nconst markLive = (within) => {\n  for (const row of within.querySelectorAll(".h-event")) {\n    const start = row.querySelector("time.dt-start")?.dateTime || "";\n    const {over} = (row.dataset.over ? row : row.querySelector("[data-over]"))?.dataset || {};\n    const off = row.matches(".is-cancelled,.is-postponed") || start[10] !== "T";\n    const live = !off && Date.parse(start) <= Date.now() && Date.now() < Date.parse(over);\n    const badge = row.querySelector(".live");\n    if (!live) badge?.remove();\n    else if (!badge) {\n      const made = document.createElement("b");\n      made.className = "status live";\n      made.textContent = "Live now";\n      row.querySelector(".p-name").before(made, " ");\n    }\n  }\n};\nconst keepLive = (within) => {\n  markLive(within);\n  document.addEventListener("visibilitychange", () => markLive(within));\n  setInterval(() => markLive(within), 3e4);\n};'

blocks = {}
debug_info = ''
