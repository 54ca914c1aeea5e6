"""card.html, compiled by `make templates`."""

from talkfeed.formats.html.runtime import LoopContext, Macro, Undefined, environment, escape, missing

name = 'card.html'

def root(context, missing=missing, environment=environment):
    resolve = context.resolve_or_missing
    undefined = environment.undefined
    concat = environment.concat
    cond_expr_undefined = Undefined
    if 0:
        yield None
    l_0_face = l_0_card = missing
    t_1 = environment.filters['direction']
    t_2 = environment.filters['isolated']

    def macro(l_1_row, l_1_name):
        t_3 = []
        l_1_shown = missing
        if l_1_row is missing:
            l_1_row = undefined("parameter 'row' was not provided", name='row')
        if l_1_name is missing:
            l_1_name = ''
        l_1_shown = l_1_row.card
        if l_1_shown.picture:
            t_3.append('<img src="%s" alt=""' % (escape(l_1_shown.picture.src),))
            if l_1_shown.picture.size:
                t_3.append(' width="%s" height="%s"' % (escape(l_1_shown.picture.size[0]), escape(l_1_shown.picture.size[1])))
            t_3.append(' loading="lazy" decoding="async"><b')
            if l_1_name:
                t_3.append(' class="%s"' % (escape(l_1_name),))
            t_3.append('>%s</b>' % (escape(l_1_row.talk.title),))
        else:
            t_3.append('<span><b')
            if l_1_name:
                t_3.append(' class="%s"' % (escape(l_1_name),))
            t_3.append('>%s</b>' % (escape(l_1_row.talk.title),))
            if l_1_shown.occasion and (not l_1_name):
                t_3.append('<small>%s</small>' % (escape(l_1_shown.occasion),))
            t_3.append('</span>')
        return concat(t_3)
    context.exported_vars.add('face')
    context.vars['face'] = l_0_face = Macro(environment, macro, 'face', ('row', 'name'), False, False, False, context.eval_ctx.autoescape)
    yield '\n'

    def macro(l_1_row):
        t_4 = []
        l_1_words = resolve('words')
        if l_1_row is missing:
            l_1_row = undefined("parameter 'row' was not provided", name='row')
        t_4.append('<li><a class="%s" href="%s"' % (escape(l_1_row.card.classes), escape(l_1_row.href)))
        if l_1_row.language:
            t_4.append(' lang="%s"' % (escape(l_1_row.language),))
        t_4.append('%s>%s</a>' % (escape(t_1(l_1_row.talk.title, undefined(name='words') if l_1_words is missing else l_1_words)), escape(l_0_face(l_1_row))))
        if l_1_row.talk.speakers:
            t_4.append('<p class="by">')
            l_2_loop = missing
            for l_2_person, l_2_loop in LoopContext(l_1_row.talk.speakers, undefined):
                _loop_vars = {}
                t_4.append('%s%s' % (escape(l_1_words.comma if not l_2_loop.first else cond_expr_undefined("the inline if-expression on line 11 in 'card.html' evaluated to false and no else section was defined.")), escape(t_2(l_2_person.name))))
            l_2_loop = l_2_person = missing
        t_4.append('<p>%s' % (escape(l_1_row.day),))
        if l_1_row.talk.length:
            t_4.append(' · %s' % (escape(l_1_row.talk.length),))
        return concat(t_4)
    context.exported_vars.add('card')
    context.vars['card'] = l_0_card = Macro(environment, macro, 'card', ('row',), False, False, False, context.eval_ctx.autoescape)
blocks = {}
debug_info = '2=24&3=32&4=33&5=69&8=95&9=103&10=118&11=121&12=137'
