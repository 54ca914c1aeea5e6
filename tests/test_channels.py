"""The feeds of a site, their contents, and their permanent addresses."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from itertools import pairwise
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from factories import BASE, make_entry, make_feed, make_link, make_talk, make_tombstone, make_when
from talkfeed.channels import is_upcoming, select
from talkfeed.channels.groups import KINDS, fold, group
from talkfeed.channels.paging import Years, pages
from talkfeed.channels.slugs import assign_slugs
from talkfeed.ledger import Channel, Ledger, Stamped
from talkfeed.model import Event, Person, Precision, Settings, Status

if TYPE_CHECKING:
    from collections.abc import Iterable

    from talkfeed.model import Entry, Feed, Talk, Tombstone

NOW = datetime(2026, 3, 1, 12, tzinfo=UTC)
SPEAKER, EVENT, SERIES, TAG, YEAR = KINDS
SETTINGS = Settings(title="Talks", url=BASE)


def talk_of(*names: str, event: str | None = None, tags: tuple[str, ...] = ()) -> Talk:
    """Make a talk of some speakers."""
    speakers = tuple(Person(name=name) for name in names)
    return make_talk(speakers=speakers, event=event and Event(name=event), tags=tags)


def at(rank: int, talk: Talk, key: str | None = None) -> Entry:
    """Make the entry that came `rank` days before now."""
    moment = NOW - timedelta(days=rank)
    return make_entry(key or f"talk-{rank}", talk, published=moment, updated=moment)


def stamped(
    *entries: Entry, tombstones: tuple[Tombstone, ...] = (), channels: Iterable[Channel] = ()
) -> Stamped:
    """Return stamped entries."""
    ledger = Ledger(authority="talks.example,2015", created=NOW, channels=tuple(channels))
    return Stamped(entries=entries, tombstones=tombstones, ledger=ledger, changes=())


def feeds_of(given: Stamped, settings: Settings = SETTINGS) -> dict[tuple[str, str], Feed]:
    """Select, and key the feeds by path and format."""
    chosen = select(settings, given, NOW).feeds
    return {(feed.path, name): feed for feed in chosen for name in feed.formats}


def keys(feed: Feed) -> list[str]:
    """List the keys of a feed's entries."""
    return [entry.key for entry in feed.entries]


# --- what is upcoming -----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("day", "status", "expected"),
    [
        (date(2026, 3, 2), Status.CONFIRMED, True),
        (date(2026, 3, 1), Status.CONFIRMED, True),
        (date(2026, 2, 28), Status.CONFIRMED, False),
        (date(2026, 3, 2), Status.CANCELLED, False),
        (date(2026, 3, 2), Status.POSTPONED, True),
    ],
)
def test_a_talk_is_upcoming_until_its_day_is_over_everywhere(
    day: date, status: Status, *, expected: bool
) -> None:
    """A day ends last at UTC-12, at noon UTC of the next day; a cancelled talk is not to come."""
    entry = make_entry(talk=make_talk(when=make_when(day=day), status=status))
    assert is_upcoming(entry, NOW) is expected


def test_a_cancelled_talk_stays_in_sight_until_its_date() -> None:
    """Who waits for it learns of its fate, also from its own calendar."""
    talk = make_talk(when=make_when(day=date(2026, 4, 1)), status=Status.CANCELLED)
    found = feeds_of(stamped(at(0, talk)))
    assert keys(found["upcoming", "atom"]) == ["talk-0"]
    assert found["index", "index"].ahead == ("talk-0",)
    assert keys(found["talks/talk-0", "ical"]) == ["talk-0"]


