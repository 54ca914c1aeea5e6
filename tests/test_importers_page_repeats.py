"""What repeats on a page: the labels of its links, the columns of a programme, its records."""

# ruff: noqa: E501, RUF001 - pages have long lines, and the letters of their languages

from __future__ import annotations

from source_inputs import source_input
from talkfeed.importers.page import reader
from talkfeed.importers.page.blocks import Block
from talkfeed.importers.page.line import Line, Span
from talkfeed.importers.page.links import role_in
from talkfeed.importers.page.repeats import with_labels
from talkfeed.model.imported import ImportOptions


def facts(text: str, *names: str, name: str = "page.md") -> list[tuple[object, ...]]:
    """Import a page, and return these fields of each talk."""
    options = ImportOptions(timezone="Europe/Paris")
    return [
        tuple(talk.fields.get(field, "") for field in ("title", *names))
        for talk in reader.read(source_input(text, name), options).talks
    ]


def roles(*texts: str, kind: str = "item+", suffix: str = "pdf") -> list[str]:
    """Return the roles of links that fill these blocks."""
    blocks = [
        Block(kind, Line(text, (Span(0, len(text), "link", f"files/{number}.{suffix}"),)))
        for number, text in enumerate(texts)
    ]
    return [role_in(one.line, one.line.spans[0]) for one in with_labels(blocks)]


def test_words_that_repeat_beside_files_are_a_label() -> None:
    """They are neither titles nor events, in whatever language."""
    assert roles(*["Stáhnout jako soubor"] * 3) == ["slides"] * 3
    assert roles(*["Stáhnout jako soubor"] * 2) == [""] * 2


def test_words_that_may_be_a_title_are_no_label() -> None:
    """A title may be given several times, at the start of its record, or be a name."""
    assert roles(*["How feeds last"] * 3, kind="item") == [""] * 3
    assert roles(*["Devoxx France"] * 3) == [""] * 3
    assert roles(*["The feeds that we lost while moving them"] * 3) == [""] * 3
    assert roles(*["A page of it"] * 3, suffix="html") == [""] * 3


def test_a_row_with_an_arrow_is_the_label_of_its_links() -> None:
    """Links that only stand in it follow the talk above."""
    rows = "\n\n".join(
        f"(en @ CityCode {number}) Feeds, part {number}\n\n"
        f"→ watch the recording on [a site](https://youtu.be/feedspart{number:02}) or [another](https://tube.example/{number})"
        for number in range(3)
    )
    assert facts(f"## 2024\n\n{rows}\n", "event", "video", "date") == [
        (
            f"Feeds, part {number}",
            f"CityCode {number}",
            f"https://youtu.be/feedspart{number:02}",
            "2024",
        )
        for number in range(3)
    ]


def test_columns_of_kinds_are_no_rooms() -> None:
    """A programme of times and rooms has about as many words in each column."""
    rows = "".join(
        f"<tr><td>{9 + number}:00</td><td>Paper</td><td>A talk of several words on feed number {number}</td></tr>"
        for number in range(4)
    )
    table = f"<table><tr><th colspan=3>3 March 2021</th></tr>{rows}</table>"
    assert facts(
        f"<html><body><h2>Talks</h2>{table}</body></html>", "date", "event", name="page.html"
    ) == [
        (f"A talk of several words on feed number {number}", f"3 March 2021 {9 + number}:00", "")
        for number in range(4)
    ]


def test_a_year_with_a_letter_begins_a_record() -> None:
    """Lists of publications tell the talks of a year apart in this way."""
    page = "**2021a**. Feeds that last. CityCode 9, Lyon.\n\n**2021b**. Maps for all. Map Days, Caen.\n\nA note.\n"
    assert facts(page, "date") == [("Feeds that last", "2021"), ("Maps for all", "2021")]


def test_most_names_between_commas_make_a_list_of_people() -> None:
    """An unusual name in it is that of a person, too."""
    page = "## Talks\n\n- **Feeds that last** (Ann Example, Bob Sample, Peter Mithr, Viki V K), 2019\n- **Maps for all** (Cy Model, Di Type), 2020\n"
    assert facts(page, "speakers")[0] == (
        "Feeds that last",
        ["Ann Example", "Bob Sample", "Peter Mithr", "Viki V K"],
    )


def test_names_without_evidence_are_no_people() -> None:
    """Places between commas have the form of names."""
    page = "## Talks\n\n- **Feeds that last** in Silt Works, Harbour Watch, Old Lantern, 2019\n"
    assert facts(page, "speakers") == [("Feeds that last", "")]


def test_several_days_are_read_in_japanese() -> None:
    """The second day may have a month of its own; days that do not exist are none."""
    page = "# 発表\n\n- *地図の折り方について*、地図学会、{}\n"
    assert facts(page.format("2025年7月29日-8月2日"), "date") == [
        ("地図の折り方について", "2025-07-29/2025-08-02")
    ]
    assert facts(page.format("2025年2月28日-31日"), "date")[0][1] == "2025年2月28日"


