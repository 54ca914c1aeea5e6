"""The head of a column, or the label before a colon → the role of the text it labels."""

from __future__ import annotations

import re

from talkfeed.importers.page.line import Line, Span
from talkfeed.importers.page.vocabulary import people
from talkfeed.model.linkkinds import KINDS
from talkfeed.model.plainfields import TEXTS
from talkfeed.model.vocabulary import word_of
from talkfeed.records.field_names import field_of

TEXT_NAMES = frozenset(row.name for row in TEXTS)
_WORDS = {row.name: row for row in TEXTS if row.words}
_HEADS = (
    (
        "title",
        (
            r"(?:talk |presentation |session )?title|talks?|topic|subject|presentation|name"
            r"|titel|titre|título|tema|tópico|session|what|talk/?workshop|lecture|description"
            r"|abstract|vortrag|thema|sujet"
        ),
    ),
    (
        "date",
        r"dates?|when|year|datum|fecha|data|month|day|time|jahr|année|année|date/time",
    ),
    (
        "speaker",
        (
            r"speakers?|presenters?|who|authors?|name of speaker|by|presented by"
            r"|referent(?:en|in)?|sprecher|orateurs?|ponentes?|palestrantes?|responsável"
            r"|apresentador(?:es)?|lecturer|given by"
        ),
    ),
    (
        "event",
        (
            r"events?|conferences?|venue|meetup|where|occasion|meeting|workshop|event name"
            r"|event/venue|host|seminar|institution|organi[sz]ation|conference/event|forum|at"
            r"|group|conférence|veranstaltung|evento|événement"
        ),
    ),
    (
        "location",
        r"locations?|place|city|country|ort|lieu|lugar|local|cidade|ciudad|ville",
    ),
    *((row.field, row.heads) for row in KINDS if row.heads),
    (
        "kind",
        (
            r"type|talk type|kind|format|length|duration|language|lang|status|audience|role"
            r"|tags?|#|no\.?"
        ),
    ),
)
_HEAD = re.compile("|".join(f"(?P<{role}>{words})" for role, words in _HEADS), re.IGNORECASE)
_LABEL = re.compile(r"(?:^|\n)[ ]*([^\W\d_][\w &/]{1,22}?)[ ]*:[ ]+(?=\S)([^\n]*)")
_FIRM = ("title", "date", "speaker", "event", "location")
_TOGETHER = re.compile(
    r"(?:^|\n)[ ]*((?:[Tt]ogether|[Jj]ointly|[Cc]o-?\w+"
    r"|[Jj]oint work) with (?:my )?(?:[a-z-]+ ){0,2})([A-Z][^\n]*)"
)
_BESIDE = re.compile(
    r"([(\[](?:(?:joint(?:ly)?|together|co-?\w+|given|authored|work)\s++){0,2}(?:with|w/))\s++"
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
    match = _HEAD.fullmatch(text.strip(" :*\n"))
    return field if field in TEXT_NAMES else (match and match.lastgroup) or ""


def plain_text(name: str, text: str) -> str:
    """Return the text of a plain field; of a field of certain words, the one meant, or ""."""
    row = _WORDS.get(name)
    if row is None:
        return text
    word = word_of(text, row.words)
    return "" if word == row.default else word


def is_labelled(text: str) -> bool:
    """Return whether a row is a detail of a talk, and no talk: "Slides at …", "Event: …"."""
    return bool(_LABELLED.match(text))


def with_hints(line: Line) -> Line:
    """Add a hint for the text after a label, as in "Event: CityCode"."""
    found: list[Span] = []
    for match in _LABEL.finditer(line.text):
        role = role_of_head(match[1])
        if role in _FIRM and role != "date":
            end = _end_of_event(line, match) if role == "event" else match.end(2)
            found.append(Span(match.start(2), end, "hint", role, match[1]))
    found.extend(
        Span(match.start(2), match.end(2), "hint", "companion", match[1])
        for match in _TOGETHER.finditer(line.text)
    )
    found.extend(
        Span(match.start(2), match.end(2), "hint", "companion", match[1])
        for match in _BESIDE.finditer(line.text)
        if people(match[2]) and not _is_set_off(line, match.start())
    )
    return Line(line.text, tuple(sorted((*line.spans, *found)))) if found else line


def _is_set_off(line: Line, spot: int) -> bool:
    """Return whether a position is inside a link or emphasis, and so part of a title."""
    spans = line.of("link", "quote", "em", "strong")
    return any(span.start < spot < span.end for span in spans)


def _end_of_event(line: Line, match: re.Match[str]) -> int:
    """Return the end of an event's name before its place: the end of a link, or a comma."""
    start = match.start(2)
    linked = next((span.end for span in line.of("link") if span.start == start), 0)
    comma = re.search(r",|[ ]\(|$", match[2])
    return linked or start + (comma.start() if comma else 0)
