"""Rendering: fragments are made once, documents only where they changed, and never other bytes."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from lxml import etree

import compile_shapes
from depth import examples
from factories import (
    ENGLISH,
    NOW,
    make_entry,
    make_feed,
    make_link,
    make_look,
    make_talk,
    make_tombstone,
    make_when,
)
from hostile import clean, feeds, raw
from talkfeed.building.fingerprints import Fingerprints
from talkfeed.building.render import Renderer, fragmented, render_fragments, render_pages
from talkfeed.engine.documents import Made
from talkfeed.engine.progress import NO_PROGRESS
from talkfeed.engine.store import MemoryStore
from talkfeed.formats import documents, jsonfeed, wording
from talkfeed.formats.ical import calendar
from talkfeed.formats.syndication import (
    atom,
    atom_elements,
    atom_fields,
    rss,
    rss_elements,
    rss_fields,
)
from talkfeed.formats.syndication.style import styled
from talkfeed.formats.syndication.templates import KNOWN, fill
from talkfeed.model import Look, Person, Podcast, Related, Role, Signature, SlotEvent, Subscription
from talkfeed.model.media import Attachment
from talkfeed.text import xml_safe
from talkfeed.words import words_of

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from talkfeed.model import Entry, Feed

FRAGMENTED = ("atom", "rss", "json", "ical")
MODULES = (atom, rss, jsonfeed, calendar)
SIGNATURE = Signature(1, 2, 3)


def entry(key: str, order: int = 0, **changes: Any) -> Entry:
    """Make an entry of the talk with a rank."""
    return make_entry(key, make_talk(title=key, order=order), **changes)


ONE, TWO = entry("one", 0), entry("two", 1)
FEED = make_feed(ONE, TWO, formats=FRAGMENTED)


def renderer(*feeds: Feed, origins: Sequence[bytes] = (b"1", b"2"), cache: Any = None) -> Renderer:
    """Make a renderer for feeds."""
    fingerprints = Fingerprints(feeds[0], dict(enumerate(origins)), FRAGMENTED)
    return Renderer(feeds, feeds[0], fingerprints, MemoryStore() if cache is None else cache)


def names_of(feed: Feed, **options: Any) -> dict[str, bytes]:
    """Name the documents of a feed."""
    tasks = renderer(feed, **options).documents(lambda _: None)
    return {each.path: each.fingerprint for each in tasks}


# --- documents made of pieces ---------------------------------------------------------------------


@settings(max_examples=examples(30))
@given(feed=feeds(clean))
def test_pieces_are_those_of_the_whole(feed: Feed) -> None:
    """Each piece alone is what it is among the others, whatever stands in it."""
    for made in MODULES:
        pieces = made.fragments(feed)
        assert len(pieces) == len(feed.entries), made
        alone = [made.fragments(feed._replace(entries=(each,)))[0] for each in feed.entries]
        assert alone == pieces, made


ODD = raw | st.sampled_from(("", "\0", "\x1b\ud800", "\ufffe", "\ufffd", "\ue0000\ue001", "a\0b"))
"""Any text that need not be there, and what gaps and their texts are told apart by."""


WRITERS: tuple[tuple[Any, Any, Any], ...] = (
    (atom, atom_fields, atom_elements),
    (rss, rss_fields, rss_elements),
)


@settings(max_examples=examples(30))
@given(feed=feeds(raw, ODD))
def test_what_is_put_together_is_what_the_library_writes(feed: Feed) -> None:
    """A head and entries whose gaps are filled, whatever they say: feedgen's own bytes."""
    for made, fields, elements in WRITERS:
        items = [
            (
                safe(fields.entry_blocks(each, feed)),
                xml_safe(wording.content_html(each, words_of(feed))),
            )
            for each in feed.entries
        ]
        head = safe(fields.feed_blocks(feed))
        written = elements.write_document(head, items)
        assert made.render(feed) == styled(written, feed), made


@pytest.mark.parametrize("number", range(7))
def test_the_library_writes_many_as_it_writes_two(number: int) -> None:
    """Of speakers, tags, links and tombstones it is asked about two."""
    talk = make_talk(
        speakers=[
            Person(name=f"Ann {rank}", url=f"https://ann.example/{rank}") for rank in range(number)
        ],
        links=[make_link(f"https://a.example/{rank}", title="&") for rank in range(number)],
        tags=tuple(f"tag {rank}" for rank in range(number)),
    )
    tombstones = [make_tombstone(title=f"Gone {rank}") for rank in range(number)]
    feed = make_feed(make_entry(talk=talk), tombstones=tuple(tombstones))
    for made, fields, elements in WRITERS:
        items = [
            (fields.entry_blocks(each, feed), wording.content_html(each, ENGLISH))
            for each in feed.entries
        ]
        written = elements.write_document(fields.feed_blocks(feed), items)
        assert made.render(feed) == styled(written, feed)


