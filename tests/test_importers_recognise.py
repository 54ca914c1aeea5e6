"""The reader with the highest score reads a source, unless the user names another."""

from __future__ import annotations

import sys
from types import ModuleType
from typing import TYPE_CHECKING

import pytest

from talkfeed.errors import Rejected
from talkfeed.importers import Source
from talkfeed.importers.common.detect import choose
from talkfeed.model.imported import ImportResult, SourceInput

if TYPE_CHECKING:
    from collections.abc import Iterator

    from talkfeed.model.imported import ImportOptions

FILE = SourceInput(content=b"one", name="talks.bin")
DIRECTORY = SourceInput(content=b"", name="talks", files=(FILE,))
EMPTY = SourceInput(content=b" \n", name="talks.md")
REJECTING = -1


class Kind(ModuleType):
    """A source that gives every input the score it is made with."""

    def __init__(self, name: str, value: float) -> None:
        """Become a module that can be imported by its name."""
        super().__init__(name)
        self.value = value
        sys.modules[name] = self

    def recognise(self, _: SourceInput) -> float:
        """Return the same for everything, or refuse everything."""
        if self.value == REJECTING:
            raise Rejected("TF702", "it is damaged")
        return self.value

    def read(self, _: SourceInput, __: ImportOptions) -> ImportResult:
        """Find nothing."""
        return ImportResult(kind=self.__name__, talks=())


@pytest.fixture(autouse=True)
def _forgotten() -> Iterator[None]:
    known = set(sys.modules)
    yield
    for name in set(sys.modules) - known:
        del sys.modules[name]


def kinds(**values: float) -> dict[str, Source]:
    """Make a table of kinds by how much everything looks like them."""
    return {
        name: Source(name, "", Kind(f"kind_{name}", value).__name__)
        for name, value in values.items()
    }


@pytest.mark.parametrize(
    ("values", "name"),
    [
        ({"a": 0.3, "b": 0.9, "c": 0.5}, "b"),
        ({"a": 0.5, "b": 0.5}, "a"),
        ({"a": REJECTING, "b": 0.1}, "b"),
    ],
)
def test_the_likeliest_kind_is_chosen(values: dict[str, float], name: str) -> None:
    """Of two that are as likely, it is the first in the table."""
    assert choose(FILE, None, kinds(**values)).__name__ == f"kind_{name}"  # type: ignore[attr-defined]


def test_a_named_kind_is_chosen_whatever_the_source_looks_like() -> None:
    """The user knows better."""
    assert choose(FILE, "a", kinds(a=0, b=1)).__name__ == "kind_a"  # type: ignore[attr-defined]
    assert choose(DIRECTORY, "a", kinds(a=0.1, b=1)).__name__ == "kind_a"  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    ("source", "wanted", "values", "code", "words"),
    [
        (
            FILE,
            None,
            {"a": 0.05, "b": 0.09, "c": REJECTING, "d": 0.02, "e": 0.01, "f": 0},
            "TF701",
            "the closest are: b 9%, a 5%, d 2%",
        ),
        (FILE, None, {"a": 0}, "TF701", "name its kind with --from"),
        (DIRECTORY, None, {"a": 0}, "TF701", "name a file in it that has talks"),
        (EMPTY, None, {"a": 1}, "TF709", "name a file that has talks"),
        (FILE, "c", {"a": 1, "b": 0}, "TF701", "one of: a, b"),
        (DIRECTORY, "a", {"a": 0}, "TF702", "name the file in it"),
    ],
)
def test_what_no_kind_can_read_is_refused_with_what_there_is(
    source: SourceInput, wanted: str | None, values: dict[str, float], code: str, words: str
) -> None:
    """The hint lists the kinds, the nearest first."""
    with pytest.raises(Rejected) as caught:
        choose(source, wanted, kinds(**values))
    assert caught.value.code == code
    assert words in caught.value.hint


def test_the_table_of_the_house_is_asked_by_default() -> None:
    """A calendar is known by its first line, and so is a schedule named by the user."""
    with pytest.raises(Rejected, match="TF701 unknown kind of source 'spam'") as caught:
        choose(FILE, "spam")
    assert "pretalx" in caught.value.hint
    assert choose(FILE, "ical").recognise(SourceInput(content=b"BEGIN:VCALENDAR", name="a"))
