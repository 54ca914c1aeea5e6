"""Programmes, seminars and other pages with the speakers, times and labels in unusual places."""

# ruff: noqa: E501 - pages have long lines

from __future__ import annotations

import pytest

from source_inputs import source_input
from talkfeed.importers.page import reader
from talkfeed.importers.page.date_runs import year_of
from talkfeed.model.imported import ImportOptions, ImportResult


def read(text: str, name: str = "page.md") -> ImportResult:
    """Import a page."""
    return reader.read(source_input(text, name), ImportOptions(timezone="Europe/Paris"))


def facts(text: str, *names: str, name: str = "page.md") -> list[tuple[object, ...]]:
    """Read the talks of a page, and return these fields of each."""
    return [
        tuple(talk.fields.get(field, "") for field in ("title", *names))
        for talk in read(text, name).talks
    ]


PROGRAMME = """# Programme
## 12 May 2015
### Morning 1: Feeds old and new
* 9-9:30: Ann Example __Feeds that last__
* 9:30-10:00 Bob Sample __Time is hard for everyone__
* 10:00-10:30 break
### Afternoon 1: MAPS
* 14:00-14:30 Jane Third __Maps that fold__
* 14:30-15:00 Peter Model __Silt in harbours__
"""


def test_slots_of_a_programme_are_its_talks() -> None:
    """A session holds talks; the day is in the heading, and the time begins the line."""
    assert facts(PROGRAMME, "speakers", "event") == [
        ("Feeds that last", ["Ann Example"], ""),
        ("Time is hard for everyone", ["Bob Sample"], ""),
        ("Maps that fold", ["Jane Third"], ""),
        ("Silt in harbours", ["Peter Model"], ""),
    ]
    assert all("12 May 2015" in str(one.fields["date"]) for one in read(PROGRAMME).talks)
    assert not any(one.is_talk for one in read(PROGRAMME).unparsed)


def test_a_room_with_slots_is_no_talk() -> None:
    """Whatever the heading is, items that begin with a time are the talks."""
    text = """## Upstairs in the old harbour
* 9:00 Ann Example: [Feeds that last](https://f.example/a.pdf)
* 9:30 Peter Sample: [Time is hard](https://f.example/b.pdf)
"""
    assert facts(text, "speakers") == [
        ("Feeds that last", ["Ann Example"]),
        ("Time is hard", ["Peter Sample"]),
    ]


def test_abstracts_after_a_programme_belong_to_its_talks() -> None:
    """The same title by the same speaker, without a date, is no second talk."""
    text = f"""{PROGRAMME}
# Abstracts
## Jane Third
__Title__: Maps that fold

__Abstract__: We fold maps. They are folded along rivers, and then along roads.
## Peter Model
__Title__: Mud in rivers

__Abstract__: We look at mud. It is looked at along rivers, and then along roads.
"""
    found = {talk.fields["title"]: talk.fields for talk in read(text).talks}
    assert len(read(text).talks) == 5
    assert "We fold maps" in str(found["Maps that fold"]["abstract"])
    assert "date" not in found["Mud in rivers"]


def test_one_group_of_a_page_shows_who_speaks_in_another() -> None:
    """A name in the place of the speakers is no event, in a group that is too small to tell."""
    text = """# Track A
* Ann Example: *Feeds that last long* ([slides](a.pdf))
* Peter Sample: *Time is hard for all* ([slides](b.pdf))
* Jane Third: *Maps that fold twice* ([slides](c.pdf))
* Paul Fourth: *Silt in old harbours* ([slides](d.pdf))
# Track B
* Xyla Qwert - *Caches that forget things* ([slides](e.pdf))
* A long lunch - *Keys that do not fit* ([slides](f.pdf))
"""
    found = {one.fields["title"]: one.fields for one in read(text).talks}
    assert found["Caches that forget things"].get("speakers") == ["Xyla Qwert"]
    assert "speakers" not in found["Keys that do not fit"]


def test_the_events_of_a_page_are_no_speakers() -> None:
    """Where talks have events, a name in their place is one."""
    text = "".join(
        f"* {who}, *Feeds that last {n}*, TypeConf {n}, 2015\n"
        for n, who in enumerate(("Ann Example", "Peter Sample", "Jane Third", "Paul Fourth"))
    )
    found = read(f"# Talks\n{text}# More\n* *Maps that fold twice*, Paris Web, 2014\n").talks
    assert found[-1].fields["event"] == "Paris Web"


