"""Layouts of pages that were met unseen: what each states is read, and nothing else is."""

# ruff: noqa: E501, RUF001 - pages have long lines, and the signs of their languages

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from source_inputs import source_input
from talkfeed.importers.page import reader
from talkfeed.importers.page.links import role_of
from talkfeed.model.imported import ImportOptions
from talkfeed.records.absence import is_none

if TYPE_CHECKING:
    from talkfeed.model.imported import ImportResult


def read(text: str, name: str = "page.md") -> ImportResult:
    """Import a page."""
    return reader.read(source_input(text, name), ImportOptions(timezone="Europe/Paris"))


def facts(text: str, *names: str, name: str = "page.md") -> list[tuple[object, ...]]:
    """Read the talks of a page, and return these fields of each."""
    return [
        tuple(talk.fields.get(field, "") for field in ("title", *names))
        for talk in read(text, name).talks
    ]


def name_of(value: object) -> object:
    """Return the name of an event, which may have an address."""
    return value["name"] if isinstance(value, dict) else value


def test_a_labelled_title_may_be_in_any_row() -> None:
    """The label says more than the place."""
    card = (
        "<div class='card'><p>{}</p><p>{}</p><p>Fjordby University, Norway</p><p>talk: {}</p></div>"
    )
    page = "".join(
        card.format(*facts)
        for facts in (
            ("2022", "Statistics seminar", "How snow melts"),
            ("2021", "Snow meets society", "What a glacier remembers"),
        )
    )
    assert facts(f"<h1>Seminars</h1>{page}", "event", "date", name="page.html") == [
        ("How snow melts", "Statistics seminar", "2022"),
        ("What a glacier remembers", "Snow meets society", "2021"),
    ]


def test_full_width_brackets_hold_a_date() -> None:
    """They are signs, and no part of a name; a title may be stated in a sentence."""
    page = (
        "## 登壇\n\n### Feeds Night #1（2020年8月21日）\n\n"
        "[Feeds Night #1](https://night.example/1) で、「**長持ちするフィード**」という"
        "タイトルで発表しました。\n\nスライドは [こちら](https://github.com/ann/deck/a.md) です。\n\n"
        "### Feeds Night #2（2020年11月27日）\n\n"
        "[Feeds Night #2](https://night.example/2) で、「**時刻は難しい**」というタイトルで"
        "発表しました。とても楽しい夜でした。来てくださった皆さん、ありがとうございました。\n"
    )
    talks = read(page).talks
    assert [(one.fields["title"], name_of(one.fields["event"])) for one in talks] == [
        ("長持ちするフィード", "Feeds Night #1"),
        ("時刻は難しい", "Feeds Night #2"),
    ]
    assert talks[0].fields["slides"] == "https://github.com/ann/deck/a.md"


@pytest.mark.parametrize("sign", ["–", "-", "—"])
def test_labels_may_end_with_a_dash(sign: str) -> None:
    """They do if a speaker and a title are labelled so."""
    row = "<li><p><b>Date {s}</b> Friday, {} 2024<br><b>Speaker {s}</b> {} (Shapes Inc)<br><b>Title {s}</b> {}</p></li>"
    page = "<h2>Schedule</h2><ul>{}{}</ul>".format(
        row.format("March 15", "Ann Example", "How to fold a map", s=sign),
        row.format("March 22", "Bob Sample", "Knots in a drawer", s=sign),
    )
    assert facts(page, "speakers", "event", name="page.html") == [
        ("How to fold a map", ["Ann Example"], ""),
        ("Knots in a drawer", ["Bob Sample"], ""),
    ]


def test_the_mark_of_a_footnote_is_no_part_of_a_title() -> None:
    """It is Markdown that few programs render."""
    page = "# Talks\n\n- 3 May 2024: *Time is hard*[^1], CityCode\n\n[^1]: With slides.\n"
    assert facts(page, "event") == [("Time is hard", "CityCode")]


