"""The words of fields that allow only certain ones: the kinds and the levels of talks.

Each word of talks.yaml has a label for people, and words that mean the same in the languages of
date phrases. All are compared folded: `Lightning-Talk` and "lightning talk" are the same.
"""
# ruff: noqa: RUF001 - these are words, of which some are written in Cyrillic

from __future__ import annotations

import re
from functools import cache

from talkfeed.named_tuple import NamedTuple
from talkfeed.patterns import lazy

_BESIDE = lazy(r"\([^()]*+\)|\[[^\[\]]*+\]|\d+|\bmin(?:ute)?s?\b|[^\w\s]", re.IGNORECASE)
"""What programmes write beside a kind: durations, remarks in brackets, signs."""


class Word(NamedTuple):
    """A word of talks.yaml, its label, and words that mean the same, separated by bars."""

    name: str
    label: str
    synonyms: str


def fold_word(text: str) -> str:
    """Fold the spellings of a word into one.

    >>> fold_word("Lightning-Talk"), fold_word(" lightning  talk")
    ('lightning talk', 'lightning talk')
    """
    return " ".join(text.casefold().replace("-", " ").replace("_", " ").split())


@cache
def meanings(words: tuple[Word, ...]) -> dict[str, str]:
    """Return the name of each word, label and synonym, folded."""
    return {
        fold_word(text): word.name
        for word in words
        for text in (word.name, word.label, *word.synonyms.split("|"))
    }


def word_of(text: str, words: tuple[Word, ...]) -> str:
    """Return the word that a programme's text means, without what is written beside it; else "".

    >>> word_of("Short talk (20 min)", KINDS), word_of("Level: beginner", LEVELS)
    ('talk', '')
    """
    known = meanings(words)
    return known.get(fold_word(text)) or known.get(fold_word(_BESIDE.sub(" ", text)), "")


KINDS = (
    Word(
        "talk",
        "Talk",
        "talks|presentation|lecture|session|speech|seminar|paper|contributed talk|regular talk"
        "|invited talk|invited|invited lecture|relazione invitata|davetli konuşma"
        "|full talk|long talk|short talk|xerrada|ponència|přednáška|foredrag|oplæg|vortrag|referat"
        "|charla|ponencia|conferencia|esitelmä|puhe|exposé|conférence|présentation|előadás"
        "|intervento|relazione|presentazione|講演|発表|トーク|강연|발표|lezing|praatje|presentatie"
        "|prelekcja|wykład|referat naukowy|palestra|apresentação|prezentare|prelegere|доклад"
        "|лекция|выступление|prednáška|föredrag|konuşma|sunum|доповідь|演讲|演講|报告|報告|讲座",
    ),
    Word(
        "keynote",
        "Keynote",
        "keynotes|keynote talk|keynote speech|keynote lecture|plenary|plenary talk|opening keynote"
        "|closing keynote|conferència inaugural|ponència inaugural"
        "|hlavní přednáška|úvodní přednáška|hovedtale|hovedforedrag|hauptvortrag|eröffnungsvortrag"
        "|festvortrag|conferencia magistral|charla magistral|ponencia inaugural|pääpuhe"
        "|avainpuheenvuoro|conférence plénière|conférence inaugurale|discours d'ouverture"
        "|nyitóelőadás|plenáris előadás|discorso di apertura|基調講演"
        "|キーノート|기조연설|기조강연|hoofdlezing|openingslezing|wykład inauguracyjny"
        "|wykład plenarny|palestra magna|palestra principal|discurs principal"
        "|пленарный доклад|ключевой доклад|hlavná prednáška|huvudtal|inledningsanförande"
        "|açılış konuşması|ключова доповідь|пленарна доповідь|主题演讲|主旨演讲"
        "|主題演講",
    ),
    Word(
        "lightning",
        "Lightning talk",
        "lightning talks|lightening talk|blitz talk|flash talk|ignite|ignite talk|pecha kucha"
        "|pechakucha|xerrada llampec|blesková přednáška|bleskovka|lyntale|lynforedrag|lynoplæg"
        "|kurzvortrag|blitzvortrag|charla relámpago|charla rápida|salamapuhe|présentation éclair"
        "|exposé éclair|conférence éclair|villámelőadás|presentazione lampo|intervento lampo"
        "|ライトニングトーク|lt|라이트닝 토크|bliksempresentatie|bliksemlezing"
        "|błyskawiczna prelekcja"
        "|krótka prelekcja|palestra relâmpago|apresentação relâmpago|prezentare fulger"
        "|блиц доклад|блиц|молниеносный доклад|blesková prednáška|blixttal|blixtföredrag"
        "|şimşek konuşma|yıldırım konuşma|бліц доповідь|блискавична доповідь|闪电演讲|閃電演講"
        "|閃電講",
    ),
    Word(
        "panel",
        "Panel",
        "panels|panel discussion|panel session|round table|roundtable|debate|fishbowl"
        "|taula rodona|panelová diskuse|paneldebat|paneldiskussion|podiumsdiskussion"
        "|diskussionsrunde|podium|mesa redonda|panel de discusión|paneelikeskustelu|table ronde"
        "|kerekasztal|kerekasztal beszélgetés|panelbeszélgetés|tavola rotonda"
        "|パネルディスカッション|パネル討論|패널 토론|패널|paneldiscussie|paneldebatt"
        "|panel dyskusyjny|debata|painel|masă rotundă|panel de discuții|круглый стол"
        "|панельная дискуссия|panelová diskusia|paneldiskusjon|panel tartışması"
        "|круглий стіл|панельна дискусія|小组讨论|圆桌会议|專題討論|圓桌論壇",
    ),
    Word(
        "workshop",
        "Workshop",
        "workshops|hands on|hands on session|hands on lab|hackathon|taller|dílna|værksted|werkstatt"
        "|arbeitskreis|työpaja|atelier|műhely|laboratorio|officina|ワークショップ|워크숍|워크샵"
        "|werkgroep|warsztat|warsztaty|oficina|мастер класс|воркшоп|семинар практикум|dielňa"
        "|verkstad|verksted|atölye|çalıştay|майстерня|майстер клас|工作坊|研讨会",
    ),
    Word(
        "tutorial",
        "Tutorial",
        "tutorials|course|short course|training|class|masterclass|curs|tutorial session|školení"
        "|kurz|kursus|kurs|schulung|einführungskurs|curso|formación|kurssi|koulutus|tutoriel"
        "|formation|cours|tanfolyam|oktatás|esercitazione|corso|チュートリアル|튜토리얼|cursus"
        "|zelfstudie|samouczek|szkolenie|minicurso|treinamento|curs practic|учебный курс"
        "|туториал|мастер класс для начинающих|školenie|handledning|eğitim|посібник|навчальний курс"
        "|教程|教學",
    ),
    Word(
        "poster",
        "Poster",
        "posters|poster session|poster presentation|pòster|plakát|plakat|posterpräsentation"
        "|póster|cartel|posteri|juliste|affiche|poszter|ポスター|ポスター発表|포스터|posterpresentatie"
        "|pôster|afiș|постер|стендовый доклад|poszterelőadás|affisch|плакат|стендова доповідь|海报"
        "|壁報",
    ),
    Word(
        "interview",
        "Interview",
        "interviews|fireside chat|conversation|q&a|entrevista|rozhovor|samtale|gespräch"
        "|haastattelu|entretien|interjú|intervista|インタビュー|対談|인터뷰|vraaggesprek"
        "|wywiad|rozmowa|interviu|интервью|intervju|röportaj|söyleşi|інтерв'ю|采访|訪談|专访",
    ),
)
"""The kinds of talks."""

