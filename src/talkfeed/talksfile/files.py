"""Paths, directories and glob patterns → text in UTF-8 (RFC 3629).

This module knows nothing of YAML. A forbidden character is reported with its place and replaced
by a space, so that later lines and columns stay right.
"""

from __future__ import annotations

import re
from hashlib import sha256
from operator import attrgetter
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

FETCHED = ".sources"
"""The suffix of the directory, beside a main file, of what was fetched of addresses."""
_NO_NAME = lazy(r"[^a-z0-9.]+", re.IGNORECASE)
_LONGEST_NAME = 60
MAIN_NAMES = ("talks.yaml", "talks.yml")
SUFFIXES = frozenset((".yaml", ".yml"))
_PAGES = (".md", ".markdown", ".mdx", ".qmd", ".html", ".htm", ".adoc")
OF_OTHERS = frozenset((*SUFFIXES, ".json", ".toml", ".csv", ".tsv", *_PAGES))
"""Suffixes of lists, and of pages with front matter, that other software reads."""
_PARTS = attrgetter("parts")
"""Sorts paths alike on every system; a path of Windows by itself is sorted without its case."""
_BELOW = "/**/*"
_HOST = lazy(r"(?i)(https?://|webcals?://)?(?:[a-z0-9-]{1,63}\.){1,9}[a-z]{2,63}(?::\d+)?/")
"""The beginning of an address, with or without its scheme; a path may begin so as well."""
_MAGIC = lazy(r"[*?\[]")
# C0 and C1 controls and noncharacters; YAML 1.2, 5.1 allows none of them in a file.
# A string: compiled only for a file that fails the faster `is_plain`.
_FORBIDDEN = "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ufffe\uffff]"
# Line ends to YAML 1.1, but not to editors, whose lines the places must match.
_BREAKS = (("\x85", " "), ("\u2028", " "), ("\u2029", " "), ("\ufeff", "\u200b"))
_CONTROLS = bytes(code for code in (*range(0x20), 0x7F) if code not in b"\t\n\r")
# U+0080-9F, U+2028-29, and U+FEFF, FFFE, FFFF, by first byte: one search each is fastest.
_MARKS = tuple(
    map(re.compile, (b"\xc2[\x80-\x9f]", b"\xe2\x80[\xa8\xa9]", b"\xef(?:\xbb\xbf|\xbf[\xbe\xbf])"))
)
_SLASHES = {ord("\\"): "/"}
_WIDE_MARKS = (b"\xff\xfe", b"\xfe\xff", b"\x00\x00\xfe\xff")
_SAMPLE = 1024
_TO_UTF8 = "save the file as UTF-8"


def main_files(path: Path) -> list[Path]:
    """Return the main files of a path: itself, or talks.yaml in it, or all YAML files in it.

    Raises:
        Rejected: TF101, there is none, or the directory cannot be read.
    """
    try:
        named = (path / name for name in MAIN_NAMES) if path.is_dir() else iter((path,))
        main = next((each for each in named if each.exists() or each.is_symlink()), None)
        found = [main or path] if main or not path.is_dir() else yaml_files(path)
    except OSError as error:
        raise _unreadable(path, error) from error
    if not found:
        hint = f"write a talks file: {path / MAIN_NAMES[0]}"
        raise Rejected(UNREADABLE, f"the directory '{path}' contains no YAML file", hint)
    return found


def listed(home: str, pattern: str) -> tuple[str, ...]:
    """Return the current files of a directory or pattern; none if it cannot be read."""
    try:
        found = matching(pattern, Path(home)) if pattern else main_files(Path(home))
    except Rejected:
        return ()
    return tuple(map(str, found))


def yaml_files(directory: Path) -> list[Path]:
    """Return the YAML files directly in a directory, sorted, without hidden ones."""
    found = (
        path
        for path in directory.iterdir()
        if path.suffix in SUFFIXES and not path.name.startswith(".") and path.is_file()
    )
    return sorted(found, key=_PARTS)


