"""Pages whose structure separates what belongs together."""

from __future__ import annotations

import pytest
from lxml import html

from talkfeed.importers.page.reader import read
from talkfeed.importers.page.repair import repair
from talkfeed.model.imported import ImportOptions, SourceInput


def repaired(body: str) -> str:
    """Repair the body of a page."""
    found = html.fromstring(f"<html><body>{body}</body></html>")
    text: str = html.tostring(repair(found), encoding="unicode")
    return text.removeprefix("<html><body>").removesuffix("</body></html>")


def titles(body: str) -> list[tuple[object, object]]:
    """Read the titles and dates of a page."""
    text = f"<html><body><h1>Talks</h1>{body}</body></html>"
    source = SourceInput(content=text.encode(), name="page.html")
    talks = read(source, ImportOptions()).talks
    return [(one.fields["title"], one.fields.get("date")) for one in talks]


def test_a_list_that_is_left_open_ends_at_the_next_heading() -> None:
    """The talks below the heading have its year."""
    item = "<li><a href='/{0}'>{0} of data</a> at CityCode</li>"
    first, second = item.format("Rivers"), item.format("Bridges") + item.format("Doors")
    text = f"<h2>2016</h2><ul>{first}<h2>2015</h2><ul>{second}</ul></ul>"
    closed = f"<h2>2016</h2><ul>{first}</ul><h2>2015</h2><ul>{second}</ul>"
    assert repaired(text) == html.tostring(html.fromstring(closed), encoding="unicode")[5:-6]
    wanted = [("Rivers of data", "2016"), ("Bridges of data", "2015"), ("Doors of data", "2015")]
    assert titles(text) == titles(closed) == wanted


def test_lists_left_open_in_each_other_end_as_well() -> None:
    """However often it happens; text between them stays where it is."""
    text = "<ul><li>a</li><ul><li>b</li><h3>c</h3><ul><li>d</li></ul> e</ul> f</ul> g"
    assert repaired(text) == (
        "<ul><li>a</li><ul><li>b</li></ul></ul><h3>c</h3><ul><li>d</li></ul> e f g"
    )


@pytest.mark.parametrize(
    "text",
    [
        "<ul><h2>2016</h2><li>a</li><h2>2015</h2><li>b</li></ul>",
        "<ul><li>a</li><h2>The end</h2></ul>",
        "<div><div>20</div><div>Talks</div></div>",
        "<div><div>Jan</div><div>Ann</div></div>",
        "<div><div>20 <b>x</b></div><div>Jan</div></div>",
        "<div><span>20</span><span>Jan</span></div>",
        "<div><div></div><div>Jan</div></div>",
    ],
)
def test_other_structure_stays(text: str) -> None:
    """A list with headings between its items is one list; two words in blocks are no date."""
    assert repaired(text) == text


@pytest.mark.parametrize("parts", [("20", "Jan", "2026"), ("Jan", "20", "2026"), ("20", "janvier")])
def test_the_parts_of_a_date_are_one_line(parts: tuple[str, ...]) -> None:
    """A sheet of a calendar has its day, its month and its year in blocks of their own."""
    text = "".join(f"<div>{part}</div>" for part in parts)
    assert repaired(f"<div>{text}</div>") == "<div>{}</div>".format(
        "".join(f"<span>{part}</span> " for part in parts)
    )


def test_talks_below_sheets_of_a_calendar_are_dated() -> None:
    """Each has the date beside it."""
    card = "<div><div><div>{1}</div><div>Jan</div><div>2026</div></div><h3>{0}</h3></div>"
    text = card.format("Rivers of data", 20) + card.format("Bridges of stone", 21)
    assert titles(text) == [("Rivers of data", "20 Jan 2026"), ("Bridges of stone", "21 Jan 2026")]
