"""Sites of several files, and lenient builds: edits are incremental, with the bytes of a build."""

from __future__ import annotations

from contextlib import suppress
from datetime import timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from depth import examples
from talkfeed import InvalidData
from talkfeed.building.items import scan
from talkfeed.building.record import NotIncremental
from test_building_incremental import COMING, HEAD, POSTPONED, RECORDED, TALKS, UNDATED, talks
from twice import NOW, Site

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

HOUR = timedelta(hours=1)
PER_FILE = 3
SIGNED = "".join(f"{line}\n" for line in HEAD.splitlines() if line != "talks:")
FAULTY = "  - title: Faulty\n    speaker: Ann\n    date: 3 May 2013\n    slides: no address\n"


def lists(written: Sequence[str]) -> Iterator[tuple[str, str]]:
    """Write a few talks a file, each file a list."""
    for first in range(0, len(written), PER_FILE):
        lines = "".join(written[first : first + PER_FILE]).splitlines(keepends=True)
        yield f"talks/{first:03}.yaml", "".join(line.removeprefix("  ") for line in lines)


class Included(Site):
    """A main file that names all others."""

    def contents(self) -> dict[str, str]:
        """Write the settings and a pattern."""
        head = self.head.replace("talks:\n", "talks: [talks/*.yaml]\n")
        return {"talks.yaml": head, **dict(lists(self.talks))}


class Mixed(Site):
    """A main file with talks of its own before and after the files that it names."""

    def contents(self) -> dict[str, str]:
        """Keep the first and the last talk in the main file."""
        first, *others, last = self.talks
        named = f"{self.head}{first}  - talks/*.yaml\n{last}"
        return {"talks.yaml": named, **dict(lists(others))}


class Directory(Site):
    """A directory of files, one of which has the settings besides talks."""

    name = "talks"

    def contents(self) -> dict[str, str]:
        """Write the settings before the last talk, and a file without talks."""
        *others, last = self.talks
        main = {"talks/settings.yaml": self.head + last, "talks/empty.yaml": "talks: []\n"}
        return {**dict(lists(others)), **main}


LAYOUTS = (Site, Included, Mixed, Directory)


def is_incremental(site: Site, hours: int = 1, *, is_lenient: bool = False) -> bool:
    """Build after an edit, and return whether that was not a full build."""
    _, counts = site.build(NOW + hours * HOUR, is_lenient=is_lenient)
    return "stamp" not in counts


@pytest.fixture(params=LAYOUTS, ids=lambda layout: layout.__name__)
def site(request: pytest.FixtureRequest, tmp_path: Path) -> Site:
    """Build a site of each layout once."""
    site: Site = request.param(tmp_path, HEAD, [COMING, *TALKS, UNDATED, RECORDED, POSTPONED])
    site.build()
    return site


def test_an_edit_in_any_file_is_incremental(site: Site) -> None:
    """Also the second time, in other files at once, and when lines move the notices below."""
    for hours, ranks in enumerate([(1,), (2, 7), (8, 3)], 1):
        for rank in ranks:
            site.talks[rank] += f"    abstract: Text {hours} of {rank}.\n"
        site.write()
        assert is_incremental(site, hours)
        assert is_incremental(site, hours)  # nothing has changed


@pytest.mark.parametrize(
    ("old", "new"),
    [("date: 2 May", "date: 3 May"), ("    tags", "  - title: New\n    date: 2015\n    tags")],
)
def test_what_others_depend_on_is_a_full_build(site: Site, old: str, new: str) -> None:
    """A date, a talk more: in any file."""
    site.talks[2] = site.talks[2].replace(old, new)
    site.write()
    assert not is_incremental(site)
    site.talks[3] += "    abstract: More.\n"
    site.write()
    assert is_incremental(site, 2)


def test_settings_of_any_layout_are_a_full_build(site: Site) -> None:
    """They decide about all talks."""
    site.head = site.head.replace("Example talks", "Other talks")
    site.write()
    assert not is_incremental(site)


def test_a_new_file_is_a_full_build(tmp_path: Path) -> None:
    """And so is one that is gone; afterwards edits are incremental again."""
    for layout in (Included, Mixed, Directory):
        home = tmp_path / layout.__name__
        home.mkdir()
        site = layout(home, HEAD, TALKS)
        site.build()
        site.talks[-1:-1] = [COMING, UNDATED, RECORDED, POSTPONED]
        site.write()
        assert not is_incremental(site)
        site.talks[4] += "    abstract: More.\n"
        site.write()
        assert is_incremental(site, 2)
        for name in ("cached", "plain"):
            (home / name / "talks" / "006.yaml").unlink()
        report, _ = site.build(NOW + 3 * HOUR)
        assert report.why.endswith("files were added or removed")


