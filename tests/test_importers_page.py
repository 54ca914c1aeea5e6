"""Talks pages in Markdown and HTML → talks: the seed page, and one small page for every shape."""

# ruff: noqa: E501 - the pages have long lines, as those of others do

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from talkfeed.importers.page import reader
from talkfeed.model.imported import (
    REMAINDERS,
    REST,
    Confidence,
    FoundTalk,
    ImportOptions,
    ImportResult,
    SourceInput,
)
from talkfeed.model.linkkinds import KINDS

PAGES = Path(__file__).parent / "imports" / "pages"
BASE = "https://site.example/talks/"

SEED = [
    ("Rainbows and Unikernels", "Garett Smith", "CityCode", "Oct 2015", "cUvNths_5RA"),
    (
        "Taking the Operating System out of Operations",
        "Gareth Rushgrove",
        "Operability",
        "Sep 2015",
        "nxofKgwgjHs",
    ),
    (
        "Look ma, no OS! Unikernels and their applications",
        "Matt Bajor",
        "Strangeloop",
        "Sep 2015",
        "W9F4pn9Lngc",
    ),
    (
        "Non-Imperative Network Programming",
        "Mindy Preston",
        "Strangeloop",
        "Sep 2015",
        "GNc1t6Q5Dls",
    ),
    (
        "Leaving legacy behind — A clean-slate approach to operating systems",
        "Hannes Mehnert",
        "Source_Code Berlin",
        "Aug 2015",
        "PTtI8hpR7hQ",
    ),
    ("Unikernels!", "Amir Chaudhry", "PolyConf", "July 2015", "nZLy19eRWLk"),
    (
        "Next Generation Cloud",
        "Russell Pavlicek",
        "SouthEast LinuxFest",
        "June 2015",
        "8UgiPODw3CY",
    ),
    (
        "Unikernels: Functional Infrastructure with MirageOS",
        "Anil Madhavapeddy",
        "Esper Technologies",
        "May 2015",
        "bC7rTUEZfmI",
    ),
    (
        "My Other Internet is a Mirage",
        "Anil Madhavapeddy",
        "QCon SF",
        "towards the end of 2013",
        "mirage-os",
    ),
    (
        "Mirage: Extreme Specialization of Cloud Appliances",
        "Richard Mortier, Anil Madhavapeddy",
        "OSCon",
        "summer 2013",
        "2Mx8Bd5JYyo",
    ),
    ("Programming the Xen Cloud with OCaml", "Dave", "OCaml Workshop", "Sep 2012", "dJlHBS7sP_c"),
    (
        "Mirage: extreme specialisation of virtual appliances",
        "Anil Madhavapeddy",
        "XenSummit",
        "2012",
        "57412215",
    ),
    (
        "Mirage: Building a Better Internet",
        "",
        "Verisign Internet Infrastructure",
        "2011",
        "5-4lbyD_Fvw&t=79",
    ),
    (
        "Mirage, A New Multi-Scale Operating System for Clouds and Crowds",
        "Anil Madhavapeddy",
        "LinkedIn SNA Tech Talk",
        "Oct 2010",
        "16189862",
    ),
    (
        (
            "Using functional programming within an industrial product group: "
            "perspectives and perceptions"
        ),
        "",
        "ACM ICFP",
        "Sept 2010",
        "1863557",
    ),
]
"""The talks of the seed page, and the end of each recording's address."""


def result(text: str, name: str = "talks.md", **options: Any) -> ImportResult:
    """Read a page."""
    source_input = SourceInput(content=text.encode(), name=name, base=BASE)
    return reader.read(source_input, ImportOptions(**options))


def name_of(value: Any) -> str:
    """Return the name of a person or an event."""
    return value if isinstance(value, str) else str(value["name"])


def told(found: FoundTalk) -> tuple[str, str, str, str]:
    """Say title, speakers, event and date of a talk."""
    fields: Any = found.fields
    speakers = ", ".join(map(name_of, fields.get("speakers", [])))
    return fields["title"], speakers, name_of(fields.get("event", "")), fields.get("date", "")


