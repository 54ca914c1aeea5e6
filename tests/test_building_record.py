"""Building with a cache: the same bytes as without, at a fraction of the work."""

from __future__ import annotations

import gc
import shutil
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from talkfeed import BuildOptions, InvalidData, build, channels, plan
from talkfeed.building.record import ONCE
from talkfeed.engine import gc_tuning
from talkfeed.engine.progress import Progress
from talkfeed.engine.store import INDEX, PACK, MemoryStore
from talkfeed.engine.toolchain import program
from talkfeed.model import Settings
from twice import COMING, HEAD, NOW, TALKS, Counting, Site, cache_at


@pytest.fixture
def site(tmp_path: Path) -> Site:
    """Make a site."""
    return Site(tmp_path)


def test_nothing_is_done_twice(site: Site) -> None:
    """After a first build nothing is read, rendered or written, on this day and the next."""
    report, counts = site.build()
    assert counts["read"] == counts["render"] == len(site.talks)
    assert len(report.written) == counts["write"] + 1  # the memory
    for later in (NOW, NOW + timedelta(days=1)):
        report, counts = site.build(later)
        assert (counts, report.written, report.changes) == ({}, (), ())
        assert report.talks == len(site.talks)
        assert report.unchanged


@pytest.mark.parametrize(("jobs", "pages"), [(1, 0), (2, 13)])
def test_one_changed_talk_is_what_is_done(site: Site, jobs: int, pages: int) -> None:
    """One talk is read and rendered; several processes render the pages that show it, too."""
    site.build()
    site.talks[7] = site.talks[7].replace("Talk 7", "Talk seven")
    site.write()
    report, counts = site.build(NOW + timedelta(days=1), jobs=jobs)
    assert (counts["read"], counts["render"]) == (1, 1 + pages)
    assert [change.title for change in report.changes] == [
        "Talk seven - Speaker 3 at Event 1 (8 May 2017)"
    ]
    assert "speakers/speaker-3.atom" in report.written
    assert "speakers/speaker-0.atom" in report.unchanged


def test_new_moved_and_withdrawn_talks(site: Site) -> None:
    """Whatever happens to the talks, the output is that of a build without a cache."""
    site.build()
    steps = (
        lambda talks: talks.insert(0, TALKS[3].replace("Talk 3", "A new talk")),
        lambda talks: talks.reverse(),
        lambda talks: talks.pop(5),
        lambda talks: talks.append(TALKS[0].replace("Talk 0", "Another").replace("t0", "new, t9")),
        lambda talks: talks.__setitem__(
            -2, COMING.replace("Ann", "Bob") + "    status: cancelled\n"
        ),
        lambda talks: talks.append("  - title: Odd\n    date: [2015,\n  2016]\n"),
    )
    for days, step in enumerate(steps[:-1], 1):
        step(site.talks)
        site.write()
        site.build(NOW + timedelta(days=days))
    steps[-1](site.talks)
    site.write()
    with pytest.raises(InvalidData):
        site.build(NOW + timedelta(days=9))


def test_other_settings_are_another_output(site: Site) -> None:
    """A change of the head reaches every document it is in."""
    site.build()
    for old, new in (
        ("Example talks", "Talks by example"),
        ("  limit: 5\n", "  limit: 6\n  language: de\n"),
        ("https://talks.example/", "https://other.example/t/"),
        ("Europe/Paris", "Asia/Tokyo"),
        ("  limit: 6\n", "  limit: 6\n  formats: [atom, rss]\n"),
        ("[atom, rss]", "[json, pages]"),
        ("[json, pages]", "[ical]"),
    ):
        site.head = site.head.replace(old, new)
        site.write()
        site.build(NOW + timedelta(hours=1))


def test_a_date_that_passes_is_seen(site: Site) -> None:
    """Nothing stands still on the day a talk is over, nor when a calendar lets go of it."""
    site.build()
    over = datetime(2026, 4, 1, 16, 30, tzinfo=UTC)
    assert site.build(over)[1] == {}
    assert site.build(over + timedelta(seconds=1))[1] != {}
    assert site.build(over + timedelta(days=180))[1] == {}
    assert site.build(over + timedelta(days=180, seconds=1))[1] != {}
    assert site.build(datetime(2027, 1, 2, tzinfo=UTC))[1] != {}  # a year is archived
    assert site.build(over + timedelta(days=4000))[1] == {}