@pytest.mark.parametrize(
    ("phrase", "above", "year"),
    [
        ("8 October", "2024-2025", "2024"),
        ("28 January", "2024-2025", "2025"),
        ("20 August", "2024-2025", ""),
        ("8 October", "2024", "2024"),
        ("8 October", "2020-2025", ""),
    ],
)
def test_a_day_below_an_academic_year_has_one_year(phrase: str, above: str, year: str) -> None:
    """The months from September on are in its first year, those up to July in its second."""
    options = ImportOptions(timezone="Europe/Paris")
    from talkfeed.records.timestamps import date_rules  # noqa: PLC0415 - used once

    assert year_of(phrase, above, date_rules(options)) == year


def test_the_year_of_an_academic_year_is_named_in_the_report() -> None:
    """The year is that of the heading, which is said."""
    text = """# Seminar
## Academic year 2024-2025
- 8 October: A. Example, _Feeds that last_
- 28 January: B. Sample, _Time is hard for everyone_
- 3 February: C. Third, _Maps that fold_
"""
    found = read(text).talks
    assert [one.fields["date"] for one in found] == [
        *("8 October 2024", "28 January 2025", "3 February 2025"),
    ]
    assert [one.fields["speakers"] for one in found] == [
        ["A. Example"],
        ["B. Sample"],
        ["C. Third"],
    ]
    assert found[0].doubts[0] == "the year 2024 is that of the heading above: 2024-2025"


def test_an_employer_after_a_speaker_is_no_event() -> None:
    """A title such as "Dr." tells, and so do siblings without any event there."""
    titled = """# Talks
## Feeds that last for years
Dr. Ann Example, HARBOUR, Silt Works

12 May 2015
## Time is hard for everyone
Dr. Bob Sample, Institute of Silt

13 May 2015
"""
    assert facts(titled, "speakers", "event") == [
        ("Feeds that last for years", ["Ann Example"], ""),
        ("Time is hard for everyone", ["Bob Sample"], ""),
    ]
    listed = """# Talks
- *Feeds that last for years* (Ann Example, the Silt Works) 12 May 2015
- *Time is hard for everyone* (Peter Sample, editor of the Mud) 13 May 2015
- *Maps that fold* (Jane Third - the Harbour Watch) 14 May 2015
"""
    assert [one[1:] for one in facts(listed, "speakers", "event")] == [
        (["Ann Example"], ""),
        (["Peter Sample"], ""),
        (["Jane Third"], ""),
    ]


def test_an_event_after_a_speaker_is_one() -> None:
    """One sibling with an event after the speaker is enough: what is there are events."""
    text = """# Talks
- *Feeds that last for years* (Ann Example, DataDay Leeds) 12 May 2015
- *Time is hard for everyone* (Peter Sample, TypeConf 2015) 13 May 2015
- *Maps that fold* (Jane Third, Code Harbour) 14 May 2015
"""
    assert [event for _, event in facts(text, "event")] == [
        *("DataDay Leeds", "TypeConf 2015", "Code Harbour"),
    ]


def test_a_table_may_have_a_label_in_each_row() -> None:
    """Each first label begins a talk; a missing one leaves its field open."""
    row = "<tr><td><b>{}</b></td><td>{}</td></tr>".format
    text = "<html><body><h1>Next talks</h1><table>" + "".join(
        [
            row("Title", "Feeds that last"),
            row("Speaker", "Ann Example"),
            row("Affiliation", "Harbour School"),
            row("Date", "12 May 2015"),
            row("Title", "Time is hard"),
            row("Speaker", "Bob Sample"),
            row("Date", "13 May 2015"),
        ]
    )
    found = facts(text + "</table></body></html>", "speakers", "event", "date", name="page.html")
    assert found == [
        ("Feeds that last", ["Ann Example"], "", "12 May 2015"),
        ("Time is hard", ["Bob Sample"], "", "13 May 2015"),
    ]


def test_the_head_of_a_column_may_have_several_labels() -> None:
    """The lines of its cells are in the same order; an abstract is no event."""
    text = """# Past workshops
|Speaker<br>Affiliation<br>Date|Title|Abstract|
|:--|:--|:--|
|Ann Example<br>Harbour University<br>12 May 2015|Feeds that last|We look at feeds that last. Some of them do, and others do not, as we show with an example.|
|Bob Sample<br>Silt University<br>13 May 2015<br>online|Time is hard|Time is a hard thing. It is hard for all, and for programs even more than for people.|
|Cy Third|Maps|[slides](https://c.example/c.pdf)|
"""
    found = facts(text, "speakers", "event", "date", "slides")
    assert found == [
        ("Feeds that last", ["Ann Example"], "", "12 May 2015", ""),
        ("Time is hard", ["Bob Sample"], "", "13 May 2015", ""),
        ("Maps", ["Cy Third"], "", "", "https://c.example/c.pdf"),
    ]
    assert "feeds that last. Some" in str(read(text).talks[0].fields["abstract"])


