"""Edits of single talks: the same bytes as a build of everything, without one."""

from __future__ import annotations

import os
from contextlib import suppress
from datetime import timedelta
from errno import ENOSPC
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import twice
from depth import examples
from talkfeed import BuildOptions, CannotWrite, InvalidData, build
from talkfeed.building.edits import FEW
from talkfeed.engine.store import PACK
from talkfeed.formats.syndication import atom_elements, rss_elements, templates
from talkfeed.publishing.disk import Disk
from twice import NOW, Site, cache_at

if TYPE_CHECKING:
    from collections.abc import Sequence

    from talkfeed.model import Signature

HEAD = twice.HEAD.replace("limit: 5", "limit: 30")
TALKS = [
    f"  - title: Talk {number}\n    speaker: Speaker {number % 3}\n    event: Event {number % 2}\n"
    f"    date: {number + 1} May {2010 + number % 4}\n    tags: [t{number % 5}]\n"
    for number in range(8)
]
UNDATED = "  - title: Some day\n    speaker: Ann\n    date: TBA\n"
COMING = "  - title: To come\n    speaker: Speaker 1\n    date: 1 April 2026, 18:30\n"
RECORDED = (
    "  - title: Shown\n    speaker: Bob\n    date: 3 May 2011\n    video: https://v.example/\n"
)
POSTPONED = "  - title: Later\n    speaker: Bob\n    date: 3 May 2012\n    status: postponed\n"
HOUR = timedelta(hours=1)


@pytest.fixture
def site(tmp_path: Path) -> Site:
    """Make a site that was built once, and nothing has changed since."""
    site = Site(tmp_path, HEAD, [*TALKS, UNDATED, COMING, RECORDED, POSTPONED])
    site.build()
    return site


def is_amended(site: Site, hours: int = 1) -> bool:
    """Build after an edit, and tell whether that was not a build of everything."""
    _, counts = site.build(NOW + hours * HOUR)
    return "stamp" not in counts


MORE_OF_A_TALK = [
    "    abstract: It *says* more now.\n",
    "    abstract: |\n      Two\n\n      paragraphs, <b>one</b> of them long.\n",
    "    slides: https://s.example/slides.pdf\n",
    "    slides: https://s.example/a?b=1&c=2\n    links: [{label: N, url: 'https://n.example'}]\n",
    "    language: de\n",
    "    location: Hall\n",
    "    # nothing that anybody sees\n",
]


@pytest.mark.parametrize(
    ("rank", "more"),
    [
        *((0, more) for more in MORE_OF_A_TALK),
        *((rank, MORE_OF_A_TALK[1]) for rank in (3, 7, 9, 10)),
    ],
)
def test_what_one_talk_says_is_exchanged(site: Site, rank: int, more: str) -> None:
    """In every feed that holds it, past and to come, and back again."""
    before = site.talks[rank]
    for hours, talk in enumerate((before + more, before), 1):
        site.talks[rank] = talk
        site.write()
        assert is_amended(site, hours)


def test_a_build_of_nothing_new_is_amended(site: Site) -> None:
    """Neither stamps anything nor renders it, though the clock has moved."""
    assert is_amended(site, 1)


def test_a_title_is_exchanged(site: Site) -> None:
    """The talk is recognised by the rest, also the second time."""
    titles = ("Talk five & more", "TALK FIVE, and <more>")
    for hours, title in enumerate(titles, 1):
        before = "Talk 5" if hours == 1 else titles[0]
        site.talks[5] = site.talks[5].replace(f"title: {before}", f"title: '{title}'")
        site.talks[5] = site.talks[5].replace(f"'{before}'", f"'{title}'")
        site.write()
        report, counts = site.build(NOW + hours * HOUR)
        assert "stamp" not in counts
        (change,) = report.changes
        assert change.renamed_from == f"{before} - Speaker 2 at Event 1 (6 May 2011)"


def test_several_talks_are_exchanged(site: Site) -> None:
    """At once, unless titles change: then one might be taken for the other."""
    for rank in (1, 2, 7):
        site.talks[rank] += "    abstract: More.\n"
    site.write()
    report, counts = site.build(NOW + HOUR)
    assert "stamp" not in counts
    assert len(report.changes) == 3
    for rank, title in ((1, "Talk 4"), (4, "Talk 1")):
        site.talks[rank] = site.talks[rank].replace(f"Talk {rank}", title)
    site.write()
    assert not is_amended(site, 2)