def test_common_shapes_are_those_that_feedgen_writes() -> None:
    """After a change of feedgen, fields or version, `make templates` has been run."""
    assert compile_shapes.TARGET.read_text("utf-8") == compile_shapes.compiled_shapes()


def safe(told: Any) -> Any:
    """Leave out of texts what XML cannot carry, and feedgen raises at."""
    if isinstance(told, tuple):
        return tuple(map(safe, told))
    return told if told is None else xml_safe(told)


def _blocks(width: int) -> st.SearchStrategy[Any]:
    """Draw rows of so many texts: any, or some of which none is absent."""
    odd, plain = st.none() | ODD | st.text(), st.text("<ab", min_size=1)
    rows = [st.lists(st.tuples(*[text] * width), max_size=5) for text in (odd, plain)]
    return st.one_of(rows).map(tuple)


TOLD = st.tuples(_blocks(1), _blocks(2), _blocks(3))


def tree(told: Any, longs: Any) -> etree._Element:
    """Make an element of rows: a text stands in an attribute and, if there is any, between tags."""
    element = etree.Element("told")
    for row in (row for block in told for row in block):
        child = etree.SubElement(element, "row")
        for rank, each in enumerate(row):
            if each is not None:
                child.set(f"a{rank}", each)
                etree.SubElement(child, "b").text = each or None
    for long in longs:
        etree.SubElement(element, "long").text = long
    return element


def write(told: Any, *longs: str) -> bytes:
    """Have lxml write what is told."""
    return etree.tostring(tree(told, longs), encoding="UTF-8", pretty_print=True)


def write_columns(told: Any, *longs: str) -> bytes:
    """Have lxml write the first of each row, then the second, and so on."""
    columns = tuple(tuple(zip(*block, strict=True)) for block in told)
    return write(columns, *longs)


def write_some(told: Any, *longs: str) -> bytes:
    """Have lxml write one row of a block, and nothing of others."""
    return write(tuple(block[:1] for block in told), *longs)


@pytest.mark.parametrize("library", [write, write_columns, write_some])
@given(told=TOLD, longs=st.lists(ODD | st.text(), max_size=1))
@example(told=((('"\n\t',), ("a\ufffe",)), (), ()), longs=["\uffff"])
def test_a_form_is_filled_as_the_library_fills_it(
    library: Any, told: tuple[Any, ...], longs: list[str]
) -> None:
    """Whatever is told, in whatever shape: the library's own bytes."""
    one = partial(library)  # as many long texts are told in all that one is asked to write
    assert fill(one, told, *longs) == library(safe(told), *map(xml_safe, longs))


def test_the_library_is_asked_once_for_each_shape() -> None:
    """What differs in its texts alone is filled in; what is empty or odd is for the library."""
    asked: list[Any] = []

    def count(told: Any, *longs: str) -> bytes:
        asked.append((told, *longs))
        return write(told, *longs)

    def tell(*texts: str | None, long: str = "x") -> Any:
        told = tuple(((text, None),) for text in texts if text is not None)
        assert fill(count, told, long) == write(safe(told), xml_safe(long))

    for text in ("a", "&", "\ue000", "\x1bd"):
        tell(text, "b")
    assert len(asked) == 1
    tell("a", "b", long="\0\x1bd")
    tell("a")
    assert len(asked) == 2
    for odd in ("", "\0", "a\0a"):
        tell(odd, "b")
    tell("a", "b", long="\0")
    blank = (("b", None),)
    assert asked[2:] == [
        (((("", None),), blank), "x"),
        (((("", None),), blank), "x"),
        (((("aa", None),), blank), "x"),
        (((("a", None),), blank), ""),
    ]


PAIRS = [(1, 1, 2), (2, 1, 2)]
EVERY = [(1, 1, 2), (1, 1, 3), (2, 1, 2), *((rows, 1, 3) for rows in range(2, 6))]


@pytest.mark.parametrize(
    ("library", "rows"), [(write, PAIRS), (write_columns, EVERY), (write_some, EVERY)]
)
def test_of_rows_alike_two_are_written(library: Any, rows: list[tuple[int, ...]]) -> None:
    """The library is asked for all of them only where it is not certain how it writes the rest."""
    asked: list[Any] = []

    def count(told: Any) -> bytes:
        asked.append(tuple(map(len, told)))
        return bytes(library(told))

    for number in range(1, 6):
        told = (tuple((f"a{row}", f"b{row}") for row in range(number)), (("c",),), (("d",),) * 3)
        assert fill(count, told) == library(told)
    assert asked == rows


