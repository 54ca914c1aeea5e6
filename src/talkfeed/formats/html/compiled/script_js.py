"""script.js, compiled by `make templates`."""

from talkfeed.formats.html.runtime import Undefined, environment, missing

name = 'script.js'

def root(context, missing=missing, environment=environment):
    resolve = context.resolve_or_missing
    undefined = environment.undefined
    concat = environment.concat
    cond_expr_undefined = Undefined
    if 0:
        yield None
    yield '// Every page is whole without this. It knows the visitor\'s clock and time zone.\n"use strict";\n(() => {\nconst site = new URL("../", document.currentScript.src).href;\n'
    template = environment.get_template('local.js', 'script.js')
    gen = template.root_render_func(template.new_context(context.get_all(), True, {}))
    for event in gen:
        yield event
    yield '\n'
    template = environment.get_template('stars.js', 'script.js')
    gen = template.root_render_func(template.new_context(context.get_all(), True, {}))
    for event in gen:
        yield event
    yield '\n'
    template = environment.get_template('page.js', 'script.js')
    gen = template.root_render_func(template.new_context(context.get_all(), True, {}))
    for event in gen:
        yield event
    yield '\nkeepLive(document);\n'
    template = environment.get_template('media.js', 'script.js')
    gen = template.root_render_func(template.new_context(context.get_all(), True, {}))
    for event in gen:
        yield event
    yield '\nif (document.querySelector("#Find")) {\n'
    template = environment.get_template('index.js', 'script.js')
    gen = template.root_render_func(template.new_context(context.get_all(), True, {}))
    for event in gen:
        yield event
    yield '\n}\n})();'
blocks = {}
debug_info = '5=12&6=19&7=26&9=33&11=40'
