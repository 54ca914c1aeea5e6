"""feed.css, compiled by `make templates`."""

from talkfeed.formats.html.runtime import Undefined, environment, escape, missing

name = 'feed.css'

def root(context, missing=missing, environment=environment):
    resolve = context.resolve_or_missing
    undefined = environment.undefined
    concat = environment.concat
    cond_expr_undefined = Undefined
    if 0:
        yield None
    l_0_words = resolve('words')
    l_0_theme = resolve('theme')
    t_1 = environment.filters['css']
    yield '/* Atom and RSS as browsers show them: what the document is, how to subscribe, and the talks. */\n'
    template = environment.get_template('colours.css', 'feed.css')
    gen = template.root_render_func(template.new_context(context.get_all(), True, {}))
    for event in gen:
        yield event
    yield ('\n*{display:none}\nfeed,rss{min-height:100vh;box-sizing:border-box;padding:clamp(1.25rem,4vw,3rem) max(1.125rem,50%% - 22rem) 3rem;background:var(--talkfeed-bg);color:var(--talkfeed-fg);font:400 1.0625rem/1.5 var(--talkfeed-font);overflow-wrap:anywhere}\nrss,title,feed>subtitle,channel>description,summary,item>description,link[rel=self],item>link,entry>link[rel=alternate]{display:block}\nfeed,channel,entry,item{display:flex;flex-direction:column}\n:is(feed,channel)>title{order:0;font:800 clamp(1.875rem,4.5vw,3rem)/1.05 var(--talkfeed-title-font);letter-spacing:-.03em;text-wrap:balance}\ntitle,subtitle,summary,description{unicode-bidi:plaintext;order:1}\n:is(feed,channel)>:is(subtitle,description){margin-top:.5rem;color:var(--talkfeed-muted)}\nlink[rel=self]{order:2;margin:1.5rem 0 2.5rem;padding:1.125rem 1.25rem;background:var(--talkfeed-tint);border-inline-start:3px solid var(--talkfeed-accent)}\nlink[rel=self]::before{content:%s}\nlink[rel=self]::after{content:attr(href);display:block;margin-top:.75rem;font:400 .9375rem/1.4 var(--talkfeed-mono);color:var(--talkfeed-accent)}\nentry,item{order:3;padding:1rem 0;border-top:1px solid var(--talkfeed-line)}\n:is(entry,item)>title{order:0;font:700 1.1875rem/1.3 var(--talkfeed-font);letter-spacing:-.01em}\nsummary,item>description{margin-top:.25rem;font-size:.9375rem;color:var(--talkfeed-muted)}\n:is(entry,item)>link{order:2;margin-top:.25rem;font-size:.8125rem;color:var(--talkfeed-accent)}\nentry>link[rel=alternate]::before{content:attr(href)}\n%s' % (escape(t_1(l_0_words.this_is_a_feed)), escape(undefined(name='theme') if l_0_theme is missing else l_0_theme)))
blocks = {}
debug_info = '2=20&11=27&18=29'
