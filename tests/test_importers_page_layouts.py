"""Layouts that pages repeat: records, days in any language, speakers in one place."""

# ruff: noqa: E501, RUF001 - the pages have long lines and the signs of their languages

from __future__ import annotations

from typing import Any

import pytest

from talkfeed.importers.page import reader
from talkfeed.importers.page.language import stated_language
from talkfeed.importers.page.plaintext import read as read_text
from talkfeed.model.imported import ImportOptions, ImportResult, SourceInput

BASE = "https://site.example/talks/"


def result(text: str, name: str = "talks.md", **options: Any) -> ImportResult:
    """Read a page; its times are in Paris unless the options say otherwise."""
    source = SourceInput(content=text.encode(), name=name, base=BASE)
    return reader.read(source, ImportOptions(**{"timezone": "Europe/Paris", **options}))


def fields(text: str, name: str = "talks.md", **options: Any) -> list[dict[str, Any]]:
    """Return the fields of the talks of a page."""
    return [dict(talk.fields) for talk in result(text, name, **options).talks]


DATES = [
    ("# Charlas\n- 3 de mayo de 2019: **Domando la nube**, PyConES\n", "2019-05-03"),
    ("---\nlang: fr\n---\n# Exposés\n- *Sur un lemme*, Séminaire, 10/07/2019\n", "2019-07-10"),
    ("# Vorträge\n- 5. Mai 2019: **Was bleibt**, Tagung\n", "2019-05-05"),
    ("# 登壇\n- 2019年5月18日 「はじめての非同期処理」 PyCon\n", "2019年5月18日"),
    ("# 报告\n- 2019年5月18日 **第一次报告**, PyCon\n", "2019年5月18日"),
    ("# 발표\n- 2019년 5월 18일 **처음 발표**, PyCon\n", "2019년 5월 18일"),
    ("# Talks\n- *Feeds last*, PyTown, 3 de mayo de 2019, 18:30-20:00\n", "2019-05-03 18:30/"),
    ("# Talks\n- *Feeds last*, PyTown, 3 de mayo de 2019, 18:30 UTC\n", "2019-05-03 18:30 UTC"),
    (
        "# Talks\n- *Feeds last*, PyTown, 1 Jun 2022 1:00 PM - 3:00 PM\n",
        "1 Jun 2022 1:00 PM - 3:00 PM",
    ),
]


@pytest.mark.parametrize(("text", "date"), DATES)
def test_a_date_is_read_in_the_language_of_its_page(text: str, date: str) -> None:
    """It is written so that the talks file reads the same day."""
    assert [str(talk["date"])[: len(date)] for talk in fields(text)] == [date]


HALVES = [
    ("# Talks\n- *Feeds that last*, PyTown, 23rd of Janury 2019\n", "23rd of Janury 2019"),
    ("# Talks\n- *Feeds in 12 ways*, PyTown, 2019\n", ""),
    ("# Talks\n## 2019\n- *Feeds that last*, PyTown, 31 Februari\n", "31 Februari"),
]


@pytest.mark.parametrize(("text", "shown"), HALVES)
def test_no_date_is_taken_by_half(text: str, shown: str) -> None:
    """A day that cannot be read is neither its month nor its year, and is shown."""
    talk = result(text).talks[0]
    assert (f"the date '{shown}' cannot be read" in talk.doubts) == bool(shown)
    assert ("date" in talk.fields) == (not shown)


def test_a_weekday_that_is_another_is_a_doubt() -> None:
    """The day is taken, and what was not understood is shown."""
    talk = result("# Talks\n- *Feeds that last*, PyTown, Sunday 7 October 2019\n").talks[0]
    assert talk.doubts == ("'Sunday 7 October 2019' is read as '7 October 2019'",)


def test_a_page_states_its_language_or_none() -> None:
    """By its front matter or by an attribute; plain text has neither."""
    assert stated_language(None, "title: x\nlang: de\n") == "de"
    assert stated_language(None) == ""


def test_a_time_without_a_zone_is_a_day_with_a_doubt() -> None:
    """It neither becomes an event nor vanishes without a word."""
    talk = result("# Talks\n- *Feeds last*, PyTown, 3 May 2019, 18:30\n", timezone=None).talks[0]
    assert (talk.fields["event"], talk.fields["date"]) == ("PyTown", "2019-05-03")
    assert "has no zone" in talk.doubts[0]


