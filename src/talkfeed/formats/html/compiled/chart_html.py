"""chart.html, compiled by `make templates`."""

from talkfeed.formats.html.runtime import Undefined, environment, escape, missing

name = 'chart.html'

def root(context, missing=missing, environment=environment):
    resolve = context.resolve_or_missing
    undefined = environment.undefined
    concat = environment.concat
    cond_expr_undefined = Undefined
    if 0: yield None
    l_0_programme = resolve('programme')
    l_0_words = resolve('words')
    l_0_bars = resolve('bars')
    l_0_held = missing
    t_1 = environment.filters['format']
    t_2 = environment.filters['length']
    t_3 = environment.filters['list']
    t_4 = environment.filters['map']
    pass
    l_0_held = t_3(t_4(environment.getattr((undefined(name='programme') if l_0_programme is missing else l_0_programme), 'past'), attribute='year'))
    context.vars['held'] = l_0_held
    context.exported_vars.add('held')
    yield '<figure class="chart">\n<figcaption>'
    yield escape(environment.getattr((undefined(name='words') if l_0_words is missing else l_0_words), 'talks_per_year'))
    yield '</figcaption>\n<svg width="100%" height="104" role="group" aria-label="'
    yield escape(environment.getattr((undefined(name='words') if l_0_words is missing else l_0_words), 'talks_per_year'))
    yield '">\n'
    for l_1_bar in (undefined(name='bars') if l_0_bars is missing else l_0_bars):
        _loop_vars = {}
        pass
        if environment.getattr(l_1_bar, 'talks'):
            pass
            yield '<a href="#'
            yield escape((t_1('Y%d', environment.getattr(l_1_bar, 'year')) if (environment.getattr(l_1_bar, 'year') in (undefined(name='held') if l_0_held is missing else l_0_held)) else 'Upcoming'))
            yield '" data-year="'
            yield escape(environment.getattr(l_1_bar, 'year'))
            yield '"><title>'
            yield escape(environment.getattr(l_1_bar, 'year'))
            yield ': '
            yield escape(context.call(environment.getattr((undefined(name='words') if l_0_words is missing else l_0_words), 'count'), 'talks', environment.getattr(l_1_bar, 'talks'), _loop_vars=_loop_vars))
            yield '</title>\n<rect class="hit" x="'
            yield escape(environment.getattr(l_1_bar, 'x'))
            yield '%" width="'
            yield escape(environment.getattr(l_1_bar, 'width'))
            yield '%" y="0" height="104"/>\n<rect class="bar" x="'
            yield escape(environment.getattr(l_1_bar, 'x'))
            yield '%" width="'
            yield escape(environment.getattr(l_1_bar, 'width'))
            yield '%" y="'
            yield escape((82 - environment.getattr(l_1_bar, 'height')))
            yield '" height="'
            yield escape(environment.getattr(l_1_bar, 'height'))
            yield '"/>\n'
            if ((t_2((undefined(name='bars') if l_0_bars is missing else l_0_bars)) <= 24) or environment.getattr(l_1_bar, 'label')):
                pass
                yield '<text aria-hidden="true"'
                if (t_2((undefined(name='bars') if l_0_bars is missing else l_0_bars)) > 24):
                    pass
                    yield ' class="'
                    yield escape(environment.getattr(l_1_bar, 'label'))
                    yield '"'
                yield ' x="'
                yield escape(environment.getattr(l_1_bar, 'middle'))
                yield '%" y="'
                yield escape((76 - environment.getattr(l_1_bar, 'height')))
                yield '">'
                yield escape(environment.getattr(l_1_bar, 'talks'))
                yield '</text>'
            if environment.getattr(l_1_bar, 'label'):
                pass
                yield '<text aria-hidden="true" class="'
                yield escape(environment.getattr(l_1_bar, 'label'))
                yield '" x="'
                yield escape(environment.getattr(l_1_bar, 'middle'))
                yield '%" y="100">'
                yield escape(environment.getattr(l_1_bar, 'year'))
                yield '</text>'
            yield '</a>\n'
        elif environment.getattr(l_1_bar, 'label'):
            pass
            yield '<text aria-hidden="true" class="'
            yield escape(environment.getattr(l_1_bar, 'label'))
            yield ' zero" x="'
            yield escape(environment.getattr(l_1_bar, 'middle'))
            yield '%" y="100">'
            yield escape(environment.getattr(l_1_bar, 'year'))
            yield '</text>\n'
    l_1_bar = missing
    yield '<line x1="0" x2="100%" y1="82.5" y2="82.5"/>\n</svg>\n</figure>'

blocks = {}
debug_info = '2=39&4=43&5=45&6=47&7=50&8=53&9=61&10=65&11=73&12=88&14=98&15=101'
