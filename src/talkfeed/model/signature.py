"""By what a file is known again without being read."""

from collections.abc import Callable
from operator import attrgetter
from os import stat_result
from typing import Self

from talkfeed.named_tuple import NamedTuple


class Signature(NamedTuple):
    """By what a file is known to be untouched: its size in bytes, its mtime (ns) and its inode."""

    size: int
    modified: int
    inode: int

    @classmethod
    def of(cls, status: stat_result) -> Self:
        """Take it from what the system says of a file."""
        return cls(*numbers(status))


numbers: Callable[[stat_result], tuple[int, int, int]] = attrgetter(
    "st_size", "st_mtime_ns", "st_ino"
)
"""Take the numbers of a signature alone, for whoever looks at a hundred thousand files."""
