"""slots.css, compiled by `make templates`."""

from talkfeed.formats.html.runtime import Undefined, environment, missing

name = 'slots.css'

def root(context, missing=missing, environment=environment):
    resolve = context.resolve_or_missing
    undefined = environment.undefined
    concat = environment.concat
    cond_expr_undefined = Undefined
    if 0: yield None
    pass
    yield '/* A slot without a talk, muted among those to come. */\n#Coming .slot{opacity:.72;padding:.6rem 0;display:grid;gap:.125rem 1.5rem}\n#Coming .slot .p-name{font-weight:400}\n#Upcoming #Coming .slot b{font:inherit;margin:0}'

blocks = {}
debug_info = ''