def roles(found: FoundTalk) -> str:
    """Name the roles of a talk's links."""
    return " ".join(row.field for row in KINDS if row.field in found.fields)


def test_the_seed_page_is_read_in_full() -> None:
    """Fifteen of fifteen talks: title, speakers, event, date and recording."""
    found = result((PAGES / "seed.md").read_text())
    assert [told(talk) for talk in found.talks] == [row[:4] for row in SEED]
    for talk, row in zip(found.talks, SEED, strict=True):
        assert str(talk.fields["video"]).endswith(row[4])
    assert {one.why for one in found.unparsed} <= {*REMAINDERS}


def test_what_is_linked_on_the_seed_page_keeps_its_address() -> None:
    """People, an event and related posts come with their links."""
    talks = {told(talk)[0]: talk.fields for talk in result((PAGES / "seed.md").read_text()).talks}
    assert talks["Unikernels!"]["speakers"] == [
        {"name": "Amir Chaudhry", "url": "http://amirchaudhry.com"}
    ]
    assert talks["Unikernels!"]["links"] == ["http://amirchaudhry.com/unikernels-polyconf-2015"]
    assert talks["Mirage: extreme specialisation of virtual appliances"]["event"] == {
        "name": "XenSummit",
        "url": "http://www-archive.xenproject.org/xensummit/xs12na_talks/M10b.html",
    }


SHAPES = {
    "items with a stressed title": (
        """# Talks
- *Feeds that last*, PyTown, Ghent, May 2019 ([slides](https://a.example/s.pdf), [video](https://youtu.be/abcdefghijk))
- *Time is hard!*, DateConf 2018, Oslo, 3 June 2018 ([code](https://github.com/a/b))
""",
        [
            ("Feeds that last", "", "PyTown", "May 2019"),
            ("Time is hard!", "", "DateConf 2018", "3 June 2018"),
        ],
    ),
    "years with items below": (
        """# 2019
- Writing small programs by [Ann Example](https://twitter.com/ann) ([slides](https://a.example/1.pdf))
- How caches fail by Bob Sample ([slides](https://a.example/2.pdf))
# 2018
- Reading other people's code by Eve Model (@eve) ([pdf](https://a.example/3))
""",
        [
            ("Writing small programs", "Ann Example", "", "2019"),
            ("How caches fail", "Bob Sample", "", "2019"),
            ("Reading other people's code", "Eve Model", "", "2018"),
        ],
    ),
    "a table with heads": (
        """| Date | Title | Event | Location | Slides | Video |
|-|-|-|-|-|-|
| Nov 13, 2025 | Roasting your app | [Do Conf](https://do.example) | Delft | [x](https://a.example/s) | - |
| Oct 8, 2024 | One step at a time (with [Lina Sample](https://l.example)) | Leedsfest | Online | - | [x](https://vimeo.com/1) |
""",
        [
            ("Roasting your app", "", "Do Conf", "Nov 13, 2025"),
            ("One step at a time", "Lina Sample", "Leedsfest", "Oct 8, 2024"),
        ],
    ),
    "a talk with a list of deliveries": (
        """# Talks
* Fast files for everyone
    - Update Conference, Prague, Czech Republic (15.11.2019) ([slides](/f.pdf))
    - Dotnet Conference, Warsaw, Poland (10.10.2019)
""",
        [("Fast files for everyone", "", "", "")],
    ),
    "paragraphs with deliveries below": (
        """# Talks
How to solve a mystery

- 2025 PyCon Austria @ Eisenstadt, Austria
- 2024 PyGrunn @ Groningen, Netherlands

The good, the bad, and the queue

- 2024 DevClub @ Riga, Latvia
""",
        [
            ("How to solve a mystery", "", "", ""),
            ("The good, the bad, and the queue", "", "DevClub", "2024"),
        ],
    ),
    "headings with an event behind a sign": (
        """### Up and running with feeds @ YIT College (2017)

### Just queue it @ PyBelgaum (2015)

Video: [Just queue it](https://www.youtube.com/watch?v=abcdefghijk)
""",
        [
            ("Up and running with feeds", "", "YIT College", "2017"),
            ("Just queue it", "", "PyBelgaum", "2015"),
        ],
    ),
    "events as headings": (
        """# Talks
## PyCon 2019, Cleveland, 3 May 2019
- *How small can it be?* by Ann Example
- *Why caches fail* by Bob Sample
""",
        [
            ("How small can it be?", "Ann Example", "PyCon 2019", "3 May 2019"),
            ("Why caches fail", "Bob Sample", "PyCon 2019", "3 May 2019"),
        ],
    ),
    "labels below a title": (
        """# Past talks
## Building a network of things (June 2023)

- Together with Daniel Sample (ACME)
- Event: [ACME Summit London](https://acme.example)
- Slides at [SlideShare](https://www.slideshare.net/a/b) or [PDF](/a.pdf)
""",
        [("Building a network of things", "Daniel Sample", "ACME Summit London", "June 2023")],
    ),
    "a day below a year": (
        """# 2019
- *Feeds that last*, PyTown, 12 May
- *Time is hard*, DateConf, 3 June 2018
""",
        [
            ("Feeds that last", "", "PyTown", "12 May 2019"),
            ("Time is hard", "", "DateConf", "3 June 2018"),
        ],
    ),
    "templates with keys": (
        """{% include talk.html name="Effective testing" venue="React Day" date="Oct 25, 2023" url="https://a.example/t" %}
{% include talk.html name="Sustainable learning" venue="Test Conf" date="Jan 18, 2023" youtube="https://youtu.be/abcdefghijk" %}
{% include youtube.html id="abcdefghijk" %}
""",
        [
            ("Effective testing", "", "React Day", "Oct 25, 2023"),
            ("Sustainable learning", "", "Test Conf", "Jan 18, 2023"),
        ],
    ),
}


