"""Tables as text: delimiter, encoding and heads are found, and every row is accounted for."""

from __future__ import annotations

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from source_inputs import check_each, only, source_input
from talkfeed.errors import Rejected
from talkfeed.model.imported import ImportOptions, ImportResult, SourceInput
from talkfeed.records.csvtable import read, recognise

NO_OPTIONS = ImportOptions()
ROWS = (
    ["Titel", "Datum", "Ort", "Veranstaltung", "Folien"],
    ["Boote, Stiefel", "07.10.2015", "Bonn", "BootConf", "https://s.example/1"],
)


def table(text: str, options: ImportOptions = NO_OPTIONS) -> ImportResult:
    """Read a table."""
    return read(source_input(text), options)


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_delimiter_and_encoding_are_found(delimiter: str, encoding: str) -> None:
    """A table means the same however a spreadsheet writes it."""
    out = io.StringIO()
    csv.writer(out, delimiter=delimiter).writerows(ROWS)
    given_ = source_input(out.getvalue().encode(encoding))
    assert recognise(given_) > 0.5
    assert only(read(given_, NO_OPTIONS)) == {
        "title": "Boote, Stiefel",
        "event": "BootConf",
        "date": "07.10.2015",
        "location": "Bonn",
        "slides": "https://s.example/1",
    }


def test_the_heads_may_stand_below_other_lines() -> None:
    """Rows above it are reported; each row has its line."""
    result = table("My talks,,\n\nTitle,Date,Event\nA,2019,E\n,,\nB,2018,E\n")
    assert [(talk.line, talk.fields["title"]) for talk in result.talks] == [(4, "A"), (6, "B")]
    (left,) = result.unparsed
    assert (left.text, left.is_talk, left.line) == ("My talks", False, 1)


def test_rows_without_a_title_are_leftovers() -> None:
    """So are rows with more cells than heads, whose quotes are not closed."""
    result = table('title,date,event\n,2019,E\nA,2019,"E\n"B",2018,F\n')
    assert [(one.why.partition(":")[0], one.line) for one in result.unparsed] == [
        ("it has no title", 2),
        ("5 cells, but 3 columns", 3),
    ]


def test_heads_may_stand_twice() -> None:
    """A second head of the same name loses nothing."""
    result = table("title,date,link,link\nA,2019,https://a.example/,https://b.example/\n")
    fields = only(result)
    assert fields["url"] == "https://a.example/"
    assert fields["links"] == [{"url": "https://b.example/", "label": "Link 1"}]


def test_a_mapping_names_columns() -> None:
    """Unknown columns are read if the user maps them."""
    options = ImportOptions(mapping={"title": "Worum", "date": "Zeitraum"})
    assert only(table("Worum,Zeitraum\nA,2019\n", options)) == {"title": "A", "date": "2019"}
    with pytest.raises(Rejected, match="TF708"):
        table("title,date\nA,2019\n", ImportOptions(mapping={"event": "Wo"}))


def test_a_table_without_heads_is_read_by_number() -> None:
    """The user counts the columns; every row is one of talks."""
    options = ImportOptions(mapping={"title": "3", "date": "1", "event": "2"})
    result = table("May 25 2018;E;Boats\nMay 24 2018;F;Boots\n", options)
    assert [talk.fields["event"] for talk in result.talks] == ["E", "F"]
    with pytest.raises(Rejected, match="TF708"):
        table("2018;A\n", ImportOptions(mapping={"title": "3"}))


def test_ambiguous_days_are_asked_about() -> None:
    """Without a rule they are left out with a doubt; the user's rule reads them."""
    text = "title,date\nA,7/11/2019\n"
    (talk,) = table(text).talks
    assert "date" not in talk.fields
    assert "dates: dmy" in talk.doubts[0]
    (read_,) = table(text, ImportOptions(dates="dmy")).talks
    assert read_.fields["date"] == "7/11/2019"


@pytest.mark.parametrize(
    "text", ["", "a,b\n1,2\n", "title\nA\n", "\n" * 50 + "title,date\nA,2019\n"]
)
def test_what_has_no_heads_is_refused(text: str) -> None:
    """One head alone is no table."""
    assert recognise(source_input(text)) == 0
    with pytest.raises(Rejected, match="TF702"):
        table(text)


def test_many_lines_above_hide_the_heads() -> None:
    """Heads are looked for at the top alone."""
    assert recognise(source_input("x,y\n" * 12 + "title,date\nA,2019\n")) == 0


def test_a_cell_larger_than_any_text_is_refused() -> None:
    """The parser's own limit becomes a message with a code."""
    with pytest.raises(Rejected, match="TF702"):
        table("title,date\n" + "x" * 200_000 + ",2019\n")


def test_folders_and_other_kinds_are_no_tables() -> None:
    """A table is one text."""
    assert recognise(SourceInput(content=b"", name="x", files=(source_input("title,date"),))) == 0
    assert recognise(source_input('{"title": 1, "date": 2}')) == 0


CELLS = st.text(max_size=8) | st.sampled_from(
    ("A", "2019", "https://a.example/", '"', "7 Oct 2015")
)


@given(st.lists(st.lists(CELLS, min_size=1, max_size=6), max_size=6), st.sampled_from(",;\t|"))
def test_every_row_is_accounted_for(rows: list[list[str]], delimiter: str) -> None:
    """A row with something in it becomes a talk or an unparsed part, whatever it holds."""
    out = io.StringIO()
    writer = csv.writer(out, delimiter=delimiter)
    writer.writerow(["title", "date", "event", "slides"])
    writer.writerows(rows)
    result = check_each(read, source_input(out.getvalue()))
    again = csv.reader(io.StringIO(out.getvalue()), delimiter=delimiter)
    filled = [row for row in again if any(map(str.strip, row))]
    if result and "\x00" not in out.getvalue() and "\r" not in "".join(map("".join, rows)):
        told = [one for one in result.unparsed if "no place" not in one.why]
        assert len(result.talks) + len(told) <= len(filled)