def test_a_talk_is_announced_when_it_is_due(site: Site) -> None:
    """Nothing stands still at that moment, and everything before."""
    site.talks.append("  - {title: Hush, date: 1 May 2027, added: 2026-03-05T18:00Z}\n")
    site.write()
    due = datetime(2026, 3, 5, 18, tzinfo=UTC)
    assert site.build()[0].talks == len(site.talks) - 1
    assert site.build(due - timedelta(seconds=1))[1] == {}
    report, counts = site.build(due)
    assert counts != {}
    assert [change.title for change in report.changes] == ["Hush (1 May 2027)"]


def test_a_clock_set_back_is_seen(site: Site) -> None:
    """A build of the past is not taken for the one that was."""
    site.build()
    assert site.build(NOW - timedelta(days=1))[1] != {}


@pytest.mark.parametrize("name", ["talks.atom", "talks/talk-3/index.html", ".talkfeed"])
@pytest.mark.parametrize("damage", [Path.unlink, lambda path: path.write_bytes(b"damaged")])
def test_a_damaged_output_is_repaired(site: Site, name: str, damage: Any) -> None:
    """A file that somebody changed or deleted is written again."""
    site.build()
    for home in ("cached", "plain"):
        damage(site.home / home / "output" / name)
    if name == ".talkfeed" and damage is not Path.unlink:
        return  # then the directory is somebody else's, and refused
    if name == ".talkfeed":
        for home in ("cached", "plain"):
            (site.home / home / "output" / name).touch()
    site.build()


def test_a_damaged_output_is_repaired_with_any_list(tmp_path: Path) -> None:
    """Talks that cannot be cut apart have no names, and their files are watched all the same."""
    source, output = tmp_path / "talks.yaml", tmp_path / "output"
    source.write_text(HEAD.replace("talks:", "talks: [{title: A, date: 2015}]"))
    options = BuildOptions(cache=cache_at(tmp_path / "cache"))
    first = build(source, output, now=NOW, options=options)
    again = build(source, output, now=NOW, options=options)
    assert len(again.unchanged) == len(first.written) - 1
    (output / "talks.atom").write_bytes(b"damaged")
    assert build(source, output, now=NOW, options=options).written == ("talks.atom",)


def test_a_damaged_memory_is_noticed(site: Site) -> None:
    """The lock is one of the things that have to be as they were."""
    site.build()
    lock = site.home / "cached" / "talks.lock"
    lock.write_text(lock.read_text().replace("Talk 3", "Talk x"))
    with pytest.raises(InvalidData, match="TF401"):
        site.build()


@pytest.mark.parametrize("name", [PACK, INDEX])
@pytest.mark.parametrize("spot", [20, 1000, -1])
def test_a_damaged_cache_is_made_anew(site: Site, name: str, spot: int) -> None:
    """Damage costs time and never a byte of the output."""
    site.build()
    path = site.cache / name
    content = bytearray(path.read_bytes())
    content[spot] ^= 1
    path.write_bytes(content)
    site.talks[3] = site.talks[3].replace("Talk 3", "Talk three")
    site.write()
    site.build(NOW + timedelta(days=1))
    site.build(NOW + timedelta(days=2))


def test_a_deleted_cache_is_made_anew(site: Site) -> None:
    """It is safe to delete; nothing but time is lost."""
    site.build()
    shutil.rmtree(site.home / "cache")
    report, counts = site.build()
    assert counts["read"] == len(site.talks)
    assert report.written == ()


def test_a_theme_is_watched(site: Site) -> None:
    """Templates are part of what must not have changed."""
    site.head = site.head.replace("  limit", "  theme: {templates: theme/}\n  limit")
    for home in ("cached", "plain"):
        (site.home / home / "theme").mkdir()
    site.write()
    site.build()
    assert site.build()[1] == {}
    for home in ("cached", "plain"):
        (site.home / home / "theme" / "fragment.html").write_text("mine")
    assert site.build()[1] != {}


