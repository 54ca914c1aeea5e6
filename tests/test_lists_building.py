"""Lists of other software, built in place: as if their talks stood in the talks file."""

from __future__ import annotations

import json
from datetime import timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import twice
from depth import examples
from talkfeed import InvalidData, build
from twice import NOW, Site

if TYPE_CHECKING:
    from collections.abc import Sequence

HEAD = twice.HEAD.replace("limit: 5", "limit: 30")
THEIRS = [
    f"- name: Talk {number}\n  Presenter: Speaker {number % 3}\n  conference: Event {number % 2}\n"
    f"  when: {number + 1} May {2010 + number % 4}\n  keywords: [t{number % 5}]\n"
    for number in range(6)
]
OURS = [
    f"  - title: Talk {number}\n    speaker: Speaker {number % 3}\n    event: Event {number % 2}\n"
    f"    date: {number + 1} May {2010 + number % 4}\n    tags: [t{number % 5}]\n"
    for number in range(6)
]
HOUR = timedelta(hours=1)


class Beside(Site):
    """A site whose talks are in a list of other software, beside one of its own."""

    def contents(self) -> dict[str, str]:
        """Lay out the talks file, and the list that it names."""
        entry = "  - from: _data/talks.yml\n  - title: Own\n    date: 3 May 2012\n"
        return {"talks.yaml": self.head + entry, "_data/talks.yml": "".join(self.talks)}


@pytest.fixture
def site(tmp_path: Path) -> Beside:
    """Make such a site that was built once."""
    site = Beside(tmp_path, HEAD, THEIRS)
    site.build()
    return site


def short(headline: str) -> str:
    """Return the title of a talk, of a headline in a feed."""
    return headline.partition(" - ")[0].partition(" at ")[0]


def ids(site: Site) -> dict[str, str]:
    """Return the id of each entry of the feed by its title."""
    feed = json.loads((site.home / "cached" / "output" / "talks.json").read_text())
    return {short(item["title"]): item["id"] for item in feed["items"]}


def feeds(directory: Path) -> dict[str, bytes]:
    """Read all that was published of a directory."""
    return {
        str(path.relative_to(directory)): path.read_bytes()
        for path in directory.rglob("*.*")
        if path.is_file()
    }


def test_a_list_is_built_as_if_its_talks_were_written_out(tmp_path: Path) -> None:
    """Every published byte is the same, and so is talks.lock."""
    own, theirs = tmp_path / "own", tmp_path / "theirs"
    for home, text in ((own, HEAD + "".join(OURS)), (theirs, HEAD + "  - from: a/talks.yml\n")):
        (home / "a").mkdir(parents=True)
        (home / "talks.yaml").write_text(text)
        (home / "a" / "talks.yml").write_text("".join(THEIRS))
        build(home / "talks.yaml", home / "output", now=NOW)
    assert feeds(own / "output") == feeds(theirs / "output")
    assert (own / "talks.lock").read_bytes() == (theirs / "talks.lock").read_bytes()


def test_the_order_of_a_list_changes_no_id(site: Beside) -> None:
    """Talks are matched with talks.lock as those of talks.yaml."""
    before = ids(site)
    site.talks.reverse()
    site.write()
    report, _ = site.build(NOW + HOUR)
    assert ids(site) == before
    assert report.changes == ()


def test_a_renamed_talk_of_a_list_keeps_its_id(site: Beside) -> None:
    """So does one whose list calls its key otherwise."""
    before = ids(site)
    site.talks[2] = site.talks[2].replace("name: Talk 2", "name: Talk 2, revised")
    site.talks[4] = site.talks[4].replace("name:", "title:")
    site.write()
    site.build(NOW + HOUR)
    assert ids(site)["Talk 2, revised"] == before["Talk 2"]
    assert ids(site)["Talk 4"] == before["Talk 4"]


def test_an_edit_of_a_list_is_incremental(site: Beside) -> None:
    """One talk is read again and one line stamped, not all."""
    site.talks[3] += "  slides: https://s.example/a.pdf\n"
    site.write()
    report, counts = site.build(NOW + HOUR)
    assert "stamp" not in counts
    assert [short(change.title) for change in report.changes] == ["Talk 3"]
    _, counts = site.build(NOW + HOUR)
    assert counts == {}


