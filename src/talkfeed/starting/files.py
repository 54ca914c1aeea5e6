"""What a site is to be → the text of each file it begins with, and what is there already."""

from __future__ import annotations

from importlib.resources import files as resources
from typing import TYPE_CHECKING

from talkfeed import files
from talkfeed.editing.writing import scalar
from talkfeed.named_tuple import NamedTuple
from talkfeed.schema import write_schema
from talkfeed.version import PROJECT, VERSION

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from talkfeed.starting.hosts import Host

NEW, EXTENDED, KEPT, DIFFERENT = "new", "extended", "kept", "different"
"""What becomes of a file; those that are kept or different stay as they are."""
TALKS, SCHEMA, IGNORED = "talks.yaml", "talks.schema.json", ".gitignore"
"""The schema is a copy beside the talks: an editor then needs no network to check them, and checks
them as the installed version does."""
_MARK = "# Made by talkfeed; only the sources are committed."
_IGNORED = ("/output/", "*.kept")


class Site(NamedTuple):
    """What a new site is to be: where its talks are, what it is called, and who serves it.

    `root` is that of the repository, else `directory` itself; `below` is the way from there to the
    directory, empty or with a slash at its end.
    """

    directory: Path
    root: Path
    below: str
    branch: str
    host: Host
    title: str
    url: str


class Planned(NamedTuple):
    """A file: its path, what becomes of it, its bytes now (None: no file), and after."""

    path: Path
    state: str
    before: bytes | None
    after: bytes


def plan(site: Site) -> list[Planned]:
    """List the files of a new site; no content of a file that is there is changed.

    Raises:
        OSError: a file that is there cannot be read.
    """
    return [*_plan(site)]


def _plan(site: Site) -> Iterator[Planned]:
    talks = _fill("talks.yaml", site)
    there = _read(site.directory / TALKS)
    yield Planned(site.directory / TALKS, KEPT if there is not None else NEW, there, talks)
    yield _beside(site.directory / SCHEMA, write_schema().encode())
    ignored = site.directory / IGNORED
    before = _read(ignored)
    after = ignore(before)
    state = NEW if before is None else KEPT if after == before else EXTENDED
    yield Planned(ignored, state, before, after)
    for template, path in site.host.files:
        yield _beside(site.root / path, _fill(template, site))


def ignore(before: bytes | None) -> bytes:
    r"""Add what git is to ignore to the end of .gitignore, once.

    >>> ignore(b"*.pyc")
    b'*.pyc\n\n# Made by talkfeed; only the sources are committed.\n/output/\n*.kept\n'
    """
    there = before or b""
    if _MARK.encode() in there:
        return there
    gap = b"" if not there else b"\n" if there.endswith(b"\n") else b"\n\n"
    lines = there.split()
    added = (_MARK, *(line for line in _IGNORED if line.encode() not in lines))
    return there + gap + "".join(f"{line}\n" for line in added).encode()


def _beside(path: Path, after: bytes) -> Planned:
    before = _read(path)
    state = NEW if before is None else KEPT if before == after else DIFFERENT
    return Planned(path, state, before, after)


def _read(path: Path) -> bytes | None:
    try:
        return files.read(path)
    except FileNotFoundError:
        return None


def _fill(template: str, site: Site) -> bytes:
    """Fill a template, whose gaps are names between at signs."""
    text = resources(__package__).joinpath("templates", template).read_text(encoding="utf-8")
    target = site.host.target
    gaps = {
        "TITLE": scalar(site.title),
        "URL": scalar(site.url),
        "BRANCH": site.branch,
        "BELOW": site.below,
        "PUBLISH": f"  publish: {target} # what `talkfeed publish` uploads to\n" if target else "",
        "PROJECT": PROJECT,
        "ACTION": PROJECT.partition("//")[2].partition("/")[2],
        "VERSION": VERSION,
    }
    for name, value in gaps.items():
        text = text.replace(f"@{name}@", value)
    return text.encode()
