"""years.html, compiled by `make templates`."""

from talkfeed.formats.html.runtime import Undefined, environment, escape, missing

name = 'years.html'

def root(context, missing=missing, environment=environment):
    resolve = context.resolve_or_missing
    undefined = environment.undefined
    concat = environment.concat
    cond_expr_undefined = Undefined
    if 0: yield None
    l_0_programme = resolve('programme')
    pass
    for l_1_year in environment.getattr((undefined(name='programme') if l_0_programme is missing else l_0_programme), 'past'):
        _loop_vars = {}
        pass
        yield '<section class="year band" aria-labelledby="Y'
        yield escape(environment.getattr(l_1_year, 'year'))
        yield '">\n<h3 id="Y'
        yield escape(environment.getattr(l_1_year, 'year'))
        yield '">'
        yield escape(environment.getattr(l_1_year, 'year'))
        yield '</h3>\n<ol>\n'
        for l_2_row in environment.getattr(l_1_year, 'rows'):
            l_2_fragment = resolve('fragment')
            _loop_vars = {}
            pass
            yield escape(context.call((undefined(name='fragment') if l_2_fragment is missing else l_2_fragment), l_2_row, _loop_vars=_loop_vars))
            yield '\n'
        l_2_row = l_2_fragment = missing
        yield '</ol>\n</section>\n'
    l_1_year = missing

blocks = {}
debug_info = '2=12&3=16&4=18&6=22&7=26'
