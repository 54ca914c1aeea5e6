"""plain.css, compiled by `make templates`."""

from talkfeed.formats.html.runtime import Undefined, environment, missing

name = 'plain.css'

def root(context, missing=missing, environment=environment):
    resolve = context.resolve_or_missing
    undefined = environment.undefined
    concat = environment.concat
    cond_expr_undefined = Undefined
    if 0:
        yield None
    yield '/* The design "plain": text in one narrow column. */\nbody{max-width:46rem}\nh1,.one h1{font-size:clamp(1.75rem,4vw,2.25rem);font-weight:700;line-height:1.15;letter-spacing:-.01em}\nh2{font-size:1.25rem}\n.top{padding-top:clamp(1.5rem,5vw,3.5rem)}\n.top>div{flex-basis:100%}\n.top .buttons{gap:0 1.25rem}\n.top .buttons>*{border:0;padding:.25rem 0;text-decoration:underline;text-underline-offset:.2em;background:none;color:var(--talkfeed-accent)}\n.top .buttons>:hover{color:var(--talkfeed-fg)}\n:is(.band,.foot,.over,.related),.one>header.band{border-top:1px solid var(--talkfeed-line)}\n.band{grid-template-columns:1fr;padding:1.5rem 0;gap:1rem}\n#Past>.band{padding-bottom:0}\nli.h-event,#Coming .slot{padding:.5rem 0}\n#Coming .slot,#Coming .day+li,li.h-event:not([hidden])~li.h-event{border-top:0}\n#Coming .h-event time b,.one .date b{display:inline;font:inherit;letter-spacing:0;color:inherit;margin:0}\na.p-name{font-size:1.0625rem;font-weight:600;text-decoration:underline;text-decoration-color:var(--talkfeed-line)}\n#Coming>li:nth-child(1 of .h-event:not(.is-cancelled,.is-postponed,[hidden])){\n  padding:1rem 1.25rem;margin:.75rem 0;border-inline-start:3px solid var(--talkfeed-accent);\n  & time b{font:inherit}\n  & a.p-name{font-size:1.375rem}\n}\n#Coming .day{border-bottom:0}\n.year{border-top:0;padding:.5rem 0 1rem}\n.year h3{position:static;font-size:1.25rem;letter-spacing:0;border-bottom:1px solid var(--talkfeed-line);padding-bottom:.4rem}\n.chart,#Recordings,.face.cover{display:none}\n@media print{body{max-width:none}#Coming>.h-event:nth-child(n) time b{font-size:inherit}}'
blocks = {}
debug_info = ''
