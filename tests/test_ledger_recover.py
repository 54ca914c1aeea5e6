"""Recovery: a lost lock is rebuilt from what was published, or refused, never guessed."""

from __future__ import annotations

from contextlib import suppress
from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from depth import examples
from factories import BASE, NOW, make_feed, make_link, make_talk, make_when
from talkfeed import ledger
from talkfeed.errors import Place, Rejected
from talkfeed.formats import jsonfeed, opml
from talkfeed.formats.ical import calendar as ical
from talkfeed.formats.syndication import atom, rss
from talkfeed.ledger import Line, dump, recover, stamp
from talkfeed.ledger.state import NAMESPACE
from talkfeed.model import Settings, Status, Subscription, Talk, Talks

if TYPE_CHECKING:
    from talkfeed.ledger import Ledger, Stamped

LATER = NOW + timedelta(days=30)
TALKS = (
    make_talk(links=(make_link(),)),
    make_talk(title="Called off", status=Status.CANCELLED),
    make_talk(title="Soon & <late>", when=make_when("1 Dec 2015", date(2015, 12, 1))),
    make_talk(title="Gone", when=make_when("2 Dec 2015", date(2015, 12, 2))),
)


def build(talks: tuple[Talk, ...], ledger: Ledger | None, now: datetime = NOW) -> Stamped:
    """Stamp talks at a place each."""
    placed = (
        talk._replace(order=order, place=Place("talks.yaml", order + 1, 1))
        for order, talk in enumerate(talks)
    )
    settings = Settings(title="Example talks", url=BASE)
    return stamp(Talks(settings=settings, talks=tuple(placed)), ledger, now)


def published() -> Stamped:
    """Build twice, the second time with a talk less and one changed."""
    first = build(TALKS, None)
    edited = TALKS[0]._replace(online="https://stream.example/")
    return build((edited, *TALKS[1:3]), first.ledger, LATER)


def test_nothing_is_lost_with_the_lock() -> None:
    """From our own feed every line comes back as it was."""
    made = published()
    feed = make_feed(*made.entries, tombstones=made.tombstones)
    recovered = recover([atom.render(feed)], [ical.render(feed)])
    assert recovered.lines == made.ledger.lines
    assert recovered.authority == made.ledger.authority
    again = build(tuple(entry.talk for entry in made.entries), recovered, LATER)
    assert again.changes == ()


def test_the_latest_word_counts() -> None:
    """Where documents differ, such as an archive and the feed, the latest is right."""
    first = build(TALKS, None)
    second = published()
    documents = [
        atom.render(make_feed(*first.entries)),
        atom.render(make_feed(*second.entries, tombstones=second.tombstones)),
    ]
    assert recover(documents).lines == second.ledger.lines
    assert recover(documents[::-1]).lines == second.ledger.lines


def test_empty_feed_keeps_its_authority() -> None:
    """A feed without a talk still says who mints its ids."""
    recovered = recover([atom.render(make_feed())])
    assert (recovered.authority, recovered.lines) == ("talks.example,2015", ())
    assert recovered.created == NOW


FOREIGN = """\
<feed xmlns="http://www.w3.org/2005/Atom"><id>https://old.example/</id>
<title>Old</title><updated>2015-10-01T00:00:00Z</updated>
<entry><id>https://old.example/1</id><title>A <b xmlns="x">talk</b></title>
<link href="https://old.example/1"/><updated>2015-09-01T12:00:00.5+02:00</updated></entry>
<entry><id>urn:2</id><title>a talk!</title><link/><link href="https://video.example/2"/>
<published>2015-08-01T00:00:00Z</published><updated>2015-09-02T00:00:00Z</updated></entry>
</feed>"""