def test_forms_are_forgotten(monkeypatch: pytest.MonkeyPatch) -> None:
    """However many shapes there are, no more than some are at hand."""
    monkeypatch.setattr("talkfeed.formats.syndication.templates.SHAPES", 2)
    for told in (((("a",),),), ((("a",), (None,)),), (((None,), ("a",)),)):
        assert fill(write, told) == write(told)
        assert len(KNOWN) <= 2


# --- once -----------------------------------------------------------------------------------------


class Counting(MemoryStore):
    """Counts what is put in."""

    puts = 0

    def put(self, name: bytes, *parts: bytes) -> None:
        """Count."""
        self.puts += 1
        super().put(name, *parts)


def made_by(made: Renderer, *, prepare: bool = True) -> dict[str, bytes]:
    """Make all documents."""
    tasks = list(made.documents(lambda _: None))
    if prepare:
        made.prepare(tasks, 1, NO_PROGRESS)
    return {each.path: b"".join(each.make()) for each in tasks}


@pytest.mark.parametrize("prepare", [True, False])
def test_an_entry_is_made_once_however_many_feeds_hold_it(*, prepare: bool) -> None:
    """All formats of an entry are one thing to keep."""
    others = [FEED._replace(path=f"tags/{number}", title=f"T {number}") for number in range(3)]
    cache = Counting()
    made = made_by(renderer(FEED, *others, cache=cache), prepare=prepare)
    assert cache.puts == 2
    expected = {each.path: each.content for feed in (FEED, *others) for each in documents(feed)}
    assert made == expected
    again = Renderer(
        (FEED, *others), FEED, Fingerprints(FEED, {0: b"1", 1: b"2"}, FRAGMENTED), cache
    )
    assert made_by(again, prepare=prepare) == expected
    assert cache.puts == 2


def test_processes_make_the_same() -> None:
    """Who makes a piece or the page of a talk makes no difference."""
    page = FEED._replace(path="talks/one/", formats=("page",), entries=(ONE,))
    made = renderer(FEED, page)
    tasks = list(made.documents(lambda _: None))
    made.prepare(tasks, 2, NO_PROGRESS)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("talkfeed.formats.html.page.render", None)  # this process renders none
        found = {each.path: b"".join(each.make()) for each in tasks}
    assert found == made_by(renderer(FEED, page))


def test_pages_differ_by_what_is_sent_of_them() -> None:
    """A page is made from the feed that all share and the fields that are its own."""
    page = FEED._replace(path="talks/one/", formats=("page",), entries=(ONE,))
    fields = {"path": page.path, "formats": page.formats, "entries": page.entries}
    (expected,) = documents(page)
    assert render_pages(FEED, [("page", fields)]) == [expected.content]


def test_a_long_feed_is_put_together_format_by_format(monkeypatch: pytest.MonkeyPatch) -> None:
    """Not all formats of its pieces are held at once."""
    drafts = [list(renderer(FEED).documents(lambda _: None)) for _ in range(2)]
    expected = [b"".join(draft.make()) for draft in drafts[0]]
    monkeypatch.setattr("talkfeed.building.render.SHARD", 1)
    for size in (1, 1 << 20):
        monkeypatch.setattr("talkfeed.building.render.PART", size)
        for _ in range(2):
            assert [b"".join(draft.make()) for draft in drafts[1]] == expected


def test_pieces_of_part_of_a_feed() -> None:
    """A shard is some of the entries."""
    rows = fragmented([FEED])
    assert [row.name for row in rows] == list(FRAGMENTED)
    assert (
        render_fragments((FEED, rows), FEED.entries[1:2])
        == render_fragments((FEED, rows), FEED.entries[:2])[1:]
    )


def test_what_stands_is_not_prepared() -> None:
    """Pieces are made for documents that changed, and for no other."""
    known = names_of(FEED)
    cache = Counting()
    made = renderer(FEED, cache=cache)
    tasks = list(made.documents(lambda path: Made(known[path], SIGNATURE)))
    assert {each.signature for each in tasks} == {SIGNATURE}
    made.prepare(tasks, 1, NO_PROGRESS)
    assert cache.puts == 0


# --- names ----------------------------------------------------------------------------------------