def test_embeds_contain_upcoming_and_recent_talks() -> None:
    """Each variant contains all of them, and the visitor's clock selects."""
    soon = make_talk(when=make_when(day=date(2026, 4, 1)))
    past = [make_talk(when=make_when(day=date(2015, 1, day + 1))) for day in range(20)]
    found = feeds_of(stamped(at(0, soon), *(at(20 - day, past[day]) for day in range(20))))
    expected = ["talk-0", *(f"talk-{rank}" for rank in range(1, 11))]
    for variant in ("embed", "embed-upcoming", "embed-recent"):
        assert sorted(keys(found[variant, "embed"])) == sorted(expected)


def test_a_talk_without_a_date_is_upcoming() -> None:
    """A date to be announced lies ahead."""
    when = make_when("TBA", edtf=None, start=None, end=None, precision=Precision.NONE)
    assert is_upcoming(make_entry(talk=make_talk(when=when)), NOW)


# --- groups ---------------------------------------------------------------------------------------


def test_names_are_compared_without_case_and_spaces() -> None:
    """The newest spelling is shown, and an entry with a duplicate tag counts once."""
    newer, older = at(0, talk_of(tags=("OCaml", "ocaml"))), at(1, talk_of(tags=("ocaml ",)))
    found = group((newer, older), TAG, {})
    assert {folded: (each.name, len(each.entries)) for folded, each in found.items()} == {
        "ocaml": ("OCaml", 2)
    }
    assert found["ocaml"].first == "talk-1"


def test_aliases_lead_to_one_speaker() -> None:
    """A talk under another name belongs to the right one."""
    entries = (at(0, talk_of("avsm")), at(1, talk_of("Anil Madhavapeddy", "Ann")))
    found = group(entries, SPEAKER, {"avsm": "Anil Madhavapeddy"})
    assert {each.name: len(each.entries) for each in found.values()} == {
        "Anil Madhavapeddy": 2,
        "Ann": 1,
    }


def test_events_and_years_are_groups() -> None:
    """An event is found by its name, a year by the talk's date; neither needs to be known."""
    dateless = make_when("TBA", edtf=None, start=None, end=None, precision=Precision.NONE)
    entries = (at(0, talk_of("Ann", event="PolyConf")), at(1, make_talk(event=None, when=dateless)))
    assert list(group(entries, EVENT, {})) == ["polyconf"]
    assert list(group(entries, YEAR, {})) == ["2015"]


# --- slugs ----------------------------------------------------------------------------------------


def speakers(
    *entries: Entry, known: Iterable[Channel] = (), **aliases: str
) -> dict[str, list[str]]:
    """Settle the speakers' channels, and list the talks under each slug."""
    names = {fold(alias): name for alias, name in aliases.items()}
    settled = assign_slugs(group(entries, SPEAKER, names), tuple(known), names, 1)
    return {
        channel.slug: [entry.key for entry in each.entries] if each else []
        for channel, each in settled
    }


def test_two_names_with_one_slug_never_share_one() -> None:
    """The second gets a number."""
    assert speakers(at(0, talk_of("José")), at(1, talk_of("Jose"))) == {
        "jose": ["talk-1"],
        "jose-2": ["talk-0"],
    }


SIGNS = (
    ("C", "c"),
    ("C#", "c-sharp"),
    ("F\u266f", "f-sharp"),
    ("C++", "c-plus-plus"),
    ("C++20", "c-plus-plus-20"),
    ("C*", "c-star"),
    (".NET", "dot-net"),
    ("ASP.NET", "asp-net"),
    ("Node.js", "node-js"),
    ("J. Doe", "j-doe"),
    ("#", "talk-334359b9"),
)


@pytest.mark.parametrize(("name", "slug"), SIGNS)
def test_symbols_in_a_name_are_words_of_its_slug(name: str, slug: str) -> None:
    """Names that differ only in a symbol have different addresses."""
    assert speakers(at(0, talk_of(name))) == {slug: ["talk-0"]}