class Swapping(Progress):
    """Replaces or removes a file when a stage of the build begins."""

    def __init__(self, stage: str, path: Path, content: bytes | None) -> None:
        """Take the stage, the file and what it will hold."""
        self._stage, self._path, self._content = stage, path, content

    def begin(self, stage: str, total: int = 0) -> None:
        """Write the file, or remove it."""
        if (stage, total) != (self._stage, 0) and (stage == "read" or stage != self._stage):
            return
        if self._content is None:
            self._path.unlink(missing_ok=True)
        else:
            self._path.write_bytes(self._content)


SWAPS = [
    ("More", "read", "other"),  # an edit that is amended
    ("More", "read", "gone"),
    *(("Talk 1", stage, "other") for stage in ("read", "stamp", "render", "write")),
]


@pytest.mark.parametrize(("edited", "stage", "swap"), SWAPS)
@pytest.mark.parametrize(
    "name", ["talks.yaml", "talks.lock", "theme/fragment.html", "output/talks.atom"]
)
def test_what_is_noted_is_what_was_read(
    tmp_path: Path, edited: str, stage: str, swap: str, name: str
) -> None:
    """A file that changes during a build, and back after it, leaves no trace in the output."""
    home, options = tmp_path / "home", BuildOptions(cache=cache_at(tmp_path / "cache"))
    source, path = home / "talks.yaml", home / name
    (home / "theme").mkdir(parents=True)
    (home / "theme" / "fragment.html").write_text("{{ feed.title }}")
    formats = "[atom]" if edited == "More" else "[atom, pages]"
    settings = f"  formats: {formats}\n  theme: {{templates: theme/}}\n  limit"
    others = {"theme/fragment.html": b"other", "output/talks.atom": b"other"}
    for day, title in enumerate(("Other", "Talk 2")):
        talks = [*TALKS[:2], f"    abstract: More.\n  - title: {title}\n    date: 2015\n"]
        source.write_text(HEAD.replace("  limit", settings) + "".join(talks))
        build(source, home / "output", now=NOW + timedelta(days=day), options=options)
        for each in ("talks.yaml", "talks.lock"):
            others.setdefault(each, (home / each).read_bytes())
    source.write_text(source.read_text().replace(edited, "New"))
    before = path.read_bytes()
    progress = Swapping(stage, path, None if swap == "gone" else others[name])
    build(
        source,
        home / "output",
        now=NOW + timedelta(days=2),
        options=options._replace(progress=progress),
    )
    if not name.startswith("output"):
        path.write_bytes(before)
    shutil.copytree(home, tmp_path / "plain", ignore=shutil.ignore_patterns("output"))
    for place, way in (("home", options), ("plain", BuildOptions())):
        talks_file = tmp_path / place / "talks.yaml"
        build(talks_file, talks_file.parent / "output", now=NOW + timedelta(days=3), options=way)
    found, expected = (
        {one.relative_to(at): one.read_bytes() for one in at.rglob("*") if one.is_file()}
        for at in (home, tmp_path / "plain")
    )
    assert found == expected


@pytest.mark.parametrize("names", [" [more/*.yaml]", "\n  - more/*.yaml", "\n- more/*.yaml"])
def test_files_that_a_file_names_are_compared(tmp_path: Path, names: str) -> None:
    """Nothing is done until one of them changes, or another one is there."""
    source, more = tmp_path / "talks.yaml", tmp_path / "more"
    source.write_text(HEAD.replace("talks:\n", f"talks:{names}\n"))
    more.mkdir()
    (more / "a.yaml").write_text("- title: One\n  date: 2015\n")

    def talks(hours: int) -> tuple[int, int | None]:
        progress = Counting()
        options, now = (
            BuildOptions(cache=cache_at(tmp_path / "cache"), progress=progress),
            NOW + timedelta(hours=hours),
        )
        report = build(source, tmp_path / "output", now=now, options=options)
        return report.talks, progress.counts.get("read")

    assert talks(0) == (1, 1)
    assert talks(1) == (1, None)
    (more / "a.yaml").write_text("- title: One\n  date: 2015\n- title: Two\n  date: 2016\n")
    assert talks(2) == (2, 1)
    (more / "b.yaml").write_text("- title: Three\n  date: 2017\n")
    assert talks(3) == (3, 1)
    (more / "a.yaml").unlink()
    assert talks(4) == (1, 0)
    assert talks(5) == (1, None)


