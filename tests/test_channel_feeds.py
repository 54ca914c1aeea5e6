"""Channels and archives of a built site: served, walked, renamed and recovered."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit
from urllib.request import urlopen

import feedparser
import pytest
from lxml import etree

from talkfeed import build, plan
from talkfeed.building.pipeline import lock_path
from talkfeed.errors import InvalidData
from test_ledger_published import site

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from talkfeed import Report

NOW = datetime(2026, 3, 1, 12, tzinfo=UTC)
HEAD = """\
feed:
  title: Example talks
  url: https://talks.example/
  authors: The community
"""
YEARS = range(2014, 2026)
SCHEMAS = [
    etree.RelaxNG(file=str(Path(__file__).parent / "schemas" / name))
    for name in ("atom.rng", "talkfeed-atom.rng")
]


def written(path: Path, talks: str, settings: str = "") -> Path:
    """Write a talks file."""
    path.write_text(f"{HEAD}{settings}talks:\n{talks}", encoding="utf-8")
    return path


def built(source: Path, days: int = 0, **options: Any) -> Report:
    """Build beside the source, some days later."""
    now = NOW + timedelta(days=days)
    return build(source, source.parent / "output", now=now, **options)


def tree(directory: Path) -> dict[str, bytes]:
    """Read every file below a directory."""
    return {
        str(path.relative_to(directory)): path.read_bytes()
        for path in sorted(directory.rglob("*"))
        if path.is_file()
    }


def output(source: Path) -> dict[str, bytes]:
    """Read the whole output of a build."""
    return tree(source.parent / "output")


# --- archives -------------------------------------------------------------------------------------

ARCHIVE = "".join(
    f"  - {{title: Talk {number} of {year}, speaker: Ann, event: E{number % 7}, date: {year}-0"
    f"{1 + number % 9}{'' if number % 3 else f'-{10 + number % 18}'}}}\n"
    for year in YEARS
    for number in range(25)
)
COMING = "  - {title: Soon, speaker: Bob, date: 1 April 2026}\n"
ALL = 25 * len(YEARS) + 1


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build 301 talks of twelve years with 20 in front; returns the talks file."""
    home = tmp_path_factory.mktemp("archive")
    source = written(home / "talks.yaml", COMING + ARCHIVE, "  limit: 20\n")
    built(source)
    return source


def walk(base: str, first: str, older: Callable[[bytes], str | None]) -> Iterator[bytes]:
    """Read a document and the next older ones, as a reader does that knows RFC 5005."""
    path: str | None = f"/{first}"
    while path is not None:
        with urlopen(base.rstrip("/") + path) as answer:  # noqa: S310 - a loopback address
            content = answer.read()
        yield content
        address = older(content)
        path = urlsplit(address).path if address else None


def by_link(content: bytes) -> str | None:
    """Find the next older document by feedparser."""
    links = feedparser.parse(content).feed.get("links", [])
    return next((link.href for link in links if link.rel == "prev-archive"), None)


def by_next_url(content: bytes) -> str | None:
    """Find the next older document by JSON Feed's next_url."""
    return json.loads(content).get("next_url")  # type: ignore[no-any-return]


def ids(content: bytes) -> list[str]:
    """List the ids of an Atom or RSS document by feedparser, of a JSON Feed by its items."""
    if content.startswith(b"{"):
        return [item["id"] for item in json.loads(content)["items"]]
    return [entry.id for entry in feedparser.parse(content).entries]


@pytest.mark.parametrize(
    ("name", "older"),
    [("talks.atom", by_link), ("talks.rss", by_link), ("talks.json", by_next_url)],
)
def test_a_walk_meets_every_talk(
    archive: Path, name: str, older: Callable[[bytes], str | None]
) -> None:
    """From the subscription document back through every archive, by a reader we did not write."""
    with site(archive.parent / "output") as address:
        documents = list(walk(address, name, older))
    found = [each for document in documents for each in ids(document)]
    assert len(documents) == 1 + len(YEARS)
    assert len(ids(documents[0])) == 20
    assert len(set(found)) == ALL


