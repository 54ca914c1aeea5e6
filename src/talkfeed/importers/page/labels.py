"""The head of a column, or the label before a colon → the role of the text it labels."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from talkfeed.importers.page.citations import cited
from talkfeed.importers.page.line import Line, Span
from talkfeed.importers.page.links import role_in
from talkfeed.importers.page.people import companions, is_named, leading_person, people
from talkfeed.importers.page.section_kinds import is_kind
from talkfeed.model.linkkinds import KINDS
from talkfeed.model.plainfields import TEXTS
from talkfeed.model.vocabulary import word_of
from talkfeed.records.absence import is_open
from talkfeed.records.field_names import field_of
from talkfeed.records.word_lists import word_lists

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

TEXT_NAMES = frozenset(row.name for row in TEXTS)
_WITH_WORDS = {row.name: row for row in TEXTS if row.words}
_WORDS = word_lists("heads", "talkfeed.importers.page")
_ROLES = ("title", "date", "time", "speaker", "event", "location", "host")
_HEADS = (
    *((role, _WORDS[role]) for role in _ROLES),
    *((row.field, row.heads) for row in KINDS if row.heads),
    ("kind", _WORDS["kind"]),
)
_HEAD = re.compile("|".join(f"(?P<{role}>{words})" for role, words in _HEADS), re.IGNORECASE)
_LABEL = re.compile(r"(?:^|\n)[ ]*([^\W\d_][\w &/()-]{1,22}?)[ ]*[:\uff1a][ ]*(?=\S)([^\n]*)")
_INSIDE = re.compile(r"(?:[,;|.–—]|\s-)\s([^\W\d_][\w&/]{2,15})[ ]*:[ ]+(?=\S)([^\n]*)")
"""A label after a sign, as in "14 March 2019 - Speaker: Ann Example, Topic: Feeds"."""
_TITLES = word_lists("titles", "talkfeed.importers.page")
_STATED = re.compile(
    rf"[「『]([^「」『』\n]{{1,300}})[」』](?:{_TITLES['after']})"
    rf"|\b(?:{_TITLES['before']}),? [\"“„«'\u2018]\s?([^\"“”„«»\u2018\u2019\n]{{3,300}}?)"
    "\\s?[\"”“»'\u2019]"
)
"""A title in a sentence that says so: "a talk titled 'Feeds that last'"."""
_NAME = r"[\u4e00-\u9fff\u3005\u3040-\u30ff ]{2,9}"
_AUTHORS = re.compile(
    rf"(?:^|\n)((?:{_NAME}[、，]){{0,12}}{_NAME})[、，]?\s{{0,3}}「([^「」\n]{{3,300}})」"  # noqa: RUF001
)
"""Names before a title in Japanese quotation marks: "山田花子、田中一郎「地図の話」"."""
_DASHED = re.compile(r"(?:^|\n)[ ]*([^\W\d_][\w ]{1,15}?)[ ]{0,3}[–—-][ ](?=\S)([^\n]*)")
"""A label before a dash, as in "Speaker – Ann Example", where another row has one, too."""
_FIRM = ("title", "date", "speaker", "event", "location", "host")
_TOGETHER = re.compile(
    r"(?:^|\n|, )[ ]*((?:(?:[Tt]ogether|[Jj]ointly|[Cc]o-?\w+|[Jj]oint work) with"
    r"|[Ss]amen met|[Zz]usammen mit|[Gg]emeinsam mit|[Ee]n collaboration avec|[Jj]unto (?:a|con)"
    r"|[Ii]nsieme a|[Ee]m conjunto com|[Tt]illsammans med|(?<![, ])[Ww]ith)"
    r" (?:my )?(?:[a-z-]+ ){0,2})([A-ZÀ-Þ][^\n]*)"
)
_BESIDE = re.compile(
    r"([(\[](?:(?:joint(?:ly)?|together|co-?\w+|given|authored|work|gemeinsam|zusammen|samen)\s++)"
    r"{0,2}(?:with|w/|mit|avec|con|com|met|med))\s++"
    r"([^()\[\]\n]+)[)\]]",
    re.IGNORECASE,
)
"""Co-speakers in brackets: "(with Ann Example)", "(joint work with Ann and Bob)"."""
_LABELLED = re.compile(
    r"^\W*(?:(?:slides?|video|recording|code|audio|abstract|paper|demo|blog post|links?"
    r"|resources|materials?"
    r"|notes|event|venue|where|when|conference|location|date|speakers?|presenters?|more info\w*)\b"
    r"(?: ?:| (?:at|on|are|is|here|from|in|and|via|available)\b|$)|(?:together|jointly"
    r"|joint work|co-?\w+) with\b)",
    re.IGNORECASE,
)


def role_of_head(text: str) -> str:
    """Return the role of a column by its head, "" if the head is unknown.

    The role of a plain field is its name.
    """
    field = field_of(text)
    match = _HEAD.fullmatch(text.strip(" :*\n–—-"))
    return field if field in TEXT_NAMES else (match and match.lastgroup) or ""


def plain_text(name: str, text: str) -> str:
    """Return the text of a plain field; of a field of certain words, the one meant, or ""."""
    row = _WITH_WORDS.get(name)
    if row is None:
        return text
    word = word_of(text, row.words)
    return "" if word == row.default else word


def is_label(text: str) -> bool:
    """Return whether a text is only a label: "Abstract:", "Where".

    >>> is_label("When:"), is_label("Afiliación"), is_label("Workshop"), is_label("Feeds: why")
    (True, True, False, False)
    """
    bare = text.strip(" *_\n")
    is_short = len(bare.split()) <= _LABEL_WORDS
    return is_short and (bare.endswith(":") or bool(_DETAIL.fullmatch(bare)))


def begins_abstract(text: str) -> bool:
    """Return whether a row begins the abstract of a talk, as "Abstract: We study" does.

    >>> begins_abstract("Resumen"), begins_abstract("Abstract art for all")
    (True, False)
    """
    return bool(_ABSTRACT.match(text))


def without_abstract_label(text: str) -> str:
    """Strip the label from an abstract, and return "" for one that is not known yet.

    >>> without_abstract_label("**Abstract:** We study feeds.")
    'We study feeds.'
    >>> without_abstract_label("Abstract: TBA")
    ''
    """
    bare = text[match.end() :].strip(" *_\n") if (match := _ABSTRACT.match(text)) else text
    return "" if is_open(bare) else bare


_ABSTRACT = re.compile(
    rf"[*_\s•·▪-]{{0,4}}(?:{_WORDS['abstract']})[*_\s]{{0,3}}(?:[:.–—]|$)", re.IGNORECASE
)
_LABEL_WORDS = 3
_DETAIL = re.compile(_WORDS["detail"], re.IGNORECASE)


def labels_title(text: str) -> bool:
    r"""Return whether a row of a text is a title after its label.

    >>> labels_title("Speaker: Ann Example\nTitle: Feeds"), labels_title("Event: CityCode")
    (True, False)
    """
    return any(role_of_head(match[1]) == "title" for match in _LABEL.finditer(text))


def label_starts(texts: Sequence[str]) -> list[int]:
    """Return the lines that begin a record of labelled lines, such as each "Speaker: …".

    Each record has a title after its label; the label that comes first begins each.

    >>> label_starts(["Speaker: Ann", "Title: Feeds", "We look.", "Speaker: Bob", "Title: Maps"])
    [0, 3]
    """
    labels = [_LABEL.match(text) for text in texts]
    roles = [role_of_head(label[1]) if label else "" for label in labels]
    first = next((role for role in roles if role in _FIRM), "")
    starts = [index for index, role in enumerate(roles) if role and role == first]
    ends = [*starts[1:], len(roles)][: len(starts)]
    is_whole = all(
        "title" in roles[start:end] and len({*roles[start:end]} & {*_FIRM}) > 1
        for start, end in zip(starts, ends, strict=True)
    )
    return starts if is_whole else []


def is_labelled(text: str) -> bool:
    """Return whether a row is a detail of a talk, and no talk: "Slides at …", "Event: …"."""
    return states_detail(text) or bool(_LABELLED.match(text))


def states_detail(text: str) -> bool:
    """Return whether a row has a detail after its label.

    >>> states_detail("Speaker: Ann Example"), states_detail("Speakers")
    (True, False)
    """
    label = _LABEL.match(text)
    role = role_of_head(label[1]) if label else ""
    return role == "speaker" or (role in _DETAILS and label is not None and not is_kind(label[1]))


_DETAILS = frozenset(("date", "time", "speaker", "event", "location", "host"))


def has_labels(line: Line) -> bool:
    """Return whether a line has several labels, as in "Speaker: Ann Example, Topic: Feeds"."""
    return any(True for _ in _labelled_inside(line))


def with_hints(line: Line) -> Line:
    """Add a hint for the text after a label, as in "Event: CityCode"."""
    inside = list(_labelled_inside(line))
    found = [*inside, *cited(line), *_dashed(line), *_stated(line), *_listed(line)]
    found = found or [*_introduced(line)] or [*_authored(line)]
    for match in _LABEL.finditer(line.text):
        if any(span.start <= match.start(2) for span in inside):
            continue
        role = role_of_head(match[1])
        if role in _FIRM and role != "date":
            end = _end_of_event(line, match) if role == "event" else _before_links(line, match)
            found.append(Span(match.start(2), end, "hint", role, match[1]))
    found.extend(
        Span(match.start(2), match.end(2), "hint", "companion", match[1])
        for match in _TOGETHER.finditer(line.text)
    )
    found.extend(
        Span(match.start(2), match.end(2), "hint", "companion", match[1])
        for match in _BESIDE.finditer(line.text)
        if companions(match[2]) and not _is_set_off(line, match.start())
    )
    return Line(line.text, tuple(sorted((*line.spans, *found)))) if found else line


def states_title(text: str) -> bool:
    """Return whether a sentence states the title of a talk.

    >>> states_title("I gave a talk titled “Feeds that last” there."), states_title("A “feed”")
    (True, False)
    """
    return _STATED.search(text) is not None


def _stated(line: Line) -> Iterator[Span]:
    for match in _STATED.finditer(line.text):
        start, end = next(match.span(group) for group in (1, 2) if match[group])
        yield Span(start, end, "hint", "title")


def _introduced(line: Line) -> Iterator[Span]:
    """Yield hints for one or two people, where they work, and their title after a colon.

    As in "Ann Example, Bankline: Feeds" or "Ann Example - Turku : Feeds".
    """
    match = _INTRODUCED.match(line.text)
    name = leading_person(match[1]) if match else ""
    rest = match[1][len(name) :] if match else ""
    is_employed = rest.startswith((",", " -", " –")) and not _DIGIT.search(rest)
    if match and name and is_named(name) and (is_employed or (not rest and match[2])):
        yield Span(0, len(name), "hint", "speaker")
        if rest:
            yield Span(len(name), match.end(1), "hint", "employer")
        yield Span(*match.span(3), "hint", "title")


_INTRODUCED = re.compile(r"([^:\n]{5,90}?)(\s)?:\s{1,3}([^\s:][^:\n]{9,300})(?=\n|$)")
_DIGIT = re.compile(r"\d")


def _authored(line: Line) -> Iterator[Span]:
    """Yield hints for the people and the title of "**Ann Example**, Bob Sample. Feeds. CityCode".

    One of several people is set off, or one alone is.
    """
    match = _AUTHORED.match(line.text)
    names = people(match[1]) if match else []
    first = next(iter(line.of("strong")), None)
    if match and names and first and first.end <= match.end(1):
        yield Span(*match.span(1), "hint", "speaker")
        yield Span(*match.span(2), "hint", "title")


_AUTHORED = re.compile(r"([^.\n]{5,300})\.\s([^.?!\n]{10,300}[?!]?)(?=\.|\s|$)")


def _listed(line: Line) -> Iterator[Span]:
    """Yield hints for names in Japanese or Chinese, and the title in quotes after them."""
    for match in _AUTHORS.finditer(line.text):
        yield Span(*match.span(1), "hint", "speaker")
        yield Span(*match.span(2), "hint", "title")


def _dashed(line: Line) -> Iterator[Span]:
    """Yield hints for the rows after labels with a dash, if a talk is labelled by them."""
    matches = [match for match in _DASHED.finditer(line.text) if role_of_head(match[1]) in _FIRM]
    if {"title", "speaker"} <= {role_of_head(match[1]) for match in matches}:
        for match in matches:
            role = role_of_head(match[1])
            if role != "date":
                yield Span(match.start(2), match.end(2), "hint", role, match[1])


def _labelled_inside(line: Line) -> Iterator[Span]:
    """Yield hints for the texts after labels in the middle of a line, if there are several."""
    matches = [
        match
        for pattern in (_LABEL, _INSIDE)
        for match in _overlapping(pattern, line.text)
        if role_of_head(match[1]) in _FIRM
    ]
    matches = sorted({match.start(1): match for match in matches}.values(), key=re.Match.start)
    roles = {role_of_head(match[1]) for match in matches}
    if "\n" in line.text or not (len(roles) > 1 or roles == {"host"}):
        return
    for match, after in zip(matches, [*matches[1:], None], strict=True):
        end = after.start() if after else len(line.text)
        links = (span.start for span in line.of("link") if match.start(2) < span.start < end)
        stop = min([end, *links])
        value = line.text[match.start(2) : stop].rstrip(" ,;|.–—-([")
        role = role_of_head(match[1])
        if value and role != "date":
            start = match.start(2)
            yield Span(start, start + len(value), "hint", role, match[1])


def _overlapping(pattern: re.Pattern[str], text: str) -> Iterator[re.Match[str]]:
    """Yield the matches of a pattern whose values overlap."""
    match = pattern.search(text)
    while match:
        yield match
        match = pattern.search(text, match.start(2))


def _is_set_off(line: Line, spot: int) -> bool:
    """Return whether a position is inside a link or emphasis, and so part of a title."""
    spans = line.of("link", "quote", "em", "strong")
    return any(span.start < spot < span.end for span in spans)


def _before_links(line: Line, match: re.Match[str]) -> int:
    """Return the end of a labelled value before the links to slides and the like after it."""
    stops = (
        span.start
        for span in line.of("link")
        if match.start(2) < span.start < match.end(2)
        if role_in(line, span)
    )
    stop = min(stops, default=match.end(2))
    return match.start(2) + len(line.text[match.start(2) : stop].rstrip(" ,;|([.–—-")) or stop


def _end_of_event(line: Line, match: re.Match[str]) -> int:
    """Return the end of an event's name before its place: the end of a link, or a comma."""
    start = match.start(2)
    linked = next((span.end for span in line.of("link") if span.start == start), 0)
    comma = re.search(r",|[ ]\(|$", match[2])
    return linked or start + (comma.start() if comma else 0)