def test_tags_that_differ_in_a_symbol_have_different_feeds() -> None:
    """Subscribers of C get no talks on C#, even if C# had the slug of C before."""
    tags = ("C#", "C#", "C", "C")
    entries = [at(rank, make_talk(tags=(tag,))) for rank, tag in enumerate(tags)]
    found = feeds_of(stamped(*entries))
    assert keys(found["tags/c-sharp", "atom"]) == ["talk-0", "talk-1"]
    assert keys(found["tags/c", "atom"]) == ["talk-2", "talk-3"]
    known = [Channel("tag", "c-2", "C#", "talk-1")]
    assert keys(feeds_of(stamped(*entries, channels=known))["tags/c-2", "atom"]) == [
        "talk-0",
        "talk-1",
    ]


def test_a_known_channel_keeps_its_slug() -> None:
    """The published slug of a channel is kept, even if its name has another slug today."""
    known = [Channel("speaker", "a-example", "Ann", "talk-0")]
    assert speakers(at(0, talk_of("ann")), known=known) == {"a-example": ["talk-0"]}


def test_a_respelt_name_keeps_its_feed() -> None:
    """A name that is gone lives on under the new name of its oldest talk."""
    known = [Channel("speaker", "ann-exampel", "Ann Exampel", "talk-1")]
    entries = (at(0, talk_of("Ann Example")), at(1, talk_of("Bob", "Ann Example")))
    assert speakers(*entries, known=[*known, Channel("speaker", "bob", "Bob", "talk-1")]) == {
        "ann-exampel": ["talk-0", "talk-1"],
        "bob": ["talk-1"],
    }


def test_an_alias_unites_two_feeds() -> None:
    """Both addresses are kept, with the same talks."""
    known = [
        Channel("speaker", "avsm", "avsm", "talk-0"),
        Channel("speaker", "anil", "Anil", "talk-1"),
    ]
    found = speakers(at(0, talk_of("avsm")), at(1, talk_of("Anil")), known=known, avsm="Anil")
    assert found == {"avsm": ["talk-0", "talk-1"], "anil": ["talk-0", "talk-1"]}


def test_a_channel_outlives_its_talks() -> None:
    """The feed stays, empty, and its slug is never given to another name."""
    known = [Channel("speaker", "jose", "Jose", "gone")]
    assert speakers(at(0, talk_of("José")), known=known) == {"jose": [], "jose-2": ["talk-0"]}


names = st.sampled_from(["Ann", "ann", "Ánn", "Bob", "Bób", "???", "!!!", "Con"])


@given(st.lists(st.lists(names, min_size=1, max_size=3), max_size=6), st.randoms())
def test_slugs_do_not_move_and_never_collide(rows: list[list[str]], random: object) -> None:
    """Assigning slugs again, for any order of talks, keeps the slug of each name."""
    entries = [at(rank, talk_of(*row)) for rank, row in enumerate(rows)]
    first = assign_slugs(group(entries, SPEAKER, {}), (), {}, 1)
    slugs = {fold(channel.name): channel.slug for channel, _ in first}
    assert len(set(slugs.values())) == len(first)
    random.shuffle(entries)  # type: ignore[attr-defined]
    again = assign_slugs(group(entries, SPEAKER, {}), [channel for channel, _ in first], {}, 1)
    assert {fold(channel.name): channel.slug for channel, _ in again} == slugs


# --- paging ---------------------------------------------------------------------------------------


def walk(found: Iterable[Feed]) -> list[str]:
    """Read a paged feed as in RFC 5005: the subscription document, then the archives."""
    by_path = {feed.path: feed for feed in found}
    seen, path = [], "talks"
    while path:
        seen += keys(by_path[path])
        path = by_path[path].prev_archive or ""
    return seen


def paged(
    entries: Iterable[Entry], limit: int = 3, closed: int = 2025, archives: Years = ()
) -> dict[str, Feed]:
    """Divide the feed of entries, none of which is still to come, and key its pages by path."""
    found = pages(
        make_feed(*entries), limit, lambda _: False, closed=closed, archives=archives
    ).documents
    return {page.path: page for page in found}


