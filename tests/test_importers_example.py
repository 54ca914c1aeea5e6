"""Pages read by an example: the others are read the same way, in whatever layout."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import pytest
import score_import
from hypothesis import example as example_of_law
from hypothesis import given, settings
from hypothesis import strategies as st

from talkfeed.dates import DateRules, read_date
from talkfeed.errors import Rejected
from talkfeed.importers.example import kept
from talkfeed.importers.example.reader import around, read
from talkfeed.model.imported import ImportOptions, SourceInput

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from talkfeed.importers.example.reader import Lesson
    from talkfeed.model.imported import FoundTalk

BASE = "https://site.example/"
Talk = dict[str, str]


def talk(title: str, who: str, event: str, date: str, slides: str = "") -> Talk:
    """Name the fields of a talk."""
    return {"title": title, "who": who, "event": event, "date": date, "slides": slides}


TALKS = [
    talk("Rainbows and kernels", "Ann Example", "CityCode 2015", "7 Oct 2015", "s/1.pdf"),
    talk("Compilers, for everyone", "Bob Sample", "Night of Code", "14 Sep 2015"),
    talk("What do databases forget?", "Cy Third and Dee Fourth", "DataDays", "2 June 2015"),
    talk("Types at breakfast", "Eve Fifth", "TypeFest", "May 2015", "s/4.pdf"),
    talk("A short history of nothing", "Fay Sixth", "CityCode 2014", "11 Nov 2014"),
    talk("Queues", "Guy Seventh", "Operability", "25 Jan 2014", "s/6.pdf"),
]


def _link(one: Talk, before: str = "", after: str = "") -> str:
    return f'{before}<a href="{one["slides"]}">slides</a>{after}' if one["slides"] else ""


def _html(rows: Sequence[str]) -> str:
    return "<html><body><h1>Talks</h1>\n{}\n</body></html>".format("\n".join(rows))


LAYOUTS: dict[str, tuple[Callable[[Talk], str], Callable[[Sequence[str]], str]]] = {
    "items": (
        lambda t: (
            f"<li>{t['date']}: {t['who']}, <i>{t['title']}</i> at {t['event']}{_link(t, ' ')}</li>"
        ),
        lambda rows: _html(["<ul>", *rows, "</ul>"]),
    ),
    "table": (
        lambda t: (
            f"<tr><td>{t['date']}<td>{t['who']}<td>{t['title']}<td>{t['event']}<td>{_link(t)}</tr>"
        ),
        lambda rows: _html(
            [
                "<table><tr><th>Day<th>Who<th>What<th>Where<th>Files</tr>",
                *rows,
                "</table>",
            ]
        ),
    ),
    "headings": (
        lambda t: (
            f"<h2>{t['title']}</h2><p>{t['who']}</p>"
            f"<p>{t['event']}, {t['date']}{_link(t, ' (', ')')}</p>"
        ),
        _html,
    ),
    "breaks": (
        lambda t: (
            f"<p><b>{t['title']}</b><br>{t['date']}<br>Speaker: {t['who']}"
            f"<br>Event: {t['event']}{_link(t, '<br>')}</p>"
        ),
        _html,
    ),
    "terms": (
        lambda t: (
            f"<dt>{t['date']}</dt><dd><em>{t['title']}</em> by {t['who']}"
            f" @ {t['event']}{_link(t, ' ')}</dd>"
        ),
        lambda rows: _html(["<dl>", *rows, "</dl>"]),
    ),
    "cards": (
        lambda t: (
            f'<div class="card"><span class="when">{t["date"]}</span>'
            f'<span class="at">{t["event"]}</span><h3><a href="/t">{t["title"]}</a></h3>'
            f'<div class="who">{t["who"]}</div>{_link(t)}</div>'
        ),
        _html,
    ),
    "markdown": (
        lambda t: (
            f"- **{t['title']}**, {t['who']}, {t['event']}, {t['date']}"
            + (f" ([slides]({t['slides']}))" if t["slides"] else "")
        ),
        lambda rows: "# Talks\n\n" + "\n".join(rows) + "\n",
    ),
    "quoted": (
        lambda t: (
            f'* "{t["title"]}" - {t["who"]} - {t["event"]} - {t["date"]}'
            + (f" - [slides]({t['slides']})" if t["slides"] else "")
        ),
        lambda rows: "# Talks\n\n" + "\n".join(rows) + "\n",
    ),
}


def page_of(layout: str, talks: Sequence[Talk] = TALKS) -> str:
    """Write a page in a layout."""
    record, page = LAYOUTS[layout]
    return page([record(one) for one in talks])


def example(one: Talk) -> dict[str, Any]:
    """Write a talk as in talks.yaml."""
    fields: dict[str, Any] = {"title": one["title"], "speakers": one["who"].split(" and ")}
    fields |= {"event": one["event"], "date": one["date"]}
    return fields | ({"slides": BASE + one["slides"]} if one["slides"] else {})


def lesson(text: str, *examples: dict[str, Any], name: str = "page.html", **options: Any) -> Lesson:
    """Read a page by examples."""
    name = name if text.startswith("<") else "page.md"
    source = SourceInput(content=text.encode(), name=name, base=BASE)
    return read(source, ImportOptions(**options), examples)


def learn(text: str, *examples: dict[str, Any], **options: Any) -> tuple[FoundTalk, ...]:
    """Return the talks of a page read by examples."""
    return lesson(text, *examples, **options).result.talks


def summary(talks: Sequence[FoundTalk]) -> list[dict[str, Any]]:
    """Return the fields of talks, with dates as days."""
    return [
        {**one.fields, "date": read_date(str(one.fields["date"])).edtf}
        for one in talks
        if "date" in one.fields
    ]


def expected(talks: Sequence[Talk]) -> list[dict[str, Any]]:
    """Return what a person reads in talks."""
    return [{**example(one), "date": read_date(one["date"]).edtf} for one in talks]


LAYOUT = pytest.mark.parametrize("layout", LAYOUTS)


@LAYOUT
@pytest.mark.parametrize("number", [0, 2, 5])
def test_an_example_comes_back_as_it_was_given(layout: str, number: int) -> None:
    """Whatever the page and the talk, the fields of an example are not changed."""
    given = {**example(TALKS[number]), "abstract": "In the words of a person."}
    assert given in [one.fields for one in learn(page_of(layout), given)]


@LAYOUT
def test_all_other_talks_are_read_like_the_example(layout: str) -> None:
    """One talk of a page is enough for the others."""
    assert summary(learn(page_of(layout), example(TALKS[0]))) == expected(TALKS)


@LAYOUT
def test_a_record_elsewhere_changes_no_other(layout: str) -> None:
    """Removing a record, or adding one, does not change how the others are read."""
    fewer = [one for number, one in enumerate(TALKS) if number != 3]
    assert summary(learn(page_of(layout, fewer), example(TALKS[0]))) == expected(fewer)
    more = [*TALKS, talk("A new one", "Hal Eighth", "NewConf", "1 Jan 2016")]
    assert summary(learn(page_of(layout, more), example(TALKS[0]))) == expected(more)


def test_the_name_of_a_class_does_not_matter() -> None:
    """Records are compared with each other, so a class may have any name."""
    text = page_of("cards")
    other = re.sub(r'class="(\w+)"', r'class="x-\1-y"', text)
    assert summary(learn(text, example(TALKS[0]))) == summary(learn(other, example(TALKS[0])))


def test_two_layouts_are_read_whole_by_an_example_of_each() -> None:
    """Each record is read by the example it resembles."""
    first, second = TALKS[:3], TALKS[3:]
    items = "".join(LAYOUTS["items"][0](one) for one in first)
    table = page_of("table", second).replace("<h1>Talks</h1>", f"<h1>Talks</h1><ul>{items}</ul>")
    found = summary(learn(table, example(TALKS[0]), example(TALKS[3])))
    assert sorted(found, key=str) == sorted(expected(TALKS), key=str)


def test_one_wrapper_is_enough_for_two_examples_of_one_layout() -> None:
    """A second example that the first reads right adds no rule."""
    found = lesson(page_of("items"), example(TALKS[0]), example(TALKS[1]))
    assert len(found.learned.wrappers) == 1
    assert summary(found.result.talks) == expected(TALKS)


@LAYOUT
def test_an_undated_list_beside_a_dated_one_adds_no_talks(layout: str) -> None:
    """A list of links or projects has no dates; it is none of talks."""
    text = page_of(layout)
    more = "<h2>Projects</h2><ul><li><i>Kite</i> by Ann</li><li><i>Lamp</i> by Bob</li></ul>"
    text = text.replace("</body>", f"{more}</body>") if "<html>" in text else f"{text}\n{more}"
    assert summary(learn(text, example(TALKS[0]))) == expected(TALKS)


ODD = st.sampled_from(
    (
        "<p>Last updated 3 March 2020.</p>",
        "<ul><li>12 May 2013 a walk in the hills</li><li>13 May 2013, rest</li></ul>",
        "<h2>News</h2><p>On 4 June 2012 we moved.</p>",
        "<p>Founded in 1999</p>",
        "<table><tr><td>1 April 2011</td><td>-</td></tr></table>",
        "<div>2 July 2010<br>3 July 2010<br>(Ann) 4 July</div>",
    )
)


HTML = st.sampled_from([name for name in LAYOUTS if page_of(name).startswith("<")])


@settings(max_examples=20)
@example_of_law(
    "breaks",
    [
        "<p>Founded in 1999</p>",
        "<table><tr><td>1 April 2011</td><td>-</td></tr></table>",
        "<p>Last updated 3 March 2020.</p>",
        "<ul><li>12 May 2013 a walk in the hills</li><li>13 May 2013, rest</li></ul>",
    ],
)
@given(layout=HTML, odd=st.lists(ODD, min_size=1, max_size=4, unique=True))
def test_every_dated_line_is_accounted_for(layout: str, odd: list[str]) -> None:
    """A date ends in a talk, in a part to finish by hand, or by its text in the report."""
    text = page_of(layout).replace("</body>", "".join(odd) + "</body>")
    result = lesson(text, example(TALKS[0])).result
    keys = ("date", "given", "abstract")
    known = [str(one.fields.get(key)) for one in result.talks for key in keys]
    known += [one.text for one in result.unparsed]
    dates = re.findall(r"\d{1,2} \w+ \d{4}", "".join(odd))
    for date in dates:
        assert any(date in one for one in known), date


def test_a_full_talk_in_a_layout_of_its_own_is_kept() -> None:
    """It is likely a talk, also where the reading without examples is wrong in the example."""
    text = rows(
        "3 May 2015 Ann Example <b>Rivers</b> of data CityCode",
        "4 May 2015 Bob Sample <b>Bridges</b> of stone CityCode",
        "5 May 2015 Cy Third <b>Doors</b> of wood TypeFest",
        '6 May 2015: <a href="/w">Walls and gates</a>, CityCode',
    )
    given = {"title": "Rivers", "speaker": "Ann Example", "date": "3 May 2015"}
    talks = learn(text, given)
    assert [one.fields["title"] for one in talks] == [
        "Rivers",
        "Bridges",
        "Doors",
        "Walls and gates",
    ]
    assert [one.confidence.value for one in talks] == ["sure", "sure", "sure", "likely"]


# --- what an example does not say ---------------------------------------------------------------


def test_what_an_example_did_not_teach_is_named() -> None:
    """A field that no example has is not read, and one far from its title is neither."""
    bare = {"title": TALKS[0]["title"], "date": TALKS[0]["date"]}
    found = lesson(page_of("items"), bare)
    assert "no event in your example, so none is read" in found.notes
    assert all("event" not in one.fields for one in found.result.talks)
    other = {**bare, "speakers": ["Zoe Nowhere"], "location": "Atlantis", "abstract": "x"}
    notes = " ".join(lesson(page_of("items"), other).notes)
    assert "the speakers of 'Rainbows and kernels' are not in one line near its title" in notes
    assert "the location of" in notes
    assert "abstract is not learned" in notes


def test_a_field_that_is_read_without_examples_is_not_named() -> None:
    """Other talks have an event, so it is not true that none is read."""
    text = rows("<b>Rivers</b>, 3 May 2015", "<b>Bridges</b>, TypeFest, 4 May 2015")
    found = lesson(text, {"title": "Rivers", "date": "3 May 2015"})
    assert [one.fields.get("event") for one in found.result.talks] == [None, "TypeFest"]
    assert not any("event" in note for note in found.notes)


def test_an_event_that_the_page_does_not_name_is_that_of_all_talks() -> None:
    """The page of a conference need not repeat its name."""
    given = {**example(TALKS[0]), "event": "Riverside Conference"}
    found = lesson(page_of("items"), given)
    assert {one.fields["event"] for one in found.result.talks} == {"Riverside Conference"}
    assert any("so all talks get it" in note for note in found.notes)


def test_an_example_that_is_not_there_is_an_error_with_a_hint() -> None:
    """It names the words that are missing, and the nearest line."""
    with pytest.raises(Rejected) as error:
        learn(page_of("items"), {"title": "Rainbows and compilers of Rome"})
    assert error.value.code == "TF731"
    assert "no word 'rome'; the nearest" in error.value.hint
    assert "Rainbows and kernels" in error.value.hint
    for text in ("", "   "):
        with pytest.raises(Rejected, match="empty"):
            learn(text, {"title": "x"})
    with pytest.raises(Rejected, match="has no title"):
        learn(page_of("items"), {"title": "?"})
    odd = rows("<b>Rivers</b>, 3 May 2015", "<b>???</b>, 4 May 2015")
    assert "Rivers" in titles(odd, {"title": "Rivers", "date": "3 May 2015"})
    with pytest.raises(Rejected) as error:
        learn("<html><body><img></body></html>", {"title": "x"})
    assert error.value.hint == "the page has no word 'x'"


def test_the_page_around_a_title_is_shown() -> None:
    """A person sees the lines that an example was read from."""
    source = SourceInput(content=page_of("breaks").encode(), name="page.html")
    shown = around(source, TALKS[1]["title"])
    assert TALKS[1]["title"] in shown
    assert f"Speaker: {TALKS[1]['who']}" in shown
    assert around(source, "Nowhere to be found") == []


# --- what layouts hold --------------------------------------------------------------------------

HEADED = """\
# Talks

