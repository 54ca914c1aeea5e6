"""A talks page as plain text → talks: the seed page, and lists with bullets."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from talkfeed.importers.page import plaintext
from talkfeed.model.imported import ImportOptions, SourceInput
from test_importers_page import PAGES, SEED, told

UNNAMED = "Mirage, A New Multi-Scale Operating System for Clouds and Crowds"
"""The one talk of the seed page whose speaker the plain text does not name."""


def talks(text: str) -> list[tuple[str, str, str, str]]:
    """Read a text."""
    source_input = SourceInput(content=text.encode(), name="talks.txt")
    return [told(talk) for talk in plaintext.read(source_input, ImportOptions()).talks]


def test_the_seed_page_is_read_in_full() -> None:
    """Fifteen of fifteen talks, as far as plain text can say: links are gone from it."""
    expected = [
        (title, "" if title == UNNAMED else speakers, event, date)
        for title, speakers, event, date, _ in SEED
    ]
    assert talks((PAGES / "seed.txt").read_text()) == expected


def test_a_list_with_bullets_is_read() -> None:
    """Items may go on in the next line, and may be nested; rules and years part them."""
    text = """Talks
=====

2019

* Feeds that last, PyTown Conference,
  Ghent, May 2019
* Time is hard
  - DateConf, 3 June 2018
  - Clock Meetup, 4 July 2018
* Another one, Small Conference, 2017

Old notes below this line.
"""
    assert talks(text) == [
        ("Feeds that last", "", "PyTown Conference", "May 2019"),
        ("Time is hard", "", "", ""),
        ("Another one", "", "Small Conference", "2017"),
    ]


def test_an_item_that_goes_on_before_any_bullet_is_a_paragraph() -> None:
    """A line above the first bullet is no item."""
    assert talks("My talks of late\n- Feeds that last, PyTown Conference, May 2019\n") == [
        ("Feeds that last", "", "PyTown Conference", "May 2019")
    ]


def test_plain_text_is_recognised_last() -> None:
    """A name or a type says it; anything else may be text, but not binary."""

    def sure(content: bytes, name: str = "-", media_type: str = "") -> float:
        return plaintext.recognise(SourceInput(content=content, name=name, media_type=media_type))

    assert sure(b"x", "talks.txt") == sure(b"x", media_type="text/plain; charset=utf-8") == 0.5
    assert sure(b"x") == 0.1
    assert sure(b"x\0") == sure(b"") == 0


@given(st.text(max_size=300))
def test_no_text_makes_it_raise(text: str) -> None:
    """Whatever comes in is read or left."""
    source_input = SourceInput(content=text.encode("utf-8", "replace"), name="a.txt")
    plaintext.recognise(source_input)
    plaintext.read(source_input, ImportOptions())
