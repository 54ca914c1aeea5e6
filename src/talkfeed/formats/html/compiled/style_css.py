"""style.css, compiled by `make templates`."""

from talkfeed.formats.html.runtime import Undefined, environment, escape, markup_join, missing

name = 'style.css'

def root(context, missing=missing, environment=environment):
    resolve = context.resolve_or_missing
    undefined = environment.undefined
    concat = environment.concat
    cond_expr_undefined = Undefined
    if 0:
        yield None
    l_0_design = resolve('design')
    l_0_theme = resolve('theme')
    template = environment.get_template('talkfeed.css', 'style.css')
    gen = template.root_render_func(template.new_context(context.get_all(), True, {}))
    for event in gen:
        yield event
    yield '\n'
    template = environment.get_template('cover.css', 'style.css')
    gen = template.root_render_func(template.new_context(context.get_all(), True, {}))
    for event in gen:
        yield event
    yield '\n'
    if undefined(name='design') if l_0_design is missing else l_0_design:
        template = environment.get_or_select_template(markup_join((undefined(name='design') if l_0_design is missing else l_0_design, '.css')), 'style.css')
        gen = template.root_render_func(template.new_context(context.get_all(), True, {}))
        for event in gen:
            yield event
    yield ('\n%s' % (escape(undefined(name='theme') if l_0_theme is missing else l_0_theme),))
blocks = {}
debug_info = '2=13&3=20&4=27&5=36'