## 2016

- 4 March, 6pm: [Ann Example](https://ann.example/) on **Rivers of data**
- 8 April, 6pm: [Bob Sample](https://bob.example/) on **Bridges**

## 2015

- 2 October, 7pm: [Cy Third](https://cy.example/) on **Doors**
- 6 November, 7pm: [Dee Fourth](https://dee.example/) on **~~Windows~~**
"""
DELIVERED = """\
<h2>Rivers of data</h2><ul><li>CityCode, 7 Oct 2015</li><li>DataDays, 2 June 2016</li></ul>
<h2>Bridges</h2><ul><li>TypeFest, 3 May 2014</li></ul>
<h2>Doors</h2><ul><li>CityCode, 5 Oct 2014</li><li>Operability, 25 Jan 2014</li></ul>
"""
TIMED = """\
<div><h3>Rivers of data</h3><p>7 Oct 2015</p><p>Ann Example</p><p>Doors 17:30</p>
<p>18:00-19:30, Room 2</p></div>
<div><h3>Bridges</h3><p>8 Nov 2015</p><p>Bob Sample</p><p>Doors 9:30</p>
<p>10:00-11:00, Room 1</p></div>
<div><h3>Doors (cancelled)</h3><p>9 Dec 2015</p><p>Cy Third</p><p>Doors 17:30</p>
<p>18:00-19:00, Room 2</p></div>
"""
STATED = """\
<p><time datetime="2015-10-07">last week</time> <a href="a">Rivers of data</a>
 <iframe src="https://www.youtube.com/embed/aaaaaaaaaaa"></iframe></p>
<p><time datetime="2015-11-08">this week</time> <a href="b">Bridges</a></p>
<p><time datetime="2015-12-09">next week</time> <a href="c">Doors</a></p>
"""
BROKEN = """\
**Rivers of data**
Ann Example, 7 Oct 2015, 6:30 PM

**Bridges**
Bob Sample, 8 Nov 2015, 7:30 PM

**Doors**
Cy Third, 9 Dec 2015, 11:30 AM
"""
SPANNED = """\
<table><tr><th>What</th><th>Who</th></tr>
<tr><td colspan="2">7 Oct 2015</td></tr>
<tr><td>Rivers of data</td><td>Ann Example</td></tr>
<tr><td>Bridges</td><td>Bob Sample</td></tr>
<tr><td colspan="2">8 Nov 2015</td></tr>
<tr><td>Doors</td><td>Cy Third</td></tr></table>
"""
NUMERIC = """\
<ul><li>Rivers of data, 10/07/2015</li><li>Bridges, 30/09/2015</li><li>Doors, 01/02/2016</li></ul>
"""
YEARS = """\
<ul><li>Rivers of data, CityCode 2015</li><li>Bridges, TypeFest 2014</li>
<li>Doors, DataDays 2013</li></ul>
"""
CASES = {
    "a year in the heading, a struck title": (
        HEADED,
        {"title": "Rivers of data", "speakers": ["Ann Example"], "date": "4 March 2016 18:00"},
        [
            ("Rivers of data", "2016-03-04T18:00"),
            ("Bridges", "2016-04-08T18:00"),
            ("Doors", "2015-10-02T19:00"),
            ("Windows", "2015-11-06T19:00"),
        ],
    ),
    "deliveries below a title": (
        DELIVERED,
        {"title": "Bridges", "event": "TypeFest", "date": "3 May 2014"},
        [("Bridges", "2014-05-03"), ("Doors", ""), ("Rivers of data", "")],
    ),
    "a time in another line": (
        TIMED,
        {"title": "Rivers of data", "date": "2015-10-07 18:00-19:30"},
        [
            ("Rivers of data", "2015-10-07T18:00/2015-10-07T19:30"),
            ("Bridges", "2015-11-08T10:00/2015-11-08T11:00"),
            ("Doors", "2015-12-09T18:00/2015-12-09T19:00"),
        ],
    ),
    "the time element": (
        STATED,
        {"title": "Bridges", "date": "8 Nov 2015", "url": "https://site.example/b"},
        [("Rivers of data", "2015-10-07"), ("Bridges", "2015-11-08"), ("Doors", "2015-12-09")],
    ),
    "rows of Markdown, hours of twelve": (
        BROKEN,
        {"title": "Bridges", "speaker": "Bob Sample", "date": "2015-11-08 19:30"},
        [
            ("Rivers of data", "2015-10-07T18:30"),
            ("Bridges", "2015-11-08T19:30"),
            ("Doors", "2015-12-09T11:30"),
        ],
    ),
    "days between the rows": (
        SPANNED,
        {"title": "Bridges", "speaker": "Bob Sample", "date": "7 Oct 2015"},
        [("Rivers of data", "2015-10-07"), ("Bridges", "2015-10-07"), ("Doors", "2015-11-08")],
    ),
    "the day first": (
        NUMERIC,
        {"title": "Rivers of data", "date": "2015-07-10"},
        [("Rivers of data", "2015-07-10"), ("Bridges", "2015-09-30"), ("Doors", "2016-02-01")],
    ),
    "only years": (
        YEARS,
        {"title": "Bridges", "event": "TypeFest 2014", "date": "2014"},
        [("Rivers of data", "2015"), ("Bridges", "2014"), ("Doors", "2013")],
    ),
}


@pytest.mark.parametrize("case", CASES)
def test_dates_are_found_wherever_the_example_has_them(case: str) -> None:
    """In headings, in other lines, in the page's data, in the order that other dates show."""
    text, given, wanted = CASES[case]
    text = f"<html><body>{text}</body></html>" if text.startswith("<") else text
    found = learn(text, given, timezone="Europe/Paris")
    rules = DateRules(timezone="Europe/Paris")
    days = [(one.fields["title"], _edtf(str(one.fields.get("date", "")), rules)) for one in found]
    assert sorted(days) == sorted(wanted)


def _edtf(phrase: str, rules: DateRules) -> str:
    return (read_date(phrase, rules).edtf or "") if phrase else ""


def test_a_cancelled_talk_is_cancelled() -> None:
    """By a word beside its title, or because the title is struck out."""
    text = f"<html><body>{TIMED}</body></html>"
    found = learn(text, {"title": "Bridges", "date": "8 Nov 2015"})
    assert [one.fields.get("status") for one in found] == [None, None, "cancelled"]
    found = learn(HEADED, {"title": "Bridges", "date": "8 April 2016"})
    assert [one.fields.get("status") for one in found] == [None, None, None, "cancelled"]


def test_deliveries_of_a_talk_are_one_talk() -> None:
    """A title with several dates below it is one talk that was given several times."""
    text = f"<html><body>{DELIVERED}</body></html>"
    found = learn(text, {"title": "Bridges", "event": "TypeFest", "date": "3 May 2014"})
    given: Any = next(one.fields["given"] for one in found if one.fields["title"] == "Doors")
    assert [row["event"] for row in given] == ["CityCode", "Operability"]


FIELDS = ("title", "speakers", "speakers precision", "event", "date", "links", "relative links")


@pytest.mark.parametrize("held_out", [False, True])
def test_labelled_pages_are_read_by_one_example(held_out: bool) -> None:  # noqa: FBT001
    """All talks are found, none is invented, and nearly all fields are right."""
    total = score_import.Score()
    for name in score_import.names(held_out=held_out):
        total.include(score_import.score(name, 1))
    counts = total.counts
    assert counts["found"] >= 0.99 * counts["found of"]
    assert counts["invented"] <= 0.01 * counts["found of"]
    right, whole = (sum(counts[f"{one}{of}"] for one in FIELDS) for of in ("", " of"))
    assert right >= 0.97 * whole


def points(one: score_import.Score) -> int:
    """Return how many talks and fields are right, less those that are not on the page."""
    counts = one.counts
    wrong = counts["speakers precision of"] - counts["speakers precision"] + counts["invented"]
    return sum(counts[name] for name in ("found", *FIELDS)) - wrong


@pytest.mark.parametrize("name", ["deflist", "hevent", "hugoblox", "two-lines", "wordpress-fr"])
def test_no_example_makes_the_reading_worse(name: str) -> None:
    """Whichever talk of a page is the example, the others are read as well as without one."""
    source, label = score_import.page_of(name), score_import.label_of(name)
    for one in label["talks"]:
        others = {**label, "talks": [each for each in label["talks"] if each is not one]}
        without, by_it = (
            points(score_import.compare(source, others, taught, [one])) for taught in ([], [one])
        )
        assert by_it >= without, one["title"]


def test_an_example_that_is_read_anyway_changes_nothing() -> None:
    """Fields that are right in the example are read as without it."""
    source = score_import.page_of("cards")
    plain = score_import.choose(source).read(source, score_import.OPTIONS)
    first = plain.talks[0].fields
    again = score_import.by_example.read(source, score_import.OPTIONS, [first]).result
    assert [one.fields for one in again.talks] == [one.fields for one in plain.talks]


def test_a_talk_that_shares_its_date_with_an_example_is_left_by_hand() -> None:
    """It does not vanish where a cell with the date spans the rows of both."""
    name = "rowspan"
    lesson = score_import.by_example.read(
        score_import.page_of(name),
        score_import.OPTIONS,
        [
            {
                "title": "Curves that close",
                "date": "1 February 2018 15:00",
                "speakers": ["Felix Onde"],
            }
        ],
    )
    read = [str(one.fields["title"]) for one in lesson.result.talks]
    left = " ".join(one.text for one in lesson.result.unparsed if one.is_talk)
    assert "Surfaces that do not" in " ".join([*read, left])


# --- odd pages ----------------------------------------------------------------------------------


def rows(*items: str) -> str:
    """Write a page with a list."""
    return _html(["<ul>", *(f"<li>{one}</li>" for one in items), "</ul>"])


def titles(text: str, *examples: dict[str, Any]) -> list[str]:
    """Read the titles of a page."""
    return [str(one.fields["title"]) for one in learn(text, *examples)]


def test_pages_without_dates_are_read() -> None:
    """Where nothing is dated, nothing is refused for it."""
    text = rows("<b>Rivers</b> by Ann Example", "<b>Bridges</b> by Bob Sample", "<b>Doors</b>")
    given = {"title": "Rivers", "speaker": "Ann Example", "date": "sometime"}
    found = lesson(text, given)
    assert [one.fields["title"] for one in found.result.talks] == ["Rivers", "Bridges", "Doors"]
    assert any("the date of 'Rivers' is not near" in note for note in found.notes)


def test_a_day_below_a_year_is_not_lost() -> None:
    """Where the line of the example's date has a year only, the finer date is read as well."""
    text = rows(
        "<b>Rivers</b><br>12 May 2019<br>Hall",
        "<b>Doors</b><br>13 May 2018<br>Hall",
        "<b>Bridges</b><br>The 2020 edition<br>3 June 2020",
    )
    found = learn(text, {"title": "Rivers", "date": "12 May 2019"})[-1]
    assert found.fields["date"] == "3 June 2020"


def test_a_title_may_look_like_anything() -> None:
    """A year, a sign before the words, a name that is on the page twice."""
    assert titles(rows("1984, 3 May 2014"), {"title": "1984"}) == ["1984"]
    dotted = rows("Rivers, 3 May 2014", ".NET in depth, 4 May 2014", "Doors, 5 May 2014")
    given = {"title": "Rivers", "date": "3 May 2014"}
    assert titles(dotted, given) == ["Rivers", ".NET in depth", "Doors"]
    text = rows("1984, 3 May 2014", "(Re)thinking doors, 4 May 2014", "Doors, 5 May 2014")
    assert "1984" in titles(text, {"title": "1984", "date": "3 May 2014"})
    assert titles(text, {"title": "(Re)thinking doors", "date": "4 May 2014"})[0] != "Re"
    assert "Doors" in titles(text, {"title": "Doors", "date": "5 May 2014"})


def test_dates_that_are_none_are_not_read() -> None:
    """A day that does not exist, an hour that no clock has, a year alone for a whole date."""
    text = rows(
        "Rivers, 3 May 2015",
        "Bridges, 29 February",
        "Doors, 7 Oct 2015 18:30 AM",
        "Gates, 2014",
        "Walls of 4 May 2015<br>and after",
    )
    given = {"title": "Rivers", "date": "3 May 2015"}
    found = {one.fields["title"]: one.fields.get("date") for one in learn(text, given)}
    assert found["Rivers"] == "3 May 2015"
    assert found["Doors"] == "2015-10-07"
    only = rows("Rivers, 2015", "Bridges, 2014")
    assert titles(only, {"title": "Rivers", "date": "7 Oct 2015"}) == ["Rivers", "Bridges"]


def test_a_field_that_one_example_lacks_is_optional() -> None:
    """A second example without speakers says that its record has none."""
    text = rows(
        "3 May 2015: Ann Example: Rivers of data",
        "4 May 2015: Bob Sample: Bridges",
        "5 May 2015: Doors for all",
        "6 May 2015: Cy Third: Gates",
    )
    first = {"title": "Rivers of data", "speaker": "Ann Example", "date": "3 May 2015"}
    second = {"title": "Doors for all", "date": "5 May 2015"}
    found = {one.fields["title"]: one.fields.get("speakers") for one in learn(text, first, second)}
    assert found["Bridges"] == ["Bob Sample"]
    assert found["Doors for all"] is None


def test_links_are_read_by_their_labels() -> None:
    """A label has the kind that the example gives it; links to nowhere, or elsewhere, are none."""
    text = rows(
        '3 May 2015 <b>Rivers</b> <a href="#">top</a> <a href="/r">Material</a> https://v.example/1',
        '4 May 2015 <b>Bridges</b> <a href="#">top</a> <a href="/b">Material</a>',
        '5 May 2015 <b>Doors</b> <a href="mailto:a@x.example">mail</a>'
        ' <a href="https://www.youtube.com/watch?v=aaaaaaaaaaa">https://www.youtube.com</a>',
    )
    given = {"title": "Rivers", "date": "3 May 2015", "slides": BASE + "r", "url": ""}
    found = {one.fields["title"]: one.fields for one in learn(text, given)}
    assert found["Bridges"]["slides"] == f"{BASE}b"
    assert found["Doors"]["video"] == "https://www.youtube.com/watch?v=aaaaaaaaaaa"
    assert "links" not in found["Doors"]


def test_a_title_that_names_a_section_is_a_title() -> None:
    """A talk about publications, or forms, is no part of the page without talks."""
    text = _html(
        [
            "<h3>Contact forms</h3><p>Ann Example</p><p>3 May 2015</p>",
            "<h3>Rivers</h3><p>Bob Sample</p><p>4 May 2015</p>",
        ]
    )
    given = {"title": "Contact forms", "speaker": "Ann Example", "date": "3 May 2015"}
    assert titles(text, given) == ["Contact forms", "Rivers"]


def test_several_deliveries_of_an_example_stay() -> None:
    """A page may have some of them; what a person gave is not changed."""
    text = rows("<b>Rivers</b>, CityCode, 3 May 2015", "<b>Bridges</b>, TypeFest, 4 May 2015")
    days = [{"event": "CityCode", "date": "3 May 2015"}, {"event": "E", "date": "5 May 2016"}]
    given = {"title": "Rivers", "given": days}
    assert given in [one.fields for one in learn(text, given)]
    once = {"title": "Bridges", "event": "TypeFest", "date": "3 May 2014"}
    found = learn(
        _html([DELIVERED]), {**once, "title": "Doors", "event": "CityCode", "date": "5 Oct 2014"}
    )
    assert any("given" in one.fields and one.fields["title"] == "Doors" for one in found)


def test_a_label_that_all_records_have_is_no_event() -> None:
    """A link "Story" in each record is one of the talk, also where the event has none."""
    items = [
        f'{n} May 2015 <b><a href="/t{n}">Talk number {n}</a></b>'
        + (f' at <a href="https://c.example/">Conf {n}</a>' if n % 2 else "")
        + f' <a href="/s{n}">Story</a>'
        for n in range(1, 13)
    ]
    given = {"title": "Talk number 3", "event": "Conf 3", "date": "3 May 2015"}
    found: Any = [one.fields.get("event", "") for one in learn(rows(*items), given)]
    events = {one if isinstance(one, str) else one["name"] for one in found}
    assert events == {"", *(f"Conf {n}" for n in range(1, 13, 2))}


def test_people_beside_a_title_are_its_speakers() -> None:
    """With a given name that is known, or in brackets; other words belong to the title."""
    text = rows(
        "3 May 2015: Rivers",
        "4 May 2015: Bridges with Anna Sample",
        "5 May 2015: Fun with Finite State Machines",
        "6 May 2015: Doors (joint with Bob Third)",
    )
    found = learn(text, {"title": "Rivers", "date": "3 May 2015"})
    assert [(one.fields["title"], one.fields.get("speakers")) for one in found] == [
        ("Rivers", None),
        ("Bridges", ["Anna Sample"]),
        ("Fun with Finite State Machines", None),
        ("Doors", ["Bob Third"]),
    ]


def test_a_talk_with_deliveries_may_be_an_example() -> None:
    """The first of them is looked for."""
    text = rows(
        "Rivers, CityCode, 3 May 2015 (CityCode<kbd>!</kbd>)", "Bridges, TypeFest, 4 June 2015"
    )
    given = {"title": "Rivers", "given": [{"event": "CityCode", "date": "3 May 2015"}]}
    found = learn(text, given)
    assert found[0].fields == given
    assert found[1].fields == {"title": "Bridges", "event": "TypeFest", "date": "4 June 2015"}


def test_long_and_crossing_text_is_read() -> None:
    """A line without end is cut; a paragraph of Markdown that a mark goes across is one line."""
    text = rows(f"<b>Rivers</b>, 3 May 2015 {'word ' * 1200}", "<b>Bridges</b>, 4 May 2015")
    assert titles(text, {"title": "Rivers", "date": "3 May 2015"}) == ["Rivers", "Bridges"]
    text = "# Talks\n\n- 3 May 2015: **Rivers\n  of 2014**\n- 4 May 2015: **Bridges**\n"
    wanted = ["Rivers of 2014", "Bridges"]
    assert titles(text, {"title": "Rivers of 2014", "date": "3 May 2015"}) == wanted


def test_a_row_that_two_examples_claim_goes_to_the_likelier() -> None:
    """Records of two grammars in one list are read by the example that they resemble."""
    text = rows(
        "<i>Rivers</i>, 3 May 2015",
        "4 May 2015: <b>Bridges</b> (Ann Example)",
        "<i>Doors</i>, 5 May 2015",
        "6 May 2015: <b>Gates</b> (Bob Sample)",
        "<i>Walls</i>, 7 May 2015",
    )
    first = {"title": "Rivers", "date": "3 May 2015"}
    second = {"title": "Bridges", "speaker": "Ann Example", "date": "4 May 2015"}
    assert titles(text, first, second) == ["Rivers", "Bridges", "Doors", "Gates", "Walls"]


def test_two_wrappers_may_claim_the_same_rows() -> None:
    """Each row is read once, by the one whose example it resembles."""
    text = rows(
        "3 May 2015 Rivers <b>by Ann Example</b>",
        "4 May 2015 Bridges at Citycode [1]",
        "5 May 2015 Doors <b>by Bob Sample</b>",
        "6 May 2015 Gates at Typefest [2]",
    )
    first = {"title": "Rivers", "speaker": "Ann Example", "date": "3 May 2015"}
    second = {"title": "Bridges", "event": "Citycode", "date": "4 May 2015"}
    found = {one.fields["title"]: one.fields for one in learn(text, first, second)}
    assert found["Doors"]["speakers"] == ["Bob Sample"]
    assert found["Gates"]["event"] == "Typefest"
    assert len(found) == 4


# --- what is kept -------------------------------------------------------------------------------

SPANISH = [
    f"{day} de mayo de 2015: <b>{title}</b>" for day, title in ((3, "Uno"), (4, "Dos"), (5, "Tres"))
]


def test_what_was_learned_reads_a_page_without_its_example() -> None:
    """Its language and its rules are kept, not places; another page is read by none of them."""
    given = {"title": "Uno", "date": "2015-05-03"}
    first = lesson(rows(*SPANISH), given)
    plain = kept.dump(first.learned)
    known = kept.load(plain, [given])
    assert known == first.learned._replace(wrappers=known.wrappers) if known else False
    rest = SourceInput(content=rows(*SPANISH[1:]).encode(), name="page.html", base=BASE)
    again = read(rest, ImportOptions(), [given], known)
    assert [one.fields["date"] for one in again.result.talks] == ["2015-05-04", "2015-05-05"]
    assert kept.change(first.learned, again.learned) == ""
    other = SourceInput(content=_html(["<p>Nothing here.</p>"]).encode(), name="page.html")
    none = read(other, ImportOptions(), [given], known)
    assert kept.change(first.learned, none.learned).startswith("only 0 of 3 talks")


def test_records_that_were_damaged_are_learned_anew() -> None:
    """A person may edit the file; what cannot be read counts as not there."""
    given = {"title": "Uno", "date": "2015-05-03"}
    plain = dict(kept.dump(lesson(rows(*SPANISH), given).learned))
    assert kept.load({**plain, "records": "many"}, [given]) is None
    assert kept.load(plain, [{"title": "Dos"}]) is None
    assert kept.load({}, [given]) is None


def test_a_page_whose_samples_are_gone_has_changed() -> None:
    """New talks alone are no sign that the page is still read rightly."""
    given = {"title": "Rivers", "date": "3 May 2015"}
    old = lesson(rows("<b>Rivers</b>, 3 May 2015", "<b>Bridges</b>, 4 May 2015"), given).learned
    new = lesson(
        rows("<b>Doors</b>, 6 May 2015", "<b>Gates</b>, 7 May 2015"),
        {"title": "Doors", "date": "6 May 2015"},
    )
    assert kept.change(old, new.learned).startswith("none of the talks")


# --- with the reading without examples ----------------------------------------------------------

NESTED = """\
* Rivers
    - CityCode (7.10.2015)
    - TypeFest (2.6.2016)
* Bridges
    - TypeFest (3.5.2014)
* Doors
    - CityCode (5.10.2014)
    - Operability (25.1.2014)
"""


@pytest.mark.parametrize("day", ["7 Oct 2015", "2 June 2016"])
def test_each_delivery_may_be_the_example(day: str) -> None:
    """An example of one delivery loses none of the others."""
    event = {"7 Oct 2015": "CityCode", "2 June 2016": "TypeFest"}[day]
    found = learn(f"# Talks\n\n{NESTED}", {"title": "Rivers", "event": event, "date": day})
    counts = {str(one.fields["title"]): len(one.fields.get("given", "-")) for one in found}
    assert counts == {"Rivers": 2, "Bridges": 1, "Doors": 2}


def test_an_example_of_few_records_corrects_only_those() -> None:
    """Talks in another layout are read as without it, though it shows that their kind is wrong."""
    items = [f"{n} May 2015: <i>Talk number {n}</i>, Conf {n}" for n in range(1, 9)]
    odd = "<p>A word: <b>Walls</b> and more; 3 May 2014</p>"
    text = rows(*items).replace("</body>", f"{odd}</body>")
    found = learn(text, {"title": "Walls and more", "date": "3 May 2014"})
    assert len(found) == len(items) + 1


def test_a_sign_at_the_end_of_a_title_makes_no_other_talk() -> None:
    """An example without the full stop of its line is the record that has it."""
    text = rows(
        "<b>Rivers.</b> 3 May 2015", "<b>Bridges.</b> 4 May 2015", "<b>Doors.</b> 5 May 2015"
    )
    assert len(learn(text, {"title": "Rivers", "date": "3 May 2015"})) == 3


def test_initials_are_no_conjunctions() -> None:
    """A letter that is a word of the language is part of a name before a full stop."""
    text = _html(
        [
            f"<h3>Доклад номер {n}</h3><p>{n}.05.2015</p><p>Докладчик: {who}</p>"
            for n, who in enumerate(("Ж. Г. Князев", "Д.И. Мочульский", "Ю. Кузьмина и Э. Ман"), 1)
        ]
    )
    given = {"title": "Доклад номер 1", "speaker": "Ж. Г. Князев", "date": "2015-05-01"}
    found = [one.fields.get("speakers") for one in learn(text, given)]
    assert found[1:] == [["Д.И. Мочульский"], ["Ю. Кузьмина", "Э. Ман"]]


def test_a_word_before_an_address_names_its_kind() -> None:
    """A bare address has no label of its own."""
    text = _html(
        [
            f"<p>Conf {n}</p><p>Data: {n} May 2015</p><p>Tema: Talk number {n}</p>"
            f"<p>Slides: https://x.example/{n}</p><p>Video: https://x.example/v{n}</p>"
            for n in range(1, 5)
        ]
    )
    given = {"title": "Talk number 1", "event": "Conf 1", "date": "1 May 2015"}
    given |= {"slides": "https://x.example/1", "video": "https://x.example/v1"}
    assert [(one.fields["slides"], one.fields["video"]) for one in learn(text, given)] == [
        (f"https://x.example/{n}", f"https://x.example/v{n}") for n in range(1, 5)
    ]


def test_a_part_of_a_record_is_no_other_talk() -> None:
    """A talk with a wrong day and a wrong title, as read without the example, is that record."""
    text = rows(
        "10 July 2015: <b>Rivers</b> of data, published 3 June 2016",
        "11 July 2015: <b>Bridges</b> of stone, published 4 June 2016",
        "12 July 2015: <b>Doors</b> of wood, published 5 June 2016",
    )
    result = lesson(text, {"title": "Rivers", "date": "2016-06-03"}).result
    assert [one.fields["title"] for one in result.talks] == ["Rivers", "Bridges", "Doors"]
    assert "10 July 2015" in result.unparsed[0].text


def test_an_example_has_what_the_options_say_of_all_talks() -> None:
    """A page of one person need not repeat the name, and no note asks for it."""
    given = {"title": TALKS[1]["title"], "event": TALKS[1]["event"], "date": TALKS[1]["date"]}
    text = re.sub(r"<td>[^<]*(?=<td>[^<]*<td>[^<]*<td>)", "", page_of("table"))
    for event in ("", "Night of Code"):
        fields = {key: value for key, value in given.items() if not event or key != "event"}
        found = lesson(text, fields, speaker="Ann Example", event=event)
        assert {str(one.fields["speakers"]) for one in found.result.talks} == {"['Ann Example']"}
        assert not any("speakers" in note for note in found.notes)
        same = next(one for one in found.result.talks if one.fields["title"] == given["title"])
        assert same.fields["event"] == "Night of Code"
