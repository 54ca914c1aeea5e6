"""colours.css, compiled by `make templates`."""

from talkfeed.formats.html.runtime import Undefined, environment, missing

name = 'colours.css'

def root(context, missing=missing, environment=environment):
    resolve = context.resolve_or_missing
    undefined = environment.undefined
    concat = environment.concat
    cond_expr_undefined = Undefined
    if 0: yield None
    pass
    yield '/* Colours and fonts of pages, embeds and feeds: every one can be set by the theme. */\n:root{\n  color-scheme:light dark;\n  --talkfeed-bg:light-dark(#fff,#111318);\n  --talkfeed-fg:light-dark(#15171c,#e9ebf0);\n  --talkfeed-muted:light-dark(#5a606b,#a0a7b4);\n  --talkfeed-line:light-dark(#d8dbe2,#333843);\n  --talkfeed-tint:light-dark(#f2f4f8,#1a1d25);\n  --talkfeed-accent:light-dark(#1d3fd1,#9db2ff);\n  --talkfeed-on-accent:light-dark(#fff,#0d1230);\n  --talkfeed-band:light-dark(#1d3fd1,#1d2f8f);\n  --talkfeed-on-band:light-dark(#fff,#f4f6ff);\n  --talkfeed-font:"Avenir Next","Segoe UI Variable Text","Segoe UI",Lato,Roboto,"Helvetica Neue",Arial,sans-serif;\n  --talkfeed-title-font:var(--talkfeed-font);\n  --talkfeed-mono:ui-monospace,"SF Mono","Cascadia Code",Menlo,Consolas,"DejaVu Sans Mono",monospace;\n}'

blocks = {}
debug_info = ''
