"""fragment.html, compiled by `make templates`."""

from talkfeed.formats.html.runtime import Undefined, environment, escape, missing

name = 'fragment.html'

def root(context, missing=missing, environment=environment):
    resolve = context.resolve_or_missing
    undefined = environment.undefined
    concat = environment.concat
    cond_expr_undefined = Undefined
    if 0:
        yield None
    l_0_rows = resolve('rows')
    yield '<ul class="talkfeed h-feed">\n'
    for l_1_row in undefined(name='rows') if l_0_rows is missing else l_0_rows:
        l_1_fragment = resolve('fragment')
        _loop_vars = {}
        yield ('%s\n' % (escape(l_1_fragment(l_1_row)),))
    l_1_row = l_1_fragment = missing
    yield '</ul>'
blocks = {}
debug_info = '2=13&3=17'