def test_items_are_not_talks(tmp_path: Path) -> None:
    """A draft is none, and a talk given twice is two: of both, others are told apart."""
    draft = "  - title: Draft\n    date: 2015\n    draft: true\n"
    given = "  - title: Twice\n    speaker: Ann\n    given:\n      - {date: 1 May 2013}\n"
    twice = given + "      - {date: 2 May 2013, event: Event 1}\n"
    site = Site(tmp_path, HEAD, [draft, *TALKS, twice])
    site.build()
    site.talks[3] += "    abstract: More.\n"
    site.write()
    assert is_amended(site, 1)
    for hours, rank in enumerate((0, -1), 2):
        site.talks[rank] = site.talks[rank].replace("    date", "    abstract: More.\n    date")
        site.talks[rank] = site.talks[rank].replace("    given", "    abstract: More.\n    given")
        site.write()
        assert not is_amended(site, hours)


@pytest.mark.parametrize(
    ("rank", "old", "new"),
    [
        (1, "date: 2 May 2011", "date: 3 May 2011"),
        (1, "date: 2 May 2011", "date: May 2 2011"),
        (1, "Speaker 1", "Speaker 2"),
        (1, "Speaker 1", "speaker 1"),
        (1, "Event 1", "Event 3"),
        (1, "tags: [t1]", "tags: [t1, t2]"),
        (1, "tags: [t1]", "tags: [t1]\n    video: https://v.example/1"),
        (1, "tags: [t1]", "id: talk-1"),
        (1, "tags: [t1]", "status: cancelled"),
        (1, "Talk 1", "Talk 7"),
        (8, "Some day", "Some other day"),
        (11, "Later", "Much later"),
    ],
)
def test_what_others_depend_on_is_built(site: Site, rank: int, old: str, new: str) -> None:
    """Dates, names, tags, the first recording, an id: then everything is looked at."""
    assert old in site.talks[rank]
    site.talks[rank] = site.talks[rank].replace(old, new)
    site.write()
    assert not is_amended(site)
    site.talks[0] += "    abstract: After that, little is again little.\n"
    site.write()
    assert is_amended(site, 2)


def test_more_than_edits_is_built(site: Site) -> None:
    """Talks that come, go or change places, settings, and many edits at once."""
    talks, head = site.talks, site.head
    many = [TALKS[0].replace("Talk 0", f"Tale {number}") for number in range(FEW + 1)]
    for hours, (first, others) in enumerate(
        [
            (head, talks[1:]),
            (head, talks),
            (head, [talks[1], talks[0], *talks[2:]]),
            (head.replace("limit: 30", "limit: 40"), talks),
            (head.replace("Example talks", "Other talks"), talks),
            (head, [*talks, *many]),
            (head, [*talks, *(f"{talk}    abstract: X.\n" for talk in many)]),
        ],
        1,
    ):
        site.head, site.talks = first, [*others]
        site.write()
        assert not is_amended(site, hours)


def test_a_talk_of_two_entries_is_built(site: Site) -> None:
    """A late recording is told of by an entry of its own, which says the same as the talk."""
    site.talks[1] += "    video: https://v.example/1\n"
    for hours, more in enumerate(("", "    abstract: More.\n"), 1):
        site.talks[1] += more
        site.write()
        assert not is_amended(site, hours)


def test_an_announced_talk_may_change_its_words(tmp_path: Path) -> None:
    """A title that says too little to be recognised by what else there is, is not exchanged."""
    site = Site(tmp_path, HEAD, [*TALKS, "  - title: Alone\n    date: May 2014\n"])
    site.build()
    site.talks[-1] = site.talks[-1].replace("Alone", "On its own")
    site.write()
    assert not is_amended(site)


@pytest.mark.parametrize(
    "formats", ["[atom, rss, json, ical]", "[atom]", "[pages]", "[ical, json]"]
)
def test_every_choice_of_formats_is_incremental(tmp_path: Path, formats: str) -> None:
    """Documents are put together from fragments, whatever they are."""
    site = Site(tmp_path, HEAD.replace("limit: 30", f"limit: 3\n  formats: {formats}"), TALKS)
    site.build()
    site.talks[1] += "    abstract: More.\n"
    site.write()
    assert is_amended(site)