@given(st.integers(0, 40), st.integers(1, 12), st.sets(st.integers(0, 40)))
@settings(max_examples=50)
def test_a_walk_meets_every_entry(count: int, limit: int, coming: set[int]) -> None:
    """Front and archives together hold all entries; an archive is a whole year that is over."""
    entries = [at(rank * 60, make_talk()) for rank in range(count)]
    ahead = {f"talk-{rank * 60}" for rank in coming}
    front, *archives = pages(
        make_feed(*entries), limit, lambda entry: entry.key in ahead, closed=2025
    ).documents
    assert set(walk((front, *archives))) == {entry.key for entry in entries}
    assert set(keys(front)) >= {entry.key for entry in entries[:limit]} | ahead.intersection(
        entry.key for entry in entries
    )
    for page in archives:
        year = int(page.path.rpartition("/")[2])
        assert year <= 2025
        assert keys(page) == [entry.key for entry in entries if entry.published.year == year]
        assert (page.current, page.next_archive) == ("talks", None)
    for newer, older in pairwise(archives):
        assert newer.prev_archive == older.path
        assert newer.entries[-1].published > older.entries[0].published


def test_an_archive_does_not_change() -> None:
    """Neither new talks nor the years change an archive; a year without end is none."""
    entries = [at(rank * 100, make_talk()) for rank in range(20)]
    before = paged(entries)
    assert "archive/talks/2025" in before
    newer = [at(-rank, make_talk(), f"new-{rank}") for rank in range(20, 0, -1)]
    after = paged([*newer, *entries], closed=2026)
    assert "archive/talks/2026" in after
    for path in before.keys() - {"talks"}:
        assert after[path] == before[path]


def test_the_year_that_is_not_over_is_whole_in_front() -> None:
    """However many entries it has: an archive of it would change."""
    found = paged(at(rank, make_talk()) for rank in range(9))
    assert {path: len(page.entries) for path, page in found.items()} == {"talks": 9}


def test_an_archive_once_made_stays() -> None:
    """An archive is kept even if the remaining entries fit in the subscription document."""
    entries = [at(rank * 300, make_talk()) for rank in range(3)]
    assert paged(entries).keys() == {"talks"}
    kept = paged(entries, archives=((2025, NOW),))
    assert kept.keys() == {"talks", "archive/talks/2025", "archive/talks/2024"}
    assert keys(kept["talks"]) == ["talk-0", "talk-300", "talk-600"]


def test_an_archive_outlives_its_entries() -> None:
    """It stays, empty, as late as its last change was, or as the withdrawal of an entry."""
    entries = [at(rank * 300, make_talk()) for rank in range(2)]
    tombstone = make_tombstone(published=NOW - timedelta(days=900), withdrawn=NOW)
    before = NOW - timedelta(days=800)
    for tombstones, expected in (((), before), ((tombstone,), NOW)):
        found = pages(
            make_feed(*entries, tombstones=tombstones),
            3,
            lambda _: False,
            closed=2025,
            archives=((2023, before),),
        )
        assert [(page.path, len(page.entries)) for page in found.documents] == [
            ("talks", 2),
            ("archive/talks/2023", 0),
        ]
        assert found.documents[1].updated == expected
        assert found.archives == ((2023, expected),)


def test_an_edited_entry_of_an_archive_is_repeated_in_front() -> None:
    """Until as many newer ones have come as the front holds, and no more than that at once."""
    entries = [at(rank * 100, make_talk()) for rank in range(12)]
    edited = [
        entry._replace(updated=NOW - timedelta(days=20 - rank)) if rank > 7 else entry
        for rank, entry in enumerate(entries)
    ]
    found = paged(edited)
    assert keys(found["talks"])[3:] == ["talk-900", "talk-1000", "talk-1100"]
    assert {key for page in found.values() for key in keys(page)} == {e.key for e in entries}
    newer = [at(-rank, make_talk(), f"new-{rank}") for rank in range(3, 0, -1)]
    later = paged([*newer, *edited])
    assert not {"talk-900", "talk-1000", "talk-1100"} & {*keys(later["talks"])}


