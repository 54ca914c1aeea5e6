"""programme.css, compiled by `make templates`."""

from talkfeed.formats.html.runtime import Undefined, environment, missing

name = 'programme.css'

def root(context, missing=missing, environment=environment):
    resolve = context.resolve_or_missing
    undefined = environment.undefined
    concat = environment.concat
    cond_expr_undefined = Undefined
    if 0: yield None
    pass
    yield '/* The design "programme": a dense timetable; days and years are bars, a talk is a line of columns. */\nbody{font-size:1rem;line-height:1.35;max-width:88rem}\nh1,.one h1{font-size:clamp(1.5rem,3vw,2.25rem);letter-spacing:-.01em}\nh2{font-size:1.0625rem;text-transform:uppercase;letter-spacing:.04em;& small{text-transform:none}}\n.top{padding:1rem 0 .75rem}\n.lead{margin-top:.2rem;font-size:1rem}\n.band{padding:.75rem 0 1.25rem;gap:.75rem 1.5rem;border-top-width:2px}\n#Main>.band,#Main>section>.band,.year{grid-template-columns:1fr}\n.buttons a,button{padding:.4rem .7rem}\n#Coming .day,.year h3,.schedule caption{background:var(--talkfeed-fg);color:var(--talkfeed-bg);padding:.35rem .6rem;border:0;position:static}\n#Coming .day h3,.year h3,.schedule caption{font-size:1rem;line-height:1.3;letter-spacing:0}\n#Coming .day{position:sticky;top:0}\n.year{gap:0;padding:0 0 1rem;border:0}\nli.h-event,#Coming .slot{padding:.3rem .6rem;gap:0 1rem}\n.year li.h-event:first-child,#Coming li.h-event:first-child{padding-top:.3rem}\nli.h-event:not([hidden])~li.h-event,#Coming .slot{border-top:1px solid var(--talkfeed-line)}\nli.h-event:nth-child(even){background:var(--talkfeed-tint)}\na.p-name{font-size:1rem}\nli.h-event :is(p,time),li.h-event>.tba,#Coming .slot{font-size:.875rem}\n#Coming .h-event time b{display:inline;font-size:1rem;letter-spacing:0;margin:0}\n#Coming>li:nth-child(1 of .h-event:not(.is-cancelled,.is-postponed,[hidden])){\n  padding:.5rem .6rem;\n  & time b{font-size:1rem}\n  & a.p-name{font-size:1.125rem}\n}\n.status{font-size:.75rem}\n#Recordings,.face.cover{display:none}\n.one .date b{font-size:2rem}\n.schedule :is(th,td){padding:.35rem .5rem}\n.schedule a.p-name{font-size:.9375rem;line-height:1.2}\n.schedule :is(.by,.also,.hint){font-size:.8125rem}\n@media (min-width:48rem){\n  li.h-event,#Coming .slot{grid-template-columns:6.5rem 1fr}\n  li.h-event>div,#Main .days>li.h-event>div{display:grid;grid-template-columns:4fr 3fr 3fr;gap:0 1rem;justify-items:start}\n  #Coming>li.h-event>div{grid-template-columns:4fr 3fr 9rem 3fr}\n  #Main .days>li.h-event>div{grid-template-columns:12rem 4fr 3fr 3fr}\n  li.h-event>div>*{min-width:0;grid-column:1}\n  li.h-event>div>p{grid-row:1/span 3;grid-column:3}\n  li.h-event>div>.by{grid-column:2}\n  #Coming>li.h-event>div>:is(.p-location,p:not([class])){grid-column:4}\n  #Coming>li.h-event>div>.p-location{grid-row:1}\n  #Coming>li.h-event>div>.p-location~p{grid-row:2/span 2}\n  #Main .days>li.h-event>div>*{grid-column:2}\n  #Main .days>li.h-event>div>.by{grid-column:3}\n  #Main .days>li.h-event>div>.clock{grid-area:1/1/span 3}\n  #Main .days>li.h-event>div>:is(.p-location,p:not([class])){grid-column:4}\n}\n@media print{li.h-event:nth-child(even){background:none}#Coming>.h-event:nth-child(n) time b{font-size:inherit}}'

blocks = {}
debug_info = ''
