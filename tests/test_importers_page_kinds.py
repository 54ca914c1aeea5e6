"""Kinds of pages: whose page it is, programmes, subtitles, labelled terms, numbers, hosts."""

# ruff: noqa: E501 - pages have long lines

from __future__ import annotations

import pytest

from source_inputs import source_input
from talkfeed.importers.page import reader
from talkfeed.model.imported import FoundTalk, ImportOptions


def read(text: str, speaker: str = "") -> tuple[FoundTalk, ...]:
    """Import a page."""
    name = "page.html" if text.startswith("<") else "page.md"
    return reader.read(
        source_input(text, name), ImportOptions(speaker=speaker, timezone="Europe/Paris")
    ).talks


def facts(text: str, *names: str) -> list[tuple[object, ...]]:
    """Read the talks of a page, and return these fields of each."""
    return [tuple(talk.fields.get(name, "") for name in names) for talk in read(text)]


LISTED = "<ul><li>Feeds that last, Map Days, 4 May 2024</li><li>Rope, MapConf, 2 May 2023</li></ul>"
TALKS = f"<h2>Talks</h2>{LISTED}"


@pytest.mark.parametrize(
    ("head", "owner"),
    [
        ("<title>Talks - Ann Example</title>", "Ann Example"),
        ("<title>Ann Example: curriculum vitae</title>", "Ann Example"),
        ("<title>Research | Ann Example</title><h1>Research</h1>", "Ann Example"),
        ("<title>x</title><h1>Dr. Ann Example</h1>", "Ann Example"),
        ("<h1>Talks by Wim Querl</h1>", "Wim Querl"),
        ("<h1>Vorträge von Wim Querl</h1>", "Wim Querl"),
        ("<h1>Wim Querl's talks</h1>", "Wim Querl"),
        ("<title>Talks | Zyra Querl</title><p>Where I have spoken, and what I said</p>", "Zyra Querl"),
        ("<p class=h-card><a class='p-name u-url' href=/>Zyra Querl</a></p><h1>Talks</h1>", "Zyra Querl"),
        ("<p class=h-card>Zyra Querl</p>", "Zyra Querl"),
        ("<title>Talks | Zyra Querl</title>", ""),
        ("<h1>Historial de Charlas</h1><p>I spoke here</p>", ""),
        ("<title>Talks | Ann Example &amp; Bob Sample</title>", ""),
        ("<title>Ann Example: Feeds that last</title>", ""),
        ("<div class=h-event><p class=h-card>Ann Example</p></div>", ""),
        ("<p class=h-card>The map club</p><h1>Talks</h1>", ""),
    ],
)  # fmt: skip
def test_a_talk_without_speakers_is_of_the_owner_of_the_page(head: str, owner: str) -> None:
    """Where the title, the heading or an h-card names one person, and a site never does."""
    found = [talk.fields.get("speakers", [""]) for talk in read(f"<html>{head}{TALKS}</html>")]
    assert found[-2:] == [[owner], [owner]]


def test_a_list_right_below_the_name_of_the_owner_has_talks() -> None:
    """It has no deliveries of a talk with that name."""
    assert facts(f"<h1>Dr. Ann Example</h1>{LISTED}", "title", "speakers") == [
        ("Feeds that last", ["Ann Example"]),
        ("Rope", ["Ann Example"]),
    ]


def test_the_speaker_that_a_person_gives_comes_before_the_owner() -> None:
    """So do speakers that a talk names."""
    page = f"<title>Talks - Ann Example</title>{TALKS}"
    assert {str(talk.fields["speakers"]) for talk in read(page, "Bob Sample")} == {"['Bob Sample']"}


