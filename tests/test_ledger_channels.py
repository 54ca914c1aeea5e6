"""Channels in the ledger: written, read, rejected if damaged, and recovered."""

from __future__ import annotations

from datetime import UTC, datetime
from hashlib import sha256

import pytest
from hypothesis import given
from hypothesis import strategies as st

from factories import BASE, make_feed, read_lock
from talkfeed import text as validators
from talkfeed.channels.groups import KINDS
from talkfeed.errors import InvalidData, Rejected
from talkfeed.formats import opml
from talkfeed.formats.syndication import atom
from talkfeed.ledger import FOLDERS, Channel, Ledger, dump, parse, recover
from talkfeed.model import Subscription

CREATED = datetime(2015, 11, 1, 12, tzinfo=UTC)
HEAD = """\
# What talkfeed has told the subscribers: one line for every talk ever published.
# Made by "talkfeed build". Commit it together with the talks; never edit it.
talkfeed-lock 2
authority talks.example,2015
created 2015-11-01T12:00:00Z
"""
FEED = atom.render(make_feed())

slugs = st.from_regex("[a-z0-9]{1,4}(-[a-z0-9]{1,4})?", fullmatch=True)
hostile = st.one_of(
    st.text(st.characters(codec="utf-8")),
    st.sampled_from(
        [
            *("line\nend", "return\r\n", 'quote " name="', " name=", "first= name=x", "@tag x"),
            *(
                "back\\slash",
                "\u2028\u2029\x85",
                "שלום \u202e",
                "sha256 0",
                "<<<<<<<",
                "#",
                "💾\x00",
            ),
        ]
    ),
)
channels = st.builds(
    Channel,
    kind=st.sampled_from(list(FOLDERS)),
    slug=slugs,
    name=hostile,
    first=st.just("") | slugs,
    updated=st.none() | st.just(CREATED),
    archives=st.lists(st.tuples(st.integers(1900, 2100), st.just(CREATED))).map(tuple),
    has_calendar=st.booleans(),
)
several = st.lists(channels, unique_by=lambda channel: channel[:2], max_size=6)


def ledger(*channels: Channel) -> Ledger:
    """Make a memory of channels alone."""
    return Ledger(authority="talks.example,2015", created=CREATED, channels=channels)


def sealed(body: str) -> str:
    """Put the checksum below a text."""
    return f"{body}sha256 {sha256(body.encode()).hexdigest()}\n"


def listed(*channels: Channel) -> bytes:
    """Write the list of feeds that a site with these channels has."""
    whole = [
        Subscription(title=kind, kind=kind, path=path, formats=("atom",), talks=0)
        for kind, path in (("all", "talks"), ("upcoming", "upcoming"), ("recordings", "recordings"))
    ]
    parts = [
        Subscription(
            title=f"Talks: {channel.name}",
            name=channel.name,
            kind=channel.kind,
            path=f"{FOLDERS[channel.kind]}/{channel.slug}",
            formats=("atom", "rss", "ical"),
            talks=2,
        )
        for channel in channels
    ]
    return opml.render(make_feed(subscriptions=(*whole, *parts)))


# --- talks.lock -----------------------------------------------------------------------------------


def test_golden_channels() -> None:
    """A channel is a line that people can review, between the head and the talks."""
    made = ledger(
        Channel("tag", "ocaml", "OCaml", ""),
        Channel("site", "talks", "", "", CREATED, ((2014, CREATED),), has_calendar=True),
        Channel("speaker", "garett-smith", 'Garett "name=" Smith', "rainbows"),
    )
    assert dump(made) == sealed(
        HEAD
        + "@site talks first= updated=2015-11-01T12:00:00Z archives=2014:2015-11-01T12:00:00Z"
        + ' calendar=yes name=""\n'
        + '@speaker garett-smith first=rainbows name="Garett \\"name=\\" Smith"\n'
        + '@tag ocaml first= name="OCaml"\n'
    )


@given(several)
def test_channels_with_any_names_are_read_as_written(given: list[Channel]) -> None:
    """Written channels are read, sorted by kind and slug."""
    text = dump(ledger(*given))
    assert read_lock(text) == ledger(*sorted(given))
    assert read_lock(text.replace("\n", "\r\n")) == ledger(*sorted(given))
    assert len(text.split("\n")) == 5 + len(given) + 2