def test_feeds_of_other_software_keep_their_ids() -> None:
    """Ids and moments are taken as they are; the talks are recognised and adopted silently."""
    recovered = recover([FOREIGN.encode()])
    assert recovered.authority == ""
    assert [(line.key, line.id) for line in recovered.lines] == [
        ("a-talk", "urn:2"),
        ("a-talk-2", "https://old.example/1"),
    ]
    talk = make_talk(title="Otherwise", links=(make_link("https://video.example/2"),))
    made = build((make_talk(), talk), recovered, LATER)
    ids = {entry.talk.title: entry.id for entry in made.entries}
    assert ids == {"A talk": "https://old.example/1", "Otherwise": "urn:2"}
    assert made.changes == ()
    assert made.ledger.authority == "talks.example,2015"
    again = recover([atom.render(make_feed(*made.entries))])
    assert again.lines == made.ledger.lines
    assert 'id=urn:2 title="Otherwise' in dump(again)


def test_our_feed_without_state_is_known_by_its_ids() -> None:
    """A tag of ours names the key, even if nothing else is told."""
    text = """\
    <feed xmlns="http://www.w3.org/2005/Atom" xmlns:at="http://purl.org/atompub/tombstones/1.0">
    <id>tag:a.example,2010:talks</id><updated>2015-10-01T00:00:00Z</updated>
    <entry><id>tag:a.example,2010:talks/a-talk</id><title>Any</title>
    <updated>2015-09-01T00:00:00Z</updated></entry>
    <entry><id>tag:b.example,2011:talks/other</id><title>Other</title>
    <updated>2015-09-02T00:00:00Z</updated></entry>
    <entry><id>tag:a.example,2010:talks/x</id><title>X</title>
    <updated>2015-09-03T00:00:00Z</updated></entry>
    <at:deleted-entry ref="tag:a.example,2010:talks/gone" when="2015-09-04T00:00:00Z"/>
    </feed>"""
    recovered = recover([text.encode()])
    assert recovered.authority == "a.example,2010"
    assert [line.key for line in recovered.lines] == ["a-talk", "gone", "other", "x"]
    assert [line.id for line in recovered.lines] == [
        None,
        None,
        "tag:b.example,2011:talks/other",
        None,
    ]
    gone = recovered.lines[1]
    assert (gone.published, gone.withdrawn) == (gone.updated, gone.updated)
    made = build((make_talk(), make_talk(title="Other"), make_talk(title="X")), recovered, LATER)
    assert made.changes == ()


def calendar(*properties: str) -> bytes:
    """Make a calendar of one event."""
    return "\r\n".join(["BEGIN:VEVENT", *properties, "END:VEVENT", ""]).encode()


HISTORY = (
    "UID:old@talks.exam",
    " ple",
    "SUMMARY;LANGUAGE=en:Ann: Old\\, but good",
    "CREATED:20150101T000000Z",
    "LAST-MODIFIED:20150102T000000Z",
)


def test_what_only_calendars_remember_is_not_forgotten() -> None:
    """A key that no feed tells of any more is still taken, with its history."""
    feed = atom.render(make_feed())
    calendars = [calendar(*HISTORY, f"SEQUENCE:{number}") for number in (1, 3, 2)]
    assert recover([feed], calendars).lines == (
        Line(
            key="old",
            title="Ann: Old, but good",
            published=datetime(2015, 1, 1, tzinfo=UTC),
            updated=datetime(2015, 1, 2, tzinfo=UTC),
            sequence=3,
        ),
    )


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"\xff\xfe",
        calendar(*HISTORY),
        calendar(*HISTORY, "SEQUENCE:x"),
        calendar("SUMMARY:no uid"),
        calendar("UID:x@elsewhere.example", *HISTORY[2:], "SEQUENCE:1"),
        calendar("UID:../x@talks.example", *HISTORY[2:], "SEQUENCE:1"),
    ],
)
def test_events_that_are_not_ours_are_left_aside(content: bytes) -> None:
    """Only an event with our UID and its history says something."""
    assert recover([atom.render(make_feed())], [content]).lines == ()


ENTRY = "<entry><id>x</id><title>x</title><updated>2015-09-01T00:00:00Z</updated></entry>"
FEED = f"""<feed xmlns="http://www.w3.org/2005/Atom" xmlns:s="{NAMESPACE}">
<id>x</id><updated>2015-09-01T00:00:00Z</updated>{ENTRY}</feed>"""
BOMB = '<!DOCTYPE feed [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]>'