def test_archives_are_valid_and_marked(archive: Path) -> None:
    """Each Atom archive is marked as in RFC 5005, section 4, and valid by the schemas."""
    files = output(archive)
    archives = [path for path in files if path.startswith("archive/talks/") and ".atom" in path]
    assert len(archives) == len(YEARS)
    for path in ("talks.atom", *archives):
        root = etree.fromstring(files[path])
        for schema in SCHEMAS:
            schema.assertValid(root)
        is_archive = root.find("{http://purl.org/syndication/history/1.0}archive") is not None
        assert is_archive is (path != "talks.atom")
        links = {link.rel: link.href for link in feedparser.parse(files[path]).feed.links}
        assert links["self"] == f"https://talks.example/{path}"
        assert links.get("current") == ("https://talks.example/talks.atom" if is_archive else None)


def test_an_archive_keeps_its_bytes(archive: Path, tmp_path: Path) -> None:
    """A new talk changes the front, and no archive."""
    source = written(tmp_path / "talks.yaml", COMING + ARCHIVE, "  limit: 20\n")
    lock_path(source).write_bytes(lock_path(archive).read_bytes())
    new = "  - {title: Brand new, speaker: Cy, date: 2 April 2026}\n"
    written(source, new + COMING + ARCHIVE, "  limit: 20\n")
    built(source, days=1)
    before, after = output(archive), output(source)
    moved = {path for path in before if before[path] != after.get(path)}
    assert not {path for path in moved if path.startswith("archive/")}
    assert "talks.atom" in moved


def test_a_lost_lock_is_rebuilt_from_the_archives(archive: Path, tmp_path: Path) -> None:
    """Talks that neither the subscription document nor a calendar holds come back as well."""
    source = written(tmp_path / "talks.yaml", COMING + ARCHIVE, "  limit: 20\n")
    with site(archive.parent / "output") as address:
        for where in (address, str(archive.parent / "output")):
            found = plan(source, source.parent / "output", now=NOW, recover_from=where)
            documents = {each.path: each.content for each in found.documents}
            published = output(archive)
            assert {path: published[path] for path in documents} == documents
            assert found.stamped.changes == ()


# --- channels -------------------------------------------------------------------------------------

ALIASES = "  channels: {years: all, tags: 1}\n  aliases: {Anil Madhavapeddy: avsm}\n"
TALKS = """\
  - {title: One, speaker: Anil Madhavapeddy, event: OCaml Workshop, date: 5 Oct 2015, tags: [C++]}
  - {title: Two, speakers: [avsm, José], event: OCaml Workshop, date: 6 Oct 2015, tags: [c, C++]}
  - {title: Three, speakers: [Jose, "Ann \\"name=\\" O'Neil <x>"], date: 7 Oct 2014}
  - {title: Four, speakers: [José, Jose, "Ann \\"name=\\" O'Neil <x>"], date: 1 April 2026}
"""
CHANNELS = {
    "speakers/anil-madhavapeddy": {"one", "two"},
    "speakers/ann-name-oneil-x": {"three", "four"},
    "speakers/jose": {"three", "four"},
    "speakers/jose-2": {"two", "four"},
    "events/ocaml-workshop": {"one", "two"},
    "tags/c": {"two"},
    "tags/c-plus-plus": {"one", "two"},
    "years/2014": {"three"},
    "years/2015": {"one", "two"},
    "years/2026": {"four"},
}


@pytest.fixture
def source(tmp_path: Path) -> Path:
    """Build four talks with channels whose slugs are not just their names."""
    formats = "  formats: [atom, rss, json, ical, pages]\n"
    path = written(tmp_path / "talks.yaml", TALKS, ALIASES + formats)
    built(path)
    return path


def key(identifier: str) -> str:
    """Take the key out of an entry's id."""
    return identifier.rpartition("/")[2]


def members(files: dict[str, bytes], suffix: str = "atom") -> dict[str, set[str]]:
    """List the talks in the feed of each channel."""
    folders = ("speakers/", "events/", "tags/", "years/")
    return {
        path.rpartition(".")[0]: {key(each) for each in ids(content)}
        for path, content in files.items()
        if path.startswith(folders) and path.endswith(f".{suffix}")
    }