def themed(tmp_path: Path) -> Site:
    """Build a site whose templates show something of every talk."""
    site = Site(tmp_path, HEAD.replace("limit: 30", "theme: {templates: theme/}"), TALKS)
    for home in ("cached", "plain"):
        theme = site.home / home / "theme"
        theme.mkdir()
        (theme / "fragment.html").write_text(
            "{% for entry in feed.entries %}{{ entry.title }} {{ entry.talk.event.name }} "
            "{{ entry.talk.abstract.text if entry.talk.abstract }} {{ entry.url }}\n{% endfor %}"
        )
    site.build()
    return site


def test_a_theme_is_incremental(tmp_path: Path) -> None:
    """Templates may show anything of every talk, though most talks are not loaded."""
    site = themed(tmp_path)
    for hours in (1, 2):
        site.talks[hours] += "    abstract: More.\n"
        site.write()
        assert is_amended(site, hours)
    assert b"Talk 7" in (site.source.parent / "output" / "talks.fragment.html").read_bytes()


def test_a_talk_lost_from_the_cache_is_read_again(tmp_path: Path) -> None:
    """A template that shows another talk finds it damaged; the site is built without the cache."""
    site = themed(tmp_path)
    pack = site.cache / PACK
    content = pack.read_bytes()
    pack.write_bytes(content.replace(b"Talk 7", b"Talk 8", 1))
    site.talks[1] += "    abstract: More.\n"
    site.write()
    site.build(NOW + HOUR)
    assert b"Talk 7" in (site.source.parent / "output" / "talks.fragment.html").read_bytes()


def test_edits_at_one_instant_are_incremental(site: Site) -> None:
    """A fixed clock, as a reproducible build has it, makes no difference."""
    for text in ("One", "Two", "Three"):
        site.talks[3] = f"{TALKS[3]}    abstract: {text}.\n"
        site.write()
        assert is_amended(site, 1)


def test_a_withdrawn_talk_stays_withdrawn(site: Site) -> None:
    """Its tombstone is in every feed that held it, after the edit of another talk too."""
    del site.talks[2]
    site.talks[8] = site.talks[8].replace("1 April", "2 April")
    site.write()
    site.build(NOW + HOUR)
    site.talks[4] += "    abstract: ' withdrawn=2011-01-01T00:00:00Z '\n"
    site.write()
    assert is_amended(site, 2)


def test_a_withdrawn_talk_to_come_stays_cancelled(site: Site) -> None:
    """Calendars show it as cancelled after the edit of another talk too."""
    del site.talks[9]
    site.write()
    site.build(NOW + HOUR)
    assert b"STATUS:CANCELLED" in (site.source.parent / "output" / "talks.ics").read_bytes()
    site.talks[4] += "    abstract: More.\n"
    site.write()
    assert is_amended(site, 2)


def test_notices_move_with_their_talks(site: Site) -> None:
    """What was told of a talk below is told of its new place; of an edited one all is told anew."""
    joint = "  - title: Together\n    speaker: Ann and Bob\n    date: 5 May 2012\n"
    site.talks.append(joint)
    site.write()
    site.build(NOW + HOUR)
    site.talks[4] += "    abstract: |\n      One.\n\n      Two.\n"
    site.write()
    report, counts = site.build(NOW + 2 * HOUR)
    assert "stamp" not in counts
    told = [notice for notice in report.notices if notice.code == "TF610"]
    line = site.source.read_text().split("\n").index("  - title: Together") + 1
    assert [notice.place.line for notice in told] == [line]
    site.talks[-1] += "    abstract: More.\n"
    site.write()
    assert not is_amended(site, 3)
    site.talks[5] = site.talks[5].replace("Speaker 2", "Speaker 2 and Ann")
    site.write()
    assert not is_amended(site, 4)


@pytest.mark.parametrize(
    ("name", "what"),
    [
        *((f"talks.{suffix}", b"Talk 1") for suffix in ("atom", "rss", "json", "ics")),
        *(("tags/t1.atom", b"2014"), ("talks.rss", b"2026"), ("talks.ics", b"MODIFIED:")),
    ],
)
def test_a_document_that_does_not_hold_its_piece_is_built(
    site: Site, name: str, what: bytes
) -> None:
    """Even where it looks untouched from outside."""
    path = site.source.parent / "output" / name
    content, status = path.read_bytes(), path.stat()
    path.write_bytes(content.replace(what, b"9" * len(what)))
    os.utime(path, ns=(status.st_atime_ns, status.st_mtime_ns))
    site.talks[1] += "    abstract: More.\n"
    site.write()
    site.build(NOW + HOUR)


