"""Formats of other distributions: installed, named in `formats:`, and treated like ours."""

from __future__ import annotations

import re
import sys
import tomllib
from datetime import timedelta
from pathlib import Path

import pytest

from talkfeed import Format, InvalidData, Kind, read
from talkfeed.delivery.headers import headers_of, kind_of
from talkfeed.engine.toolchain import program
from talkfeed.formats import registry
from twice import COMING, HEAD, NOW, TALKS, Site

PAGE = (Path(__file__).parent.parent / "docs" / "formats.md").read_text(encoding="utf-8")
EXAMPLE, PACKAGING, SETTINGS = (
    re.search(rf"```{language}\n(.*?)```", PAGE, re.DOTALL)[1]  # type: ignore[index]
    for language in ("python", "toml", "yaml")
)
GROUP = "talkfeed.formats"


def install(home: Path, module: str, source: str, points: dict[str, str]) -> None:
    """Put a distribution into a directory, as an installer does."""
    about = home / f"{module}-1.dist-info"
    about.mkdir(parents=True)
    (about / "METADATA").write_text(f"Metadata-Version: 2.1\nName: {module}\nVersion: 1\n")
    lines = "".join(f"{name} = {value}\n" for name, value in points.items())
    (about / "entry_points.txt").write_text(f"[{GROUP}]\n{lines}")
    (home / f"{module}.py").write_text(source, encoding="utf-8")


