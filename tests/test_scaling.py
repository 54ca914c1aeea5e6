"""The laws of size: reading takes time and memory in proportion to what is read."""

from __future__ import annotations

import tracemalloc
from contextlib import suppress
from time import process_time
from typing import TYPE_CHECKING

import pytest

from talkfeed.editing.record import parse as remembered
from talkfeed.errors import InvalidData, Rejected
from talkfeed.importers.common.detect import choose
from talkfeed.ledger.calendar import read_calendar
from talkfeed.ledger.lockfile import parse
from talkfeed.ledger.recovery import recover
from talkfeed.model.imported import ImportOptions, SourceInput
from talkfeed.talksfile import parser

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

SMALL, LARGE = 2_500, 10_000
"""Characters of the two texts that are compared."""
GROWTH = 8
"""How much longer the larger one may take: linear is 4, quadratic 16."""
QUICK = 2e-6
"""Seconds of CPU time for a character, below which nothing is slow."""
WEIGHED, HEAVY = 1_000, 2_000
"""Characters of a text whose memory is measured, and the bytes that each may take."""

_EVENT = "BEGIN:VEVENT\r\nUID:{0}\r\nDTSTART:20200101T100000Z\r\nSUMMARY:Talk {0}\r\nEND:VEVENT\r\n"
_OPEN_EVENT = "BEGIN:VEVENT\r\nUID:1\r\nSUMMARY:Talk\r\n{}END:VEVENT\r\n"
_CALENDAR = "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:x\r\n{}END:VCALENDAR\r\n"
_ATOM = '<feed xmlns="http://www.w3.org/2005/Atom">{}</feed>'
_JSON_FEED = '{{"version":"https://jsonfeed.org/version/1.1","items":[{{}}{}]}}'
_PRETALX = '{{"schedule":{{"conference":{{"days":[{{"rooms":{{"a":[{{}}{}]}}}}]}}}}}}'
_SESSIONIZE = '{{"sessions":[{{"id":"0","title":"T"}}{}],"speakers":[]}}'
_RSS = '<rss version="2.0"><channel><title>Pod</title>{}</channel></rss>'
_ITEM = "<item><title>Rainbows</title>{}</item>"
_PROGRAM = "<schedule><day date='2020-01-01'><room name='a'>{}</room></day></schedule>"
_PAGE = "# Talks\n\n{}"
_TALK = "# Talks\n\n## Rainbows, 2015\n\n{}"
_HTML = "<html><body><h1>Talks</h1>{}"
_LIST = "- title: Rainbows\n  event: CityCode\n{}"

