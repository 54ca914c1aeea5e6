"""talks.yaml is changed where it is meant, and nowhere else."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from talkfeed.deliveries.plain import ORDER
from talkfeed.editing.document import Splice, encode, make_document, open_document
from talkfeed.editing.listing import append, insert_before
from talkfeed.editing.spans import spans
from talkfeed.editing.splicing import append_item, comments, set_field, unset_field
from talkfeed.errors import InvalidData, Rejected
from talkfeed.model import RawList, RawMap
from written import files, plain, read

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from talkfeed.editing.document import Document
    from talkfeed.errors import Place

VALUES = st.sampled_from(
    (
        "x: y",
        "new",
        "a\nb",
        ["a", "b"],
        [{"name": "A", "url": "https://x.example/"}, {"name": "B"}],
        {"name": "E", "url": "https://y.example/"},
    )
)
NEW: list[dict[str, Any]] = [
    {"title": "N: 1", "speakers": ["Ann", "Bob"], "date": "2015"},
    {"title": "M", "date": "2014", "abstract": "x\ny"},
]


def items(document: Document) -> Sequence[Any]:
    """Give the items of a document's list."""
    assert document.talks is not None
    return document.talks.items


def place(document: Document, index: int = 0) -> Place:
    """Give the place of a talk, which may be all there is."""
    item = items(document)[index] if document.talks else document.root
    assert isinstance(item, RawMap)
    return item.place


def ended(value: Any) -> Any:
    """Leave out the line ends at the end of texts, which no talk has."""
    if isinstance(value, str):
        return value.rstrip("\n")
    if isinstance(value, dict):
        return {key: ended(each) for key, each in value.items()}
    return [ended(each) for each in value] if isinstance(value, list) else value


def said(document: Document) -> list[str]:
    """List the comments of a document."""
    whole = spans(document.clean)
    return sorted(comments(document.clean, whole, 0, len(document.clean))) if whole else []


# --- laws ---------------------------------------------------------------------------------------


@given(files(), st.data())
def test_a_field_is_set_and_all_else_stays(text: str, data: st.DataObject) -> None:
    """Whatever the style of a file, one value changes, and every comment is still there."""
    document = make_document("talks.yaml", text)
    before = read(text)
    index = data.draw(st.integers(0, len(items(document)) - 1))
    key, value = data.draw(st.sampled_from(ORDER)), data.draw(VALUES)
    splice = set_field(document, place(document, index), key, value, ORDER)
    after, _ = document.apply([splice])
    talks = read(after)
    before["talks"][index].pop(key, None)
    assert ended(talks["talks"][index].pop(key)) == value
    assert ended(talks) == ended(before)
    assert said(make_document("talks.yaml", after)) == said(document)
    kept = after[: splice.start] + after[splice.start + len(splice.text) :]
    assert kept == text[: splice.start] + text[splice.end :]


@given(files(), st.data())
def test_a_field_is_taken_out_and_all_else_stays(text: str, data: st.DataObject) -> None:
    """A key goes with its value and the comment behind it, and nothing else."""
    document = make_document("talks.yaml", text)
    before = read(text)
    index = data.draw(st.integers(0, len(items(document)) - 1))
    key = data.draw(st.sampled_from([*before["talks"][index]]))
    splice = unset_field(document, place(document, index), key)
    assert splice is not None
    after, _ = document.apply([splice])
    del before["talks"][index][key]
    assert ended(read(after)) == ended(before)


@given(files(), st.data())
def test_talks_are_put_in_and_every_line_stays(text: str, data: st.DataObject) -> None:
    """New talks stand where they are wanted; the old lines are all there, in their order."""
    document = make_document("talks.yaml", text)
    before = read(text)
    count = len(items(document))
    index = data.draw(st.integers(0, count))
    if index < count:
        splices = insert_before(document, index, NEW)
    else:
        splices = append(document, NEW, [["to finish", "- title: x"]])
    after, _ = document.apply(splices)
    talks = read(after)
    found = talks["talks"][index : index + 2]
    del talks["talks"][index : index + 2]
    assert ended(talks) == ended(before)
    assert ended(found) == NEW
    lines = iter(after.splitlines())
    assert all(line in lines for line in text.splitlines())
    assert ("\r" in after) == ("\r" in text)


# --- fields -------------------------------------------------------------------------------------

