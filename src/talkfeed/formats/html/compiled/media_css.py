"""media.css, compiled by `make templates`."""

from talkfeed.formats.html.runtime import Undefined, environment, missing

name = 'media.css'

def root(context, missing=missing, environment=environment):
    resolve = context.resolve_or_missing
    undefined = environment.undefined
    concat = environment.concat
    cond_expr_undefined = Undefined
    if 0: yield None
    pass
    yield '/* The picture, the chapters and the transcript of a talk. */\n.u-photo,.play img{display:block;max-width:100%;height:auto}\n.u-photo{max-height:28rem;width:auto}\n.play{position:relative;overflow:hidden}\n.play img{position:absolute;inset:0;width:100%;height:100%;object-fit:cover;opacity:.35}\n.play span{position:relative}\n.moments li{display:grid;grid-template-columns:4.5rem 1fr;gap:.25rem .75rem;padding:.2rem 0}\n.moments p{max-width:38em;padding:.2rem 0}\n.at{color:var(--talkfeed-accent);font-variant-numeric:tabular-nums}\nspan.at{color:var(--talkfeed-muted)}\n.transcript .moments{max-height:32rem;overflow-y:auto}'

blocks = {}
debug_info = ''
