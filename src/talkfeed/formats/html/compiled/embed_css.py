"""embed.css, compiled by `make templates`."""

from talkfeed.formats.html.runtime import Undefined, environment, missing

name = 'embed.css'

def root(context, missing=missing, environment=environment):
    resolve = context.resolve_or_missing
    undefined = environment.undefined
    concat = environment.concat
    cond_expr_undefined = Undefined
    if 0:
        yield None
    template = environment.get_template('colours.css', 'embed.css')
    gen = template.root_render_func(template.new_context(context.get_all(), True, {}))
    for event in gen:
        yield event
    yield '\n*{box-sizing:border-box}\nbody{margin:0;padding:1rem;background:var(--talkfeed-bg);color:var(--talkfeed-fg);font:400 1rem/1.45 var(--talkfeed-font);overflow-wrap:anywhere}\nh1,h2,p,ol{margin:0;padding:0;font-size:inherit}\nol{list-style:none}\nh1{font:800 1.1875rem/1.3 var(--talkfeed-title-font);letter-spacing:-.015em;padding-bottom:.75rem;border-bottom:3px solid}\nh2{font-size:.875rem;color:var(--talkfeed-muted);padding:1rem 0 .25rem}\na{color:inherit;text-decoration-color:var(--talkfeed-line);text-underline-offset:.2em}\na:hover{color:var(--talkfeed-accent)}\nh1 a,.p-name{text-decoration:none}\n:focus-visible{outline:3px solid var(--talkfeed-accent);outline-offset:2px}\n[hidden]{display:none!important}\nli.h-event{display:grid;gap:0 1rem;padding:.6rem 0;border-bottom:1px solid var(--talkfeed-line)}\n.p-name{font-weight:700}\n/* Words run their own way in a page that runs the other way; numbers from left to right. */\n:is(.p-name,.p-location,.clock,time){unicode-bidi:plaintext}\n[dir=rtl] :is(.p-name,.p-location,.clock,time,time b){text-align:right}\ntime b{unicode-bidi:isolate;direction:ltr}\n.p-author,.ev{unicode-bidi:isolate}\n.p-name:hover{text-decoration:underline}\nli.h-event>:first-child,li.h-event p{font-size:.875rem;color:var(--talkfeed-muted)}\nli.h-event .by{color:inherit}\nli.h-event p a{margin-inline-end:.8em;color:var(--talkfeed-accent)}\n.status{font-size:.8125rem;border:1.5px solid;padding:0 .4em}\n.is-cancelled .p-name{text-decoration:line-through}\n[data-shown=recent] #Upcoming,[data-shown=upcoming] #Recent,#Recent :is(.cal,.open),#Recent:has(li) .none{display:none}\n@media (min-width:30rem){li.h-event{grid-template-columns:7.5rem 1fr}}'
blocks = {}
debug_info = '1=11'