def matching(pattern: str, home: Path) -> list[Path]:
    """Return the files that match a pattern, sorted.

    A pattern is a path relative to `home`, the directory of the file it is written in, with `*`,
    `?`, `[…]` and `**` as in a shell; a directory matches the YAML files in it.

    Raises:
        Rejected: TF112, nothing matches; TF113, a match is outside `home`.
    """
    if "\\" in pattern:
        hint = f"write slashes, which every system reads: {pattern.translate(_SLASHES)}"
        raise Rejected(NO_MATCH, f"there is no file '{pattern}'", hint)
    if Path(pattern).is_absolute() or ".." in Path(pattern).parts:
        hint = "keep the talks next to or below the main file, e.g. talks/*.yaml"
        raise Rejected(OUTSIDE, f"'{pattern}' is outside the directory of the file", hint)
    found = list(_expand(pattern, home))
    if not found and (home / pattern).is_symlink():
        hint = "delete the link, or correct its target"
        raise Rejected(NO_MATCH, f"'{pattern}' is a broken link", hint)
    if not found and pattern.endswith(_BELOW):
        raise Rejected(NO_MATCH, f"there is no file in '{pattern.removesuffix(_BELOW)}'")
    if not found:
        near = _similar(pattern, home)
        usual = "check the spelling; a path is relative to the file it is written in"
        hint = f"did you mean '{near}'?" if near else _as_address(pattern) or usual
        raise Rejected(NO_MATCH, f"there is no file '{pattern}'", hint)
    root = home.resolve()
    for path in found:
        if not path.resolve().is_relative_to(root):
            hint = "keep the talks next to or below the main file, without links to other places"
            raise Rejected(OUTSIDE, f"'{path}' is outside the directory of the file", hint)
    return found


def of_others(paths: list[Path], *, is_many: bool) -> list[Path]:
    """Return the files that may be lists or pages of other software; one that is named is kept."""
    return [path for path in paths if not is_many or path.suffix.lower() in OF_OTHERS]


def fetched_path(main: Path, address: str) -> Path:
    """Return the path of the file that `talkfeed update` keeps of an address.

    >>> fetched_path(Path("talks.yaml"), "https://club.example/events.ics").as_posix()
    'talks.sources/club.example-events.ics-2e2b00.yaml'
    """
    words = _NO_NAME.sub("-", address.partition("://")[2]).strip("-.")[:_LONGEST_NAME]
    digest = sha256(address.encode("utf-8", "surrogatepass")).hexdigest()[:6]
    return main.with_suffix(FETCHED) / f"{words}-{digest}.yaml"


def _as_address(pattern: str) -> str:
    """Return how to name an address that was written like a file; "" if it is none."""
    host = _HOST.match(pattern)
    if host is None:
        return ""
    address = pattern if host[1] else f"https://{pattern}"
    return f"if it is an address, write\n  - from: {address}"


def _similar(pattern: str, home: Path) -> str | None:
    """Find the YAML file, in the directory that a path leads to, with the most similar name."""
    from difflib import get_close_matches  # noqa: PLC0415  — only a fault pays for it

    folder = Path(pattern).parent
    try:
        names = [each.name for each in yaml_files(home / folder)]
    except (OSError, ValueError):
        return None
    close = get_close_matches(Path(pattern).name, names, n=1)
    return str(folder / close[0]) if close else None


def _expand(pattern: str, home: Path) -> Iterator[Path]:
    try:
        is_name = not _MAGIC.search(pattern)
        for path in [home / pattern] if is_name else sorted(home.glob(pattern), key=_PARTS):
            if path.is_dir() and is_name:
                yield from yaml_files(path)
            elif (path.exists() if is_name else path.is_file()) and not path.name.startswith("."):
                yield path
    except (ValueError, NotImplementedError, OSError) as error:
        hint = "write a pattern such as talks/*.yaml"
        raise Rejected(NO_MATCH, f"'{pattern}' is not a valid pattern", hint) from error


