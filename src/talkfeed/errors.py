"""Problems of the user's data with their places, and the exceptions that carry them.

A `Rejected` says what is wrong with a value but not where; the caller that knows the place turns
it into a `Problem`. Problems are collected and raised together as one `InvalidData`, never singly.
"""

from collections.abc import Iterable

from talkfeed.named_tuple import NamedTuple


class Place(NamedTuple):
    """A spot in a file: the path as the user wrote it, line and column counted from 1."""

    path: str
    line: int
    column: int

    def __str__(self) -> str:
        """Format the place as compilers do, so that editors can jump to it."""
        return f"{self.path}:{self.line}:{self.column}"


class Problem(NamedTuple):
    """An error, warning or notice about the user's data.

    `code` is a key of `talkfeed.rules.RULES`, which has its severity; `message` is lower case
    without a full stop; `hint` says what to write instead and may be empty.
    """

    place: Place
    code: str
    message: str
    hint: str = ""

    def __str__(self) -> str:
        """Format the problem for printing: place, code, message, then the indented hint."""
        first = f"{self.place}: {self.code} {self.message}"
        return f"{first}\n{indented(self.hint)}" if self.hint else first


def indented(hint: str) -> str:
    r"""Indent all lines of a hint.

    >>> print(indented("write\n  title: Our talks"))
        write
          title: Our talks
    """
    return "    " + hint.replace("\n", "\n    ")


class TalkfeedError(Exception):
    """The base of all errors that talkfeed raises on purpose; `status` is the exit status."""

    status = 1


class InvalidData(TalkfeedError):
    """The data has problems; nothing was written. `problems` are sorted by place."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        """Store the problems, sorted by place and without duplicates."""
        self.problems = tuple(sorted(set(problems)))
        super().__init__("\n".join(map(str, self.problems)))

    def __reduce__(self) -> tuple[type["InvalidData"], tuple[tuple[Problem, ...]]]:
        """Pickle the problems, for other processes."""
        return type(self), (self.problems,)


class CodedError(TalkfeedError):
    """An error with code, message and hint like a `Problem`, but without a place."""

    def __init__(self, code: str, message: str, hint: str = "") -> None:
        """Store the parts; `code` is a key of `talkfeed.rules.RULES`."""
        self.code, self.message, self.hint = code, message, hint
        super().__init__(f"{code} {message}")

    def __reduce__(self) -> tuple[type["CodedError"], tuple[str, str, str]]:
        """Pickle the parts, for other processes."""
        return type(self), (self.code, self.message, self.hint)


class Rejected(CodedError):
    """A value that cannot be accepted; the caller that knows its place calls `at`."""

    def at(self, place: Place) -> Problem:
        """Return the problem of a value at this place."""
        return Problem(place, self.code, self.message, self.hint)


class WrongUsage(TalkfeedError):
    """The command line asks for something that makes no sense."""

    status = 2


class CannotWrite(CodedError):
    """Files could not be written: nothing was changed, unless a subclass says otherwise."""

    status = 74


class CannotCheck(CodedError):
    """Nothing could be checked, because no server answered; nothing was counted."""

    status = 74


class CannotSend(CodedError):
    """Another server did not take what was to be sent; the next run tries again."""

    status = 74


class PartlyWritten(CannotWrite):
    """Writing failed after some files had changed; each file is intact, and a rerun completes."""

    status = 73


class FailedAfterwards(CannotWrite):
    """All files were written, but something after that failed, such as printing the report."""

    status = 76


class AlreadyBuilding(CodedError):
    """Another build holds the talks file or the output directory."""

    status = 75


class StoreMiss(Exception):
    """Stored values are missing from the cache, or damaged: build without it."""