def test_what_leads_to_an_event_is_no_part_of_it() -> None:
    """The name is set off; who organised it is not named."""
    text = """<html lang="de"><body><h2>2013</h2>
<h3>Feeds, die <i>lange</i> halten</h3>
<p>Vortrag auf der Tagung <i>Carte Postale</i>, Universität Bonn, 24.10.2013</p>
<h3>Alte Karten. Wie man sie faltet</h3>
<p>Vortrag im Rahmen der Ringvorlesung <a href="https://e.example/">Karten und Meere</a>, organisiert von Ann Example, Berlin, 25.10.2013</p>
<h3>Schlick</h3>
<p>Vortrag beim Workshop <i>Wem gehört der Schlick? Fragen der Häfen.</i> Ein Treffen mit vielen Gästen. Kiel, 26.10.2013</p>
</body></html>"""
    found = [
        (talk.fields["title"], talk.fields.get("event"), talk.fields["date"])
        for talk in read(text, "page.html").talks
    ]
    assert found == [
        ("Feeds, die lange halten", "Carte Postale", "24.10.2013"),
        (
            "Alte Karten. Wie man sie faltet",
            {"name": "Karten und Meere", "url": "https://e.example/"},
            "25.10.2013",
        ),
        ("Schlick", "Wem gehört der Schlick? Fragen der Häfen", "26.10.2013"),
    ]


DAYS_FIRST = """# Talks
### Feeds that last
Jan 25, 2025, [DataDay 2025](https://d.example/)

[slides](a.pdf)
### Time is hard for everyone
Oct 03, 2024

Ann Example has presented a talk on time at [TypeConf South](https://t.example/).

[[slides](b.pdf)]
### September Meetup Events: CodeTown
Sep 11, 2024

We have discussed these topics: [[slides](c.pdf)]

- the cost of a query, and why it is high
- [maps](https://m.example/slides.pdf)
### Maps That Fold
Aug 26, 2024

It was presented by us, as [Ann](https://github.com/ann) and [others](https://o.example/) know. It was long, and nobody left the room before the end of it.
"""


def test_a_heading_with_its_day_below_is_a_talk() -> None:
    """Its items are no talks, its colon separates nothing, and sentences name speaker and event."""
    found = {one.fields["title"]: one.fields for one in read(DAYS_FIRST).talks}
    assert list(found) == [
        "Feeds that last",
        "Time is hard for everyone",
        "September Meetup Events: CodeTown",
        "Maps That Fold",
    ]
    second = found["Time is hard for everyone"]
    assert second["speakers"] == ["Ann Example"]
    assert second["event"] == {"name": "TypeConf South", "url": "https://t.example/"}
    assert found["September Meetup Events: CodeTown"]["date"] == "Sep 11, 2024"
    assert "event" not in found["Maps That Fold"]


def test_each_titled_section_is_accounted_for() -> None:
    """A section among talks that has nothing of a talk is named."""
    text = """# In the harbour
### Feeds that last - Ann Example
[slides](a.pdf)
### Time is hard - Peter Sample
[slides](b.pdf)
### Maps that fold - Jane Third
[slides](c.pdf)
### Vector tiling - Paul Fourth
We show how tiles are made. They are made of vectors, and they are shown as pictures to all.

[Look at it](https://p.example/tiles/)
### A thing - With a Sentence Below
We show it. It is shown to all.
"""
    result = read(text)
    told = [str(one.text) for one in result.unparsed] + [
        str(one.fields["title"]) for one in result.talks
    ]
    assert any("Vector tiling" in one for one in told)
    assert any("A thing" in one for one in told)