def decode(path: Path, content: bytes) -> tuple[str | None, list[Problem]]:
    """Decode a file and report forbidden characters; the text is None if it is not UTF-8."""
    content = content.removeprefix(b"\xef\xbb\xbf")
    sample = content[:_SAMPLE]
    if content.startswith(_WIDE_MARKS) or sample.count(0) * 8 > len(sample):
        message = "the file is UTF-16, UTF-32 or binary, not UTF-8"
        return None, [Problem(Place(str(path), 1, 1), NOT_UTF8, message, _TO_UTF8)]
    try:
        text = content.decode("utf-8")
    except UnicodeDecodeError as error:
        return None, [_not_utf8(path, content, error.start)]
    return (text, []) if is_plain(content) else _without_forbidden(path, text)


def read_content(path: Path) -> bytes:
    """Read a file.

    Raises:
        Rejected: TF101, it does not exist or cannot be read; TF110, it is too large.
    """
    try:
        return files.read(path, MAX_FILE_BYTES)
    except (FileNotFoundError, NotADirectoryError) as error:
        message, hint = f"there is no file '{path}'", "check the path, or create the file"
        if path.is_symlink():
            message, hint = f"'{path}' is a broken link", "delete the link, or correct its target"
        raise Rejected(UNREADABLE, message, hint) from error
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
    """Files with the SHA-256 of the very bytes that were read.

    Results of a build are stored with these digests; reading a file again just to hash it could
    hash other bytes.
    """

    def __init__(self, path: Path, content: bytes = b"") -> None:
        """Start with the content of a file that has been read already, if any."""
        self._at_hand = {path: content} if content else {}
        self._digests: dict[Path, bytes] = {}

    def read(self, path: Path) -> bytes:
        """Read a file; raise as `read_content` does."""
        content = self._at_hand.pop(path, b"") or read_content(path)
        self._digests[path] = sha256(content).digest()
        return content

    @property
    def digests(self) -> tuple[tuple[str, bytes], ...]:
        """Return the path and digest of each file as last read."""
        return tuple((str(path), digest) for path, digest in self._digests.items())


def _unreadable(path: Path, error: OSError) -> Rejected:
    reason = (error.strerror or "it failed").lower()
    return Rejected(
        UNREADABLE, f"cannot read '{path}': {reason}", "check the path and the permissions"
    )


def _not_utf8(path: Path, content: bytes, start: int) -> Problem:
    """Return the problem of the first byte that is not UTF-8; its column counts characters."""
    line = content.count(b"\n", 0, start) + 1
    before = content[content.rfind(b"\n", 0, start) + 1 : start]
    place = Place(str(path), line, len(before.decode("utf-8")) + 1)
    return Problem(place, NOT_UTF8, f"the byte 0x{content[start]:02X} is not UTF-8", _TO_UTF8)


def is_plain(content: bytes) -> bool:
    """Return whether UTF-8 has no forbidden character; this is the fast check."""
    is_bare = len(content.translate(None, _CONTROLS)) == len(content)
    return is_bare and not any(mark.search(content) for mark in _MARKS)


def _without_forbidden(path: Path, text: str) -> tuple[str, list[Problem]]:
    problems: list[Problem] = []
    for match in re.finditer(_FORBIDDEN, text):
        line = text.count("\n", 0, match.start()) + 1
        column = match.start() - text.rfind("\n", 0, match.start())
        message = f"the control character U+{ord(match[0]):04X} is not allowed"
        hint = "delete it; most editors do not show it, so retype the text around it"
        problems.append(Problem(Place(str(path), line, column), FORBIDDEN, message, hint))
        if len(problems) == MAX_FAULTS:
            break
    text = re.sub(_FORBIDDEN, " ", text) if problems else text
    for mark, replacement in _BREAKS:
        text = text.replace(mark, replacement)
    return text, problems
