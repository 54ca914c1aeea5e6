"""slots.js, compiled by `make templates`."""

from talkfeed.formats.html.runtime import Undefined, environment, missing

name = 'slots.js'

def root(context, missing=missing, environment=environment):
    resolve = context.resolve_or_missing
    undefined = environment.undefined
    concat = environment.concat
    cond_expr_undefined = Undefined
    if 0: yield None
    pass
    yield '// A slot that is over goes, as the visitor\'s clock has it.\nfor (const row of document.querySelectorAll("#Coming .slot")) {\n  if (Date.parse(row.dataset.over) <= Date.now()) row.remove();\n}'

blocks = {}
debug_info = ''