def test_a_lost_piece_is_made_anew(site: Site) -> None:
    """A cache that was damaged makes a build of everything."""
    pack = site.cache / PACK
    pack.write_bytes(bytes(len(pack.read_bytes())))
    site.talks[1] += "    abstract: More.\n"
    site.write()
    assert not is_amended(site)


def test_a_lost_piece_is_found_missing(site: Site) -> None:
    """What was read is there still, and what was made of it is not."""
    pack = site.cache / PACK
    content = pack.read_bytes()
    start = content.index(b"<entry>")
    pack.write_bytes(content[:start] + bytes(len(content) - start))
    site.talks[1] += "    abstract: More.\n"
    site.write()
    site.build(NOW + HOUR)


def test_an_edit_of_an_archived_talk_is_incremental(tmp_path: Path) -> None:
    """Its first edit brings it to the front of its feed; the next changes both."""
    site = Site(tmp_path, HEAD.replace("limit: 30", "limit: 3"), [*TALKS, UNDATED, COMING])
    site.build()
    for hours in (1, 2, 3):
        site.talks[0] += f"    abstract: More {hours}.\n" if hours == 1 else ""
        site.talks[0] = site.talks[0].replace(f"More {hours - 1}", f"More {hours}")
        site.write()
        assert is_amended(site, hours)


def test_a_talk_that_left_a_channel_is_exchanged_there(site: Site) -> None:
    """Its calendar there shows the event until its day."""
    site.talks[9] = site.talks[9].replace("Speaker 1", "Speaker 2")
    site.write()
    site.build(NOW + HOUR)
    site.talks[9] += "    abstract: More.\n"
    site.write()
    assert is_amended(site, 2)


def test_a_talk_whose_recording_is_gone_is_built(site: Site) -> None:
    """Its tombstone among the recordings is as late as its last change."""
    for hours, more in enumerate(("    video: https://v.example/1\n", "", "    location: Hall\n")):
        site.talks[1] = TALKS[1] + more
        site.write()
        assert not is_amended(site, hours)


def test_a_postponed_talk_with_a_new_date_is_built(site: Site) -> None:
    """Whether a calendar shows it is for the memory to say."""
    for hours, (old, new) in enumerate([("3 May", "4 May"), ("Later", "Much later")], 1):
        site.talks[-1] = site.talks[-1].replace(old, new)
        site.write()
        assert not is_amended(site, hours)


def test_a_feed_that_answers_for_its_talks_tells_of_the_first(tmp_path: Path) -> None:
    """Another talk without a speaker is told of as well, where it is edited."""
    nobody = [f"  - title: Nobody's {number}\n    date: {number} May 2014\n" for number in (1, 2)]
    head = HEAD.replace("  authors: [{name: The community}]\n", "")
    site = Site(tmp_path, head, [*TALKS, *nobody])
    site.build()
    site.talks[0] += "    abstract: More.\n"
    site.write()
    assert is_amended(site, 1)
    site.talks[-1] += "    abstract: More.\n"
    site.write()
    assert not is_amended(site, 2)


def test_a_fault_is_told(site: Site) -> None:
    """An edit that cannot be read is refused like any other, and nothing is written."""
    before = site.files("cached")
    site.talks[1] += "    slides: no address\n"
    site.write()
    with pytest.raises(InvalidData):
        site.build(NOW + HOUR)
    after = site.files("cached")
    assert {**after, "talks.yaml": b""} == {**before, "talks.yaml": b""}


@pytest.mark.parametrize("head", [None, HEAD.replace("title:", "tittle:"), "feed: none\ntalks:\n"])
def test_a_file_that_cannot_be_looked_at_is_told(site: Site, head: str | None) -> None:
    """What is wrong with the file or its settings is what any other build says of it."""
    site.head = head or HEAD
    site.write()
    if head is None:
        site.source.unlink()
    with pytest.raises(InvalidData):
        site.build(NOW + HOUR)