def test_items_of_html_in_markdown_are_no_code() -> None:
    """Many pages have empty lines between indented items."""
    item = "    <li>\n        {}\n    </li>\n\n"
    page = "# Talks\n\n<ol>\n{}{}{}</ol>\n".format(
        item.format("CityCode (17/11/2013) - How to make feeds that last"),
        item.format("CityCode (27/03/2014): Time is hard: a guide to clocks"),
        item.format("SkyCode (28/03/2015) - What a kernel is good for"),
    )
    assert facts(page, "event", "date") == [
        ("How to make feeds that last", "CityCode", "17/11/2013"),
        ("Time is hard: a guide to clocks", "CityCode", "27/03/2014"),
        ("What a kernel is good for", "SkyCode", "28/03/2015"),
    ]


def test_a_colon_ends_an_event_only_at_the_start_of_a_line() -> None:
    """After it, the event is known, and the colon is that of a title."""
    page = (
        "# Talks\n\n- CityCode (May 2013) - Feeds that last\n"
        "- CityCode (May 2014) - Workshop on feeds: Atom, RSS and friends\n"
    )
    assert facts(page, "event")[1] == ("Workshop on feeds: Atom, RSS and friends", "CityCode")


def test_prose_above_a_list_heads_nothing() -> None:
    """Two sentences are about the talk above them, whose list is below."""
    talk = "## {} (May 20{})\n\n{}\n\n- Slides at [SlideShare](https://www.slideshare.net/a/{})\n\n"
    page = "# Talks\n\n" + "".join(
        (
            talk.format("Feeds that last", 20, "Feeds end. But what if they did not?", 1),
            talk.format("Time is hard", 21, "Clocks differ. Who knows what time it is?", 2),
        )
    )
    assert facts(page, "date") == [("Feeds that last", "May 2020"), ("Time is hard", "May 2021")]


def test_an_abstract_gives_neither_date_nor_event() -> None:
    """What is below its label is about the talk."""
    page = (
        "<h1>Colloquium 2024</h1><p><b>January 16</b><br><b>Speaker:</b> Teodor Blik<br><b>Title:"
        "</b> Knots in a drawer<br><b>Abstract:</b> Knots are old. We follow a paper of March 1987"
        " with D. Holm.</p><p><b>January 30</b><br><b>Speaker:</b> Amina Sorel<br><b>Title:</b>"
        " Handles with care<br><b>Abstract:</b> Handles were counted in June 1991.<br>"
        "<a href='/s.pdf'>Slides</a></p>"
    )
    found = facts(page, "speakers", "date", name="page.html")
    assert found == [
        ("Knots in a drawer", ["Teodor Blik"], "January 16 2024"),
        ("Handles with care", ["Amina Sorel"], "January 30 2024"),
    ]


def test_sentences_below_a_title_in_a_cell_name_no_event() -> None:
    """They are its abstract; a link in them stays, and so does the name of an event."""
    rows = "".join(
        f"<tr><td>{day} Oct 2022</td><td>Ann Example</td><td>{title}<br>{below}</td></tr>"
        for day, title, below in (
            (7, "What moss remembers", "Moss dries. It comes back."),
            (8, "Mud: a love story", "Mud fills. <a href='https://youtu.be/abcdefghijk'>Video</a>"),
            (9, "Counting owls", "At BirdConf 2022. In Spain."),
        )
    )
    head = "<tr><th>Date</th><th>Speaker</th><th>Title</th></tr>"
    found = facts(f"<table>{head}{rows}</table>", "event", "video", name="page.html")
    assert found[:2] == [
        ("What moss remembers", "", ""),
        ("Mud: a love story", "", "https://youtu.be/abcdefghijk"),
    ]
    assert found[2][:2] == ("Counting owls", "BirdConf 2022")


def test_a_weekday_and_a_cheer_are_no_event() -> None:
    """Neither is a sentence in which the owner speaks of a talk."""
    page = (
        "# Talks\n\n## Feeds that last (May 2020)\n\nI was asked to speak in an episode of the"
        " _Long Feeds_ show.\n\n## Time is hard (Friday, June 2021)\n\n**100 % sold out!**\n"
    )
    assert [event for _, event in facts(page, "event")] == ["", ""]