def test_a_directory_is_read_file_by_file(site: Site) -> None:
    """Nothing is done while its files are the same; of one that changed, new talks are read."""
    source = site.home / "directory"
    source.mkdir()
    (source / "first.yaml").write_text(HEAD + "".join(TALKS[:10]))
    for more, expected in (([], 20), ([], None), ([COMING], 1), ([COMING], None)):
        (source / "more.yaml").write_text("talks:\n" + "".join((*TALKS[10:], *more)))
        progress = Counting()
        options = BuildOptions(cache=cache_at(site.home / "cache"), progress=progress)
        build(source, site.home / "out", now=NOW, options=options)
        assert progress.counts.get("read") == expected


def test_a_second_edit_at_the_same_instant_is_seen(site: Site) -> None:
    """With a fixed clock, builds are up to date as well, and warn that the clock is behind."""
    site.build()
    for edit in ("Talk seven", "Talk no. 7"):
        site.talks[7] = TALKS[7].replace("Talk 7", edit)
        site.write()
        assert site.build()[1]["read"] == 1
        report, counts = site.build()
        assert counts == {}
        assert report.why == ""
    assert "TF605" in {each.code for each in report.notices}


def _of_theme(site: Site) -> None:
    for home in ("cached", "plain"):
        (site.home / home / "theme").mkdir()
    site.head = site.head.replace("  limit", "  theme: {templates: theme/}\n  limit")
    site.write()
    site.build()
    (site.source.parent / "theme" / "fragment.html").write_text("mine")


CHANGES: tuple[tuple[str, Any, dict[str, Any]], ...] = (
    ("talks.yaml", lambda site: site.source.write_text(site.head + "".join(TALKS)), {}),
    ("talks.lock", lambda site: site.source.with_suffix(".lock").unlink(), {}),
    ("output/.talkfeed: it has", lambda site: _append(site, ".talkfeed", "no.atom\n"), {}),
    ("output/talks.atom: it is not", lambda site: _append(site, "talks.atom", " "), {}),
    ("theme: it has", _of_theme, {}),
    ("the clock: a date", lambda _: None, {"now": datetime(2027, 5, 1, tzinfo=UTC)}),
    ("the clock: it is earlier", lambda _: None, {"now": NOW - timedelta(days=1)}),
    ("--lenient", lambda _: None, {"is_lenient": True}),
    ("cache: it has no record", lambda site: shutil.rmtree(site.home / "cache"), {}),
)


def _append(site: Site, name: str, text: str) -> None:
    path = site.source.parent / "output" / name
    path.write_text(path.read_text() + text)


@pytest.mark.parametrize(("why", "change", "options"), CHANGES, ids=[row[0] for row in CHANGES])
def test_a_full_build_states_its_reason(
    site: Site, why: str, change: Any, options: dict[str, Any]
) -> None:
    """The first input that is not as the last build recorded it."""
    site.build()
    change(site)
    cached = BuildOptions(cache=cache_at(site.home / "cache"))
    output = site.source.parent / "output"
    report = build(site.source, output, options=cached, **({"now": NOW} | options))
    assert why in report.why


def test_each_document_states_its_reason(site: Site) -> None:
    """A talk that changed, a file that was changed, the head, or that there was none before."""
    options = BuildOptions(cache=cache_at(site.home / "cache"), explain=True)
    output = site.source.parent / "output"

    def explained(hours: int) -> dict[str, str]:
        now = NOW + timedelta(hours=hours)
        return dict(build(site.source, output, now=now, options=options).reasons)

    assert set(explained(0).values()) == {"it is new"}
    site.talks[7] = TALKS[7].replace("8 May", "9 May")
    site.write()
    (output / "oembed.json").unlink()
    found = explained(1)
    assert found["talks/talk-7/index.html"] == "talk 'talk-7' changed: date"
    assert found["talks.atom"] == "talk 'talk-7' changed: date"
    (output / "oembed.json").unlink()
    assert explained(2) == {"oembed.json": "its file was changed or removed"}
    site.head = site.head.replace("Example talks", "Other talks")
    site.write()
    assert explained(3)["talks/talk-7/index.html"] == (
        "its head, or the choice or order of its talks, changed"
    )
    site.head = site.head.replace("url: https://talks", "language: de\n  url: https://talks")
    site.write()
    assert explained(4)["talks/talk-7/index.html"] == "talk 'talk-7' was rendered again"


