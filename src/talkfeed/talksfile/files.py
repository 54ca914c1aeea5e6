"""Files as a user names them → text: paths, directories and patterns; UTF-8 (RFC 3629) only.

Nothing here knows YAML. Characters that no text may hold are reported with their place and
stand as blanks in the text that goes on, so that every later line and column stays right.
"""

from __future__ import annotations

import re
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING

from talkfeed import files
from talkfeed.errors import Place, Problem, Rejected
from talkfeed.limits import MAX_FAULTS, MAX_FILE_BYTES
from talkfeed.patterns import lazy

if TYPE_CHECKING:
    from collections.abc import Iterator

UNREADABLE = "TF101"
NOT_UTF8 = "TF102"
FORBIDDEN = "TF104"
TOO_LARGE = "TF110"
NO_MATCH = "TF112"
OUTSIDE = "TF113"

MAIN_NAMES = ("talks.yaml", "talks.yml")
SUFFIXES = frozenset((".yaml", ".yml"))
_MAGIC = lazy(r"[*?\[]")
# C0 and C1 controls and noncharacters; YAML 1.2, 5.1 allows none of them in a file.
# Compiled where a file holds one, which `is_plain` tells sooner.
_FORBIDDEN = "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ufffe\uffff]"
# Line ends to YAML 1.1, but not to editors, whose lines the places must match.
_BREAKS = (("\x85", " "), ("\u2028", " "), ("\u2029", " "), ("\ufeff", "\u200b"))
_CONTROLS = bytes(code for code in (*range(0x20), 0x7F) if code not in b"\t\n\r")
# U+0080-9F, U+2028-29, and U+FEFF, FFFE, FFFF, by how they begin: one search each is the quickest.
_MARKS = tuple(
    map(re.compile, (b"\xc2[\x80-\x9f]", b"\xe2\x80[\xa8\xa9]", b"\xef(?:\xbb\xbf|\xbf[\xbe\xbf])"))
)
_WIDE_MARKS = (b"\xff\xfe", b"\xfe\xff", b"\x00\x00\xfe\xff")
_SAMPLE = 1024
_TO_UTF8 = "save the file with the encoding UTF-8"


def main_files(path: Path) -> list[Path]:
    """List the files a path stands for: itself, or talks.yaml in it, or all its YAML files.

    Raises:
        Rejected: TF101, when there is none, or the directory cannot be read.
    """
    try:
        found = _in_directory(path) if path.is_dir() else [path]
    except OSError as error:
        raise _unreadable(path, error) from error
    if not found:
        hint = f"write a talks file: {path / MAIN_NAMES[0]}"
        raise Rejected(UNREADABLE, f"the directory '{path}' holds no YAML file", hint)
    return found


def listed(home: str, pattern: str) -> tuple[str, ...]:
    """Return the paths that a listing stands for now; none where there is anything wrong."""
    try:
        found = matching(pattern, Path(home)) if pattern else main_files(Path(home))
    except Rejected:
        return ()
    return tuple(map(str, found))


def _in_directory(path: Path) -> list[Path]:
    named = (path / name for name in MAIN_NAMES)
    found = ([main] for main in named if main.exists() or main.is_symlink())
    return next(found, None) or yaml_files(path)


def yaml_files(directory: Path) -> list[Path]:
    """List the YAML files right in a directory, by name; hidden ones are left out."""
    return sorted(each for each in directory.iterdir() if _is_listed(each))


def _is_listed(path: Path) -> bool:
    return path.suffix in SUFFIXES and not path.name.startswith(".") and path.is_file()


def matching(pattern: str, home: Path) -> list[Path]:
    """List what a pattern in a file of the directory `home` stands for, sorted.

    A pattern is a path relative to `home`, with `*`, `?`, `[…]` and `**` as in a shell; a
    directory stands for the YAML files in it.

    Raises:
        Rejected: TF112, when nothing matches; TF113, when it leads out of `home`.
    """
    if Path(pattern).is_absolute() or ".." in Path(pattern).parts:
        hint = "keep the talks beside or below the main file, e.g. talks/*.yaml"
        raise Rejected(OUTSIDE, f"'{pattern}' leads out of the directory of the file", hint)
    found = list(_expand(pattern, home))
    if not found:
        hint = "check the spelling; a path is relative to the file it stands in"
        raise Rejected(NO_MATCH, f"there is no file '{pattern}'", hint)
    _reject_outside(found, home)
    return found


def _expand(pattern: str, home: Path) -> Iterator[Path]:
    try:
        is_name = not _MAGIC.search(pattern)
        for path in [home / pattern] if is_name else sorted(home.glob(pattern)):
            if path.is_dir() and is_name:
                yield from yaml_files(path)
            elif (path.exists() if is_name else path.is_file()) and not path.name.startswith("."):
                yield path
    except (ValueError, NotImplementedError, OSError) as error:
        hint = "write a pattern such as talks/*.yaml"
        raise Rejected(NO_MATCH, f"'{pattern}' is no usable pattern", hint) from error