SPEAKERS = [
    "- 2022-09-06 - [Ann Example](/p/ann) - Why feeds last\n- 2022-09-13 - [Bob Sample](/p/bob) - Time is hard\n",
    "- 13 January 2021, 16:00 (room 3B), **Ann Example** on Why feeds last\n- 27 January 2021, 16:00 (room 3B), **Bob Sample** on Time is hard\n",
    "- 14 March 2019 - Speaker: Ann Example, Topic: Why feeds last, [Slides](/s.pdf)\n- 11 April 2019 - Speaker: Bob Sample, Topic: Time is hard\n",
    "- Speaker: Ann Example, Topic: Why feeds last, Date: 14 March 2019\n- Speaker: Bob Sample, Topic: Time is hard, Date: 15 March 2019\n",
    "- 14 March 2019, Ann Example: Why feeds last\n- 11 April 2019, Bob Sample: Time is hard\n",
    "- “Why feeds last”, Ann Example, PyTown 2023, July 13th 2023\n- “Time is hard”, Bob Sample, PyTown 2022, July 3rd 2022\n",
    "- **3 May 2021**, 12:00. Ann Example (Oslo): *Why feeds last*. Room 4.\n- **2 April 2021**, 12:00. Bob Sample (Cork): *Time is hard*. Room 4.\n",
    "| Date | Time | Speaker | Title |\n|-|-|-|-|\n| 3 May 2019 | 15:00 | Ann Example | Why feeds last |\n| 4 May 2019 | 16:00 | Bob Sample | Time is hard |\n",
    "<table><tr><td><b>3 May 2019</b></td><td><b>Ann Example</b>, Lund</td></tr><tr><td></td><td><i>Why feeds last</i><br>Abstract: We last.</td></tr><tr><td><b>4 May 2019</b></td><td><b>Bob Sample</b>, Cork</td></tr><tr><td></td><td><i>Time is hard</i> <a href='/s.pdf'>slides</a></td></tr></table>\n",
    "| Date | Speaker | Title |\n|-|-|-|\n| 3 May 2019 | Ann Example, ACME Labs | Why feeds last |\n| 4 May 2019 | Dr. Bob Sample (Turku) | Time is hard |\n",
]


@pytest.mark.parametrize("text", SPEAKERS)
def test_speakers_are_found_in_the_place_they_share(text: str) -> None:
    """Titles and speakers come apart, whatever separates them."""
    talks = fields(f"# Talks\n\n{text}")
    names = [talk.get("speaker", talk.get("speakers")) for talk in talks]
    flat = [one["name"] if isinstance(one, dict) else one for each in names for one in each]
    assert flat == ["Ann Example", "Bob Sample"]
    assert [talk["title"] for talk in talks] == ["Why feeds last", "Time is hard"]


def test_a_dash_between_speakers_separates_them() -> None:
    """Both are people, and neither is where the other works."""
    row = "| 3 May 2019 | Ann Example - Bob Sample | Why feeds last |\n"
    talk = fields(f"| Date | Speaker | Title |\n|-|-|-|\n{row}")[0]
    assert talk["speakers"] == ["Ann Example", "Bob Sample"]


def test_a_crowd_is_nobody() -> None:
    """A panel of various speakers names none, and a handle is a name."""
    rows = (
        "| 3 May 2019 | various speakers | Who owns it? |\n| 4 May 2019 | hosono | Time is hard |\n"
    )
    talks = fields(f"| Date | Speaker | Title |\n|-|-|-|\n{rows}")
    assert [talk.get("speakers") for talk in talks] == [None, ["hosono"]]


CARD = "<h3>{}</h3><p>{} May 2023, PyTown Conference</p><p>Room 1</p>"
RECORDS = [
    "".join(
        f'<a href="/{n}"><div>{CARD.format(f"Feeds {n} that last", n)}</div></a>' for n in (1, 2)
    ),
    "".join(f'<div class="card">{CARD.format(f"Feeds {n} that last", n)}</div>' for n in (1, 2)),
    "<dl>"
    + "".join(
        f"<dt>{n} May 2023</dt><dd><b>Feeds {n} that last</b>, PyTown Conference</dd>"
        for n in (1, 2)
    )
    + "</dl>",
    "".join(
        f"<p>{n} May 2023</p><p>Feeds {n} that last</p><p>PyTown Conference</p>" for n in (1, 2)
    ),
]


@pytest.mark.parametrize("text", RECORDS)
def test_what_a_page_repeats_is_a_talk_each(text: str) -> None:
    """Cards, links around cards, terms, and paragraphs below a date."""
    talks = fields(f"<html><body><h1>Talks</h1>{text}</body></html>", "talks.html")
    assert [talk["title"] for talk in talks] == ["Feeds 1 that last", "Feeds 2 that last"]
    assert [talk["date"] for talk in talks] == ["1 May 2023", "2 May 2023"]
    assert {talk["event"] for talk in talks} == {"PyTown Conference"}


def test_sentences_of_a_record_are_prose() -> None:
    """They are neither its event nor its place, in any script."""
    told = (
        "本次报告主要通过对现代资源管理设施的介绍，展示现代的资源管理理念，以及消除不安全资源管理的手段。"
        * 3
    )
    cards = "".join(
        f'<div class="card"><h3>Feeds {n} that last</h3><p>{n} May 2023</p><p>{told}</p></div>'
        for n in (1, 2)
    )
    assert all("event" not in talk for talk in fields(f"<body>{cards}</body>", "talks.html"))