@pytest.mark.parametrize("shape", SHAPES)
def test_a_page_of_this_shape_is_read(shape: str) -> None:
    """Title, speakers, event and date come out of every shape people use."""
    text, expected = SHAPES[shape]
    assert [told(talk) for talk in result(text).talks] == expected


HTML_SHAPES = {
    "cards": (
        """<h1>Talks</h1><div class="talk"><h3><a href="https://youtu.be/abcdefghijk">Feeds that
        last</a></h3><p class="meta">PyTown &middot; 2019</p><p>What it takes to keep a feed.</p></div>
        <div class="talk"><h3>Time is hard</h3><p class="meta">DateConf &middot; 2018</p></div>""",
        [("Feeds that last", "", "PyTown", "2019"), ("Time is hard", "", "DateConf", "2018")],
    ),
    "paragraphs with breaks": (
        """<h1>Talks</h1><p><b>Walks in a box</b> <a href="w.pdf">PDF</a><br><i>Monte Carlo Days</i>,
        Creswick, 2023</p><p><b>Polymers that collapse</b> <a href="p.pdf">PDF</a><br>School of
        Sums, Queen Mary, UK, 2018</p>""",
        [
            ("Walks in a box", "", "Monte Carlo Days", "2023"),
            ("Polymers that collapse", "", "School of Sums", "2018"),
        ],
    ),
    "classes": (
        """<h1>Talks</h1><div><span class="talk-title">Dwarfs: near and far</span><br>
        <span class="talk-location">Star Seminar, University of Ghent</span> &bull;
        <span class="talk-date">Nov 2025</span></div><div><span class="talk-title">Small
        galaxies</span><br><span class="talk-location">Sky Seminar, Beijing</span> &bull;
        <span class="talk-date">June 2023</span></div>""",
        [
            ("Dwarfs: near and far", "", "Star Seminar", "Nov 2025"),
            ("Small galaxies", "", "Sky Seminar", "June 2023"),
        ],
    ),
    "a table without heads, years across": (
        """<h1>Talks</h1><table><tr><td colspan="2">2019</td></tr>
        <tr><td>How to keep feeds alive for years</td><td>PyCon Sample</td></tr>
        <tr><td>Why do caches fail so often?</td><td>CacheConf</td></tr></table>""",
        [
            ("How to keep feeds alive for years", "", "PyCon Sample", "2019"),
            ("Why do caches fail so often?", "", "CacheConf", "2019"),
        ],
    ),
    "cells over several rows": (
        """<table><tr><th>When</th><th>Who</th><th>What</th></tr>
        <tr><td rowspan="2">12 May 2019</td><td>Ann Example</td><td>Writing small programs</td></tr>
        <tr><td>Bob Sample</td><td>Reading old programs</td></tr></table>""",
        [
            ("Writing small programs", "Ann Example", "", "12 May 2019"),
            ("Reading old programs", "Bob Sample", "", "12 May 2019"),
        ],
    ),
    "a date in two rows of a cell": (
        """<table><tr><th>Date</th><th>Title</th><th>Notes</th></tr>
        <tr><td>2026<br>August</td><td>Maps that weave</td><td>GeoCart 2026, Wellington, 27 August.</td></tr>
        <tr><td>2025<br>May</td><td>Maps in tiles</td><td>GeoMeetup, Wellington</td></tr></table>""",
        [
            ("Maps that weave", "", "GeoCart 2026", "27 August 2026"),
            ("Maps in tiles", "", "GeoMeetup", "2025 May"),
        ],
    ),
    "definitions": (
        """<h1>Talks</h1><dl><dt>Feeds that last</dt><dd>PyTown Conference, May 2019</dd>
        <dt>Time is hard</dt><dd>DateConf, June 2018</dd></dl>""",
        [
            ("Feeds that last", "", "PyTown Conference", "May 2019"),
            ("Time is hard", "", "DateConf", "June 2018"),
        ],
    ),
    "titles and their dates as paragraphs": (
        """<h1>Talks</h1><p>Traces of monads</p><p>CALCO Workshop, 3rd of September 2021, Salzburg</p>
        <p>Seminar, 8th of February 2022, Erlangen</p><p>Concurrent structures</p>
        <p>AVM Meeting, 25th of September 2018</p>""",
        [
            ("Traces of monads", "", "", ""),
            ("Concurrent structures", "", "AVM Meeting", "25th of September 2018"),
        ],
    ),
}


