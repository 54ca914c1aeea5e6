"""years.html, compiled by `make templates`."""

from talkfeed.formats.html.runtime import Undefined, environment, escape, missing

name = 'years.html'

def root(context, missing=missing, environment=environment):
    resolve = context.resolve_or_missing
    undefined = environment.undefined
    concat = environment.concat
    cond_expr_undefined = Undefined
    if 0:
        yield None
    l_0_programme = resolve('programme')
    for l_1_year in l_0_programme.past:
        _loop_vars = {}
        yield ('<section class="year band" aria-labelledby="Y%s">\n<h3 id="Y%s">%s</h3>\n<ol>\n' % (escape(l_1_year.year), escape(l_1_year.year), escape(l_1_year.year)))
        for l_2_row in l_1_year.rows:
            l_2_fragment = resolve('fragment')
            _loop_vars = {}
            yield ('%s\n' % (escape(l_2_fragment(l_2_row)),))
        l_2_row = l_2_fragment = missing
        yield '</ol>\n</section>\n'
    l_1_year = missing
blocks = {}
debug_info = '2=12&3=16&4=18&6=22&7=26'