REPEATED = {
    "page": {
        _PAGE: (
            *("# x\n", "x\n\n", "a, ", "- ", "> ", "[", "[a](b) ", "- Talk, Ann, 2015\n", "2015 "),
            *("9", "{% ", "{{", "<!--", "\u200b", "_a_ ", "## 2015\n\n- x\n\n", "- A by B\n", " "),
            *("- Talk (9999999999999999999999), Ann, 2015\n", "- [9999999999999999999999](x)\n"),
        ),
        _TALK: ("Slides: x\n\n", "- London 2015\n", "with Ann Example at Foo\n\n", "Ann Example, "),
        _HTML: ("<p>", "<b>", "<div>", "<li>x", "<td>x", "<script>", "<a class=x href=y>", "x<br>"),
    },
    "text": {_PAGE: ("x\n", "x\n\n", "2015 ", "- A by B, 2015\n", ", ", "=")},
    "csv": {
        "title,date,{}\nA,2015\n": ("column,", "title,", "the column,"),
        "title,date\n{}": ("A,2015\n", "\n", ",", '"', "a\n"),
        'title,date,video,speakers\nA,2015,"{0}","{0}"\n': ("Ann B, ", "https://a.example/b "),
    },
    "list": {
        _LIST: ("\n", "# c\n", "- title: x\n  event: e\n", "  k: v\n"),
        _LIST.format("  speakers: {}\n"): ("Ann B, ", "a <b> ", "<!--"),
        _LIST.format("  video: [{}]\n"): ("a, ",),
        '[{{"title":"x","event":"e"}}{}]': (',{"title":"x","event":"e"}',),
        '[[talks]]\ntitle="x"\nevent="e"\na{}=1\n': (".a",),
    },
    "feed": {
        _RSS: (_ITEM.format(""), "<item>", "<b>", "<link>https://a.example/</link>"),
        _RSS.format(_ITEM): ("<category>x</category>", "<enclosure url='a' type='audio/x'/>", "x "),
        _RSS.format(_ITEM.format("<description>{}</description>")): (
            "&lt;p&gt;",
            "&lt;",
            "a ",
            "<b>",
        ),
    },
    "ical": {
        _CALENDAR: ("BEGIN:X\r\n", _EVENT.format(1)),
        _CALENDAR.format(_OPEN_EVENT): ("X-A:b\r\n", "CATEGORIES:a,b\r\n"),
        _CALENDAR.format(_OPEN_EVENT.format("DESCRIPTION:a{}\r\n")): ("\r\n b", "\\n", "a "),
        _CALENDAR.format(_OPEN_EVENT.format("X-A{}:b\r\n")): (";A=b",),
    },
    "frab": {
        _PROGRAM: ("<event><title>T</title><start>10:00</start></event>",),
        _PROGRAM.format("<event><title>T</title><persons>{}</persons></event>"): (
            "<person>Ann B</person>",
        ),
    },
}
"""Kinds of sources → texts with a gap → what is repeated in the gap."""

NUMBERED = {
    "csv": {"title,date,{}\nA,2015\n": ("column{},",), "title,date\n{}": ("A{},2015\n",)},
    "list": {_LIST: ("  k{}: v\n",), '[{{"title":"x","event":"e"{}}}]': (',"k{}":1',)},
    "feed": {
        _RSS.format("<item{}><title>Rainbows</title></item>"): (' a{}="x"',),
        _JSON_FEED: (',{{"title":"x{}"}}',),
    },
    "ical": {_CALENDAR: (_EVENT,)},
    "frab": {_PROGRAM.format("<event{}><title>T</title></event>"): (' a{}="x"',)},
    "youtube": {_ATOM: ("<entry><title>T {}</title></entry>",)},
    "pretalx": {_PRETALX: (',{{"id":{0},"title":"T{0}","persons":[{{"name":"Ann"}}]}}',)},
    "sessionize": {_SESSIONIZE: (',{{"id":"{0}","title":"T{0}"}}',)},
}
"""Kinds of sources → texts with a gap → what is repeated in the gap, each time with its number."""

_CASES = [
    (kind, text, unit, is_numbered)
    for table, is_numbered in ((REPEATED, False), (NUMBERED, True))
    for kind, texts in table.items()
    for text, units in texts.items()
    for unit in units
]


