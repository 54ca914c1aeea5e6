"""local.js, compiled by `make templates`."""

from talkfeed.formats.html.runtime import Undefined, environment, escape, missing

name = 'local.js'

def root(context, missing=missing, environment=environment):
    resolve = context.resolve_or_missing
    undefined = environment.undefined
    concat = environment.concat
    cond_expr_undefined = Undefined
    if 0:
        yield None
    l_0_words = resolve('words')
    t_1 = environment.filters['tojson']
    yield ('// A time of day is told in the visitor\'s zone first, where that differs from the talk\'s.\nconst {lang} = document.documentElement;\nconst said = %s;\nconst fill = (text, values) => text.replace(/\\{(\\w+)\\}/g, (_, name) => values[name]);\nconst isTag = (tag) => { try { return Intl.getCanonicalLocales(tag).length; } catch { return 0; } };\nconst language = [...navigator.languages.filter((known) => known.startsWith(lang)), lang].find(isTag);\nconst localise = (within) => {\n  for (const line of within.querySelectorAll("[data-local]")) {\n    const then = line.dataset.local, start = new Date(then), written = line.textContent;\n    const here = new Date(start - start.getTimezoneOffset() * 6e4).toISOString().slice(0, 16);\n    const shift = (Date.parse(here + "Z") - Date.parse(then.slice(0, 16) + "Z")) / 6e4;\n    const [times] = written.match(/^\\d\\d:\\d\\d(?:–\\d\\d:\\d\\d)?/) || [];\n    if (!shift || !times) continue;\n    const moved = times.replace(/(\\d\\d):(\\d\\d)/g, (_, hours, minutes) => {\n      const all = (hours * 60 + +minutes + shift + 2880) %% 1440;\n      return [Math.floor(all / 60), all %% 60].map((part) => String(part).padStart(2, "0")).join(":");\n    });\n    const day = here.slice(0, 10) === then.slice(0, 10) ? "" : start.toLocaleDateString(language, {weekday: "short", day: "numeric", month: "short"}) + ", ";\n    const own = document.createElement("small");\n    own.textContent = `(${written})`;\n    line.replaceChildren(fill(said.your_time, {time: day + moved}) + " ", own);\n  }\n};\nconst isOver = (marked) => Date.parse(marked.dataset.over) <= Date.now();\n// A talk at a time of day is marked while it is held, by the visitor\'s clock.\nconst markLive = (within) => {\n  for (const row of within.querySelectorAll(".h-event")) {\n    const start = row.querySelector("time.dt-start")?.dateTime || "";\n    const {over} = (row.dataset.over ? row : row.querySelector("[data-over]"))?.dataset || {};\n    const off = row.matches(".is-cancelled,.is-postponed") || start[10] !== "T";\n    const live = !off && Date.parse(start) <= Date.now() && Date.now() < Date.parse(over);\n    const badge = row.querySelector(".live");\n    if (!live) badge?.remove();\n    else if (!badge) {\n      const made = document.createElement("b");\n      made.className = "status live";\n      made.textContent = said.live_now;\n      row.querySelector(".p-name").before(made, " ");\n    }\n  }\n};\nconst keepLive = (within) => {\n  markLive(within);\n  document.addEventListener("visibilitychange", () => markLive(within));\n  setInterval(() => markLive(within), 3e4);\n};' % (escape(t_1(l_0_words.of_scripts)),))
blocks = {}
debug_info = '3=19'