def test_a_dated_heading_of_several_words_is_a_title() -> None:
    """Even if one of them names a part of a page, or what is no talk."""
    page = (
        "# Talks\n\n## Networking in the cloud of clouds (Oct 2018)\n\n- Event: SkyCode\n\n"
        "## Awards\n\n- First prize, May 2019\n"
    )
    assert facts(page, "event") == [("Networking in the cloud of clouds", "SkyCode")]


def test_who_organises_is_no_speaker() -> None:
    """The line is about the page."""
    page = "## Lunch Talks 2022\n\nOrganised by Petra Lund and Hugo Amsel.\n"
    assert facts(page) == []


def test_the_first_of_several_hosts_is_the_event() -> None:
    """A university after it is where it is."""
    page = (
        "# Talks\n\n- How snow melts. 28 January 2026. IceLab, Fjordby University, Oslo.\n"
        "- What a glacier remembers. 7 November 2025. Fjordby University, Oslo.\n"
    )
    assert [event for _, event in facts(page, "event")] == ["IceLab", "Fjordby University"]


def test_a_month_of_another_language_is_read_in_english_order() -> None:
    """Writers mix them."""
    page = "# Talks\n\n- Time is hard. Decembre 18, 2024. CityCode.\n"
    assert facts(page, "date", "event") == [("Time is hard", "2024-12-18", "CityCode")]


@pytest.mark.parametrize(
    "label",
    [
        "Vidéo du séminaire",
        "Video of the lecture",
        "Aufzeichnung des Vortrags",
        "vídeo da palestra",
    ],
)
def test_a_recording_may_be_called_that_of_the_talk(label: str) -> None:
    """In each language."""
    assert role_of(label, "https://cloud.example/s/1") == "video"


@pytest.mark.parametrize(
    ("title", "is_break"),
    [
        ("Networking", True),
        ("Networking lunch", True),
        ("Networking in the cloud", False),
        ("Registration and coffee", True),
        ("Registration of point clouds", False),
    ],
)
def test_a_break_is_known_by_all_its_words(title: str, is_break: bool) -> None:  # noqa: FBT001
    """A talk may begin with the same one."""
    assert is_none(title) == is_break


def test_a_dash_after_one_word_may_be_that_of_a_title() -> None:
    """What follows it is no event and no person, and where a dash ends titles another one does."""
    talk = "* {} {} CityCode Conference, August {}\n"
    for sign in (",", " -"):
        page = "# Talks\n\n" + "".join(
            (
                talk.format("FOLDR - A General Map Folder", sign, 2020),
                talk.format("How we taught a planner to wait", sign, 2019),
                talk.format("Learning to play with less", sign, 2018),
            )
        )
        assert facts(page, "event")[0] == ("FOLDR - A General Map Folder", "CityCode Conference")


def test_a_year_with_a_note_is_the_year_of_what_is_below() -> None:
    """The note says how to read the list."""
    page = "# Talks\n\n**2026** (* scheduled)\n\n- *Feeds that last*, CityCode, 3 May\n\n**2025**\n\n- Time is hard, SkyCode, 12 March\n"
    assert facts(page, "date") == [
        ("Feeds that last", "3 May 2026"),
        ("Time is hard", "12 March 2025"),
    ]


def test_a_day_above_labelled_rows_has_the_year_of_the_page() -> None:
    """Nothing else dates the talk."""
    page = (
        "<h1>Colloquium, Winter 2024</h1><p><b>January 30</b><br><b>Speaker:</b> Amina Sorel<br>"
        "<b>Title:</b> Handles with care<br><b>Abstract:</b> TBA</p><p><b>February 13</b><br>"
        "<b>No colloquium</b></p>"
    )
    assert facts(page, "speakers", "date", "abstract", name="page.html") == [
        ("Handles with care", ["Amina Sorel"], "January 30 2024", "")
    ]


