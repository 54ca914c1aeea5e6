"""subscribe.html, compiled by `make templates`."""

from talkfeed.formats.html.runtime import Undefined, environment, escape, missing

name = 'subscribe.html'

def root(context, missing=missing, environment=environment):
    resolve = context.resolve_or_missing
    undefined = environment.undefined
    concat = environment.concat
    cond_expr_undefined = Undefined
    if 0:
        yield None
    l_0_words = resolve('words')
    l_0_channels = resolve('channels')
    l_0_whole = resolve('whole')
    l_0_rest = resolve('rest')
    l_0_calendar = resolve('calendar')
    t_1 = environment.filters['length']
    t_2 = environment.filters['list']
    t_3 = environment.filters['rejectattr']
    t_4 = environment.filters['replace']
    yield ('<section id="Subscribe" popover aria-labelledby="Subscribe-title">\n<header><h2 id="Subscribe-title">%s</h2><button type="button" popovertarget="Subscribe" popovertargetaction="hide">%s</button></header>\n<div class="ways">\n' % (escape(l_0_words.subscribe), escape(l_0_words.close)))
    if undefined(name='channels') if l_0_channels is missing else l_0_channels:
        yield ('<section aria-labelledby="Readers">\n<h3 id="Readers">%s</h3>\n<ul class="offers">\n' % (escape(l_0_words.in_reader),))

        def t_5(fiter):
            for l_1_channel in fiter:
                if l_1_channel.kind in (undefined(name='whole') if l_0_whole is missing else l_0_whole):
                    yield l_1_channel
        for l_1_channel in t_5(undefined(name='channels') if l_0_channels is missing else l_0_channels):
            _loop_vars = {}
            yield ('<li><span>%s</span> ' % (escape(l_1_channel.name),))
            for l_2_link in l_1_channel.links:
                _loop_vars = {}
                yield ('<a href="%s" type="%s" aria-label="%s: %s">%s</a> ' % (escape(l_2_link.url), escape(l_2_link.media_type), escape(l_2_link.label), escape(l_1_channel.name), escape(t_4(l_2_link.label, ' Feed', ''))))
            l_2_link = missing
            yield '</li>\n'
        l_1_channel = missing
        yield ('</ul>\n<p class="copy"><label>%s <input id="Feed" readonly value="%s"></label><button type="button" data-copy="Feed" hidden>%s</button></p>\n' % (escape(l_0_words.any_reader), escape(l_0_channels[0].links[0].url), escape(l_0_words.copy)))
        l_0_rest = t_2(t_3(undefined(name='channels') if l_0_channels is missing else l_0_channels, 'kind', 'in', undefined(name='whole') if l_0_whole is missing else l_0_whole))
        context.vars['rest'] = l_0_rest
        context.exported_vars.add('rest')
        if (undefined(name='rest') if l_0_rest is missing else l_0_rest) and t_1(undefined(name='rest') if l_0_rest is missing else l_0_rest) <= 60:
            yield ('<details><summary>%s</summary>\n<ul class="offers">\n' % (escape(l_0_words.only_one),))
            for l_1_channel in undefined(name='rest') if l_0_rest is missing else l_0_rest:
                _loop_vars = {}
                yield ('<li><span>%s</span> ' % (escape(l_1_channel.name),))
                for l_2_link in l_1_channel.links:
                    _loop_vars = {}
                    yield ('<a href="%s" type="%s" aria-label="%s: %s">%s</a> ' % (escape(l_2_link.url), escape(l_2_link.media_type), escape(l_2_link.label), escape(l_1_channel.name), escape(t_4(l_2_link.label, ' Feed', ''))))
                l_2_link = missing
                yield '</li>\n'
            l_1_channel = missing
            yield '</ul></details>\n'
        yield '</section>\n'
    if undefined(name='calendar') if l_0_calendar is missing else l_0_calendar:
        yield ('<section aria-labelledby="Calendars">\n<h3 id="Calendars">%s</h3>\n<p class="buttons"><a href="%s">Apple</a> <a href="%s">Google</a> <a href="%s">Outlook.com</a> <a href="%s">Microsoft 365</a> <a href="%s" aria-label="%s">%s</a></p>\n<p class="copy"><label>%s <input id="Calendar" readonly value="%s"></label><button type="button" data-copy="Calendar" hidden>%s</button></p>\n<p class="hint">%s</p>\n</section>\n' % (escape(l_0_words.in_calendar), escape(l_0_calendar.webcal), escape(l_0_calendar.google), escape(l_0_calendar.outlook), escape(l_0_calendar.office), escape(l_0_calendar.webcal), escape(l_0_words.other_calendar), escape(l_0_words.any_other), escape(l_0_words.any_calendar), escape(l_0_calendar.url), escape(l_0_words.copy), escape(l_0_words.google_hint)))
    yield '</div>\n</section>'
blocks = {}
debug_info = '3=41&5=45&7=48&9=50&10=58&13=78&14=84&15=87&16=90&18=92&19=96&25=117&27=120&28=122&29=136&30=142'