SUBSCRIPTION = Subscription(title="T", kind="tag", path="tags/t", formats=("atom",), talks=1)
CHANGES: dict[str, Any] = {
    "path": "other",
    "id": "tag:x,2015:y",
    "title": "Other",
    "subtitle": "Other",
    "rights": "CC BY 4.0",
    "home": "https://o.example/",
    "base": "https://o.example/",
    "language": "de",
    "authors": (Person(name="Other"),),
    "updated": NOW.replace(year=2030),
    "entries": (TWO,),
    "tombstones": (make_tombstone("gone"),),
    "current": "talks",
    "prev_archive": "archive/talks/2015",
    "next_archive": "archive/talks/2016",
    "subscriptions": (SUBSCRIPTION,),
    "look": Look(variables=(("accent", "red"),)),
    "ahead": ("one",),
    "pages": (("2015", "years/2015/index"),),
    "has_calendars": False,
    "is_subscription": False,
    "podcast": Podcast(title="Other"),
    "live": (("one", "live"),),
    "hubs": ("https://hub.example/",),
    "cards": True,
    "image": Attachment("thumbnail", "https://p.example/1.png", "image/png"),
    "slots": (SlotEvent("a.2026-10-07@t.example", "A", "A", NOW, NOW, 0, NOW),),
    "about": Person(name="Other"),
    "pinned": ("one",),
    "source": "https://github.com/o/r/blob/HEAD/talks.yaml#L3",
    "related": (Related("next", "Conf", ()),),
    "profiles": (("speaker", "Ann", "speakers/ann"),),
}
UNNAMED = {"formats", "role"}
"""What decides which documents there are, and when they are written, but not what they hold."""


def test_every_field_of_a_feed_is_part_of_its_name() -> None:
    """Nothing that a document may depend on is forgotten, also when a field is added."""
    fields = set(FEED._fields)
    assert fields == CHANGES.keys() | UNNAMED


@pytest.mark.parametrize("field", CHANGES)
def test_another_feed_has_another_name(field: str) -> None:
    """A change of any field is a change of the document's name."""
    changed = FEED._replace(**{field: CHANGES[field]})
    assert set(names_of(FEED).values()).isdisjoint(names_of(changed).values())


def test_the_same_feed_has_the_same_name() -> None:
    """Names depend on values alone, and differ from format to format."""
    again = FEED._replace(role=Role.ENTRY)
    assert names_of(again) == names_of(FEED)
    assert len(set(names_of(FEED).values())) == len(FRAGMENTED)


@pytest.mark.parametrize(
    "changes",
    [
        {"title": "other"},
        {"published": NOW.replace(year=2030)},
        {"updated": NOW.replace(year=2030)},
        {"sequence": 7},
        {"recorded": NOW.replace(year=2030)},
        {"id": "tag:x,2015:y"},
        {"uid": "other"},
        {"url": "https://o.example/"},
        {"talk": make_talk(title="one", rescheduled=True)},
        {"start": NOW.replace(year=2030)},
        {"end": NOW.replace(year=2030)},
        {"was_upcoming": True},
    ],
    ids=lambda changes: next(iter(changes)),
)
def test_another_entry_has_another_name(changes: dict[str, Any]) -> None:
    """What the memory says of a talk is part of what is made of it."""
    changed = FEED._replace(entries=(ONE._replace(**changes), TWO))
    assert set(names_of(FEED).values()).isdisjoint(names_of(changed).values())


def test_another_origin_is_another_name() -> None:
    """What a talk was read from stands for all that is in it."""
    assert names_of(FEED) != names_of(FEED, origins=(b"1", b"3"))


def test_what_has_no_origin_has_no_lasting_name() -> None:
    """Nothing of a talk is taken from an earlier build that might be another one's."""
    fingerprints = Fingerprints(FEED, {0: b"1", 1: b""}, FRAGMENTED)
    assert fingerprints.of_feed(FEED) == b""
    assert fingerprints.reusable() == {fingerprints.of_entry(ONE)}
    assert names_of(FEED, origins=(b"1", b"")) == dict.fromkeys(names_of(FEED), b"")
    assert made_by(renderer(FEED, origins=(b"", b""))) == made_by(renderer(FEED))


def test_the_curated_order_is_part_of_a_document_s_name() -> None:
    """Pages list the talks of one day as the file does."""
    swapped = (
        ONE._replace(talk=ONE.talk._replace(order=1)),
        TWO._replace(talk=TWO.talk._replace(order=0)),
    )
    before = FEED._replace(formats=("fragment",))
    after = before._replace(entries=swapped)
    first, second = names_of(before), names_of(after, origins=(b"2", b"1"))
    assert first["talks.fragment.html"] != second["talks.fragment.html"]


def test_a_theme_is_part_of_the_name(tmp_path: Path) -> None:
    """A page changes with its templates."""
    (tmp_path / "base.html").write_text("a")
    first = names_of(FEED._replace(look=make_look(tmp_path)))
    (tmp_path / "base.html").write_text("b")
    second = names_of(FEED._replace(look=make_look(tmp_path)))
    assert set(first.values()).isdisjoint(second.values())


def test_an_unscheduled_talk_has_no_event() -> None:
    """Its piece of a calendar is empty, and the calendar is none the worse for it."""
    undated = ONE._replace(
        talk=ONE.talk._replace(when=make_when("", edtf=None, start=None, end=None)),
        start=None,
        end=None,
    )
    feed = FEED._replace(entries=(undated, TWO))
    assert calendar.fragments(feed)[0] == b""
    assert calendar.render(feed).count(b"BEGIN:VEVENT") == 1