DATA = """<script type="application/ld+json">{{"@type": "Event", "name": "Feeds that last",
"startDate": "{}", "location": "Ghent"}}</script>"""


@pytest.mark.parametrize(
    ("shown", "stated", "date", "doubts"),
    [
        ("7 May 2019", "2019-05-08", "2019-05-08", 1),
        ("7 May 2019", "2019-05", "7 May 2019", 0),
        ("7 May 2019, 18:30", "2019-05-07", "7 May 2019, 18:30", 0),
        ("May 2019", "2019-05-08T18:30+02:00", "2019-05-08T18:30+02:00", 0),
    ],
)
def test_data_takes_precedence_over_the_layout(
    shown: str, stated: str, date: str, doubts: int
) -> None:
    """The exact date is taken; two different days are a doubt."""
    text = f"<body>{DATA.format(stated)}<ul><li><em>Feeds that last</em>, PyTown, {shown}</li></ul>"
    talk = result(text, "talks.html").talks[0]
    assert (talk.fields["date"], len(talk.doubts)) == (date, doubts)


def test_a_text_of_dates_above_rows_is_read() -> None:
    """Each date alone in a row begins a talk; what is above and between is not one."""
    text = (
        "Physics Colloquium\nRoom: 3\n\n15. Oktober 2019\nDr. Ann Example (Turku)\nKaltes Licht\n\n"
        "29. Oktober 2019\nBob Sample\nWas eine Waage nicht wiegt\n\nDanach gibt es Kaffee.\n"
    )
    source = SourceInput(content=text.encode(), name="talks.txt")
    talks = read_text(source, ImportOptions()).talks
    assert [talk.fields["title"] for talk in talks] == [
        "Kaltes Licht",
        "Was eine Waage nicht wiegt",
    ]
    assert [talk.fields["date"] for talk in talks] == ["2019-10-15", "2019-10-29"]


def test_a_markdown_table_without_a_name_is_a_page() -> None:
    """It is no table of another kind."""
    table = b"| Date | Title |\n|------|-------|\n| 3 May 2019 | Feeds |\n"
    assert reader.recognise(SourceInput(content=table, name="-")) > 0.5


def test_a_title_alone_with_a_status_is_doubtful() -> None:
    """It is kept, since a cancelled talk is a talk."""
    talk = result(
        "# Talks\n- *Feeds that last*, Town Meetup, May 2019\n- *Time* (cancelled)\n"
    ).talks
    assert [str(one.confidence) for one in talk] == ["sure", "doubtful"]
    assert talk[1].fields["status"] == "cancelled"


def test_a_table_has_levels_of_its_own_words() -> None:
    """A column of a field with certain words is read in these words, others as they are."""
    table = "| Date | Title | Level | Track |\n|-|-|-|-|\n| 3 May 2019 | Why feeds last | Beginner | Web |\n"
    talk = fields(f"# Talks\n\n{table}")[0]
    assert (talk.get("track"), "level" in talk) == ("Web", True)


TOLD = "<p>Abstract:</p><p>We look at Summer School Conference</p>"
ABSTRACTS = [
    "".join(
        f'<div class="card"><h3>Feeds {n} that last</h3><p>{n} May 2023</p>{TOLD}</div>'
        for n in (1, 2)
    ),
    "".join(f"<h3>Feeds {n} that last</h3><p>{n} May 2023</p>{TOLD}" for n in (1, 2)),
]


@pytest.mark.parametrize("text", ABSTRACTS)
def test_what_follows_an_abstract_is_no_fact(text: str) -> None:
    """Rows below the word, in cards and below headings, name neither event nor speaker."""
    talks = fields(f"<html><body><h1>Talks</h1>{text}</body></html>", "talks.html")
    assert [talk["date"] for talk in talks] == ["1 May 2023", "2 May 2023"]
    assert not any("event" in talk for talk in talks)


def test_the_values_of_templates_are_not_words() -> None:
    """A quoted address in one stays, and the rest is left out."""
    text = "# Talks\n- *Feeds that last*, PyTown, May 2019 ([slides]({{ '/s.pdf' | relative_url }}), {{ x }})\n"
    talk = fields(text)[0]
    assert (talk["slides"], "{{" in str(talk)) == ("https://site.example/s.pdf", False)


@pytest.mark.parametrize("word", ["with", "avec", "mit", "con", "com"])
def test_a_companion_speaks_in_any_language(word: str) -> None:
    """After a comma as well, and what follows is the event."""
    text = f"# Talks\n- “Why feeds last”, {word} Bob Sample, Town Conference, May 2019\n- “Time is hard”, Other Conference, May 2018\n"
    first, second = fields(text)
    assert (first["speakers"], first["event"]) == (["Bob Sample"], "Town Conference")
    assert "speakers" not in second