def test_tombstones_stay_in_front() -> None:
    """Archives hold entries alone."""
    feed = make_feed(at(0, make_talk()), at(400, make_talk()), tombstones=(make_tombstone(),))
    documents = pages(feed, 1, lambda _: False, closed=2025).documents
    assert [len(page.tombstones) for page in documents] == [1, 0]


# --- the whole selection --------------------------------------------------------------------------


def test_a_small_site_has_these_documents() -> None:
    """All talks, upcoming talks, recordings, pages, and channels with two talks or more."""
    ann = talk_of("Ann", event="ConfConf", tags=("OCaml",))
    found = feeds_of(stamped(at(0, ann), at(1, ann), at(2, talk_of("Bob"))))
    assert {path for path, name in found if name == "atom"} == {
        "talks",
        "upcoming",
        "recordings",
        "speakers/ann",
        "events/confconf",
        "tags/ocaml",
    }
    assert {path for path, name in found if name == "ical"} == {
        "talks",
        "upcoming",
    }
    assert {name for path, name in found if path == "talks"} == {
        "atom",
        "rss",
        "json",
        "ical",
        "fragment",
    }
    assert [path for path, name in found if name == "page"] == [
        "talks/talk-0/index",
        "talks/talk-1/index",
        "talks/talk-2/index",
    ]


def test_settings_choose_the_channels() -> None:
    """A kind that is not wanted is not there; its slugs are remembered all the same."""
    known = Channel("speaker", "ann", "Ann", "talk-0")
    given = stamped(at(0, talk_of("Ann")), channels=[known])
    settings = SETTINGS._replace(channels={"years": 1})
    found = feeds_of(given, settings)
    assert {path for path, name in found if name == "atom"} == {"talks", "upcoming", "years/2015"}
    assert known in select(settings, given, NOW).channels


def test_every_feed_has_the_rights_of_the_site() -> None:
    """All feeds and pages have the rights of the site."""
    found = feeds_of(stamped(at(0, talk_of("Ann"))), SETTINGS._replace(rights="CC BY 4.0"))
    assert {feed.rights for feed in found.values()} == {"CC BY 4.0"}


def test_every_feed_is_on_offer() -> None:
    """Pages and lists learn of every feed, its formats and its size."""
    index = feeds_of(stamped(at(0, talk_of("Ann")), at(1, talk_of("Ann"))))["index", "index"]
    offers = {offer.path: (offer.kind, offer.talks) for offer in index.subscriptions}
    assert offers == {
        "talks": ("all", 2),
        "upcoming": ("upcoming", 0),
        "recordings": ("recordings", 0),
        "speakers/ann": ("speaker", 2),
    }
    calendars = [offer.path for offer in index.subscriptions if "ical" in offer.formats]
    assert calendars == ["talks", "upcoming"]


def test_channels_have_few_formats_unless_chosen() -> None:
    """A speaker has Atom, and a calendar once a talk is to come; `formats:` adds the others.

    A channel that was published in all formats keeps them, and a calendar stays, too.
    """
    later = talk_of("Ann")._replace(when=make_when(day=date(2026, 12, 3)))
    past = at(0, talk_of("Ann"))
    both, chosen = stamped(past, at(1, later)), SETTINGS._replace(formats=("atom", "rss", "ical"))

    def formats(given: Stamped, settings: Settings = SETTINGS) -> set[str]:
        return {name for path, name in feeds_of(given, settings) if path == "speakers/ann"}

    settings = SETTINGS._replace(channels={"speakers": 1})
    assert formats(stamped(past), settings) == {"atom"}
    assert formats(both) == {"atom", "ical"}
    assert formats(both, chosen) == {"atom", "rss", "ical"}
    (known,) = (each for each in select(SETTINGS, both, NOW).channels if each.name == "Ann")
    assert known.is_lean
    assert formats(stamped(past, channels=[known]), settings) == {"atom", "ical"}
    once = known._replace(is_lean=False)
    assert formats(stamped(past, channels=[once]), settings) == {"atom", "rss", "json", "ical"}


