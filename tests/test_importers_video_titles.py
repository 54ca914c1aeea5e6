"""Titles of a table of videos are split where most of them name their speakers, and never else."""

from __future__ import annotations

import json

import pytest

from source_inputs import source_input
from talkfeed.importers.common.detect import choose
from talkfeed.model.imported import Confidence, FoundTalk, ImportOptions
from talkfeed.records.video_titles import IN_TITLE

SAID = [
    "Fast parsers - Ann Example",
    "Slow compilers - Bo Ek and Cy Third",
    "The end of types - Dee Fourth",
    "Panel discussion",
]
HEADS = "title,date,video"
OPTIONS = ImportOptions()


def talks(
    titles: list[str], heads: str = HEADS, more: str = "", options: ImportOptions = OPTIONS
) -> tuple[FoundTalk, ...]:
    """Import a table of videos with these titles."""
    rows = [f"{one},2019-05-0{n},https://youtu.be/{n}{more}" for n, one in enumerate(titles, 1)]
    source = source_input("\n".join([heads, *rows, ""]), name="v.csv")
    return choose(source).read(source, options).talks


def test_speakers_are_split_off_with_a_doubt() -> None:
    """A title that names nobody stays whole, and is as sure as ever."""
    found = talks(SAID)
    assert [(one.fields["title"], one.fields.get("speakers")) for one in found] == [
        ("Fast parsers", ["Ann Example"]),
        ("Slow compilers", ["Bo Ek", "Cy Third"]),
        ("The end of types", ["Dee Fourth"]),
        ("Panel discussion", None),
    ]
    assert [IN_TITLE in one.doubts for one in found] == [True, True, True, False]
    assert [one.confidence for one in found] == [Confidence.LIKELY] * 3 + [Confidence.SURE]


def test_a_split_title_may_lack_a_date_as_well() -> None:
    """Its confidence is that of a talk without a date; a break is none."""
    undated = talks(SAID, "title,remark,video")
    assert {one.confidence for one in undated} == {Confidence.DOUBTFUL}
    assert len(talks([*SAID, "Lunch break", "Lunch - Eve Fifth"])) == 5


@pytest.mark.parametrize(
    "titles",
    [
        SAID[:3],  # too few
        [*SAID, "A talk", "Another talk", "A third talk"],  # not most of them
        [f"Part {n} - Deep Thinking" for n in range(6)],  # always the same: a series
        [f"{('Trail Early', 'Trail Late')[n % 2]} | Topic {n}" for n in range(8)],  # two tracks
        [f"Parsers - part {n}" for n in range(6)],
        [f"{one} - CityConf 2019" for one in ("Parsers", "Types", "Clocks", "Feeds")],
    ],
)
def test_nothing_is_split_half_surely(titles: list[str]) -> None:
    """The titles are those of the table."""
    assert [one.fields["title"] for one in talks(titles)] == titles


def test_speakers_that_are_known_are_kept() -> None:
    """A column of speakers, the speaker of the options, and talks without videos."""
    for found in (
        talks(SAID, f"{HEADS},speaker", ",Eve Fifth"),
        talks(SAID, options=ImportOptions(speaker="Eve Fifth")),
        talks(SAID, "title,date,url2"),
    ):
        assert [one.fields["title"] for one in found] == SAID


@pytest.mark.parametrize("title", ["{1} - {0}", "{0}: {1}"])
@pytest.mark.parametrize("listed", ["{}", '{{"videos": {}}}'])
def test_titles_of_a_list_of_videos_are_split_as_well(title: str, listed: str) -> None:
    """The address of a recording tells that it is one, whatever its key is."""
    names = ["Ann Example", "Bo Ek", "Cy Third", "Dee Fourth"]
    rows = [
        {"title": title.format(name, f"The end of types {n}"), "url": f"https://youtu.be/{n}"}
        for n, name in enumerate(names)
    ]
    source = source_input(listed.format(json.dumps(rows)), name="videos.json")
    found = choose(source).read(source, OPTIONS).talks
    assert [one.fields["speakers"] for one in found] == [[name] for name in names]
    assert all(IN_TITLE in one.doubts for one in found)