def _reject_outside(paths: list[Path], home: Path) -> None:
    root = home.resolve()
    for path in paths:
        if not path.resolve().is_relative_to(root):
            hint = "keep the talks beside or below the main file, without links that lead away"
            raise Rejected(OUTSIDE, f"'{path}' leads out of the directory of the file", hint)


def decode(path: Path, content: bytes) -> tuple[str | None, list[Problem]]:
    """Make text of a file, and tell what it should not hold; None when it is not UTF-8."""
    content = content.removeprefix(b"\xef\xbb\xbf")
    if content.startswith(_WIDE_MARKS) or _looks_wide(content[:_SAMPLE]):
        message = "the file is in UTF-16 or UTF-32, or it is no text at all"
        return None, [Problem(Place(str(path), 1, 1), NOT_UTF8, message, _TO_UTF8)]
    try:
        text = content.decode("utf-8")
    except UnicodeDecodeError as error:
        return None, [_not_utf8(path, content, error.start)]
    return (text, []) if is_plain(content) else _without_forbidden(path, text)


def read_content(path: Path) -> bytes:
    """Read a file.

    Raises:
        Rejected: TF101, when there is no such file or it cannot be read.
        Rejected: TF110, when it is too large.
    """
    try:
        return files.read(path, MAX_FILE_BYTES)
    except (FileNotFoundError, NotADirectoryError) as error:
        raise _missing(path) from error
    except files.NotAFile as error:
        hint = "name a YAML file or a directory"
        raise Rejected(UNREADABLE, f"cannot read '{path}': {error.strerror}", hint) from error
    except files.TooLarge as error:
        hint = "split the talks into several files: talks: [talks/*.yaml]"
        message = f"the file is larger than {MAX_FILE_BYTES >> 20} MiB"
        raise Rejected(TOO_LARGE, message, hint) from error
    except OSError as error:
        raise _unreadable(path, error) from error


class Contents:
    """The contents of files as they were read, each known by its SHA-256.

    What is made of a file is noted beside its digest, which therefore has to be that of the very
    bytes: a file that is opened a second time may hold others.
    """

    def __init__(self, path: Path, content: bytes = b"") -> None:
        """Take the content of a file that was read before; empty if none was."""
        self._at_hand = {path: content} if content else {}
        self._digests: dict[Path, bytes] = {}

    def read(self, path: Path) -> bytes:
        """Read a file; raises as `read_content`."""
        content = self._at_hand.pop(path, b"") or read_content(path)
        self._digests[path] = sha256(content).digest()
        return content

    @property
    def digests(self) -> tuple[tuple[str, bytes], ...]:
        """Return the path and the digest of each file as it was read last."""
        return tuple((str(path), digest) for path, digest in self._digests.items())


def _missing(path: Path) -> Rejected:
    if path.is_symlink():
        hint = "delete the link, or correct what it leads to"
        return Rejected(UNREADABLE, f"'{path}' is a link that leads nowhere", hint)
    hint = "check the path, or write the file; 'title' and 'date' are enough for a talk"
    return Rejected(UNREADABLE, f"there is no file '{path}'", hint)


def _unreadable(path: Path, error: OSError) -> Rejected:
    reason = (error.strerror or "it failed").lower()
    return Rejected(UNREADABLE, f"cannot read '{path}': {reason}", "check the path and the rights")


def _not_utf8(path: Path, content: bytes, start: int) -> Problem:
    """Point at the first byte that is not UTF-8; the column counts characters."""
    line = content.count(b"\n", 0, start) + 1
    before = content[content.rfind(b"\n", 0, start) + 1 : start]
    place = Place(str(path), line, len(before.decode("utf-8")) + 1)
    return Problem(place, NOT_UTF8, f"the byte 0x{content[start]:02X} is not UTF-8", _TO_UTF8)


def _looks_wide(sample: bytes) -> bool:
    """Tell whether a file is of wide characters without a mark, or no text: many bytes are 0."""
    return sample.count(0) * 8 > len(sample)


def is_plain(content: bytes) -> bool:
    """Tell quickly whether UTF-8 has none of the characters that a file should not hold."""
    is_bare = len(content.translate(None, _CONTROLS)) == len(content)
    return is_bare and not any(mark.search(content) for mark in _MARKS)


def _without_forbidden(path: Path, text: str) -> tuple[str, list[Problem]]:
    problems: list[Problem] = []
    for match in re.finditer(_FORBIDDEN, text):
        line = text.count("\n", 0, match.start()) + 1
        column = match.start() - text.rfind("\n", 0, match.start())
        message = f"the character U+{ord(match[0]):04X} does not belong into a text"
        hint = "delete it; it cannot be seen in most editors, so retype what stands around it"
        problems.append(Problem(Place(str(path), line, column), FORBIDDEN, message, hint))
        if len(problems) == MAX_FAULTS:
            break
    text = re.sub(_FORBIDDEN, " ", text) if problems else text
    for mark, blank in _BREAKS:
        text = text.replace(mark, blank)
    return text, problems