@pytest.mark.parametrize("shape", HTML_SHAPES)
def test_an_html_page_of_this_shape_is_read(shape: str) -> None:
    """Title, speakers, event and date come out of every shape people use."""
    text, expected = HTML_SHAPES[shape]
    assert [told(talk) for talk in result(text, "talks.html").talks] == expected


def test_a_talk_given_several_times_is_one_talk() -> None:
    """Each delivery keeps its event, date, place and links."""
    (talk,) = result(SHAPES["a talk with a list of deliveries"][0]).talks
    assert talk.fields["given"] == [
        {
            "event": "Update Conference",
            "date": "15.11.2019",
            "location": "Prague, Czech Republic",
            "slides": "https://site.example/f.pdf",
        },
        {"event": "Dotnet Conference", "date": "10.10.2019", "location": "Warsaw, Poland"},
    ]
    assert talk.confidence is Confidence.SURE


def test_the_owner_speaks_where_nobody_is_named() -> None:
    """The page's owner is the speaker, and comes before co-speakers."""
    text = SHAPES["a table with heads"][0]
    speakers = [told(talk)[1] for talk in result(text, speaker="Ann Example").talks]
    assert speakers == ["Ann Example", "Ann Example, Lina Sample"]


def test_a_day_without_a_year_is_told_and_not_guessed() -> None:
    """Where no year is known the date is left out, and the doubt says why."""
    talks = result("# Talks\n- *Feeds that last*, PyTown, 12 May\n- *Time*, B Conf, 1 May 2019")
    assert "date" not in talks.talks[0].fields
    assert talks.talks[0].doubts[0] == "there is no year in '12 May'"


