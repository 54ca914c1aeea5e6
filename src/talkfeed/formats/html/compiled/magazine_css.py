"""magazine.css, compiled by `make templates`."""

from talkfeed.formats.html.runtime import Undefined, environment, missing

name = 'magazine.css'

def root(context, missing=missing, environment=environment):
    resolve = context.resolve_or_missing
    undefined = environment.undefined
    concat = environment.concat
    cond_expr_undefined = Undefined
    if 0:
        yield None
    yield '/* The design "magazine": every talk is a card with a picture or a cover, in as many columns as fit. */\nbody{max-width:90rem}\nh1,.one h1{font-size:clamp(2.25rem,5vw,4rem);font-weight:900}\nh2{font-size:1.5rem;font-weight:800;letter-spacing:-.02em}\n:is(.band,.foot,.over),.one>header.band{border-top:0}\n#Main>.band,#Main>section>.band,.year{grid-template-columns:1fr;gap:1rem}\n.year{border-top:1px solid var(--talkfeed-line)}\n.year h3{position:static}\n.buttons a,button{border-radius:2rem;padding-inline:1rem}\n:is(.cover,.card img,iframe,input,select,pre){border-radius:.75rem}\n.cards,#Coming,#Undated,.year>ol,section.band>:is(ol,div>ol){display:grid;grid-template-columns:repeat(auto-fill,minmax(min(17rem,100%),1fr));gap:2rem 1.5rem}\nli.h-event{display:flex;flex-direction:column;align-items:start;gap:.125rem;padding:0}\nli.h-event:not([hidden])~li.h-event,#Coming .slot{border-top:0}\nli.h-event>div,#Main .days>li.h-event>div{display:contents}\nli.h-event>:is(time,.tba){order:-1;padding:0}\nli.h-event{position:relative}\nli.h-event .star{position:absolute;inset-block-start:.5rem;inset-inline-end:.5rem;color:#fff;background:rgb(0 0 0/.6)}\nli.h-event :is(.cover,.card){order:-2;align-self:stretch;margin-bottom:.5rem}\nli:nth-child(3n+2) .k-talk{--pattern:radial-gradient(circle at 0 8%,var(--shape) 38cqi,transparent calc(38cqi + 1px))}\nli:nth-child(3n) .k-talk{--pattern:linear-gradient(150deg,transparent 56%,var(--shape) calc(56% + 1px))}\n.cover>span>b:only-child{margin-top:auto}\n.status,.badge{margin:0}\n#Coming :is(.day,.slot){grid-column:1/-1}\n#Coming .slot{padding:0}\n#Coming .h-event time b{font:inherit;letter-spacing:0;display:inline;margin:0}\n.is-cancelled :is(.cover,img){filter:grayscale(1)}\n.cover .p-name.p-name{color:inherit}\n#Coming>li:nth-child(1 of .h-event:not(.is-cancelled,.is-postponed,[hidden])){\n  padding:clamp(1rem,2vw,1.5rem);border-radius:1.25rem;\n  & .star{inset-block-start:2rem;inset-inline-end:2rem}\n  & time b{font:800 2rem/1 var(--talkfeed-title-font);letter-spacing:-.03em}\n}\n@media (max-width:40rem){\n  .year>ol{grid-template-columns:1fr 1fr;gap:1.25rem .75rem}\n  .year li.h-event :is(p,time){font-size:.8125rem}\n}\n@media (min-width:56rem){\n  .cards>li:first-child,#Coming>li:nth-child(1 of .h-event:not(.is-cancelled,.is-postponed,[hidden])){grid-area:span 2/span 2;& .cover{flex-grow:1}}\n  .cards>li:nth-child(6){display:none}\n}\n@media print{li.h-event .cover{color:#000;background:none;aspect-ratio:auto;&::before{display:none}& span{position:static}}}'
blocks = {}
debug_info = ''