def test_reasons_name_the_file(tmp_path: Path) -> None:
    """Why a build of several files is full, in words that name an input."""
    many = [f"  - title: T{number}\n    date: {1990 + number}\n" for number in range(60)]
    site = Included(tmp_path, HEAD, many)
    site.build()
    main, first = "talks.yaml", "talks/000.yaml"

    def why(name: str, text: str, hours: int) -> str:
        for place in ("cached", "plain"):
            (site.home / place / name).write_text(text)
        report, _ = site.build(NOW + hours * HOUR)
        return report.why.replace(str(site.home / "cached") + "/", "")

    contents = site.contents()
    assert why(main, "# more\n" + contents[main], 1) == (
        f"{main}: it has changed since the last build, and {main}: it changed and names other files"
    )
    assert "none of its talks" in why(first, "# more\n" + contents[first], 2)
    assert "cannot be split" in why(first, "[{title: T0, date: 1990}]\n", 3)
    site.talks = [f"{talk}    abstract: More.\n" for talk in many]
    site.write()
    report, _ = site.build(NOW + 4 * HOUR)
    assert "16 files or more" in report.why


def test_a_file_without_talks_gets_some(tmp_path: Path) -> None:
    """It had no items in the last build, so all are counted anew."""
    site = Directory(tmp_path, HEAD, TALKS)
    site.build()
    for name in ("cached", "plain"):
        (site.home / name / "talks" / "empty.yaml").write_text(
            COMING.replace("  -", "-").replace("    ", "  ")
        )
    report, _ = site.build(NOW + HOUR)
    assert "had no talks" in report.why


def test_settings_that_are_gone_are_found_missing(tmp_path: Path) -> None:
    """A file that changes while it is compared is read again by a full build."""
    path = tmp_path / "talks.yaml"
    for text in (None, "talks: []\n", "feed: {title: A, url: nowhere}\ntalks: []\n"):
        if text is not None:
            path.write_text(text)
        with pytest.raises(NotIncremental, match=r"talks\.yaml"):
            scan((), str(path), {}, is_lenient=False)


@pytest.mark.parametrize("layout", LAYOUTS)
def test_a_lenient_edit_is_incremental(tmp_path: Path, layout: type[Site]) -> None:
    """Repairs of other talks keep their places; a talk that is repaired itself is read with all."""
    site = layout(tmp_path, HEAD, [*TALKS[:4], FAULTY, *TALKS[4:], COMING])
    site.build(is_lenient=True)
    for hours, rank in enumerate((1, 6, 5), 1):
        site.talks[rank] += "    abstract: More.\n"
        site.write()
        assert is_incremental(site, hours, is_lenient=True)
    for hours, text in ((4, "    abstract: More.\n"), (5, "    paper: no address\n")):
        site.talks[{4: 4, 5: 2}[hours]] += text
        site.write()
        assert not is_incremental(site, hours, is_lenient=True)


def test_a_duplicate_is_reported_with_its_line_and_title(tmp_path: Path) -> None:
    """A notice names the first of two, so an edit that moves or renames it is a full build."""
    site = Site(tmp_path, HEAD, [*TALKS, TALKS[2], COMING])
    site.build(is_lenient=True)
    last = TALKS[7].replace("tags: [t2]", "language: de")
    for hours, (rank, talk, expected) in enumerate(
        [
            (7, last, True),
            (7, last.replace("Talk 7", "Tale 7"), False),
            (0, f"{TALKS[0]}    abstract: More.\n", False),
            (2, TALKS[2].replace("Talk 2", "Tale 2"), False),
        ],
        1,
    ):
        site.talks[rank] = talk
        site.write()
        if hours > 1:
            assert is_incremental(site, hours, is_lenient=True) is expected
        else:
            site.build(NOW + hours * HOUR, is_lenient=True)


@settings(max_examples=examples(8), suppress_health_check=[HealthCheck.too_slow])
@given(
    first=st.lists(talks(), min_size=4, max_size=8),
    edits=st.lists(st.tuples(st.integers(0, 7), talks()), min_size=1, max_size=4),
    layout=st.sampled_from(LAYOUTS),
    is_lenient=st.booleans(),
)
def test_whatever_is_edited_in_any_layout_the_output_is_that_of_a_build(
    first: list[str],
    edits: Sequence[tuple[int, str]],
    layout: type[Site],
    is_lenient: bool,  # noqa: FBT001  — drawn
) -> None:
    """One edit after the other, of talks that are much alike."""
    head = HEAD.replace("limit: 30", "limit: 2\n  formats: [atom, json, ical, pages]")
    with TemporaryDirectory() as place:
        site = layout(Path(place), head, first)
        for hours, (rank, talk) in enumerate([(0, first[0]), *edits]):
            site.talks[rank % len(first)] = talk
            site.write()
            with suppress(InvalidData):
                site.build(NOW + hours * HOUR, is_lenient=is_lenient)