def test_the_order_of_day_and_month_is_that_of_the_page() -> None:
    """A date that could be read both ways is read as the others are, in full and with a doubt."""
    text = "# Talks\n- *Feeds*, PyTown, 08/07/2025\n- *Time*, DateConf, 22/01/2026\n"
    first, second = result(text).talks
    assert first.fields["date"] == "2025-07-08"
    assert "day first" in first.doubts[0]
    assert second.fields["date"] == "22/01/2026"
    lonely = result("# Talks\n- *Feeds*, PyTown, 08/07/2025 ([slides](/a.pdf))\n").talks[0]
    assert "day first or month first" in lonely.doubts[0]
    assert result("# Talks\n- *Feeds*, PyTown, 08/07/2025", dates="mdy").talks[0].doubts == ()


def test_part_of_a_date_is_not_taken_for_the_whole_silently() -> None:
    """Months that are not adjacent are a doubt."""
    (talk,) = result("# Talks\n## Platforms of features (June & Sept 2022)\n").talks
    assert talk.fields["date"] == "Sept 2022"
    assert talk.doubts == ("'June & Sept 2022' is read as 'Sept 2022'",)


def test_a_page_of_events_alone_says_that_it_has_no_titles() -> None:
    """The name of the event is used, doubtful."""
    text = "# Talks\n" + "".join(
        f"- {name}, 201{year}\n"
        for year, name in enumerate(
            ("Ada Conference", "Bit Workshop", "Cee Meeting", "Dee Seminar")
        )
    )
    found = result(text).talks
    assert {talk.confidence for talk in found} == {Confidence.DOUBTFUL}
    assert "the name of the event" in found[0].doubts[0]


def test_what_is_no_talk_is_passed_over() -> None:
    """Navigation, footers, comments, publications and letters to the reader are no talks."""
    text = """<nav><ul><li><a href="/">Home</a></li></ul></nav><h1>Talks</h1>
    <p>Here are my slides, and you can find more on <a href="https://speakerdeck.com/a">my page</a>.</p>
    <ul><li><em>Feeds that last</em>, PyTown, May 2019</li>
    <!-- <li><em>Withdrawn</em>, PyTown, May 2018</li> --></ul>
    <h2>Publications</h2><ul><li>A paper on feeds, Journal of Sums, 2017</li></ul>
    <footer>© 2020 Ann Example</footer><p>© 2021 Ann Example</p>"""
    found = result(text, "talks.html")
    assert [told(talk)[0] for talk in found.talks] == ["Feeds that last"]
    assert {one.why for one in found.unparsed} == {REST}


def test_running_text_that_may_tell_of_a_talk_is_left_for_a_person() -> None:
    """Nothing that shows a date is lost silently."""
    text = """# Hello
I went to a small town in May 2019. There I spoke for an hour about feeds and about all that
goes wrong with them over the years, and people asked a lot.

[Home page of the town](https://a.example)
"""
    found = result(text)
    assert found.talks == ()
    assert [one.text[:30] for one in found.unparsed if one.is_talk] == [
        "I went to a small town in May "
    ]


def test_relative_addresses_are_seen_from_the_page() -> None:
    """Without a base they are doubts instead."""
    text = "# Talks\n- *Feeds that last*, PyTown, May 2019 ([slides](a.pdf))\n"
    assert result(text).talks[0].fields["slides"] == f"{BASE}a.pdf"
    source_input = SourceInput(content=text.encode(), name="-")
    (talk,) = reader.read(source_input, ImportOptions()).talks
    assert "slides" not in talk.fields
    assert talk.doubts == ("a link is left out: 'a.pdf' is not a complete address: give --base",)


def test_a_talk_knows_its_line() -> None:
    """The line is where the title begins in the source."""
    lines = [talk.line for talk in result(SHAPES["years with items below"][0]).talks]
    assert lines == [2, 3, 5]