@pytest.mark.parametrize(
    "content",
    [
        "",
        "no XML",
        "<feed/>",
        "<rss/>",
        FEED.replace("</feed>", ""),
        FEED.replace("<id>x</id><title>", "<title>"),
        FEED.replace("<title>x</title>", ""),
        FEED.replace("2015-09-01T00:00:00Z</updated></entry>", "yesterday</updated></entry>"),
        FEED.replace("00:00Z</updated></entry>", "00:00</updated></entry>"),
        FEED.replace("</entry>", '<s:state key="x" sequence="many"/></entry>'),
        FEED.replace("</entry>", '<s:state key="../x" sequence="1"/></entry>'),
        FEED.replace("</entry>", '<s:state key="x" kin="1:a b"/></entry>'),
        FEED.replace("<id>x</id><title>", "<id>x y</id><title>"),
        BOMB + FEED,
        BOMB + FEED.replace("<title>x", "<title>&b;"),
        '<!DOCTYPE feed SYSTEM "file:///etc/passwd">' + FEED,
    ],
)
def test_damaged_documents_are_refused(content: str) -> None:
    """Half a memory is worse than none; entities and document types are never followed."""
    with pytest.raises(Rejected, match="TF407"):
        recover([content.encode()])


def test_whole_document_is_accepted() -> None:
    """The document that the damaged ones are made of is read."""
    assert [line.key for line in recover([FEED.encode()]).lines] == ["x"]


# --- three formats ------------------------------------------------------------------------------


def documents(made: Stamped) -> dict[str, bytes]:
    """Publish what was made in every format, with the list of feeds and the channel of upcoming."""
    whole = Subscription(title="A", kind="all", path="talks", formats=("atom",), talks=1)
    feed = make_feed(*made.entries, tombstones=made.tombstones, subscriptions=(whole,))
    coming = [entry for entry in made.entries if entry.was_upcoming]
    return {
        "talks.atom": atom.render(feed),
        "talks.rss": rss.render(feed),
        "talks.json": jsonfeed.render(feed),
        "talks.ics": ical.render(feed),
        "upcoming.atom": atom.render(make_feed(*coming, path="upcoming")),
        "subscriptions.opml": opml.render(feed),
    }


def recovered_from(files: dict[str, bytes]) -> Ledger:
    """Rebuild the memory from published files."""
    return recover([files["talks.atom"]], [files["talks.ics"]], files["subscriptions.opml"], files)


RIGHT = b"tag:talks.example,2015:talks/a-talk"
MOMENT = {".atom": b"2015-10-07T10:00:00+00:00", ".rss": b"Wed, 07 Oct 2015 10:00:00 +0000"}
MOMENT[".json"] = b"2015-10-07T10:00:00Z"


@pytest.mark.parametrize("name", ["talks.atom", "talks.rss", "talks.json"])
@pytest.mark.parametrize(
    "wrong",
    [
        b"tag:talks.example,%s:talks/a-talk" % (b"2" * 5000),
        b"tag:talks.example,2016:talks/other",
        b"two words",
        b"x" * 2001,
        b"",
    ],
    ids=["digits", "other", "words", "long", "empty"],
)
def test_a_damaged_id_is_outvoted(name: str, wrong: bytes) -> None:
    """An id that is wrong in one format is taken from the two others."""
    made = build(TALKS[:2], None)
    files = documents(made)
    damaged = files | {name: files[name].replace(RIGHT, wrong)}
    assert damaged[name] != files[name]
    assert recovered_from(damaged).lines == recovered_from(files).lines == made.ledger.lines


@pytest.mark.parametrize("suffix", MOMENT)
@pytest.mark.parametrize(
    "wrong", [b"2016-01-01T00:00:00Z", b"0001-01-01T00:00:00+14:00", b"1800-01-01T00:00:00Z", b"x"]
)
def test_a_damaged_moment_is_outvoted(suffix: str, wrong: bytes) -> None:
    """So is a moment of publication."""
    made = build(TALKS[:1], None)
    files = documents(made)
    name = f"talks{suffix}"
    old, tag = MOMENT[suffix], {".atom": b"published>", ".rss": b"pubDate>"}.get(suffix)
    before, after = (tag + old, tag + wrong) if tag else (b'"date_published":"' + old, b'"x":"')
    damaged = files | {name: files[name].replace(before, after)}
    assert damaged[name] != files[name]
    assert recovered_from(damaged).lines == made.ledger.lines


