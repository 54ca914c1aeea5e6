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
    yield '// A time of day is told in the visitor\'s zone too, where that differs from the talk\'s.\nconst localise = (within) => {\n  for (const line of within.querySelectorAll("[data-local]")) {\n    const then = line.dataset.local, start = new Date(then);\n    const here = new Date(start - start.getTimezoneOffset() * 6e4).toISOString();\n    if (here.slice(0, 16) === then.slice(0, 16)) continue;\n    const parts = {hour: "2-digit", minute: "2-digit"};\n    if (here.slice(0, 10) !== then.slice(0, 10)) Object.assign(parts, {weekday: "short", day: "numeric", month: "short"});\n    line.append(` (${start.toLocaleString([], parts)} your time)`);\n  }\n};\nconst isOver = (marked) => Date.parse(marked.dataset.over) <= Date.now();'

blocks = {}
debug_info = ''