SET = (
    ("- title: A\n  date: 2015\n", "event", "E", "- title: A\n  event: E\n  date: 2015\n"),
    ("- title: A\n  date: 'x'  # c", "date", "y", "- title: A\n  date: 'y'  # c"),
    ('- title: "A"\n', "title", 'a "b" \\', '- title: "a \\"b\\" \\\\"\n'),
    ("- date: 2015\n", "title", "A", "- date: 2015\n  title: A\n"),
    ("- title:   A\n", "title", "B", "- title:   B\n"),
    ("- title: A\n  video:\n", "video", "v", "- title: A\n  video: v\n"),
    ("- {title: A}\n", "date", "2015", "- {title: A, date: 2015}\n"),
    ("- {date: 2015}\n", "title", "A", "- {title: A, date: 2015}\n"),
    ("title: A\ndate: 2015\n", "event", "E", "title: A\nevent: E\ndate: 2015\n"),
    ("- {}\n", "title", "A, B", '- {title: "A, B"}\n'),
    ("- {title: A, date: }\n", "date", "2015", "- {title: A, date: 2015 }\n"),
    ("- {title: A, date}\n", "date", "2015", "- {title: A, date: 2015}\n"),
    (
        "- title: A\n  speakers: # who\n    - B # b\n  date: 2015\n",
        "speakers",
        "C",
        "- title: A\n  # who\n  speakers: C # b\n  date: 2015\n",
    ),
    (
        "- title: A\n  abstract: |\n    one\n\n- title: B\n",
        "tags",
        ["x", "z"],
        "- title: A\n  abstract: |\n    one\n  tags: [x, z]\n\n- title: B\n",
    ),
    ("- title: A\n  own: x\n", "mine", "z", "- title: A\n  mine: z\n  own: x\n"),
)


@pytest.mark.parametrize(("text", "key", "value", "expected"), SET)
def test_a_field_is_written_in_the_style_around_it(
    text: str, key: str, value: Any, expected: str
) -> None:
    """In lines a key has a line, in brackets a place; quotes and gaps stay as they were."""
    document = make_document("talks.yaml", text)
    splice = set_field(document, place(document), key, value, ORDER)
    assert document.apply([splice])[0] == expected


UNSET = (
    ("- title: A\n  date: 2015 # c\n", "date", "- title: A\n"),
    ("- title: A\n  date: 2015", "date", "- title: A"),
    ("- title: A\n  # d\n  date: 2015\n", "title", "- # d\n  date: 2015\n"),
    ("- {title: A, date: 2015}\n", "title", "- {date: 2015}\n"),
    ("- {title: A, date: 2015}\n", "date", "- {title: A}\n"),
)


@pytest.mark.parametrize(("text", "key", "expected"), UNSET)
def test_a_field_is_cut_cleanly(text: str, key: str, expected: str) -> None:
    """No blank line, comma or dash is left behind."""
    document = make_document("talks.yaml", text)
    splice = unset_field(document, place(document), key)
    assert splice is not None
    assert document.apply([splice])[0] == expected


def test_what_cannot_be_cut_is_refused() -> None:
    """The only key of a talk stays, and so does a comment in brackets; no key is no cut."""
    lone = make_document("talks.yaml", "- title: A\n")
    with pytest.raises(Rejected, match="TF712 'title' is the only key"):
        unset_field(lone, place(lone), "title")
    assert unset_field(lone, place(lone), "date") is None
    beside = make_document("talks.yaml", "- {title: A, # c\n   date: 2015}\n")
    with pytest.raises(Rejected, match="TF712 there is a comment beside 'date'"):
        unset_field(beside, place(beside), "date")


def test_a_delivery_is_added_to_its_list() -> None:
    """In lines it has a line, in brackets a place; what is no list is refused."""
    value = {"event": "E", "date": "2016"}
    for text, expected in (
        (
            "- given:\n  - date: 2015 # c\n",
            "- given:\n  - date: 2015 # c\n  - {event: E, date: 2016}\n",
        ),
        ("- given: [{date: 2015}]\n", "- given: [{date: 2015}, {event: E, date: 2016}]\n"),
    ):
        document = make_document("talks.yaml", text)
        given_ = items(document)[0].fields["given"].value
        assert isinstance(given_, RawList)
        assert document.apply([append_item(document, given_.place, value)])[0] == expected
    document = make_document("talks.yaml", "- {title: A, tags: []}\n")
    for spot in (place(document), items(document)[0].fields["tags"].value.place):
        with pytest.raises(Rejected, match="TF712 there is no list"):
            append_item(document, spot, value)
    with pytest.raises(Rejected, match="TF712 there is a list"):
        set_field(document, items(document)[0].fields["tags"].value.place, "a", "b", ORDER)


# --- lists --------------------------------------------------------------------------------------