@pytest.mark.parametrize(
    "cells",
    [
        ("Keynote: <b>Ann Example</b>, Feeds that last", "Bob Sample: Rope", "Lunch"),
        ("Ann Example (Turku): Feeds that last", "Invited talk – Bob Sample – Rope", ""),
        ("Ann Example<br>Feeds that last", "Bob Sample<br>Rope<br>room 2", "Coffee break"),
        ("Feeds that last (Ann Example)", "Rope (Bob Sample)", "Closing"),
        ("<b>Ann Example</b>, Feeds that last", "Bob Sample: Rope", "Café"),
        ("Feeds that last, Ann Example", "Rope by Bob Sample", "Lunch"),
    ],
)
def test_the_cells_of_a_programme_name_speakers_beside_titles(cells: tuple[str, ...]) -> None:
    """Before the title or after it, in most of them."""
    rows = "".join(
        f"<tr><td>1{number}:00-1{number}:30</td><td>{cell}</td></tr>"
        for number, cell in enumerate(cells)
    )
    head = "<tr><th>Time</th><th>Title</th></tr>"
    page = f"<h1>Programme of the Map Days 2024</h1><h2>4 May 2024</h2><table>{head}{rows}</table>"
    assert facts(page, "title", "speakers", "event", "date") == [
        ("Feeds that last", ["Ann Example"], "Map Days 2024", "4 May 2024 10:00-10:30"),
        ("Rope", ["Bob Sample"], "Map Days 2024", "4 May 2024 11:00-11:30"),
    ]


def test_the_only_heading_below_each_title_is_a_detail() -> None:
    """A subtitle is no event and no place, and an event no title."""
    talk = "<h2>{}</h2><h3>{}</h3><p>Map Days, Bergen, {} May 2024</p>"
    below = "<h2>{}</h2><h3>Map Days, Bergen, {} May 2024</h3>"
    titles = ["Feeds that last for years", "Ropes that hold a boat"]
    subtitled = "".join(talk.format(title, "A short look", 4) for title in titles)
    dated = "".join(below.format(title, 4) for title in titles)
    expected = [(title, "Map Days", "Bergen", "4 May 2024") for title in titles]
    for page in (subtitled, dated):
        assert facts(f"<h1>Talks</h1>{page}", "title", "event", "location", "date") == expected


def test_labelled_terms_are_rows_of_a_talk() -> None:
    """A definition list may have "Speaker", "Title" and "Date" as its terms."""
    talk = (
        "<dt>Speaker</dt><dd>{}</dd><dt><b>Title:</b></dt><dd><a href='https://a.example/'>{}</a>"
        "</dd><dt>Date</dt><dd>{} May 2024</dd><dt>Abstract</dt><dd>We look at it. It holds.</dd>"
    )
    page = talk.format("Ann Example", "Feeds that last", 4) + talk.format("Bob Sample", "Rope", 5)
    assert facts(f"<h1>Seminar</h1><dl>{page}</dl>", "title", "speakers", "date", "url") == [
        ("Feeds that last", ["Ann Example"], "4 May 2024", "https://a.example/"),
        ("Rope", ["Bob Sample"], "5 May 2024", "https://a.example/"),
    ]


def test_numbers_and_kinds_before_a_title_are_dropped() -> None:
    """But "Invited talk" is no such kind, and an event may be two at a time."""
    page = (
        "# Talks\n\n- [T8] - Feeds that last, Map Days / Geo Fest, Bergen, 4 May 2024\n"
        "- Invited Ropes that hold, MapConf, Ghent, 2 May 2023\n"
        "- [7] Tides and time, Map Days, Bergen, 1 May 2022\n"
    )
    assert facts(page, "title", "event", "location") == [
        ("Feeds that last", "Map Days / Geo Fest", "Bergen"),
        ("Ropes that hold", "MapConf", "Ghent"),
        ("Tides and time", "Map Days", "Bergen"),
    ]


def test_the_host_of_a_talk_does_not_speak() -> None:
    """Nor is a host an event; places go on after a full stop."""
    page = (
        "- 4 May 2024: Ann Example (Turku), *Feeds that last*. Host: Bob Sample\n"
        "- 5 May 2024: Cy Model (Ghent), *Rope*. Host: Ann Example\n"
    )
    assert facts(f"# Colloquium\n\n{page}", "title", "speakers") == [
        ("Feeds that last", ["Ann Example"]),
        ("Rope", ["Cy Model"]),
    ]
    cited = "- Feeds that last. Nordic Map Days. Bergen, Norway, 4 May 2024\n"
    cited += "- Rope that holds. Map Workshop. Turku, Finland, 4 May 2023\n"
    assert facts(f"# Talks\n\n{cited}", "title", "event", "location") == [
        ("Feeds that last", "Nordic Map Days", "Bergen, Norway"),
        ("Rope that holds", "Map Workshop", "Turku, Finland"),
    ]