def test_talks_without_titles_have_the_names_of_their_events() -> None:
    """A town beside such a name is its place, and neither title nor event."""
    text = "".join(
        f"* {name},\\\n  {town} (France), {month} 2018.\n"
        for name, town, month in (
            ("Séminaire de calcul", "Poitiers", "Février"),
            ("[Forum des cartes](https://f.example/)", "Obernai", "Mars"),
            ("[Workshop Toulon](https://t.example/)", "Porquerolles", "Mai"),
            ("[Colloque Volumes Finis](https://c.example/)", "Besançon", "Juin"),
            ("[Séminaire des doctorants](https://s.example/)", "Versailles", "Juillet"),
        )
    )
    found = read(f"# Exposés\n\n{text}").talks
    assert [one.fields["title"] for one in found] == [one.fields["event"] for one in found]
    assert {str(one.fields["location"]).split(",")[0] for one in found} == {
        *("Poitiers", "Obernai", "Porquerolles", "Besançon", "Versailles"),
    }


def test_a_link_to_notes_is_no_event() -> None:
    """A label in lower case that leads to a file names no event."""
    text = """# Talks
- 12 May 2015: *Feeds that last*; [my notes](notes/slides.pdf)
- 13 May 2015: *Time is hard for all*
"""
    assert [one[1] for one in facts(text, "event")] == ["", ""]


def test_a_paragraph_is_no_event() -> None:
    """What is far longer than names are, and has no word for an event, is left out."""
    text = """# Talks
- *Feeds that last*, some people whom we like a lot came to hear all of it and stayed for cake, 12 May 2015
- *Time is hard for all*, 13 May 2015
"""
    assert [one[1] for one in facts(text, "event")] == ["", ""]


def test_each_cell_of_times_and_rooms_is_a_talk() -> None:
    """The room is the head of the column; breaks and a cell across all rooms are no matter."""
    text = """# Programme
| Time | Hall 1 | Hall 2 |
|---|---|---|
| 9:00 | [Feeds that last](#a) <br> Beginner <br> Ann Example | [Time is hard](#b) <br> Advanced <br> Peter Sample |
| 9:30 | [Maps that fold](#c) <br> Beginner <br> Jane Third | [Silt in old harbours](#d) <br> Beginner <br> Paul Fourth |
| 10:00 | Coffee break | |
| 10:30 | [Caches and keys](#e) <br> Beginner <br> Jane Third | [Mud in rivers](#f) <br> Beginner <br> Ann Example |
"""
    found = facts(text, "speakers", "event")
    assert sorted(map(str, found)) == sorted(
        str((title, [who], ""))
        for title, who in (
            *(("Feeds that last", "Ann Example"), ("Time is hard", "Peter Sample")),
            *(("Maps that fold", "Jane Third"), ("Silt in old harbours", "Paul Fourth")),
            *(("Caches and keys", "Jane Third"), ("Mud in rivers", "Ann Example")),
        )
    )


@pytest.mark.parametrize(
    "rows",
    [
        "| 9:00 | Ann Example | Feeds that last |\n| 9:30 | Bob Sample | Time is hard |\n| x | y | z |\n| x | y | z |\n| x | y | z |",
        "| 9:00 | Ann Example | Feeds that last |",
    ],
)
def test_a_table_with_few_times_is_no_grid(rows: str) -> None:
    """Rows are talks unless most of them begin with a time, and have several cells."""
    found = read(f"# Talks\n| Time | A | B |\n|---|---|---|\n{rows}\n").talks
    assert all("Feeds" not in str(one.fields["title"]) or one.fields["title"] for one in found)


def test_labelled_paragraphs_are_records() -> None:
    """The label that comes first begins each talk, whatever is between them."""
    text = """# Harbour seminar
Speaker: [Ann Example](https://a.example/), Harbour School

Title: Feeds that last

Time: Jan. 9, 2026 (Friday)

> Abstract: We look at feeds. They last if they are kept, and else they do not last for long.

---

Speaker: Peter Sample, Silt University

Title: Time is hard

Time: Dec. 18, 2025 (Thursday)
"""
    assert facts(text, "event", "date") == [
        ("Feeds that last", "Harbour seminar", "Jan. 9, 2026 (Friday)"),
        ("Time is hard", "Harbour seminar", "Dec. 18, 2025 (Thursday)"),
    ]


def test_a_page_without_talks_names_its_links() -> None:
    """What may be a talk does not vanish because it has neither a date nor a known kind of link."""
    text = """<h1>Information</h1><h2>Chile</h2>
<p><a href="https://d.example/uc?id=1">Masters: Ann Example</a></p>
<table><tr><td><a href="https://d.example/uc?id=2">Doctors: Bob Sample</a></td></tr></table>
"""
    result = read(text, "page.html")
    told = [str(one.text) for one in result.unparsed] + [
        str(one.fields["title"]) for one in result.talks
    ]
    assert any("Masters" in one for one in told)