@pytest.mark.parametrize("suffix", ["atom", "rss", "json"])
def test_each_channel_holds_its_talks_in_every_format(source: Path, suffix: str) -> None:
    """Readers see the same ids in a speaker's feed as in the feed of all talks."""
    files = output(source)
    assert members(files, suffix) == CHANNELS
    whole = set(ids(files[f"talks.{suffix}"]))
    assert {each for path in CHANNELS for each in ids(files[f"{path}.{suffix}"])} <= whole
    for path in CHANNELS:
        if suffix != "json":
            assert not feedparser.parse(files[f"{path}.{suffix}"]).bozo


RESPELT = (
    ("Anil Madhavapeddy", "Anil M."),
    ("José", "Joseph"),
    ("O'Neil <x>", "Oneill"),
    ("OCaml Workshop", "Workshop of OCaml users"),
)


def respelt() -> str:
    """Spell the names in another way, everywhere."""
    talks = TALKS
    for old, new in RESPELT:
        talks = talks.replace(old, new)
    return talks


def test_a_respelt_name_keeps_its_feed(source: Path) -> None:
    """The same files hold the same ids, though every talk of the channel is spelt anew."""
    before = members(output(source))
    written(source, respelt(), ALIASES.replace("Anil Madhavapeddy", "Anil M."))
    built(source, days=1)
    files = output(source)
    assert members(files) == before == CHANNELS
    title = feedparser.parse(files["speakers/anil-madhavapeddy.atom"]).feed.title
    assert title == "Example talks: Anil M."


def test_settings_change_the_output(tmp_path: Path) -> None:
    """Settings change the output: disabled channels are missing, and pages have the colours."""
    off = "  channels: off\n  theme: {accent: '#a20025'}\n"
    source = written(tmp_path / "talks.yaml", TALKS, off)
    built(source)
    files = output(source)
    assert members(files) == {}
    assert "recordings.atom" not in files
    (style,) = (content for path, content in files.items() if path.startswith("assets/style"))
    assert b":root{--talkfeed-accent:#a20025}" in style


# --- a lost lock ----------------------------------------------------------------------------------


def test_a_lost_lock_moves_no_channel(source: Path) -> None:
    """Not a byte changes, though names and slugs have parted; nor does the memory itself."""
    written(source, respelt(), ALIASES.replace("Anil Madhavapeddy", "Anil M."))
    built(source, days=1)
    before = output(source)
    memory = lock_path(source).read_text(encoding="utf-8")
    lock_path(source).unlink()
    report = built(source, days=9)
    assert [notice.code for notice in report.notices if notice.code == "TF604"]
    assert output(source) == before
    channels = [line for line in memory.splitlines() if line.startswith("@")]
    assert len(channels) == len(CHANNELS) + len(("talks", "upcoming", "recordings"))
    assert [
        line for line in lock_path(source).read_text("utf-8").splitlines() if line.startswith("@")
    ] == channels


def test_a_lost_lock_is_rebuilt_from_the_web(source: Path, tmp_path: Path) -> None:
    """The same holds where only the published site is left."""
    written(source, respelt(), ALIASES.replace("Anil Madhavapeddy", "Anil M."))
    built(source, days=1)
    before = output(source)
    lock_path(source).unlink()
    (source.parent / "output").rename(tmp_path / "public")
    with site(tmp_path / "public") as address:
        built(source, days=9, recover_from=address)
    assert output(source) == before


def test_a_foreign_list_stops_the_build(source: Path) -> None:
    """Without a lock, an unreadable manifest is an error, and nothing is written."""
    lock_path(source).unlink()
    (source.parent / "output" / "subscriptions.opml").write_text(
        "<opml><body><outline xmlUrl='x'/>"
    )
    before = output(source)
    with pytest.raises(InvalidData, match="TF407"):
        built(source, days=1)
    assert output(source) == before