def test_the_recordings_of_an_event_are_a_talk_each() -> None:
    """A list of links below its name is no list of its files."""
    page = "".join(f"- [Feeds that last {n}](https://youtu.be/{n})\n" for n in range(3))
    assert [name for (name,) in facts(f"# Videos of Map Days 2024\n\n{page}", "event")] == [
        "Map Days 2024"
    ] * 3


def test_a_day_without_a_year_has_that_of_the_title_of_the_page() -> None:
    """If it is the only one; a heading above comes first."""
    page = "<title>{}</title><h1>Talks</h1><ul><li>Feeds that last, Map Days, 4 May</li></ul>"
    for title, date in (("Talks 2024", "4 May 2024"), ("2023 to 2024", "")):
        assert facts(page.format(title), "date") in ([(date,)], [])


def test_a_number_of_a_series_leads_to_a_title() -> None:
    """So do people with their employer before a colon, but no date."""
    page = (
        "### Map Night #3 - Ropes that hold (4 May 2024)\n\n### Map Night #4 - Rope (5 May 2024)\n"
    )
    assert facts(page, "title", "event") == [
        ("Ropes that hold", "Map Night #3"),
        ("Rope", "Map Night #4"),
    ]
    page = (
        "# Seminar\n\n## 4 May 2024\n\n- Ann Example - Turku - Bankline : Feeds that last\n"
        "- Bob Sample, Freightly: Ropes that hold\n- Cy Model : Tides and time\n"
    )
    assert facts(page, "title", "speakers") == [
        ("Feeds that last", ["Ann Example"]),
        ("Ropes that hold", ["Bob Sample"]),
        ("Tides and time", ["Cy Model"]),
    ]


def test_people_of_whom_one_is_set_off_come_before_a_title() -> None:
    """As in a list of references of a group."""
    page = (
        "# Talks\n\n- **Ann Example**, Bob Sample. Feeds that last. Map Days. May 2024. (Talk)\n"
        "- **Cy F Model**. Ropes that hold a boat: why. Sept 2023.\n"
    )
    assert facts(page, "title", "speakers") == [
        ("Feeds that last", ["Ann Example", "Bob Sample"]),
        ("Ropes that hold a boat: why", ["Cy F Model"]),
    ]


def test_questions_of_a_group_are_no_talks_beside_dated_ones() -> None:
    """They have no fact of their own; a talk without a date that names its event has."""
    talks = "".join(f"- Feeds that last {n}, Map Days, {n} May 2024\n" for n in range(1, 5))
    page = (
        f"# Talks\n\n## Where do we meet in the winter?\n\nTo be [said](/x)\n\n## Talks\n\n{talks}"
    )
    assert len(facts(page, "title")) == 4


def test_a_name_that_is_set_off_in_a_cell_is_a_speaker() -> None:
    """Though it is no known one; a name without a title after it is none."""
    cells = (
        "<b>Zyra Querl</b>: Feeds that last",
        "<b>Qorin Zell</b>: Rope holds",
        "Ann Example: x",
    )
    rows = "".join(f"<tr><td>1{n}:00</td><td>{cell}</td></tr>" for n, cell in enumerate(cells))
    head = "<tr><th>Time</th><th>Title</th></tr>"
    page = f"<h1>Map Days 2024</h1><h2>4 May 2024</h2><table>{head}{rows}</table>"
    assert facts(page, "speakers")[:2] == [(["Zyra Querl"],), (["Qorin Zell"],)]


@pytest.mark.parametrize("head", ["{}", "Seminar, {}"])
def test_a_list_of_labels_below_a_day_is_one_talk(head: str) -> None:
    """Its items are the facts of that talk."""
    listed = "<ul><li>Speaker: {} Example</li><li>What: {} boats</li></ul>"
    days = [f"<h2>{head.format(day)}</h2>{listed}" for day in ("3 May 2019", "10 May 2019")]
    text = f"<h1>Talks</h1>{''.join(days)}".format("Ann", "Fast", "Bob", "Slow")
    assert facts(text, "title", "speakers", "date") == [
        ("Fast boats", ["Ann Example"], "3 May 2019"),
        ("Slow boats", ["Bob Example"], "10 May 2019"),
    ]