def test_a_heading_in_a_programme_does_not_end_its_day() -> None:
    """The papers after a keynote are on the same day."""
    paper = "<li><span class=title>{}</span><br><span class=authors>Ann Example</span></li>"
    papers = "".join(map(paper.format, ("Feeds that last", "Maps for all", "Time is hard")))
    page = (
        "<html><body><h3>Schedule</h3><table><tr><td colspan=2>Monday, December 8, 2025</td></tr>"
        "<tr><td>9:00–10:00</td><td>Keynote<h4>Professor Bob Sample</h4></td></tr>"
        f"<tr><td>10:00–11:00</td><td>Session 1<ul>{papers}</ul></td></tr></table></body></html>"
    )
    assert {date for _, date in facts(page, "date", name="page.html")} == {
        "Monday, December 8, 2025"
    }


def test_the_employer_below_a_speaker_is_in_no_field() -> None:
    """In a cell, what follows a name that is set off is where they work, unless a name follows."""
    cells = (
        "<a href=//a.example>Ann Example</a><br>UC Berkeley",
        "<a href=//b.example>Bob Sample</a>, <a href=//c.example>Cy Model</a>",
        "Di Type",
    )
    rows = "".join(
        f"<tr><td>{number + 1} May 2020</td><td>{cell}</td><td>Feeds, part {number}</td></tr>"
        for number, cell in enumerate(cells)
    )
    page = f"<html><body><table><tr><th>Date<th>Speaker<th>Title</tr>{rows}</table></body></html>"
    people = [
        [one["name"] if isinstance(one, dict) else one for one in names]  # type: ignore[attr-defined]
        for _, names, event in facts(page, "speakers", "event", name="page.html")
        if event == ""
    ]
    assert people == [["Ann Example"], ["Bob Sample", "Cy Model"], ["Di Type"]]


def test_the_year_of_short_dates_differs_least() -> None:
    """So "21.04.26" has the day first if the page says no more."""
    page = "## Talks\n\n- **[21.04.26]** *Feeds that last*, CityCode\n- **[03.12.25]** *Maps for all*, CityCode\n- **[19.01.25]** *Time is hard*, CityCode\n"
    assert [date for _, date in facts(page, "date")] == ["2026-04-21", "2025-12-03", "2025-01-19"]


def test_a_template_call_may_be_a_heading() -> None:
    """Its text is the title of what is below it."""
    page = "".join(
        f'{{{{% title4 "Feeds that last, said in {number} words" %}}}}\n\n*Given at CityCode {number}*\n\n'
        for number in (2018, 2019)
    )
    assert [title for (title,) in facts(page)] == [
        f"Feeds that last, said in {number} words" for number in (2018, 2019)
    ]


def test_initials_need_no_space() -> None:
    """As is usual in Russian."""
    page = "# Семинары\n\n### Вариативность местоимений в говорах\n\n09.02.2026\n\n##### Докладчики: М.С. Смирнова, Е.А. Залина\n"
    assert facts(page, "speakers") == [
        ("Вариативность местоимений в говорах", ["М.С. Смирнова", "Е.А. Залина"])
    ]


def test_what_is_at_scale_is_at_no_event() -> None:
    """Some words after "at" belong to a title."""
    page = "## 2023\n\n- [CityCode](https://city.example/1)\n  > Feeds at Scale\n- [MapDay](https://map.example/)\n  > Maps for all\n"
    assert [title for (title,) in facts(page)] == ["Feeds at Scale", "Maps for all"]


def test_a_name_or_a_list_of_recordings_is_no_talk() -> None:
    """They are left to finish by hand."""
    page = (
        "## Talks\n\n- [Feeds that last](https://youtu.be/feedslast01), May 2019\n"
        "- [My talks on a playlist](https://www.youtube.com/playlist?list=PLfeeds)\n"
        "- Ann Example, May 2020\n"
    )
    assert facts(page) == [("Feeds that last",)]


def test_who_hosts_a_talk_does_not_speak() -> None:
    """Nor does a label of a host name an event."""
    page = (
        "## Talks\n\n### Feeds that last\n\n5 May 2020 @ Nix Evening hosted by Prima\n\n"
        "### Maps for all\n\n6 May 2021 @ Map Evening\n\nHost: Dr. Ann Example\n"
    )
    assert facts(page, "speakers", "event") == [
        ("Feeds that last", "", "Nix Evening hosted by Prima"),
        ("Maps for all", "", "Map Evening"),
    ]


def test_the_date_of_a_title_is_not_that_of_the_talk() -> None:
    """A year after "in" and before a colon is a part of the title."""
    page = "## Talks\n\n- **Ropes in 2025: why they last**, CityCode, May 2024\n- **Knots for all**, CityCode, June 2024\n"
    assert facts(page, "date")[0] == ("Ropes in 2025: why they last", "May 2024")


def test_a_heading_ends_with_any_closing_tag() -> None:
    """As in a browser, that of another level closes it."""
    page = "<html><body><h1>Talks</h1><h3>Feed Days 2019</h2><ul><li>Feeds that last, 3 May 2019</li><li>Maps for all, 4 May 2019</li></ul></body></html>"
    assert facts(page, "event", name="page.html") == [
        ("Feeds that last", "Feed Days 2019"),
        ("Maps for all", "Feed Days 2019"),
    ]