@pytest.fixture
def packages(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Make a directory from which Python imports, and forget its modules afterwards."""
    known = {*sys.modules}
    monkeypatch.syspath_prepend(tmp_path / "packages")
    yield tmp_path / "packages"
    for name in {*sys.modules} - known:
        if name.startswith("theirs") or name == "talkfeed_text":
            del sys.modules[name]


def row(kind: Kind, path: str = "") -> str:
    """Write a module with a format that lists titles."""
    return (
        "from talkfeed import Format, Kind\n"
        f"ROW = Format('theirs', 'Theirs', '.their', 'text/x-their', Kind.{kind.name}, 'theirs',"
        f" {path!r})\n"
        "def render(feed):\n"
        "    return ''.join(entry.title + '\\n' for entry in feed.entries).encode()\n"
    )


def site_with(home: Path, formats: str) -> Site:
    """Make a site in some formats."""
    head = HEAD.replace("  limit: 5\n", f"  formats: {formats}\n")
    return Site(home, head, (*TALKS[:6], COMING))


def test_the_example_of_the_page_works(tmp_path: Path, packages: Path) -> None:
    """A reader of docs/formats.md who copies its code has a format."""
    points = tomllib.loads(PACKAGING)["project"]["entry-points"][GROUP]
    install(packages, "talkfeed_text", EXAMPLE, points)
    site = Site(tmp_path, f"{SETTINGS}talks:\n", [COMING])
    site.build()
    files = site.files("cached")
    assert b"1 April 2026, 18:30: To come" in files["output/talks.txt"]
    assert b'href="https://talks.example/talks.txt" type="text/plain"' in files["output/index.html"]


def test_a_format_of_others_is_written_for_every_channel(tmp_path: Path, packages: Path) -> None:
    """Each channel has a document in their format, listed with its Atom feed."""
    install(packages, "theirs", row(Kind.FEED), {"theirs": "theirs:ROW"})
    site = site_with(tmp_path, "[atom, pages, theirs]")
    site.build()
    files = site.files("cached")
    atoms = {name.removesuffix(".atom") for name in files if name.endswith(".atom")}
    assert {name.removesuffix(".their") for name in files if name.endswith(".their")} == atoms
    assert b'type="text/x-their"' in files["output/index.html"]
    assert b">Theirs</a>" in files["output/index.html"]


def test_a_format_of_others_is_listed_in_opml(tmp_path: Path, packages: Path) -> None:
    """Where theirs is the only feed, OPML has its addresses."""
    install(packages, "theirs", row(Kind.FEED), {"theirs": "theirs:ROW"})
    site = site_with(tmp_path, "theirs")
    site.build()
    assert (
        b'xmlUrl="https://talks.example/talks.their"'
        in (site.files("cached")["output/subscriptions.opml"])
    )


@pytest.mark.parametrize(
    ("kind", "path", "expected"),
    [
        (Kind.FILE, "", {"talks", "upcoming", "tags/t0", "years/2026"}),
        (Kind.FILE, "titles", {"titles"}),
        (Kind.CALENDAR, "", {"talks", "upcoming", "years/2026"}),
    ],
)
def test_the_kind_determines_where_documents_are_written(
    tmp_path: Path, packages: Path, kind: Kind, path: str, expected: set[str]
) -> None:
    """A file is not listed, and written once if it has a path; a calendar is like ours."""
    install(packages, "theirs", row(kind, path), {"theirs": "theirs:ROW"})
    site = site_with(tmp_path, "[atom, theirs]")
    site.build()
    files = site.files("cached")
    found = {name[7:-6] for name in files if name.endswith(".their")}
    assert found == expected if path else found >= expected
    assert not any(b".their" in files[name] for name in files if name.endswith((".opml", ".atom")))


def test_a_format_of_others_is_rebuilt_incrementally(tmp_path: Path, packages: Path) -> None:
    """A second build writes nothing; after an edit, only documents with the talk are written."""
    install(packages, "theirs", row(Kind.FEED), {"theirs": "theirs:ROW"})
    site = site_with(tmp_path, "[atom, theirs]")
    site.build()
    report, counts = site.build()
    assert (counts, report.written) == ({}, ())
    site.talks[3] = site.talks[3].replace("Talk 3", "Talk three")
    site.write()
    report, counts = site.build(NOW + timedelta(days=1))
    assert (counts["read"], counts["render"]) == (1, 1)
    assert {"talks.their", "speakers/speaker-3.their"} <= {*report.written}
    assert {"speakers/speaker-0.their", "upcoming.their"} <= {*report.unchanged}
    assert b"Talk three" in site.files("cached")["output/talks.their"]


def test_a_distribution_is_part_of_what_makes_the_output(packages: Path) -> None:
    """With another version of its distribution, all documents are made again."""
    before = program.__wrapped__()
    install(packages, "theirs", row(Kind.FEED), {"theirs": "theirs:ROW"})
    installed = program.__wrapped__()
    (packages / "theirs-1.dist-info").rename(packages / "theirs-2.dist-info")
    assert len({before, installed, program.__wrapped__()}) == 3


def test_others_replace_none_of_ours(packages: Path) -> None:
    """A name of ours is never looked up in other distributions."""
    install(packages, "theirs", "raise SystemExit", {"atom": "theirs:ROW"})
    assert registry.format_named("atom") in registry.OWN


def test_a_name_that_no_distribution_has_is_unknown() -> None:
    """It is an error of the program to render one; settings are checked before."""
    assert registry.other("none-such") is None
    with pytest.raises(KeyError):
        registry.format_named("none-such")


UNUSABLE = {
    "": "cannot be imported: AttributeError",
    "raise RuntimeError('no licence')": "RuntimeError: no licence",
    "ROW = 'atom'": "is not a Format of this name",
    row(Kind.FEED).replace("'theirs', 'Theirs'", "'other', 'Theirs'"): "is not a Format",
    row(Kind.FEED).replace("'Theirs'", "7"): "is not a Format",
    row(Kind.PAGE): "its kind is not one of feed, calendar, file",
    row(Kind.FEED).replace("'.their'", "'/../x'"): "its name or suffix",
    row(Kind.FEED).replace("def render", "def write"): "'theirs' has no function 'render'",
    row(Kind.FEED).replace("FEED, 'theirs'", "FEED, 'none.such'"): "cannot be imported: Module",
}


@pytest.mark.parametrize("source", UNUSABLE)
def test_a_format_that_cannot_be_used_is_a_problem_of_the_settings(
    tmp_path: Path, packages: Path, source: str
) -> None:
    """The problem is at the place of the format in the settings."""
    install(packages, "theirs", source, {"theirs": "theirs:ROW"})
    path = tmp_path / "talks.yaml"
    path.write_text(HEAD.replace("  limit: 5\n", "  formats: [atom, theirs]\n") + COMING)
    with pytest.raises(InvalidData, match="TF327 the format 'theirs' cannot be used") as caught:
        read(path)
    (problem,) = caught.value.problems
    assert UNUSABLE[source] in problem.message
    assert problem.place.line == 7


@pytest.mark.parametrize("own", registry.OWN, ids=lambda row: row.name)
def test_a_row_of_ours_would_be_accepted_from_others(own: Format) -> None:
    """Our formats pass the check for others, except pages and lists."""
    assert own._replace(name="x") not in registry.OWN
    assert own.label
    assert own.word in {*registry.WORDS, ""}


def test_a_format_of_others_is_published_with_its_media_type(packages: Path) -> None:
    """Hosts are told the type of their files; a format that cannot be used counts as none."""
    points = {"theirs": "theirs:ROW", "broken": "missing:ROW"}
    install(packages, "theirs", row(Kind.CALENDAR), points)
    assert headers_of("speakers/ann.their").content_type.startswith("text/x-their")
    assert kind_of("speakers/ann.their") is Kind.CALENDAR


def test_the_longest_suffix_decides_how_a_file_is_published(packages: Path) -> None:
    """A format of others may add a word to a suffix of ours, and is still itself."""
    source = row(Kind.CALENDAR).replace("'.their'", "'.their.rss'")
    install(packages, "theirs", source, {"theirs": "theirs:ROW"})
    assert kind_of("speakers/ann.their.rss") is Kind.CALENDAR
    assert headers_of("speakers/ann.rss").content_type == "application/rss+xml"