def test_upcoming_talks_have_their_own_calendars() -> None:
    """A past talk that was never upcoming has no calendar; a postponed one has its own."""
    soon = make_talk(when=make_when(day=date(2026, 4, 1)))
    later = soon._replace(status=Status.POSTPONED)
    found = feeds_of(stamped(at(0, soon), at(1, later), at(2, make_talk())))
    assert keys(found["upcoming", "atom"]) == ["talk-0", "talk-1"]
    assert found["index", "index"].ahead == ("talk-0", "talk-1")
    assert not found["talks/talk-0", "ical"].is_subscription
    assert found["upcoming", "ical"].is_subscription
    assert ("talks/talk-1", "ical") in found
    assert ("talks/talk-2", "ical") not in found


def test_the_upcoming_calendar_keeps_recent_events() -> None:
    """An event is kept for half a year after its end, because clients delete missing events."""
    days = (date(2026, 4, 1), date(2025, 10, 1), date(2025, 8, 1))
    entries = [at(rank, make_talk(when=make_when(day=day))) for rank, day in enumerate(days)]
    found = feeds_of(stamped(*entries))
    assert keys(found["upcoming", "ical"]) == ["talk-0", "talk-1"]
    assert keys(found["talks", "ical"]) == ["talk-0", "talk-1", "talk-2"]


def test_withdrawn_talks_are_withdrawn_everywhere() -> None:
    """Feeds have all withdrawals, calendars only those of upcoming talks."""
    past = make_tombstone("past", start=date(2025, 1, 1), end=date(2025, 1, 1))
    future = make_tombstone(
        "future", start=date(2026, 5, 1), end=date(2026, 5, 1), feeds=("upcoming",)
    )
    found = feeds_of(stamped(tombstones=(past, future)))
    assert found["talks", "atom"].tombstones == (past, future)
    assert found["upcoming", "ical"].tombstones == (future,)
    assert found["upcoming", "atom"].tombstones == (future,)
    assert found["talks", "atom"].updated == max(past.withdrawn, future.withdrawn)


def test_a_late_recording_is_an_entry_of_its_own() -> None:
    """It is new to readers: an id, an address, a title and a moment of its own."""
    talk = make_talk(links=(make_link(),))
    late = at(9, talk)._replace(recorded=NOW - timedelta(days=1))
    first = at(5, talk)
    found = feeds_of(stamped(first._replace(recorded=first.published), late))["recordings", "atom"]
    (entry,) = found.entries
    assert entry.id == f"{late.id}#recording"
    assert entry.url == f"{late.url}#recording"
    assert entry.title == f"Recording: {late.title}"
    assert entry.published == late.recorded


def test_a_removed_recording_is_withdrawn() -> None:
    """The recordings feed lists only available recordings."""
    late = at(9, make_talk())._replace(recorded=NOW - timedelta(days=1))
    assert feeds_of(stamped(late))["recordings", "atom"].entries == ()


def test_an_empty_feed_has_the_age_of_the_ledger() -> None:
    """Without any entry, the first build is the last change."""
    assert feeds_of(stamped())["talks", "atom"].updated == NOW


def test_ids_are_all_different() -> None:
    """No two feeds share an id, except a feed and its own archives and calendar."""
    soon = make_talk(when=make_when(day=date(2026, 4, 1)))
    chosen = select(SETTINGS, stamped(at(0, soon), at(1, soon)), NOW).feeds
    feeds = [feed for feed in chosen if "atom" in feed.formats]
    assert len({feed.id for feed in feeds}) == len(feeds)


# --- pages ----------------------------------------------------------------------------------------


