"""Identity: keys that can name files anywhere, and ids that never depend on where a feed lives."""

from __future__ import annotations

import re
from datetime import date

import pytest
from anyascii import anyascii
from hypothesis import given
from hypothesis import strategies as st

from factories import BASE, NOW, make_talk, make_when
from talkfeed.errors import Rejected
from talkfeed.identity import (
    RESERVED,
    check_key,
    derive_authority,
    headline,
    is_numbered,
    key_candidates,
    mint_keys,
    slug,
    tag_uri,
    talk_url,
    title_key,
    uid,
    unique_titles,
)
from talkfeed.model import Event, Person, Precision, Settings

SETTINGS = Settings(title="t", url=BASE)


@pytest.mark.parametrize(
    ("title", "key"),
    [
        ("Rainbows and Unikernels", "rainbows-and-unikernels"),
        ("Look ma, no OS! Unikernels", "look-ma-no-os-unikernels"),
        ("Don\u2019t panic", "dont-panic"),
        ("R&D @ home", "r-and-d-at-home"),
        ("Ñandú ﬁn Straße", "nandu-fin-strasse"),
        ("Ελλάδα", "ellada"),
        ("日本語", "ribenyu"),
        ("2001", "2001"),
        ("Nul", "nul-talk"),
        ("COM1", "com1-talk"),
        ("index", "index-talk"),
        ("com 1", "com-1"),
        ("word " * 12 + "cut", "word-" * 11 + "word"),
        ("x" * 70, "x" * 60),
        ("x" * 60 + " y", "x" * 60),
    ],
)
def test_title_key(title: str, key: str) -> None:
    """A key is the title in small letters, digits and hyphens, cut at a word."""
    assert title_key(title) == key


@pytest.mark.parametrize("code", range(0x2010, 0x2028))
def test_signs_are_taken_as_they_are_transliterated(code: int) -> None:
    """The signs we know ourselves make no other key than those that are looked up."""
    assert slug(f"a{chr(code)}b") == slug(f"a{anyascii(chr(code))}b")


def test_titles_without_a_letter_get_keys_of_their_own() -> None:
    """Titles that cannot be transliterated have keys with a hash."""
    keys = {title_key(title) for title in ("???", "!!!", "…")}
    assert len(keys) == 3
    assert all(re.fullmatch("talk-[0-9a-f]{8}", key) for key in keys)


@given(st.text())
def test_every_title_makes_a_usable_key(title: str) -> None:
    """The key of any title is valid as a file name and as an `id:`."""
    assert check_key(title_key(title)) == title_key(title)
    assert len(slug(title)) <= 60


@given(st.lists(st.lists(st.sampled_from("abc"), min_size=1, max_size=3)), st.sets(st.text()))
def test_no_key_is_granted_twice(asked: list[list[str]], taken: set[str]) -> None:
    """Keys are unique, also against those that were taken."""
    keys = mint_keys(asked, taken)
    assert len(set(keys)) == len(keys) == len(asked)
    assert not set(keys) & taken


def test_wishes_are_qualified_step_by_step() -> None:
    """A key consists of the title, then also the event, then also the year."""
    talk = make_talk()
    assert list(key_candidates(talk)) == ["a-talk", "a-talk-confconf", "a-talk-confconf-2015"]
    assert list(key_candidates(talk._replace(event=None))) == ["a-talk", "a-talk-2015"]
    undated = make_when("TBA", edtf=None, start=None, end=None, precision=Precision.NONE)
    assert list(key_candidates(talk._replace(event=Event(name="???"), when=undated))) == ["a-talk"]


@pytest.mark.parametrize("key", ["a", "a-b", "2015", "x" * 120])
def test_plain_ids_are_accepted(key: str) -> None:
    """An id of small letters, digits and single hyphens is a key."""
    assert check_key(key) == key


@pytest.mark.parametrize("key", ["", "A", "a_b", "a/b", "..", "-a", "a-", "a--b", "x" * 121, "ä"])
def test_other_ids_are_refused_with_a_usable_one(key: str) -> None:
    """The hint of a refused id names one that is accepted."""
    with pytest.raises(Rejected, match="TF408") as rejected:
        check_key(key)
    (proposal,) = re.findall('"id: (.*)"', rejected.value.hint)
    assert check_key(proposal) == proposal


@pytest.mark.parametrize("name", sorted(RESERVED))
def test_reserved_names_are_refused(name: str) -> None:
    """No talk has a name that a system keeps for itself."""
    with pytest.raises(Rejected):
        check_key(name)


@pytest.mark.parametrize(
    ("url", "authority"),
    [
        (BASE, "talks.example,2015"),
        ("https://Talks.Example:8080/a/b/", "talks.example,2015"),
        ("http://[::1]/", "1,2015"),
        ("https:///", "localhost,2015"),
    ],
)
def test_authority_is_host_and_year(url: str, authority: str) -> None:
    """Who mints ids is named by the host and the year of the first build."""
    assert derive_authority(SETTINGS._replace(url=url), NOW) == authority


def test_authority_can_be_given() -> None:
    """`feed.id` names the authority outright."""
    assert derive_authority(SETTINGS._replace(authority="a.example,2010"), NOW) == "a.example,2010"


def test_ids_are_made_of_authority_and_key() -> None:
    """A tag URI and a UID hold the authority, an address the base."""
    assert tag_uri("a.example,2010", "talks/x") == "tag:a.example,2010:talks/x"
    assert uid("a.example,2010-01-02", "x") == "x@a.example"
    assert uid("ann@a.example,2010", "x") == "x@a.example"
    assert talk_url(SETTINGS, "x") == "https://talks.example/talks/x/"


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({}, "A talk - Ann Example at ConfConf (7 Oct 2015)"),
        ({"speakers": ()}, "A talk at ConfConf (7 Oct 2015)"),
        ({"event": None}, "A talk - Ann Example (7 Oct 2015)"),
        ({"when": make_when("early 2013", date(2013, 1, 1))}, "(early 2013)"),
        ({"when": make_when("TBA", edtf=None)}, "A talk - Ann Example at ConfConf"),
        ({"speakers": tuple(Person(name=name) for name in "ABC")}, "A talk - A, B, C at ConfConf"),
        ({"speakers": tuple(Person(name=name) for name in "ABCD")}, "A talk - A, B, C et al. at"),
    ],
)
def test_headline(changes: dict[str, object], expected: str) -> None:
    """A headline has title, speakers, event and date, as far as known."""
    assert expected in headline(make_talk(**changes))


def test_titles_are_numbered_when_they_clash() -> None:
    """The first keeps the plain title; the comparison ignores case."""
    assert unique_titles(["A", "a", "A", "B"], ["b", "A (2)"]) == ["A", "a (3)", "A (4)", "B (2)"]


@pytest.mark.parametrize(
    ("title", "numbered"),
    [
        ("A", True),
        ("A (2)", True),
        ("A (10)", True),
        ("A (1)", False),
        ("A (2015) B", False),
        ("B", False),
    ],
)
def test_numbered_titles_are_recognised(title: str, *, numbered: bool) -> None:
    """A title fits its plain form with a number from two, and nothing else."""
    assert is_numbered(title, "A") is numbered