LEVELS = (
    Word(
        "beginner",
        "Beginner",
        "beginners|beginner level|novice|basic|basics|introductory|introduction|intro|entry level"
        "|easy|elementary|foundation|foundational|no experience|principiant|bàsic|začátečník"
        "|začátečníci|základní|begynder|begyndere|anfänger|einsteiger|grundlagen|einführung"
        "|principiante|principiantes|básico|aloittelija|perustaso|débutant|débutants|débutante"
        "|kezdő|alapszint|principianti|base|初級|初心者|入門|초급|입문|beginners niveau|basis"
        "|początkujący|podstawowy|iniciante|iniciantes|începător|începători|начинающий"
        "|начинающие|для начинающих|начальный|začiatočník|začiatočníci|nybörjare|nybegynner"
        "|başlangıç|yeni başlayan|початківець|початковий|初级|入门",
    ),
    Word(
        "intermediate",
        "Intermediate",
        "medium|middle|mid level|intermediate level|some experience|intermedi|mitjà|pokročilý"
        "|středně pokročilý|mellem|mellemniveau|øvet|fortgeschrittene anfänger|mittel"
        "|mittelstufe|intermedio|medio|keskitaso|intermédiaire|intermédiaires|moyen|középhaladó"
        "|középszint|中級|중급|gemiddeld|halfgevorderd|średniozaawansowany|średni"
        "|intermediário|intermédio|intermediar|mediu|средний|продолжающий|stredne pokročilý"
        "|medel|viderekommen|mellomnivå|orta|orta düzey|середній|中级|中等",
    ),
    Word(
        "advanced",
        "Advanced",
        "expert|experts|advanced level|professional|deep dive|in depth|hard|avançat|expertní"
        "|velmi pokročilý|avanceret|ekspert|fortgeschritten|fortgeschrittene|experten|profi"
        "|avanzado|experto|edistynyt|asiantuntija|avancé|avancés|confirmé|haladó|szakértő"
        "|avanzato|avanzati|esperto|上級|上級者|고급|gevorderd|gevorderden|zaawansowany"
        "|zaawansowani|avançado|avançados|avansat|avansați|продвинутый|продвинутые|эксперт"
        "|expertný|veľmi pokročilý|avancerad|avansert|ileri|ileri düzey|uzman|просунутий"
        "|експерт|高级|进阶|高級|進階",
    ),
)
"""The levels of talks."""
