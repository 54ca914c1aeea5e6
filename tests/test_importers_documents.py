"""Bibliographies, Org and reStructuredText, compared with parsers that others wrote."""

from __future__ import annotations

import sys
from pathlib import Path
from textwrap import dedent
from typing import TYPE_CHECKING, Any

import orgparse
import pytest
from bibtexparser import parse_string
from hypothesis import given, settings
from hypothesis import strategies as st

from source_inputs import check_accepted, check_each, only, source_input
from talkfeed.errors import Rejected
from talkfeed.importers.documents import bibtex, org, rst
from talkfeed.importers.documents.org_syntax import headings
from talkfeed.model.imported import ImportOptions, ImportResult, SourceInput

if TYPE_CHECKING:
    from collections.abc import Iterator
    from types import ModuleType

    from talkfeed.importers.documents.org_syntax import Heading

FORMATS = Path(__file__).parent / "imports" / "formats"
LONDON = ImportOptions(timezone="Europe/London")


def read(module: ModuleType, text: str) -> ImportResult:
    """Read a text, whose talks talks.yaml takes."""
    result: ImportResult = module.read(source_input(dedent(text)), LONDON)
    check_accepted(result.talks)
    return result


# --- BibTeX -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("entry", "expected"),
    [
        ("@talk{a, title={Boats}, year=2019, month=5}", {"date": "2019-05"}),
        ("@talk{a, title={Boats}, year=2019, month={Spring}}", {"date": "Spring 2019"}),
        (
            "@talk{a, title={Boats}, year=2019, month=may, day={6 -- 8}}",
            {"date": "2019-05-06/2019-05-08"},
        ),
        ("@talk{a, title={Boats}, eventdate={2019-05-06}, date={2020}}", {"date": "2019-05-06"}),
        ("@misc{a, title={Boats}, howpublished={Talk at the BoatConf}}", {"event": "BoatConf"}),
        ("@misc{a, title={Boats}, howpublished={Keynote}}", {}),
        (
            "@misc{a, title={Boats}, note={Invited talk. Video: https://video.example/1}}",
            {"video": "https://video.example/1"},
        ),
        (
            r"@talk{a, title={Boats}, note={(talk, \href{https://slides.example/a}{slides})}}",
            {"slides": "https://slides.example/a"},
        ),
        (
            "@inproceedings{a, title={Boats}, booktitle={Proc. of the BoatConf}}",
            {"event": "BoatConf"},
        ),
        ("@misc{a, title={Boats}, eventtitle={BoatConf}}", {"event": "BoatConf"}),
        ('@string{b = "Bo"}\n@talk{a, title = b # "ats"}', {}),
        (
            "@talk{a, title={Boats}, author={Lee, Jr, Ann and {The Team}}}",
            {"speakers": ["Ann Lee Jr", "The Team"]},
        ),
    ],
)
def test_an_entry_becomes_a_talk(entry: str, expected: dict[str, Any]) -> None:
    """Its parts, its notes and its event are those of the talk."""
    assert only(read(bibtex, entry)) == {"title": "Boats", **expected}


def test_entries_that_are_no_talks_and_notes_are_reported() -> None:
    """A book is none, and neither is a manual without words about a talk."""
    text = "@book{a, title={B}}\n@misc{b}\n@talk{c, title={Boats}, note={In French}}"
    found = bibtex.read(SourceInput(content=text.encode(), name="all.bib"), LONDON)
    assert [one.text for one in found.unparsed] == ["remark", "B", "b"]


@pytest.mark.parametrize(
    ("name", "entry", "count"),
    [
        ("talks.bib", "@misc{a, title={Boats}}", 1),
        ("presentations.bib", "@article{a, title={Boats}}", 1),
        ("talks.bib", "@book{a, title={Boats}}", 0),
        ("all.bib", "@misc{a, title={Boats}}", 0),
        ("all.bib", "@misc{talk:a, title={Boats}}", 1),
        ("all.bib", "@misc{a, title={Boats}, keywords={guest-lecture}}", 1),
    ],
)
def test_what_may_be_anything_is_a_talk_in_a_file_of_talks(
    name: str, entry: str, count: int
) -> None:
    """So it is if its key or its keywords say so."""
    source = SourceInput(content=entry.encode(), name=name)
    assert len(bibtex.read(source, LONDON).talks) == count


def test_all_entries_of_a_bibliography_are_accounted_for() -> None:
    """Another parse of the sample has as many entries as there are talks and parts left over."""
    text = (FORMATS / "bibtex--talks.bib").read_text(encoding="utf-8")
    found = bibtex.read(source_input(text), LONDON)
    library = parse_string(text)
    left = [one for one in found.unparsed if "keys" not in one.why]
    assert len(library.entries) + len(library.failed_blocks) == len(found.talks) + len(left)


def test_a_text_without_entries_is_not_a_bibliography() -> None:
    """An address of mail is no entry."""
    assert not bibtex.recognise(source_input("Ann <ann@a.example>, Bo"))
    with pytest.raises(Rejected, match="TF702"):
        read(bibtex, "nothing")


# --- Org ----------------------------------------------------------------------------------------


def flat(heading: Heading) -> Iterator[Heading]:
    """Yield all headings of a tree."""
    for one in heading.children:
        yield one
        yield from flat(one)