CITED = [
    (
        "Lind, O., & van Burr, P. Q. (2018, March 4). *Small stones* [Conference presentation]. Stone Conference, Bergen, Norway.",
        ["O. Lind", "P. Q. van Burr"],
    ),
    (
        "Lind, O. (2018, March 4). Small stones. Paper presented at the Stone Conference, Bergen, Norway.",
        ["O. Lind"],
    ),
    (
        "Lind OK, Burr P. Small stones. Stone Conference, Bergen, 4 March 2018.",
        ["O. K. Lind", "P. Burr"],
    ),
    (
        "Lind, O. (2018, March 4). [Small stones](stones.html). Stone Conference, Bergen.",
        ["O. Lind"],
    ),
]


@pytest.mark.parametrize(("item", "speakers"), CITED)
def test_a_talk_in_the_style_of_references_is_read(item: str, speakers: list[str]) -> None:
    """The speakers are first, with their given names last, and the title follows the year."""
    (talk,) = fields(f"# Talks\n- {item}\n")
    assert (talk["title"], talk["speakers"]) == ("Small stones", speakers)
    assert (talk["event"], "2018" in talk["date"]) == ("Stone Conference", True)


UNCITED = [
    "Vitamin C. Stone Conference, Bergen, 4 March 2018.",
    "Burr, P, and Stones. Stone Conference, Bergen, 4 March 2018.",
    "Burr, P. (2018, March 4). A.",
]


@pytest.mark.parametrize("item", UNCITED)
def test_what_only_looks_like_a_reference_names_no_people(item: str) -> None:
    """One name without a year, or one without a title, is none."""
    assert not any("speakers" in talk for talk in fields(f"# Talks\n- {item}\n"))


def test_people_in_a_column_are_no_event() -> None:
    """Nor are they with an employer, in a table without heads."""
    rows = "".join(
        f"<tr><td>{day} Sep 2019</td><td><b>{name}</b>, {town}</td></tr>"
        f"<tr><td></td><td><i>{title}</i></td></tr>"
        for day, name, town, title in [
            (12, "Wendy Quill", "Harlow College", "Streaming with a leaky memory"),
            (26, "Isak Thorn", "Lund", "Matching under duress"),
        ]
    )
    talks = fields(f"<html><body><h1>Seminar</h1><table>{rows}</table></body></html>", "s.html")
    assert [talk["speakers"] for talk in talks] == [["Wendy Quill"], ["Isak Thorn"]]


def test_the_labels_of_a_talk_are_below_its_title_in_any_language() -> None:
    """In one paragraph, which is no list of deliveries; links after a label's value are links."""
    text = "# Palestras e oficinas\n\n" + "".join(
        f"### {title}\n**Evento:** Python Brasil\n**Data:** 14 de outubro de 2021\n**Palestrante:** Joana Frade\n[Slides](https://speakerdeck.com/x/{n})\n\n"
        for n, title in enumerate(["Construindo com carinho", "Dados abertos na cidade"])
    )
    talks = fields(text)
    assert [talk["title"] for talk in talks] == [
        "Construindo com carinho",
        "Dados abertos na cidade",
    ]
    assert [talk["speakers"] for talk in talks] == [["Joana Frade"], ["Joana Frade"]]


def test_a_table_of_contents_is_no_talk() -> None:
    """Even with a heading of its own."""
    text = (
        "<html><body><h1>Talks</h1><div id='table-of-contents'><h2>Contents</h2><ul>"
        "<li><a href='#a'>1. Literate everything</a></li></ul></div>"
        "<h2 id='a'>Literate everything</h2><p>3 May 2019, Town Conference</p></body></html>"
    )
    assert [talk["title"] for talk in fields(text, "t.html")] == ["Literate everything"]


@pytest.mark.parametrize(
    "title", ["Design tokens without drama", "Websites that last", "Theme parks"]
)
def test_a_title_is_no_boilerplate(title: str) -> None:
    """Even if it begins as the line about who designed the page does."""
    text = f"# Talks\n- {title}, Town Conference, 3 May 2019\n- Feeds that last, Town Conference, 3 May 2018\n"
    assert [talk["title"] for talk in fields(text)] == [title, "Feeds that last"]


def test_an_address_with_spaces_is_a_link() -> None:
    """It is written as a browser requests it."""
    text = '<ul><li><b>Feeds that last</b>, Town Conference, May 2019 <a href="my feeds.pdf">Slides</a></li></ul>'
    (talk,) = fields(f"<html><body><h1>Talks</h1>{text}</body></html>", "t.html")
    assert talk["slides"] == "https://site.example/talks/my%20feeds.pdf"
