"""subscribe.html, compiled by `make templates`."""

from talkfeed.formats.html.runtime import Undefined, environment, escape, missing

name = 'subscribe.html'

def root(context, missing=missing, environment=environment):
    resolve = context.resolve_or_missing
    undefined = environment.undefined
    concat = environment.concat
    cond_expr_undefined = Undefined
    if 0: yield None
    l_0_words = resolve('words')
    l_0_channels = resolve('channels')
    l_0_whole = resolve('whole')
    l_0_rest = resolve('rest')
    l_0_calendar = resolve('calendar')
    t_1 = environment.filters['length']
    t_2 = environment.filters['list']
    t_3 = environment.filters['rejectattr']
    t_4 = environment.filters['replace']
    pass
    yield '<section id="Subscribe" popover aria-labelledby="Subscribe-title">\n<header><h2 id="Subscribe-title">'
    yield escape(environment.getattr((undefined(name='words') if l_0_words is missing else l_0_words), 'subscribe'))
    yield '</h2><button type="button" popovertarget="Subscribe" popovertargetaction="hide">'
    yield escape(environment.getattr((undefined(name='words') if l_0_words is missing else l_0_words), 'close'))
    yield '</button></header>\n<div class="ways">\n'
    if (undefined(name='channels') if l_0_channels is missing else l_0_channels):
        pass
        yield '<section aria-labelledby="Readers">\n<h3 id="Readers">'
        yield escape(environment.getattr((undefined(name='words') if l_0_words is missing else l_0_words), 'in_reader'))
        yield '</h3>\n<ul class="offers">\n'
        def t_5(fiter):
            for l_1_channel in fiter:
                if (environment.getattr(l_1_channel, 'kind') in (undefined(name='whole') if l_0_whole is missing else l_0_whole)):
                    yield l_1_channel
        for l_1_channel in t_5((undefined(name='channels') if l_0_channels is missing else l_0_channels)):
            _loop_vars = {}
            pass
            yield '<li><span>'
            yield escape(environment.getattr(l_1_channel, 'name'))
            yield '</span> '
            for l_2_link in environment.getattr(l_1_channel, 'links'):
                _loop_vars = {}
                pass
                yield '<a href="'
                yield escape(environment.getattr(l_2_link, 'url'))
                yield '" type="'
                yield escape(environment.getattr(l_2_link, 'media_type'))
                yield '" aria-label="'
                yield escape(environment.getattr(l_2_link, 'label'))
                yield ': '
                yield escape(environment.getattr(l_1_channel, 'name'))
                yield '">'
                yield escape(t_4(environment.getattr(l_2_link, 'label'), ' Feed', ''))
                yield '</a> '
            l_2_link = missing
            yield '</li>\n'
        l_1_channel = missing
        yield '</ul>\n<p class="copy"><label>'
        yield escape(environment.getattr((undefined(name='words') if l_0_words is missing else l_0_words), 'any_reader'))
        yield ' <input id="Feed" readonly value="'
        yield escape(environment.getattr(environment.getitem(environment.getattr(environment.getitem((undefined(name='channels') if l_0_channels is missing else l_0_channels), 0), 'links'), 0), 'url'))
        yield '"></label><button type="button" data-copy="Feed" hidden>'
        yield escape(environment.getattr((undefined(name='words') if l_0_words is missing else l_0_words), 'copy'))
        yield '</button></p>\n'
        l_0_rest = t_2(t_3((undefined(name='channels') if l_0_channels is missing else l_0_channels), 'kind', 'in', (undefined(name='whole') if l_0_whole is missing else l_0_whole)))
        context.vars['rest'] = l_0_rest
        context.exported_vars.add('rest')
        if ((undefined(name='rest') if l_0_rest is missing else l_0_rest) and (t_1((undefined(name='rest') if l_0_rest is missing else l_0_rest)) <= 60)):
            pass
            yield '<details><summary>'
            yield escape(environment.getattr((undefined(name='words') if l_0_words is missing else l_0_words), 'only_one'))
            yield '</summary>\n<ul class="offers">\n'
            for l_1_channel in (undefined(name='rest') if l_0_rest is missing else l_0_rest):
                _loop_vars = {}
                pass
                yield '<li><span>'
                yield escape(environment.getattr(l_1_channel, 'name'))
                yield '</span> '
                for l_2_link in environment.getattr(l_1_channel, 'links'):
                    _loop_vars = {}
                    pass
                    yield '<a href="'
                    yield escape(environment.getattr(l_2_link, 'url'))
                    yield '" type="'
                    yield escape(environment.getattr(l_2_link, 'media_type'))
                    yield '" aria-label="'
                    yield escape(environment.getattr(l_2_link, 'label'))
                    yield ': '
                    yield escape(environment.getattr(l_1_channel, 'name'))
                    yield '">'
                    yield escape(t_4(environment.getattr(l_2_link, 'label'), ' Feed', ''))
                    yield '</a> '
                l_2_link = missing
                yield '</li>\n'
            l_1_channel = missing
            yield '</ul></details>\n'
        yield '</section>\n'
    if (undefined(name='calendar') if l_0_calendar is missing else l_0_calendar):
        pass
        yield '<section aria-labelledby="Calendars">\n<h3 id="Calendars">'
        yield escape(environment.getattr((undefined(name='words') if l_0_words is missing else l_0_words), 'in_calendar'))
        yield '</h3>\n<p class="buttons"><a href="'
        yield escape(environment.getattr((undefined(name='calendar') if l_0_calendar is missing else l_0_calendar), 'webcal'))
        yield '">Apple</a> <a href="'
        yield escape(environment.getattr((undefined(name='calendar') if l_0_calendar is missing else l_0_calendar), 'google'))
        yield '">Google</a> <a href="'
        yield escape(environment.getattr((undefined(name='calendar') if l_0_calendar is missing else l_0_calendar), 'outlook'))
        yield '">Outlook.com</a> <a href="'
        yield escape(environment.getattr((undefined(name='calendar') if l_0_calendar is missing else l_0_calendar), 'office'))
        yield '">Microsoft 365</a> <a href="'
        yield escape(environment.getattr((undefined(name='calendar') if l_0_calendar is missing else l_0_calendar), 'webcal'))
        yield '" aria-label="'
        yield escape(environment.getattr((undefined(name='words') if l_0_words is missing else l_0_words), 'other_calendar'))
        yield '">'
        yield escape(environment.getattr((undefined(name='words') if l_0_words is missing else l_0_words), 'any_other'))
        yield '</a></p>\n<p class="copy"><label>'
        yield escape(environment.getattr((undefined(name='words') if l_0_words is missing else l_0_words), 'any_calendar'))
        yield ' <input id="Calendar" readonly value="'
        yield escape(environment.getattr((undefined(name='calendar') if l_0_calendar is missing else l_0_calendar), 'url'))
        yield '"></label><button type="button" data-copy="Calendar" hidden>'
        yield escape(environment.getattr((undefined(name='words') if l_0_words is missing else l_0_words), 'copy'))
        yield '</button></p>\n<p class="hint">'
        yield escape(environment.getattr((undefined(name='words') if l_0_words is missing else l_0_words), 'google_hint'))
        yield '</p>\n</section>\n'
    yield '</div>\n</section>'

blocks = {}
debug_info = '3=41&5=45&7=48&9=50&10=58&13=78&14=84&15=87&16=90&18=92&19=96&25=117&27=120&28=122&29=136&30=142'