def test_a_list_that_moves_down_moves_its_notices(site: Beside) -> None:
    """The place of what is reported is the present one."""
    site.talks[5] += "  speakers: Ann Example and Bob Sample, Cy Model\n  colour-scheme: red\n"
    site.write()
    site.build(NOW + HOUR)
    site.talks[0] = f"# one line more\n{site.talks[0]}"
    site.write()
    site.build(NOW + 2 * HOUR)
    site.talks[5] = site.talks[5].replace("colour-scheme", "colour-theme")
    site.write()
    report, _ = site.build(NOW + 3 * HOUR)
    assert any("colour-theme" in notice.message for notice in report.notices)


EDITS = (
    lambda talks: talks[1:] or talks,
    lambda talks: [*talks, "- name: New\n  when: 4 July 2015\n"],
    lambda talks: [*talks[:-1], talks[-1] + "  abstract: More\n"],
    lambda talks: [talks[0].replace("May", "June"), *talks[1:]],
    lambda talks: [talks[0] + "  odd: 1\n", *talks[1:]],
    lambda talks: [f"# a comment\n{talks[0]}", *talks[1:]],
    lambda talks: [*talks[::-1]],
    lambda talks: [
        *talks[:-1],
        talks[-1] + "  links: [{title: Notes, href: 'https://n.example'}]\n",
    ],
    lambda talks: [*talks[:-1], talks[-1] + "  url: not an address\n"],
    lambda talks: [
        "- name: Dated\n  when: 1/2/2013\n",
        "- name: Told\n  when: 30/9/2013\n",
        *talks,
    ],
)


