"""Titles of recordings are taken apart, if what is in them looks like one thing alone."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from talkfeed.model.imported import ImportOptions
from talkfeed.records.title_parts import SPLIT, YEAR_ONLY, people, split

OPTIONS = ImportOptions()


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Ann Example", ("Ann Example",)),
        (
            "Ann Example, Ben van Nobody & Cal O'Neil",
            ("Ann Example", "Ben van Nobody", "Cal O'Neil"),
        ),
        ("Ann Example and J. R. Nobody", ("Ann Example", "J. R. Nobody")),
        ("Élodie Exemple", ("Élodie Exemple",)),
        ("Ann", ()),
        ("Machine Learning", ()),
        ("Look ma, no OS", ()),
        ("Ann Example, and Ben Nobody", ("Ann Example", "Ben Nobody")),
        ("A B C D E F G", ()),
        ("", ()),
    ],
)
def test_people_have_the_form_of_whole_names(text: str, names: tuple[str, ...]) -> None:
    """Two words or more, capitalised, and none that titles are made of."""
    assert people(text) == names


@pytest.mark.parametrize(
    ("text", "title", "names", "event", "date"),
    [
        ("Ann Example - Rainbows of light", "Rainbows of light", ["Ann Example"], "", ""),
        ("Rainbows of light – Ann Example", "Rainbows of light", ["Ann Example"], "", ""),
        (
            "Ann Example - Rainbows of light | CityConf 2019",
            "Rainbows of light",
            ["Ann Example"],
            "CityConf 2019",
            "2019",
        ),
        (
            "CityConf 2019 - Rainbows of light - Ann Example",
            "Rainbows of light",
            ["Ann Example"],
            "CityConf 2019",
            "2019",
        ),
        ("Rainbows of light by Ann Example", "Rainbows of light", ["Ann Example"], "", ""),
        (
            "Rainbows of light by Ann Example (CityConf, 12 May 2019)",
            "Rainbows of light",
            ["Ann Example"],
            "CityConf",
            "12 May 2019",
        ),
        ("Rainbows of light (May 2019)", "Rainbows of light", [], "", "May 2019"),
        ("Rainbows of light [2019-05-12]", "Rainbows of light", [], "", "2019-05-12"),
        ("Keynote - Ann Example", "Keynote", ["Ann Example"], "", ""),
        ("Talks - Ann Example: no", "Talks - Ann Example: no", [], "", ""),
        ("Rainbows (in colour)", "Rainbows (in colour)", [], "", ""),
        ("(CityConf 2019)", "(CityConf 2019)", [], "", ""),
        ("Is this a CityConf?", "Is this a CityConf?", [], "", ""),
        ("Rainbows - of - light", "Rainbows - of - light", [], "", ""),
        ("Of light - 2019-05-12 - CityConf 2019", "Of light", [], "CityConf 2019", "2019-05-12"),
        ("CityConf 2018 - CityConf 2019", "CityConf 2018", [], "CityConf 2019", "2019"),
        ("Ann Example - State of Rust 2019", "State of Rust 2019", ["Ann Example"], "", ""),
        (
            "Of light - 2019 Light Days in London",
            "Of light",
            [],
            "2019 Light Days in London",
            "2019",
        ),
        (
            "Light - A quite long title that goes on and on CityConf",
            "Light - A quite long title that goes on and on CityConf",
            [],
            "",
            "",
        ),
        ("Rainbows | Lightning talks", "Rainbows | Lightning talks", [], "", ""),
    ],
)
def test_a_title_is_taken_apart(
    text: str, title: str, names: list[str], event: str, date: str
) -> None:
    """Speaker, event and date are at the ends or in brackets; the rest is the title."""
    (found,) = split([text], OPTIONS)
    assert (found.title, list(found.speakers), found.event, found.when.text) == (
        *(title, names),
        *(event, date),
    )
    assert (SPLIT in found.doubts) is bool(names or event)
    assert (YEAR_ONLY in found.when.doubts) is (date == "2019")


def test_a_title_beyond_reason_stays_whole() -> None:
    """What is that long is no title."""
    long = f"Ann Example - {'Rainbows of light ' * 20}"
    assert split([long], OPTIONS)[0].title == long.strip()


def test_an_event_that_the_user_names_is_known() -> None:
    """It need not look like one."""
    (found,) = split(["Rainbows of light - Tuesdays"], ImportOptions(event="tuesdays"))
    assert (found.title, found.event) == ("Rainbows of light", "Tuesdays")


def test_a_feed_tells_on_which_side_people_stand() -> None:
    """Of two that look like names, the side that most titles agree on is taken."""
    firsts = ["Ann Example - Rainbows of light", "Ben Nobody - No operating system"]
    for titles in (firsts, [" - ".join(reversed(one.split(" - "))) for one in firsts]):
        *_, last = split([*titles, "Cal Someone - Double Rainbows"], OPTIONS)
        assert last.speakers == (("Cal Someone",) if titles is firsts else ("Double Rainbows",))


def test_a_colon_needs_a_habit() -> None:
    """Most titles with a colon have no speaker before it."""
    one = "Ann Example: Rainbows of light"
    assert split([one], OPTIONS)[0].title == one
    many = [one, "Ben Nobody: No OS", "Cal Someone: Networks", "A title without"]
    assert [found.speakers for found in split(many, OPTIONS)] == [
        *(("Ann Example",), ("Ben Nobody",), ("Cal Someone",), ())
    ]


@given(st.lists(st.text("Aan -–|:,()[]2019by'.\u200b", max_size=40), max_size=5))
def test_no_title_is_lost(titles: list[str]) -> None:
    """Each gives one set of parts, and a title wherever there was a word."""
    found = split(titles, OPTIONS)
    assert len(found) == len(titles)
    for text, parts in zip(titles, found, strict=True):
        assert parts.title or not text.replace("\u200b", "").strip() or not text.strip(" -–|:")
