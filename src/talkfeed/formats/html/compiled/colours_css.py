"""colours.css, compiled by `make templates`."""

from talkfeed.formats.html.runtime import Undefined, environment, missing

name = 'colours.css'

def root(context, missing=missing, environment=environment):
    resolve = context.resolve_or_missing
    undefined = environment.undefined
    concat = environment.concat
    cond_expr_undefined = Undefined
    if 0:
        yield None
    l_0_design = resolve('design')
    yield '/* Colours and fonts of pages, embeds and feeds: every one can be set by the theme. */\n:root{\n  color-scheme:light dark;\n  --talkfeed-bg:light-dark(#fff,#111318);\n  --talkfeed-fg:light-dark(#15171c,#e9ebf0);\n  --talkfeed-muted:light-dark(#5a606b,#a0a7b4);\n  --talkfeed-line:light-dark(#d8dbe2,#333843);\n  --talkfeed-tint:light-dark(#f2f4f8,#1a1d25);\n  --talkfeed-accent:light-dark(#1d3fd1,#9db2ff);\n  --talkfeed-on-accent:light-dark(#fff,#0d1230);\n  --talkfeed-band:light-dark(#1d3fd1,#1d2f8f);\n  --talkfeed-on-band:light-dark(#fff,#f4f6ff);\n  --talkfeed-font:"Avenir Next","Segoe UI Variable Text","Segoe UI",Lato,Roboto,"Helvetica Neue",Arial,sans-serif;\n  --talkfeed-title-font:var(--talkfeed-font);\n  --talkfeed-mono:ui-monospace,"SF Mono","Cascadia Code",Menlo,Consolas,"DejaVu Sans Mono",monospace;\n}\n'
    if (undefined(name='design') if l_0_design is missing else l_0_design) == 'plain':
        yield ':root{\n  --talkfeed-bg:light-dark(#fffefb,#161512);\n  --talkfeed-fg:light-dark(#1f1c18,#e8e4da);\n  --talkfeed-muted:light-dark(#635d52,#a8a295);\n  --talkfeed-line:light-dark(#ddd8cc,#3a362e);\n  --talkfeed-tint:light-dark(#f5f2e9,#211f1a);\n  --talkfeed-accent:light-dark(#8a2b0e,#f2a688);\n  --talkfeed-on-accent:light-dark(#fff,#2a0f05);\n  --talkfeed-band:var(--talkfeed-tint);\n  --talkfeed-on-band:var(--talkfeed-fg);\n  --talkfeed-font:Charter,"Bitstream Charter","Source Serif 4",Cambria,"Noto Serif",Georgia,serif;\n}\n'
    elif (undefined(name='design') if l_0_design is missing else l_0_design) == 'magazine':
        yield ':root{\n  --talkfeed-bg:light-dark(#fff,#0d0d0f);\n  --talkfeed-fg:light-dark(#111113,#f2f2f4);\n  --talkfeed-muted:light-dark(#5c5c64,#a7a7b0);\n  --talkfeed-line:light-dark(#e2e2e6,#303036);\n  --talkfeed-tint:light-dark(#f3f3f5,#1b1b1f);\n  --talkfeed-accent:light-dark(#b8003a,#ff8fa8);\n  --talkfeed-on-accent:light-dark(#fff,#2b000d);\n  --talkfeed-band:light-dark(#111113,#232328);\n  --talkfeed-on-band:#fff;\n  --talkfeed-font:system-ui,-apple-system,"Segoe UI",Roboto,"Noto Sans",sans-serif;\n}\n'
    elif (undefined(name='design') if l_0_design is missing else l_0_design) == 'programme':
        yield ':root{\n  --talkfeed-bg:light-dark(#fff,#0f1214);\n  --talkfeed-fg:light-dark(#101418,#e8ecef);\n  --talkfeed-muted:light-dark(#525a62,#a3adb6);\n  --talkfeed-line:light-dark(#c8ced4,#39424a);\n  --talkfeed-tint:light-dark(#eef2f4,#1a2025);\n  --talkfeed-accent:light-dark(#00626c,#5fd3dd);\n  --talkfeed-on-accent:light-dark(#fff,#00262a);\n  --talkfeed-band:#ffd84d;\n  --talkfeed-on-band:#101418;\n  --talkfeed-font:"Roboto Condensed","Arial Narrow","Liberation Sans Narrow","Helvetica Neue",Arial,sans-serif;\n}\n'
blocks = {}
debug_info = '17=13&30=16&43=19'