ORG_LINES = st.sampled_from(
    (
        *(
            "* One",
            "** Two <2019-05-06 Mon>",
            "*** Three :a:b:",
            "** TODO Four",
            "* DONE [#A] Five :c:",
        ),
        *(
            ":PROPERTIES:",
            ":DATE: 2019-05-06",
            ":END:",
            "Some text",
            "- a :: b",
            "",
            "| a | b |",
            "|---+---|",
        ),
        *(
            "SCHEDULED: <2019-05-06 Mon 10:00-11:00>",
            "#+TITLE: T",
            "# note",
            "<2019-05-06>--<2019-05-07>",
        ),
    )
)


@settings(max_examples=60)
@given(st.lists(ORG_LINES, max_size=14))
def test_headings_are_those_that_another_parser_finds(rows: list[str]) -> None:
    """Levels and tags are the same as those of orgparse."""
    ours = [(one.level, set(one.tags)) for one in flat(headings("\n".join(rows)))]
    nodes = orgparse.loads("\n".join(rows))[1:]
    assert ours == [(one.level, set(one.shallow_tags)) for one in nodes]


def test_org_has_talks_in_headings_and_in_lists() -> None:
    """A year, an event and a state above or at a heading are those of its talk."""
    found = read(
        org,
        """\
        #+TITLE: Ann's talks
        * 2019
        ** Boats
           :PROPERTIES:
           :DATE: 6 May
           :END:
           :LOGBOOK:
           - Note taken on [2019-05-01 Wed]
           :END:
           It floats: =x=, *bold*, ~y~.

           | Where | When  |
           |-------+-------|
           | Leeds | night |
        *** Outline
            First things first.
        * BoatConf 2020
          :PROPERTIES:
          :LOCATION: York
          :END:
        ** DONE Boots <2020-05-06 Wed 10:00-11:00 +1w> :shoes:
        ** TODO <2020-05-07 Thu 10:00>--<2020-05-07 Thu 11:00> Coats
        ** Hats <2020-05-07 Thu>--<2020-05-07 Thu>
        """,
    )
    assert found.title == "Ann's talks"
    boats, boots, coats, hats = (dict(one.fields) for one in found.talks)
    assert boats["date"] == "6 May 2019"
    assert "`x`, **bold**, `y`" in boats["abstract"]
    assert "| --- | --- |" in boats["abstract"]
    assert "First things first." in boats["abstract"]
    assert boots == {
        "title": "Boots",
        "event": "BoatConf 2020",
        "date": "2020-05-06 10:00-11:00 Europe/London",
        "location": "York",
        "tags": ["shoes"],
    }
    assert coats["date"] == "2020-05-07 10:00-11:00 Europe/London"
    assert hats["date"] == "2020-05-07"


def test_what_is_below_a_group_of_talks_is_read_as_a_page() -> None:
    """Text and lists beside the talks are not lost."""
    found = read(
        org,
        """\
        * Talks
        Some words about [[https://a.example/][them]].
        - Event :: none
        ** Boats <2019-05-06 Mon>
        ** More
        - 6 May 2018, /Old boats/, LeedsConf, [[https://files.example/old.pdf][slides]]
        - 7 May 2018, /Older boats/, YorkConf, [[https://files.example/older.pdf]]
        """,
    )
    assert [one.fields["title"] for one in found.talks] == ["Boats", "Old boats", "Older boats"]


@settings(max_examples=40)
@given(st.lists(ORG_LINES | st.text(max_size=10), max_size=12))
def test_any_org_is_read(rows: list[str]) -> None:
    """There are valid talks, or one clear error."""
    check_each(org.read, source_input("\n".join(rows).encode("utf-8", "replace")))


# --- reStructuredText ---------------------------------------------------------------------------


def test_nothing_outside_of_a_text_is_included() -> None:
    """Neither files nor HTML get into the talks."""
    given_source = source_input((FORMATS / "rst--talks.rst").read_bytes())
    assert rst.recognise(given_source)
    found = rst.read(given_source, LONDON)
    assert "root:" not in repr(found)
    assert "alert" not in repr(found)
    assert len(found.talks) == 2


def test_fields_without_a_value_are_no_fault() -> None:
    """They are left out."""
    found = read(rst, "A\n=\n\n:Event:\n:Date: 6 May 2019\n:Place: Leeds\n")
    assert only(found)["location"] == "Leeds"
    assert "event" not in only(found)
    assert found.title == "A"
    assert read(rst, "A text.").title == ""


def test_a_text_that_is_nested_too_deep_is_refused() -> None:
    """What docutils cannot read is an error with the name of the format."""
    deep = "\n\n".join(f"{' ' * depth}x" for depth in range(600))
    with pytest.raises(Rejected, match="TF702 talks is not valid reStructuredText"):
        read(rst, deep)


@pytest.mark.parametrize(
    ("module", "library", "content"),
    [(bibtex, "bibtexparser", "@talk{a, title={b}}"), (rst, "docutils.core", "A\n=\n")],
)
def test_a_missing_library_is_named(
    module: ModuleType, library: str, content: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The hint is the command that installs it."""
    monkeypatch.setitem(sys.modules, library, None)
    with pytest.raises(Rejected, match="TF725") as caught:
        module.read(source_input(content), LONDON)
    assert f"talkfeed[{module.KIND}]" in caught.value.hint