def test_of_equals_the_first_format_counts() -> None:
    """Three different ids are one of Atom's; where that is invalid, RSS is asked, then JSON."""
    files = documents(build(TALKS[:1], None))
    ids = [b"tag:talks.example,201%d:talks/a-talk" % number for number in range(3)]
    names = ("talks.atom", "talks.rss", "talks.json")
    changed = files | {
        name: files[name].replace(RIGHT, text) for name, text in zip(names, ids, strict=True)
    }
    assert recovered_from(changed).authority == "talks.example,2010"
    changed["talks.atom"] = files["talks.atom"].replace(RIGHT, b"tag:nobody")
    assert recovered_from(changed).authority == "talks.example,2011"
    with pytest.raises(Rejected, match="no format has a valid id"):
        recovered_from({**changed, "talks.rss": b"", "talks.json": b"[]"})


def test_channels_come_back_with_their_moments() -> None:
    """A feed or a calendar says when it changed; one of both is enough, none is nothing."""
    made = published()
    files = documents(made)
    found = {channel.slug: channel for channel in recovered_from(files).channels}
    assert found.keys() == {"talks", "upcoming"}
    assert (found["talks"].updated, found["talks"].has_calendar) == (LATER, True)
    del files["upcoming.atom"]
    files["upcoming.ics"] = ical.render(make_feed(path="upcoming", updated=NOW))
    (talks, upcoming) = recovered_from(files).channels
    assert (talks.updated, upcoming.updated) == (LATER, NOW)
    bare = files | {"upcoming.ics": b"BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n"}
    assert [channel.slug for channel in recovered_from(bare).channels] == ["talks"]


def test_archives_come_back_with_their_moments() -> None:
    """Each archived year is found by the path of its document."""
    files = documents(published())
    for path in ("archive/talks/2014", "archive/talks/2013", "archive/upcoming/2012"):
        files[f"{path}.atom"] = atom.render(make_feed(path=path))
    files["archive/talks/x.atom"] = b""
    talks, upcoming = recovered_from(files).channels
    assert (talks.archives, upcoming.archives) == (((2014, NOW), (2013, NOW)), ((2012, NOW),))


def test_a_damaged_channel_is_refused() -> None:
    """Without its moment the channel could go back."""
    files = documents(published())
    files["upcoming.atom"] = files["upcoming.atom"].replace(b"<updated>", b"<updated>x", 1)
    with pytest.raises(Rejected, match=r"upcoming\.atom is damaged"):
        recovered_from(files)


@given(
    st.sampled_from(["talks.atom", "talks.rss", "talks.json", "talks.ics", "upcoming.atom"]),
    st.floats(0, 1),
    st.integers(0, 40),
    st.sampled_from(
        [b"", b"9" * 5000, b"\x00", b"<", b">", b'"', b"]]>", b"\xff", b"-1", b"{[" * 999]
    ),
)
@settings(max_examples=examples(40))
def test_no_damage_ends_in_a_traceback(name: str, place: float, cut: int, new: bytes) -> None:
    """Whatever was done to a published file, the memory is rebuilt or refused."""
    content = FILES[name]
    start = int(place * len(content))
    damaged = FILES | {name: content[:start] + new + content[start + cut :]}
    with suppress(Rejected):
        dump(recovered_from(damaged))


FILES = documents(published())


def test_nothing_published_is_refused() -> None:
    """Without a document there is nothing to recover."""
    with pytest.raises(Rejected, match="no Atom"):
        recover([])


def test_too_large_documents_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    """The size of what is read has a limit."""
    monkeypatch.setitem(recover.__globals__, "LIMIT", len(FEED) - 1)
    with pytest.raises(Rejected, match="larger"):
        recover([FEED.encode()])


def test_no_other_name_is_looked_up_late() -> None:
    """What does not exist is missing, as in any module."""
    with pytest.raises(AttributeError, match="has no attribute 'forget'"):
        assert ledger.forget