def _fill(text: str, unit: str, length: int, *, is_numbered: bool) -> bytes:
    """Fill the gap of a text with about as many characters."""
    times = range(length // len(unit))
    return text.format("".join(unit.format(n) if is_numbered else unit for n in times)).encode()


def _read(kind: str, content: bytes) -> None:
    source_input = SourceInput(content=content, name="talks", base="https://a.example/")
    reader = choose(source_input, kind)
    reader.recognise(source_input)
    with suppress(Rejected):
        reader.read(source_input, ImportOptions())


def _seconds(work: Callable[[], object]) -> float:
    start = process_time()
    work()
    return process_time() - start


def _check(make: Callable[[int], Callable[[], object]]) -> None:
    """Compare the times of a small and a large piece of work, and look at its memory."""
    make(100)()  # what is imported late
    small, large = _seconds(make(SMALL)), _seconds(make(LARGE))
    if large > LARGE * QUICK:
        assert min(large, _seconds(make(LARGE))) < GROWTH * small
    work = make(WEIGHED)
    tracemalloc.start()
    try:
        work()
        assert tracemalloc.get_traced_memory()[1] < WEIGHED * HEAVY
    finally:
        tracemalloc.stop()


@pytest.mark.parametrize(("kind", "text", "unit", "is_numbered"), _CASES)
def test_four_times_the_source_takes_four_times_as_long(
    kind: str, text: str, unit: str, *, is_numbered: bool
) -> None:
    """Reading a source of any kind takes linear time and memory."""

    def make(length: int) -> Callable[[], object]:
        content = _fill(text, unit, length, is_numbered=is_numbered)
        return lambda: _read(kind, content)

    _check(make)


_SETTINGS = "feed:\n  title: T\n  url: https://talks.example/\n  authors: A\ntalks:\n"


@pytest.mark.parametrize(
    ("before", "unit"),
    [
        *[(before, unit) for before in ("", _SETTINGS) for unit in ("\n", " ", "#\n", "- \n", "[")],
        *[(f"{_SETTINGS}[\n", unit) for unit in ("\n", "# c\n", "- a\n", "a: b\n", "[\n")],
        *[(f"{_SETTINGS}[\n", unit) for unit in ("{a: b: c},\n", "{a: b}\n", "{a: b: c}, ")],
        *[(f"{_SETTINGS}[\n", unit) for unit in (",", ",\n", "{\n", "}\n", '{a: "b},\n')],
        *[(f"{_SETTINGS}- title: {quote}", "\n") for quote in ("x", '"', "|\n")],
        *[
            (_SETTINGS, unit)
            for unit in ("- title: x\n  date: 2015\n", "- {a: b}\n", "- *a\n", "a: ")
        ],
    ],
)
def test_talks_are_read_in_linear_time(before: str, unit: str, tmp_path: Path) -> None:
    """So is talks.yaml itself, in whatever state it is."""

    def make(length: int) -> Callable[[], object]:
        path = tmp_path / f"{length}.yaml"
        path.write_text(before + unit * (length // len(unit)), encoding="utf-8")
        return lambda: parser.read(path)

    _check(make)


@pytest.mark.parametrize("unit", ["\n", "a", " ", "a b=c\n", "\x00", "=", '"'])
def test_a_lock_is_read_in_linear_time(unit: str) -> None:
    """So is a damaged one."""

    def make(length: int) -> Callable[[], object]:
        text = unit * (length // len(unit))

        def work() -> None:
            with pytest.raises(InvalidData):
                parse(text, "talks.lock")

        return work

    _check(make)


_FEED = '<feed xmlns="http://www.w3.org/2005/Atom">{}</feed>'


@pytest.mark.parametrize(
    ("atom", "calendar", "unit"),
    [
        *[(_FEED, "{}", unit) for unit in ("<entry/>", "<a>", " ", "<link href='x'/>")],
        *[("<feed/>", "{}", unit) for unit in ("BEGIN:VEVENT\n", "\n", "END:VEVENT\n", "A;B:c\n")],
        *[("<feed/>", "BEGIN:VEVENT{}", unit) for unit in ("\n", " ", "\r\n ", "UID:")],
    ],
)
def test_what_was_published_is_read_in_linear_time(atom: str, calendar: str, unit: str) -> None:
    """So is a feed or calendar from which a lock is rebuilt, or which is refused."""

    def make(length: int) -> Callable[[], object]:
        inside = unit * (length // len(unit))
        atoms, calendars = [atom.format(inside).encode()], calendar.format(inside).encode()

        def work() -> None:
            list(read_calendar(calendars, "talks.example,2015"))
            with suppress(Rejected):
                recover(atoms, [calendars])

        return work

    _check(make)


@pytest.mark.parametrize("unit", ["\n", "a", "abcdefgh\n", " "])
def test_the_memory_of_imports_is_read_in_linear_time(unit: str) -> None:
    """So is talks.imported."""
    _check(lambda length: lambda: remembered(unit * (length // len(unit))))