TALK = {"title": "New", "date": "2016"}
PUT_IN = (
    ("talks:\n", "talks:\n  - title: New\n    date: 2016\n"),
    ("talks: # c", "talks: # c\n  - title: New\n    date: 2016"),
    ("talks: []  # c\n", "talks:  # c\n  - title: New\n    date: 2016\n"),
    ("talks: []\nfeed: {}\n", "talks:\n  - title: New\n    date: 2016\nfeed: {}\n"),
    ("[]\n", "\n- title: New\n  date: 2016\n"),
    ("-   {title: A}\n", "-   {title: A}\n- {title: New, date: 2016}\n"),
    ("-   title: A\n", "-   title: A\n\n-   title: New\n    date: 2016\n"),
    (
        "talks:\n- title: A\n- title: B # b\nfeed: {}\n",
        "talks:\n- title: A\n- title: B # b\n- title: New\n  date: 2016\nfeed: {}\n",
    ),
    (
        "talks:\n  - talks/*.yaml\n",
        "talks:\n  - talks/*.yaml\n\n  - title: New\n    date: 2016\n",
    ),
    ("-\n  title: A\n", "-\n  title: A\n\n- title: New\n  date: 2016\n"),
)


@pytest.mark.parametrize(("text", "expected"), PUT_IN)
def test_a_talk_is_laid_out_like_the_others(text: str, expected: str) -> None:
    """Indentation, brackets and blank lines follow those that are there."""
    document = make_document("talks.yaml", text)
    assert document.apply(append(document, [TALK]))[0] == expected


def test_a_comment_stays_with_its_talk() -> None:
    """A talk goes above the comment of the one behind it; a comment on top stays on top."""
    document = make_document("t", "# top\n- title: A\n# of B\n- title: B\n")
    expected = "# top\n- title: A\n- title: New\n  date: 2016\n# of B\n- title: B\n"
    assert document.apply(insert_before(document, 1, [TALK]))[0] == expected
    first = document.apply(insert_before(document, 0, [TALK]))[0]
    assert first.startswith("# top\n- title: New\n  date: 2016\n- title: A\n")


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("talks: [{title: A}]\n", "are a list in brackets"),
        ("talks: talks/*.yaml\n", "no list of talks"),
        ("title: A\ndate: 2015\n", "no list of talks"),
        ("# nothing\n", "no list of talks"),
    ],
)
def test_a_list_that_cannot_be_added_to_is_refused(text: str, message: str) -> None:
    """What has no place for another line is left alone."""
    document = make_document("talks.yaml", text)
    with pytest.raises(Rejected, match=f"TF712 .*{message}"):
        append(document, [TALK])


def test_nothing_to_add_changes_nothing() -> None:
    """Without talks and comments there are no splices."""
    assert append(make_document("talks.yaml", "talks: []\n"), []) == []


# --- documents ----------------------------------------------------------------------------------


def test_splices_at_one_place_keep_their_order() -> None:
    """Each is told where it begins in the new text; two that overlap are refused."""
    document = make_document("t", "a: b\n")
    text, offsets = document.apply([Splice(5, 5, "y"), Splice(0, 1, "c"), Splice(5, 5, "z")])
    assert (text, offsets) == ("c: b\nyz", [5, 0, 6])
    with pytest.raises(Rejected, match="TF712 two changes overlap"):
        document.apply([Splice(0, 2, ""), Splice(1, 3, "")])


def test_a_file_is_read_as_it_is(tmp_path: Path) -> None:
    """A byte order mark and odd line ends survive; what is no YAML is told."""
    path = tmp_path / "talks.yaml"
    path.write_bytes("\ufeff- title: A\u2028B\r\n".encode())
    document = open_document(path)
    assert (document.text, document.line_end) == ("- title: A\u2028B\r\n", "\r\n")
    assert document.clean == "- title: A B\r\n"
    assert encode(document.text, document.content) == path.read_bytes()
    assert encode("a", None) == b"a"
    for content in (b"\xff\xfe\x00", b"- [", b"a: *b"):
        path.write_bytes(content)
        with pytest.raises(InvalidData):
            open_document(path)
    with pytest.raises(InvalidData, match="TF101"):
        open_document(tmp_path / "none.yaml")


def test_what_cannot_be_taken_apart_is_refused() -> None:
    """A form that only one of two parsers understands is left alone."""
    with pytest.raises(Rejected, match="TF712 the file's YAML syntax"):
        spans("--- a\n--- b\n")
    document = make_document("talks.yaml", "- title: A\n")
    with pytest.raises(Rejected, match=r"TF712 cannot edit the value in talks\.yaml:1:4"):
        document.span(place(document)._replace(column=4))
    assert spans("# c\n") is None
    assert make_document("t", "# c\n").index(place(document)) is None


def test_an_item_on_a_line_below_its_dash_is_found() -> None:
    """The dash is what an item begins with, wherever its first key stands."""
    document = make_document("t", "-\n\n  title: A\n- # c\n  title: B\n- \n")
    assert document.dashes == (0, 14, 31)
    splice = set_field(document, place(document, 1), "date", "2015", ORDER)
    assert "  title: B\n  date: 2015\n" in document.apply([splice])[0]
    assert plain(document.root) == [{"title": "A"}, {"title": "B"}, ""]
