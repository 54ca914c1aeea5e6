"""chart.html, compiled by `make templates`."""

from talkfeed.formats.html.runtime import Undefined, environment, escape, missing

name = 'chart.html'

def root(context, missing=missing, environment=environment):
    resolve = context.resolve_or_missing
    undefined = environment.undefined
    concat = environment.concat
    cond_expr_undefined = Undefined
    if 0:
        yield None
    l_0_programme = resolve('programme')
    l_0_words = resolve('words')
    l_0_bars = resolve('bars')
    l_0_held = missing
    t_1 = environment.filters['format']
    t_2 = environment.filters['length']
    t_3 = environment.filters['list']
    t_4 = environment.filters['map']
    l_0_held = t_3(t_4(l_0_programme.past, attribute='year'))
    context.vars['held'] = l_0_held
    context.exported_vars.add('held')
    yield ('<figure class="chart">\n<figcaption>%s</figcaption>\n<svg width="100%%" height="104" role="group" aria-label="%s">\n' % (escape(l_0_words.talks_per_year), escape(l_0_words.talks_per_year)))
    for l_1_bar in undefined(name='bars') if l_0_bars is missing else l_0_bars:
        _loop_vars = {}
        if l_1_bar.talks:
            yield ('<a href="#%s" data-year="%s"><title>%s: %s</title>\n<rect class="hit" x="%s%%" width="%s%%" y="0" height="104"/>\n<rect class="bar" x="%s%%" width="%s%%" y="%s" height="%s"/>\n' % (escape(t_1('Y%d', l_1_bar.year) if l_1_bar.year in (undefined(name='held') if l_0_held is missing else l_0_held) else 'Upcoming'), escape(l_1_bar.year), escape(l_1_bar.year), escape(l_0_words.count('talks', l_1_bar.talks)), escape(l_1_bar.x), escape(l_1_bar.width), escape(l_1_bar.x), escape(l_1_bar.width), escape(82 - l_1_bar.height), escape(l_1_bar.height)))
            if t_2(undefined(name='bars') if l_0_bars is missing else l_0_bars) <= 24 or l_1_bar.label:
                yield '<text aria-hidden="true"'
                if t_2(undefined(name='bars') if l_0_bars is missing else l_0_bars) > 24:
                    yield (' class="%s"' % (escape(l_1_bar.label),))
                yield (' x="%s%%" y="%s">%s</text>' % (escape(l_1_bar.middle), escape(76 - l_1_bar.height), escape(l_1_bar.talks)))
            if l_1_bar.label:
                yield ('<text aria-hidden="true" class="%s" x="%s%%" y="100">%s</text>' % (escape(l_1_bar.label), escape(l_1_bar.middle), escape(l_1_bar.year)))
            yield '</a>\n'
        elif l_1_bar.label:
            yield ('<text aria-hidden="true" class="%s zero" x="%s%%" y="100">%s</text>\n' % (escape(l_1_bar.label), escape(l_1_bar.middle), escape(l_1_bar.year)))
    l_1_bar = missing
    yield '<line x1="0" x2="100%" y1="82.5" y2="82.5"/>\n</svg>\n</figure>'
blocks = {}
debug_info = '2=39&4=43&5=45&6=47&7=50&8=53&9=61&10=65&11=73&12=88&14=98&15=101'
