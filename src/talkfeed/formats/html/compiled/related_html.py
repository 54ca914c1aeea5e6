"""related.html, compiled by `make templates`."""

from talkfeed.formats.html.runtime import LoopContext, Macro, Markup, Undefined, environment, escape, markup_join, missing

name = 'related.html'

def root(context, missing=missing, environment=environment):
    resolve = context.resolve_or_missing
    undefined = environment.undefined
    concat = environment.concat
    cond_expr_undefined = Undefined
    if 0:
        yield None
    l_0_along = l_0_related = missing
    t_1 = environment.filters['direction']
    t_2 = environment.filters['list']
    t_3 = environment.filters['map']

    def macro(l_1_listed):
        t_4 = []
        l_1_words = resolve('words')
        l_1_kinds = missing
        if l_1_listed is missing:
            l_1_listed = undefined("parameter 'listed' was not provided", name='listed')
        l_1_kinds = t_2(t_3(l_1_listed, attribute='kind'))
        if 'previous' in (undefined(name='kinds') if l_1_kinds is missing else l_1_kinds) or 'next' in (undefined(name='kinds') if l_1_kinds is missing else l_1_kinds):
            t_4.append('<nav class="along" aria-label="%s">\n' % (escape(l_1_words.before_and_after),))

            def t_5(fiter):
                for l_2_each in fiter:
                    if l_2_each.kind in ('previous', 'next'):
                        yield l_2_each
            for l_2_each in t_5(l_1_listed):
                _loop_vars = {}
                for l_3_talk in l_2_each.talks:
                    _loop_vars = {}
                    t_4.append('<a class="%s" rel="%s" href="%s"><small>' % (escape(l_2_each.kind), escape('prev' if l_2_each.kind == 'previous' else 'next'), escape(l_3_talk.href)))
                    if l_2_each.name:
                        t_4.append(escape(l_1_words.fill(markup_join((l_2_each.kind, '_in')), name=l_2_each.name)))
                    else:
                        t_4.append(escape(l_1_words.previous if l_2_each.kind == 'previous' else l_1_words.next))
                    t_4.append('</small>\n<b')
                    if l_3_talk.language:
                        t_4.append(' lang="%s"' % (escape(l_3_talk.language),))
                    t_4.append('%s>%s</b></a>\n' % (escape(t_1(l_3_talk.title, undefined(name='words') if l_1_words is missing else l_1_words)), escape(l_3_talk.title)))
                l_3_talk = missing
            l_2_each = missing
            t_4.append('</nav>')
        return concat(t_4)
    context.exported_vars.add('along')
    context.vars['along'] = l_0_along = Macro(environment, macro, 'along', ('listed',), False, False, False, context.eval_ctx.autoescape)
    yield '\n'

    def macro(l_1_listed):
        t_6 = []
        if l_1_listed is missing:
            l_1_listed = undefined("parameter 'listed' was not provided", name='listed')

        def t_7(fiter):
            for l_2_each in fiter:
                if l_2_each.kind not in ('previous', 'next'):
                    yield l_2_each
        l_2_loop = missing
        for l_2_each, l_2_loop in LoopContext(t_7(l_1_listed), undefined):
            l_2_words = resolve('words')
            l_2_name = resolve('name')
            _loop_vars = {}
            if l_2_loop.first:
                t_6.append('<div class="related">\n')
            t_6.append('<section><h2 class="quiet">')
            if l_2_each.kind == 'delivery':
                t_6.append(escape(l_2_words.also_given))
            else:
                t_8 = []
                if l_2_each.page:
                    t_8.append('<a href="%s">%s</a>' % (escape(l_2_each.page), escape(l_2_each.name)))
                else:
                    t_8.append(escape(l_2_each.name))
                l_2_name = Markup(concat(t_8))
                _loop_vars['name'] = l_2_name
                t_6.append(escape(l_2_words.fill(markup_join(('more_', l_2_each.kind)), name=undefined(name='name') if l_2_name is missing else l_2_name)))
            t_6.append('</h2>\n<ul>\n')
            for l_3_talk in l_2_each.talks:
                _loop_vars = {}
                t_6.append('<li')
                if l_3_talk.status:
                    t_6.append(' class="is-%s"' % (escape(l_3_talk.state),))
                t_6.append('><a href="%s"' % (escape(l_3_talk.href),))
                if l_3_talk.language:
                    t_6.append(' lang="%s"' % (escape(l_3_talk.language),))
                t_6.append('%s>%s</a> <small>' % (escape(t_1(l_3_talk.title, undefined(name='words') if l_2_words is missing else l_2_words)), escape(l_3_talk.title)))
                if l_3_talk.status:
                    t_6.append('%s · ' % (escape(l_3_talk.status),))
                if l_3_talk.about:
                    t_6.append('%s · ' % (escape(l_3_talk.about),))
                t_6.append('%s</small>\n' % (escape(l_3_talk.day),))
            l_3_talk = missing
            t_6.append('</ul></section>\n')
            if l_2_loop.last:
                t_6.append('</div>')
        l_2_loop = l_2_each = l_2_words = l_2_name = missing
        return concat(t_6)
    context.exported_vars.add('related')
    context.vars['related'] = l_0_related = Macro(environment, macro, 'related', ('listed',), False, False, False, context.eval_ctx.autoescape)
blocks = {}
debug_info = '2=30&3=37&4=38&5=42&6=45&7=52&8=57&9=77&16=99&17=104&18=114&21=122&22=131&25=153&26=159&29=204'