def test_bare_links_beside_dated_talks_are_none() -> None:
    """A list of tools has the form of one of titles; it is named in the report."""
    page = (
        "# Slides\n\n- [Marp](https://marp.example/)\n- [Some editor](https://edit.example/)\n\n"
        "## Talks\n\n- Feeds that last, CityCode, May 2020\n"
    )
    found = read(page)
    assert [talk.fields["title"] for talk in found.talks] == ["Feeds that last"]
    assert [one.text for one in found.unparsed] == ["Marp · Some editor"]


def test_a_part_of_an_article_is_no_talk() -> None:
    """A single word above sentences is the heading of a part."""
    page = (
        "# Talks\n\n## Know who will listen\n\nAsk the hosts, [as we did](https://a.example/ask)\n\n"
        "## Presenting\n\nSpeak slowly. [Look at people](https://a.example/look)\n"
    )
    assert "Presenting" not in [title for (title,) in facts(page)]


def test_a_second_title_in_a_line_is_told() -> None:
    """It would be lost otherwise."""
    page = (
        "# Séminaire\n\n2020-11-27. **Maria Castaldo** : « Les flux qui durent » et **Bilel Martin** :"
        " « Le temps est une question difficile »\n\n2020-11-20. **Anne Petit** : « Plier une carte »\n"
    )
    doubts = [talk.doubts for talk in read(page).talks]
    assert doubts == [
        ("the line may hold another talk: 'Le temps est une question difficile'",),
        (),
    ]


def test_a_name_with_a_prefix_is_whole() -> None:
    """No name ends within a word."""
    page = "<div class='c'><h3>2025 Dec. {}, Speaker: {}</h3><p><b>Title: {}</b></p></div>"
    cards = "".join(
        page.format(*each)
        for each in ((1, "Ryan McGowan", "How maps fold"), (8, "Ann LeBlanc", "Knots in a drawer"))
    )
    found = facts(f"<h1>Seminar</h1>{cards}", "speakers", name="page.html")
    assert found == [("How maps fold", ["Ryan McGowan"]), ("Knots in a drawer", ["Ann LeBlanc"])]


def test_prose_with_months_is_about_the_page() -> None:
    """Talks told in prose have a day, or a title that is set off."""
    page = (
        "## Map Seminar\n\nThe Map Seminar is one of students, which Ann Example has organised in this"
        " house since Nov. 2024.\n\nThis page is about seminars that are held in Fall 2025. We meet"
        " on Mondays, and all are welcome to come.\n\n- 3 May 2025: How maps fold\n"
    )
    assert facts(page) == [("How maps fold",)]


def test_days_alone_tell_the_order_of_day_and_month() -> None:
    """One above twelve settles it for the page, whose year is in a heading."""
    table = "| Data | Tema |\n|---|---|\n| 15/12 | How maps fold |\n| 02/03 | Knots in a drawer |\n"
    found = facts(f"## Palestras de 2023\n\n{table}", "date")
    assert found == [("How maps fold", "15/12/2023"), ("Knots in a drawer", "2023-03-02")]


def test_a_file_with_spaces_in_its_name_is_linked() -> None:
    """Markdown asks for brackets around it that few write."""
    page = "# Talks\n\n- How maps fold, CityCode, May 2020 ([Slides](files/How maps - fold.pdf))\n"
    (talk,) = reader.read(
        source_input(page, "page.md", base="https://a.example/"), ImportOptions()
    ).talks
    assert name_of(talk.fields["event"]) == "CityCode"
    assert talk.fields["slides"] == "https://a.example/files/How%20maps%20-%20fold.pdf"


def test_remarks_and_code_are_no_events() -> None:
    """In Japanese, "LT" is a lightning talk."""
    page = (
        "| タイトル | 日付 | コード | 備考 |\n|---|---|---|---|\n"
        "| [地図の話](https://a.example/1) | 2022/07/05 | [src](https://github.com/a/b) | LT |\n"
        "| [結び目](https://a.example/2) | 2022/06/06 | [src](https://github.com/a/c) | LT |\n"
    )
    assert facts(page, "event", "code") == [
        ("地図の話", "", "https://github.com/a/b"),
        ("結び目", "", "https://github.com/a/c"),
    ]