def test_lenient_and_strict_do_not_mix(site: Site) -> None:
    """What was mended once is refused again where nobody asks for mending."""
    site.talks.append("  - title: Wrong\n    date: some day\n    video: www.example.org/v\n")
    site.write()
    with pytest.raises(InvalidData):
        site.build()
    report, _ = site.build(is_lenient=True)
    assert {"TF612", "TF613"} <= {each.code for each in report.notices}
    again, counts = site.build(is_lenient=True)
    lasting = tuple(each for each in report.notices if each.code not in ONCE)
    assert (again.notices, counts) == (lasting, {})
    with pytest.raises(InvalidData):
        site.build()


def test_a_plan_uses_the_cache_and_leaves_it_alone(site: Site) -> None:
    """To look at what would change is no change."""
    site.build()
    before = (site.cache / INDEX).read_bytes()
    progress = Counting()
    options = BuildOptions(cache=cache_at(site.home / "cache"), progress=progress)
    planned = plan(site.source, site.source.parent / "output", now=NOW, options=options)
    assert progress.counts["read"] == 0
    assert planned.stamped.changes == ()
    assert (site.cache / INDEX).read_bytes() == before


def test_places_are_told_as_the_file_is_named(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whoever names the file in another way sees its places in that way."""
    site.talks.append("  - title: Some day\n    date: 2015\n")
    site.write()
    monkeypatch.chdir(site.source.parent)
    for path in (site.source, Path("talks.yaml"), Path("talks.yaml")):
        report = build(
            path, Path("output"), now=NOW, options=BuildOptions(cache=cache_at(site.home / "cache"))
        )
        assert {str(path)} == {each.place.path for each in report.notices if each.code == "TF601"}


def test_an_endless_site_is_valid_for_ever(site: Site) -> None:
    """Where every date has passed for good, and every year is archived, nothing changes."""
    planned = plan(site.source, site.home / "none", now=NOW)
    assert channels.valid_until(planned.stamped, NOW, 100) == datetime(
        2026, 4, 1, 16, 30, 1, tzinfo=UTC
    )
    assert channels.valid_until(planned.stamped, NOW.replace(year=2030), 100) is None
    new_year = datetime(2027, 1, 2, tzinfo=UTC)
    assert channels.valid_until(planned.stamped, NOW.replace(month=12), 5) == new_year


def test_the_program_is_named_down_to_its_libraries() -> None:
    """Another version of anything that makes output is another program."""
    named = program()
    for part in (
        "feedgen-1.0.0",
        "nh3-",
        "building/render.py ",
        "formats/html/templates/index.html ",
    ):
        assert f"\n{part}" in named


@pytest.mark.parametrize("way", [gc_tuning.disabled, gc_tuning.for_rendering])
def test_the_collector_is_left_as_it_was(way: Any) -> None:
    """Whoever builds in a larger program finds it unchanged, on or off."""
    for turn in (gc.disable, gc.enable):
        turn()
        before = gc.isenabled(), gc.get_threshold()
        with way():
            assert gc.isenabled() is (way is gc_tuning.for_rendering)
        assert (gc.isenabled(), gc.get_threshold()) == before


def test_the_collector_hurries_for_a_command_alone() -> None:
    """It visits seldom while a command runs, as often as before afterwards, and not at its end."""
    before, visits = gc.get_threshold(), gc.get_stats()[0]["collections"]
    with gc_tuning.for_process():
        assert gc.get_threshold()[0] == gc_tuning.SELDOM
        kept: list[Any] = [[] for _ in range(2 * before[0])]
    kept.append([])
    assert gc.get_threshold() == before
    assert gc.get_stats()[0]["collections"] == visits


def test_memory_has_what_a_cache_has() -> None:
    """Without a directory a build goes the same way."""
    assert MemoryStore().record == b""
    assert Settings(title="T", url="https://t.example/").limit == 100