def test_a_page_is_recognised_by_type_name_and_text() -> None:
    """HTML is surer than Markdown, and binary or empty source is neither."""

    def sure(content: bytes, name: str = "-", media_type: str = "") -> float:
        return reader.recognise(SourceInput(content=content, name=name, media_type=media_type))

    assert sure(b"<!doctype html><p>x") > sure(b"x", "talks.md") > sure(b"# a\n- [b](c)\n- d") > 0
    assert sure(b"x", "talks", "text/markdown; charset=utf-8") > 0.7
    assert sure(b"x") == sure(b"") == 0
    part = SourceInput(content=b"x", name="a.md")
    assert reader.recognise(SourceInput(content=b"", name="d", files=(part,))) == 0


def test_an_empty_page_has_no_talks() -> None:
    """Nothing in, nothing out."""
    assert result("").talks == result("---\ntitle: x\n---\n").talks == ()
    assert result("<!-- x -->", "a.html").talks == ()


@given(st.binary(max_size=300), st.sampled_from(["a.md", "a.html"]))
def test_no_bytes_make_it_raise(content: bytes, name: str) -> None:
    """Whatever comes in is read or left."""
    source_input = SourceInput(content=content, name=name)
    reader.recognise(source_input)
    reader.read(source_input, ImportOptions())


PIECES = """- ;* ;# ;## ;
;

;*Title of it*;**B**;May 2019;12 May;2018;, ;by Ann Example;at PyCon; - ;[slides](a.pdf);(;)
[x](http://a.b/c);| a | b |
|-|-|
;<b>;</b>;<li>;<br>;<iframe src=x>;“quoted words”;: ;Event: ;08/07/2019;<dl><dt>;<dd>;<table><tr><td>
{% include a title='x' date='2019' %};<h2>;<p>;with Bob Sample;@;/;2019-05-01;<td>;<tr>;<ul>"""
PARTS = st.sampled_from(PIECES.split(";"))


@given(st.lists(PARTS, max_size=40).map("".join), st.sampled_from(["a.md", "a.html"]))
def test_no_page_makes_it_raise(text: str, name: str) -> None:
    """Pieces of pages in any order are read or left, and dates are valid or doubts."""
    found = reader.read(
        SourceInput(content=text.encode(), name=name), ImportOptions(speaker="Eve Model")
    )
    assert all(talk.fields["title"] for talk in found.talks)


def test_paragraphs_in_a_cell_are_lines_of_it() -> None:
    """A table that is laid out with paragraphs in its cells has the same talks."""
    rows = "".join(
        f"<tr><td><p>May {year}</p></td><td><p>A talk of {year}</p><div>at Conf {year}</div></td></tr>"
        for year in (2017, 2018, 2019)
    )
    found = result(f"<h1>Talks</h1><table>{rows}</table>", "talks.html")
    assert [talk.fields["date"] for talk in found.talks] == ["May 2017", "May 2018", "May 2019"]


@pytest.mark.parametrize(
    "row",
    [
        "**Proofs at work** (with Bob Sample), ICFP, Berlin, August 2019. [Video](https://v.example/1)",
        "*Proofs at work* (joint work with Bob Sample). ICFP, Berlin, August 2019",
        "August 2019: Proofs at work (with Bob Sample), ICFP, Berlin",
        "Proofs at work [w/ Bob Sample], ICFP, Berlin, August 2019",
        "**Proofs at work (with Bob Sample)**, ICFP, Berlin, August 2019",
        "[Proofs at work (with Bob Sample)](https://t.example/), ICFP, Berlin, August 2019",
    ],
)
def test_who_else_speaks_stands_in_brackets(row: str) -> None:
    """No person beside a title is lost, and the rest is read as without them."""
    others = "* Other thing, PolyConf, Paris, May 2018\n* Third, LambdaConf, Boulder, May 2017\n"
    first = result(f"# Talks\n\n* {row}\n{others}", speaker="Ada Example").talks[0].fields
    assert first["speakers"] == ["Ada Example", "Bob Sample"]
    told = [first.get(name) for name in ("title", "event", "location", "date")]
    assert told == ["Proofs at work", "ICFP", "Berlin", "August 2019"]