def held(*sizes: tuple[int, int]) -> list[Entry]:
    """Return entries of years, with the number of talks of each year."""
    days = (date(year, 6, 1) for year, count in sizes for _ in range(count))
    return [at(rank, make_talk(when=make_when(day=day))) for rank, day in enumerate(days)]


def index_pages(*entries: Entry) -> list[Feed]:
    """Select, and list the pages that are an index."""
    chosen = select(SETTINGS, stamped(*entries), NOW).feeds
    return [feed for feed in chosen if feed.formats == ("index",)]


@pytest.mark.parametrize(
    ("sizes", "expected"),
    [
        ([], {"index": 0}),
        ([(2026, 2), (2025, 3)], {"index": 5}),
        ([(2026, 5), (2025, 300), (2024, 195)], {"index": 500}),
        (
            [(2026, 5), (2025, 300), (2024, 196), (2023, 1)],
            {"index": 305, "years/2024/index": 196, "years/2023/index": 1},
        ),
        ([(2026, 5), (2025, 501)], {"index": 105, "years/2025/index": 501}),
    ],
)
def test_an_index_too_long_for_one_page_is_paged_by_year(
    sizes: list[tuple[int, int]], expected: dict[str, int]
) -> None:
    """The first page has upcoming talks and years up to 500 talks; older years have their own.

    If no year fits, it has the latest 100 of the latest year.
    """
    found = index_pages(*held(*sizes))
    assert {feed.path: len(feed.entries) for feed in found} == expected
    assert {feed.pages for feed in found} == {
        tuple((path.split("/")[1], path) for path in expected if path != "index")
    }
    assert len({entry.key for feed in found for entry in feed.entries}) == sum(
        count for _, count in sizes
    )


def test_pages_of_an_index_are_linked_in_order() -> None:
    """From each page the way leads to the newer, the older, and the front."""
    undated = make_when("TBA", edtf=None, start=None, end=None, precision=Precision.NONE)
    someday = at(5000, make_talk(when=undated, status=Status.CANCELLED), "some-day")
    front, newer, older = index_pages(*held((2025, 499), (2020, 2), (2019, 1)), someday)
    assert someday in front.entries
    assert (front.current, front.prev_archive, front.next_archive) == (None, newer.path, None)
    assert (newer.current, newer.prev_archive, newer.next_archive) == ("index", older.path, None)
    assert (older.current, older.prev_archive, older.next_archive) == ("index", None, newer.path)
    assert {entry.talk.when.start for entry in newer.entries} == {date(2020, 6, 1)}
    assert front.subscriptions == older.subscriptions


def test_a_channel_is_offered_under_its_own_name() -> None:
    """Lists call it by the name alone, feeds of all talks by their titles."""
    index = feeds_of(stamped(at(0, talk_of("Ann")), at(1, talk_of("Ann"))))["index", "index"]
    assert {offer.path: (offer.name, offer.title) for offer in index.subscriptions} == {
        "talks": ("Talks", "Talks"),
        "upcoming": ("Talks: upcoming", "Talks: upcoming"),
        "recordings": ("Talks: recordings", "Talks: recordings"),
        "speakers/ann": ("Ann", "Talks: Ann"),
    }


def test_a_channel_of_unknown_beginning_is_found_by_its_name_alone() -> None:
    """After a lost lock the oldest talk is learnt anew, and never guessed."""
    known = [Channel("speaker", "ann-1", "Ann", ""), Channel("speaker", "bob-1", "Bob", "")]
    groups = group((at(0, talk_of("Ann")), at(1, talk_of("Robert"))), SPEAKER, {})
    settled = assign_slugs(groups, known, {}, 1)
    assert [channel for channel, _ in settled] == [
        Channel("speaker", "ann-1", "Ann", "talk-0"),
        Channel("speaker", "bob-1", "Bob", ""),
        Channel("speaker", "robert", "Robert", "talk-1"),
    ]