@settings(
    deadline=None,
    max_examples=examples(8),
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(edits=st.lists(st.sampled_from(EDITS), min_size=1, max_size=5))
def test_any_edits_of_a_list_are_built_as_without_a_cache(edits: Sequence[object]) -> None:
    """Output, lock, changes and notices are those of a build of everything."""
    with TemporaryDirectory() as home:
        site = Beside(Path(home), HEAD, THEIRS[:4])
        site.build()
        for number, edit in enumerate(edits, 1):
            site.talks = edit(site.talks)  # type: ignore[operator]  # a function
            site.write()
            try:
                site.build(NOW + number * HOUR, allow_removals=9)
            except InvalidData:  # two of the same
                return


def test_a_list_with_a_fault_stops_the_build_and_changes_nothing(site: Beside) -> None:
    """The old output stays, and the problem has its place in the list."""
    before = site.files("cached")
    site.talks[1] = site.talks[1].replace("when: 2 May 2011", "when: 2 May")
    site.write()
    with pytest.raises(InvalidData) as caught:
        site.build(NOW + HOUR)
    (problem,) = caught.value.problems
    assert (Path(problem.place.path).name, problem.place.line) == ("talks.yml", 9)
    assert "defaults: {year: 2016}" in problem.hint
    changed = {"_data/talks.yml"}
    after = site.files("cached")
    assert {path for path in after if after[path] != before.get(path)} == changed


def test_a_list_with_a_fault_is_built_leniently(site: Beside) -> None:
    """What cannot be read is left out and named, with and without a cache."""
    site.talks[1] = site.talks[1].replace("when: 2 May 2011", "when: 2 May")
    site.write()
    report, _ = site.build(NOW + HOUR, is_lenient=True)
    assert any(notice.code == "TF613" for notice in report.notices)
    site.build(NOW + 2 * HOUR, is_lenient=True)


def test_pages_are_added_and_removed(tmp_path: Path) -> None:
    """A folder of pages with front matter is a list; each page is a talk."""

    class Pages(Site):
        def contents(self) -> dict[str, str]:
            pages = {f"_talks/t{rank}.md": text for rank, text in enumerate(self.talks)}
            return {"talks.yaml": self.head + "  - from: _talks\n", **pages}

    pages = [
        f"---\ntitle: T{rank}\nevent: E\ndate: 2013-0{rank + 1}-01\n---\nText\n"
        for rank in range(3)
    ]
    site = Pages(tmp_path, HEAD, pages)
    site.build()
    assert set(ids(site)) == {"T0", "T1", "T2"}
    site.talks[1] = site.talks[1].replace("Text", "More text")
    site.write()
    report, counts = site.build(NOW + HOUR)
    assert "stamp" not in counts
    site.talks.append(pages[0].replace("T0", "T3"))
    site.write()
    report, _ = site.build(NOW + 2 * HOUR)
    assert [short(change.title) for change in report.changes] == ["T3"]


def test_a_list_whose_talks_are_not_in_the_order_of_its_lines(tmp_path: Path) -> None:
    """TOML may go back to an earlier table; an edit of such a list is built in full."""

    class Tables(Site):
        def contents(self) -> dict[str, str]:
            return {"talks.yaml": self.head + "  - from: a.toml\n", "a.toml": "".join(self.talks)}

    talks = [
        f'[[{table}]]\ntitle = "T{rank}"\nevent = "E"\ndate = 2013-0{rank + 1}-01\n'
        for rank, table in enumerate(("one", "two", "one"))
    ]
    site = Tables(tmp_path, HEAD, talks)
    site.build()
    site.talks[1] += 'abstract = "More"\n'
    site.write()
    _, counts = site.build(NOW + HOUR)
    assert "stamp" in counts
    assert set(ids(site)) == {"T0", "T1", "T2"}


CORRECTED = [
    ("{title: Talk 1, date: 2011-05-02, tags: [mine]}", "Talk 1", "tags: mine; Speaker 1"),
    ("{source_id: _data/talks.yml/x2, title: Renamed}", "Renamed", "tags: t2; Speaker 2"),
    ("{source_id: _data/talks.yml/x2, tags: , speaker: }", "Talk 2", "tags: ; The community"),
]


@pytest.mark.parametrize(("own", "title", "shown"), CORRECTED)
def test_a_talk_of_the_talks_file_corrects_one_of_a_list(
    tmp_path: Path, own: str, title: str, shown: str
) -> None:
    """Its fields win, the rest comes from the list, and the talk keeps its id; so in each build."""
    theirs = [text.replace("  when", f"  id: x{rank}\n  when") for rank, text in enumerate(THEIRS)]
    site = Beside(tmp_path, HEAD, theirs)
    site.build()
    before = ids(site)
    site.head = f"{HEAD}  - {own}\n"
    site.write()
    site.build()
    after = ids(site)
    was = "Talk 2" if "x2" in own else title
    assert after == {title if each == was else each: known for each, known in before.items()}
    site.talks[3] = site.talks[3].replace("Event 1", "Event 9")
    site.write()
    site.build()
    feed = json.loads((site.home / "cached" / "output" / "talks.json").read_text())
    talk = next(item for item in feed["items"] if short(item["title"]) == title)
    people = "".join(each["name"] for each in talk["authors"])
    assert f"tags: {' '.join(talk.get('tags', ()))}; {people}" == shown


def test_two_lists_are_united(tmp_path: Path) -> None:
    """The list that is named first wins; a talk of one title on another day is another one."""
    (tmp_path / "a.yml").write_text("- {title: A, date: 2011-05-02, status: cancelled}\n")
    more = "- {title: a, date: 2 May 2011 18:00 UTC, event: E}\n- {title: A, date: 2012-05-02}\n"
    (tmp_path / "b.yml").write_text(more)
    (tmp_path / "talks.yaml").write_text(f"{HEAD}  - from: a.yml\n  - from: b.yml\n")
    for _ in range(2):
        build(tmp_path / "talks.yaml", tmp_path / "output", now=NOW)
    feed = json.loads((tmp_path / "output" / "talks.json").read_text())
    found = {item["title"]: item["_talkfeed"]["when"]["edtf"] for item in feed["items"]}
    assert found == {
        "Cancelled: A at E (2 May 2011 18:00 UTC)": "2011-05-02T18:00",
        "A (2012-05-02)": "2012-05-02",
    }