@pytest.mark.parametrize(
    ("beside", "event", "place"),
    [
        ("Congreso de Mapas en la Universidad del Sur, Lima", "Congreso de Mapas", "Universidad"),
        ("II Foro de Mapas por UNAM, Lima", "II Foro de Mapas", "UNAM"),
        ("Map Days: Old and New, Lima", "Map Days: Old and New", ""),
        ("Maps: Conference of the South, Lima", "Maps: Conference of the South", ""),
        ("Congreso de Mapas, relojes y feeds, Lima", "Congreso de Mapas, relojes y feeds", ""),
        ("Conference “Maps, and how they fold”", "Conference “Maps, and how they fold”", ""),
        ("Conference of Maps, keynote", "Conference of Maps", ""),
        ("Conference of Maps en Grande", "Conference of Maps en Grande", ""),
    ],
)
def test_an_event_has_its_whole_name(beside: str, event: str, place: str) -> None:
    """And not the institution that holds it, nor what a colon or a quotation begins."""
    (talk,) = read(f'# Charlas\n\n- "How a map folds", {beside} (2020, May 22).\n').talks
    assert name_of(talk.fields["event"]) == event
    assert str(talk.fields.get("location", "")).startswith(place)


def test_a_button_may_name_a_talk() -> None:
    """It opens the versions of its slides; a short one is a control."""
    page = (
        "<h1>Talks</h1><ul><li><div><button>How to fold a map</button><div><a href='/2.pdf'>Version 2"
        "</a></div></div> (2023)</li><li><a href='/k.pdf'>Knots in a drawer</a> (CityCode, 2022)"
        "<button>Copy</button><div hidden>Sky, 2019</div></li></ul>"
    )
    assert [title for (title,) in facts(page, name="page.html")] == [
        "How to fold a map",
        "Knots in a drawer",
    ]


NO_TALKS = (
    "May 2019: I was interviewed by Ann Example at Town Radio about feeds",
    "Our paper on feeds was accepted at FeedConf, May 2019",
    "Congratulations to Ann Example, who spoke at FeedConf, May 2019",
    "Ph.D. in Mathematics, University of Turku, 2015 – 2019",
    "Best paper award, FeedConf 2019",
    "Curriculum vitae, updated 12 May 2019",
    "of feeds and fields, translated for the Town Herald, 2019",
    "Feeds in harbours. Journal of Sums 12 (2019), pp. 12–34",
)
TALKS = (
    "May 2019: “Our paper trail” at FeedConf",
    "Our daily feeds, FeedConf, May 2019 [slides](https://a.example/1.pdf)",
    "How to finish a Ph.D., Summer School, 12 May 2019",
)


AMONG = """# Ann Example

- Time is hard, FeedConf, 12 May 2018
- {}
- Maps that fold, FeedConf, 4 May 2017
- Silt in harbours, FeedConf, 3 May 2016
"""


@pytest.mark.parametrize("entry", NO_TALKS)
def test_what_is_likely_no_talk_is_left_to_finish_by_hand(entry: str) -> None:
    """News, degrees, awards and publications have dates and names, too."""
    found = read(AMONG.format(entry))
    titles = [one.fields["title"] for one in found.talks]
    assert titles == ["Time is hard", "Maps that fold", "Silt in harbours"]
    assert entry.split(", ", maxsplit=1)[0] in " ".join(one.text for one in found.unparsed)


@pytest.mark.parametrize("entry", TALKS)
def test_what_is_more_like_a_talk_stays_one(entry: str) -> None:
    """Slides, a title in quotation marks, and a day at an event outweigh a word."""
    assert len(read(AMONG.format(entry)).talks) == AMONG.count("- ")