def test_an_edit_needs_no_feedgen(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    """What it wrote of a shape is kept from one build, and one process, to the next."""
    site.talks[1] += "    abstract: More.\n"
    site.write()
    assert is_amended(site)
    site.talks[1] += "      And more.\n"
    site.write()
    monkeypatch.setattr(templates, "KNOWN", {})
    monkeypatch.setattr(templates, "SAVED", {})

    def reject(*_: object) -> bytes:
        raise AssertionError

    for module in (atom_elements, rss_elements):
        monkeypatch.setattr(module, "write_document", reject)
    options = BuildOptions(cache=cache_at(site.home / "cache"))
    report = build(site.source, site.source.parent / "output", now=NOW + 2 * HOUR, options=options)
    assert [change.what for change in report.changes] == [("abstract",)]
    monkeypatch.undo()
    plain = site.home / "plain" / "talks.yaml"
    build(plain, plain.parent / "output", now=NOW + 2 * HOUR)
    assert site.files("cached") == site.files("plain")


def test_a_locked_build_is_not_amended(site: Site) -> None:
    """Where the memory must not change, a build says so."""
    site.talks[1] += "    abstract: More.\n"
    site.write()
    with pytest.raises(InvalidData, match="TF405"):
        site.build(NOW + HOUR, locked=True)


def test_a_full_disk_leaves_everything(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing is renamed before all is staged, and the next build does the rest."""
    before = site.files("cached")
    site.talks[1] += "    abstract: More.\n"
    site.write()
    written: list[str] = []

    def write(disk: Disk, path: str, content: bytes) -> Signature:
        written.append(path)
        if len(written) > 2:
            raise OSError(ENOSPC, "full")
        return original(disk, path, content)

    original = Disk.write
    with monkeypatch.context() as context:
        context.setattr(Disk, "write", write)
        with pytest.raises(CannotWrite):
            build(
                site.source,
                site.source.parent / "output",
                now=NOW + HOUR,
                options=BuildOptions(cache=cache_at(site.home / "cache")),
            )
    after = site.files("cached")
    assert {**after, "talks.yaml": b""} == {**before, "talks.yaml": b""}
    assert is_amended(site, 2)


TITLES = st.sampled_from(["Talk", "talk", "Talk!", "Other", "A & B", "<i>", "Talk (2)", "TBA"])
SPEAKERS = st.sampled_from(
    ["", "    speaker: Ann\n", "    speaker: Bob\n", "    speakers: [Ann, Bob]\n"]
)
EVENTS = st.sampled_from(
    [
        "",
        "    event: Conf\n",
        "    event: CONF\n",
        "    event: {name: Conf, url: 'https://c.example/'}\n",
    ]
)
DATES = st.sampled_from(
    ["1 May 2015", "2015-05-01", "May 2015", "TBA", "2 April 2026", "2 April 2026, 18:30"]
)
MORE = st.lists(
    st.sampled_from(
        [
            "    abstract: Some words.\n",
            "    slides: https://s.example/1\n",
            "    video: https://v.example/1\n",
            "    video: {url: 'https://v.example/1.mp4', length: 5}\n",
            "    location: Hall\n",
            "    language: fr\n",
            "    status: tentative\n",
            "    status: postponed\n",
            "    # a remark\n",
            "    draft: true\n",
        ]
    ),
    unique_by=lambda line: line.split(":")[0],
    max_size=3,
)


@st.composite
def talks(draw: st.DrawFn) -> str:
    """Draw a talk from so few words that many are alike."""
    more = "".join(draw(MORE))
    words = draw(st.tuples(TITLES, DATES))
    return f"  - title: '{words[0]}'\n    date: {words[1]}\n{draw(SPEAKERS)}{draw(EVENTS)}{more}"


@settings(max_examples=examples(15), suppress_health_check=[HealthCheck.too_slow])
@given(
    first=st.lists(talks(), min_size=2, max_size=5),
    edits=st.lists(st.tuples(st.integers(0, 4), talks()), min_size=1, max_size=5),
    formats=st.sampled_from(["[atom, rss, json, ical, pages]", "[atom]", "[ical]", "[rss, json]"]),
)
def test_whatever_is_edited_the_output_is_that_of_a_build(
    first: list[str], edits: Sequence[tuple[int, str]], formats: str
) -> None:
    """One edit after the other, of talks that are much alike."""
    head = HEAD.replace("limit: 30", f"limit: 2\n  formats: {formats}")
    with TemporaryDirectory() as place:
        site = Site(Path(place), head, first)
        for hours, (rank, talk) in enumerate([(0, first[0]), *edits]):
            site.talks[rank % len(first)] = talk
            site.write()
            with suppress(InvalidData):
                site.build(NOW + hours * HOUR)