@pytest.mark.parametrize(
    "line",
    [
        "@",
        "@speaker",
        "@speaker ann",
        "@speaker ann first=x",
        "@speaker ann first=x name=",
        "@speaker ann first=x name=Ann",
        "@speaker ann first=x name=3",
        '@speaker ann name="Ann"',
        '@speaker ann first=x updated=yesterday name="Ann"',
        '@speaker ann first=x archives=2015 name="Ann"',
        '@speaker ann first=x calendar=no name="Ann"',
        '@speaker ann first=x name="Ann" more',
        '@speaker ann first=x more name="Ann"',
        '@speaker first=x name="Ann"',
        '@speaker ../ann first=x name="Ann"',
        '@speaker Ann first=x name="Ann"',
        '@speaker ann first=X/ name="Ann"',
        '@orator ann first=x name="Ann"',
        '@speaker ann first=x name="A\\q"',
        '@speaker ann first=x name="A" name="B"',
        '@speaker ann first=x name="A"\n@speaker ann first=x name="B"',
    ],
)
def test_a_damaged_channel_is_refused(line: str) -> None:
    """Nothing is ever read from half a memory, even where the checksum is right."""
    with pytest.raises(InvalidData) as caught:
        parse(sealed(f"{HEAD}{line}\n"), "talks.lock")
    (problem,) = caught.value.problems
    assert problem.code == "TF401"
    assert "some lines cannot be read" in problem.message


# --- recovery -------------------------------------------------------------------------------------


@given(several)
def test_a_lost_lock_finds_every_channel_in_the_list(given: list[Channel]) -> None:
    """Kind, address and name come back; whose talk was first is learnt at the next build."""
    clean = [each._replace(name=validators.line(each.name) or "?") for each in given]
    found = recover([FEED], (), listed(*clean))
    bare = (Channel(each.kind, each.slug, each.name, "") for each in clean)
    assert found.channels == tuple(sorted(bare))


def test_without_a_list_there_are_no_channels() -> None:
    """Feeds of other software have none, and that is no error."""
    assert recover([FEED]).channels == ()
    assert recover([FEED], (), b"<opml><body/></opml>").channels == ()


OWN = listed(Channel("speaker", "ann", "Ann", "")).decode()


@pytest.mark.parametrize(
    ("text", "cause"),
    [
        ("", "damaged"),
        ("hello", "damaged"),
        (OWN[:-9], "damaged"),
        ("<rss/>", "of another type"),
        (f'<!DOCTYPE opml [<!ENTITY a "b">]>{OWN.partition("?>")[2].strip()}', "of another type"),
        (OWN.replace("speakers/ann", "orators/ann"), "orators/ann.atom, which is not a feed"),
        (OWN.replace("speakers/ann", "speakers/../ann"), "not a feed of talkfeed"),
        (OWN.replace(f"{BASE}speakers", "https://elsewhere.example/speakers"), "elsewhere.example"),
        (OWN.replace('text="Ann"', 'text=""'), "speakers/ann.atom, which is not a feed"),
        (OWN.replace('text="Ann" ', ""), "speakers/ann.atom, which is not a feed"),
        (OWN.replace(f"{BASE}recordings", f"{BASE}speakers/ann"), "two feeds have one address"),
        (
            '<opml><body><outline text="A" xmlUrl="https://a.example/feed.xml"/></body></opml>',
            "https://a.example/feed.xml, which is not a feed of talkfeed",
        ),
    ],
)
def test_a_list_that_is_damaged_or_foreign_is_refused(text: str, cause: str) -> None:
    """An address that cannot be read would move, so the build stops instead."""
    with pytest.raises(Rejected) as caught:
        recover([FEED], (), text.encode())
    assert caught.value.code == "TF407"
    assert "subscriptions.opml" in caught.value.message
    assert cause in caught.value.message
    assert caught.value.hint


def test_kinds_and_folders_are_the_same_everywhere() -> None:
    """Recovery reads the kinds and folders that are written."""
    assert {kind.name: kind.folder for kind in KINDS} == FOLDERS
    assert list(opml.GROUPS) == list(FOLDERS)
