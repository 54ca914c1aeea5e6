"""stars.js, compiled by `make templates`."""

from talkfeed.formats.html.runtime import Undefined, environment, missing

name = 'stars.js'

def root(context, missing=missing, environment=environment):
    resolve = context.resolve_or_missing
    undefined = environment.undefined
    concat = environment.concat
    cond_expr_undefined = Undefined
    if 0:
        yield None
    yield '// My talks: stars are in this browser only, by the path of the site; of each talk what a list shows.\nconst STORED = "talkfeed " + new URL(site).pathname;\nlet unsaved = {};\nconst starred = () => {\n  try {\n    const known = JSON.parse(localStorage.getItem(STORED) || "{}");\n    return Object.fromEntries(Object.entries(known).filter(([, row]) => Array.isArray(row)));\n  } catch {\n    return unsaved;\n  }\n};\nconst keep = (stars) => {\n  unsaved = stars;\n  try {\n    localStorage.setItem(STORED, JSON.stringify(stars));\n  } catch {}\n  document.dispatchEvent(new Event("stars"));\n};\n// The key of a talk is the last part of its address.\nconst keyIn = (address) => address?.match(/\\/talks\\/([a-z0-9-]+)\\/(?:index\\.html)?$/)?.[1] || "";\nconst keyOf = (row) => keyIn(row.querySelector("a.u-url")?.href);\nconst rowFrom = (row) => {\n  const [title, by, time] = [".p-name", ".by,.lead", "time.dt-start,.tba"].map((selector) => row.querySelector(selector));\n  const [line, day] = [by, time].map((part) => (part?.textContent || "").replace(/\\s+/g, " ").trim());\n  return [`talks/${keyOf(row)}/`, title.textContent, line, day, time?.dateTime || "", title.lang];\n};\nconst addStar = (row) => {\n  const key = keyOf(row), title = row.querySelector(".p-name");\n  if (!key || row.querySelector(".star")) return;\n  const button = document.createElement("button");\n  button.type = "button";\n  button.className = "star";\n  button.setAttribute("aria-label", fill(said.star, {title: title.textContent}));\n  const show = () => {\n    const isKept = key in starred();\n    button.setAttribute("aria-pressed", isKept);\n    button.textContent = isKept ? "★" : "☆";\n  };\n  button.addEventListener("click", () => {\n    const {[key]: known, ...others} = starred();\n    keep(known ? others : {...others, [key]: rowFrom(row)});\n  });\n  button.show = show;\n  show();\n  (title.closest("a") || title).before(button);\n};\nconst showStars = () => { for (const button of document.querySelectorAll(".star")) button.show(); };\ndocument.addEventListener("stars", showStars);\naddEventListener("storage", showStars);\nfor (const row of document.querySelectorAll("li.h-event,article.one")) addStar(row);'
blocks = {}
debug_info = ''
