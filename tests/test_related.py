"""The talks that the page of a talk leads to."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

import pytest
from lxml import html as markup

from factories import BASE, make_entry, make_talk, make_when
from talkfeed.channels.related import DELIVERIES, FEW, mentioned, relations
from talkfeed.channels.source import lines
from talkfeed.errors import Place
from talkfeed.model import Event, Person, Settings
from twice import HEAD, NOW, Site

if TYPE_CHECKING:
    from pathlib import Path

    from talkfeed.model import Entry, Related

HOUR = timedelta(hours=1)


def entry(
    day: int,
    title: str = "",
    speaker: str | None = "Ann",
    *,
    event: str | None = None,
    tags: tuple[str, ...] = (),
    month: int = 1,
) -> Entry:
    """Make a talk on a day of 2015."""
    name = title or f"Talk {month}-{day}"
    talk = make_talk(
        title=name,
        when=make_when(day=date(2015, month, day)),
        speakers=(Person(name=speaker),) if speaker else (),
        event=Event(name=event) if event else None,
        tags=tags,
        order=100 * month + day,
    )
    return make_entry(f"{name}-{month}-{day}".lower().replace(" ", "-"), talk)


def shown(entries: list[Entry], rank: int) -> dict[str, tuple[str, list[str]]]:
    """Return the titles that the page of an entry leads to, by the kind of relation."""
    found = mentioned(entries, relations(entries, {"a. example": "Ann"}))(rank)
    return {each.kind: (each.name, _titles(each)) for each in found}


def _titles(related: Related) -> list[str]:
    return [talk.title for talk in related.talks]


def test_neighbours_are_those_of_the_event_else_of_the_site() -> None:
    """A talk that is alone at its event has the talks before and after it on the site."""
    entries = [entry(3, event="A"), entry(1, event="A"), entry(2, event="B"), entry(4, event="A")]
    assert shown(entries, 0)["previous"] == ("A", ["Talk 1-1"])
    assert shown(entries, 0)["next"] == ("A", ["Talk 1-4"])
    assert shown(entries, 2)["previous"] == ("", ["Talk 1-1"])
    assert "previous" not in shown(entries, 1)
    assert "next" not in shown(entries, 3)


def test_a_talk_is_shown_once_and_never_on_its_own_page() -> None:
    """Talks of the same speaker come before those of the same event, these before the tag's."""
    days = range(1, 15)
    entries = [entry(day, speaker=["Ann", "Bob"][day % 2], event="A", tags=("x",)) for day in days]
    for rank, each in enumerate(entries):
        listed = [title for _, titles in shown(entries, rank).values() for title in titles]
        assert len(listed) == len(set(listed)) == 2 + 3 * FEW or rank in {0, 13}
        assert each.talk.title not in listed


def test_deliveries_are_known_by_title_and_speakers() -> None:
    """Other spellings of a name are the same; the same title of another speaker is another talk."""
    titles = ["Parsers", "parsers", "Parsers", "Types"]
    speakers = ["Ann", "Ann", "Bob", "Ann"]
    entries = [entry(day, *pair) for day, pair in enumerate(zip(titles, speakers, strict=True), 1)]
    assert shown(entries, 0)["delivery"] == ("", ["parsers"])
    assert "delivery" not in shown(entries, 2)
    many = [entry(day, "Parsers") for day in range(1, 20)]
    assert len(shown(many, 9)["delivery"][1]) == DELIVERIES
    assert "delivery" not in shown([entry(1, "Opening", None), entry(2, "Opening", None)], 0)
    assert "speaker" in shown([entry(1), entry(2), entry(3), entry(4, speaker="A. Example")], 3)


def test_the_tag_with_the_fewest_talks_is_shown() -> None:
    """It says more of a talk than one that all talks have; one that no other talk has says none."""
    entries = [entry(day, speaker=f"S{day}", tags=("all",)) for day in range(1, 9)]
    entries += [
        entry(20, speaker="X", tags=("all", "few", "own")),
        entry(1, speaker="Y", tags=("few", "all"), month=3),
        entry(1, speaker="Z", tags=("few", "all"), month=4),
    ]
    assert shown(entries, 8)["tag"] == ("few", ["Talk 4-1"])
    assert "tag" not in shown([entry(1, tags=("own",)), entry(2)], 0)


def test_a_new_talk_changes_few_pages() -> None:
    """However many talks a speaker, an event or a tag has."""
    entries = [
        entry(1 + day % 28, month=1 + day // 28, event="A", tags=("x",)) for day in range(300)
    ]
    before = mentioned(entries, relations(entries, {}))
    more = [*entries, entry(15, "New", month=6, event="A", tags=("x",))]
    after = mentioned(more, relations(more, {}))
    changed = [rank for rank in range(300) if before(rank) != after(rank)]
    assert 2 <= len(changed) <= 2 * (2 + 3 * FEW)


TALKS = [
    f"  - title: Talk {number}\n    speaker: S {number % 3}\n    event: E {number % 2}\n"
    f"    date: {number % 30 + 1} May {2015 + number // 30}\n    tags: [t]\n"
    for number in range(40)
]


def test_a_title_is_exchanged_on_all_pages_that_show_it(tmp_path: Path) -> None:
    """Without a build of everything, and no other page is written."""
    site = Site(tmp_path, HEAD, TALKS)
    site.build()
    site.talks[5] = site.talks[5].replace("Talk 5", "Pools")
    site.write()
    report, counts = site.build(NOW + HOUR)
    assert "stamp" not in counts
    output = tmp_path / "cached" / "output"
    pages = {path for path in report.written if path.endswith("index.html") and "talks/" in path}
    naming = {
        str(path.relative_to(output))
        for path in (output / "talks").glob("*/index.html")
        if "Pools" in markup.parse(path).getroot().text_content()
    }
    assert pages == naming
    assert 2 < len(naming) < 24
    site.talks[5] += "    abstract: More.\n"
    site.write()
    report, _ = site.build(NOW + 2 * HOUR)
    assert sum("talks/" in path and path.endswith("index.html") for path in report.written) == 1


@pytest.mark.parametrize(
    ("repository", "folder"),
    [
        ("https://github.com/our/talks.git", "https://github.com/our/talks/blob/HEAD/"),
        ("https://GitLab.com/our/talks/", "https://GitLab.com/our/talks/-/blob/HEAD/"),
        ("https://github.com/o/r/tree/main/site", "https://github.com/o/r/tree/main/site/"),
        ("https://git.example/talks", "https://git.example/talks/"),
    ],
)
def test_a_page_leads_to_the_line_of_its_talk(repository: str, folder: str) -> None:
    """Below the folder of the talks file; a file elsewhere has no address there."""
    settings = Settings("T", BASE, repository=repository, place=Place("site/talks.yaml", 1, 1))
    places = {"site/talks.yaml": "talks.yaml#L7", "site/old/1 é.yaml": "old/1%20%C3%A9.yaml#L7"}
    for path, line in places.items():
        one = make_entry("one", make_talk(place=Place(path, 7, 3)))
        assert lines(settings)(one) == folder + line
    assert not lines(settings)(make_entry("one", make_talk(place=Place("other.yaml", 7, 3))))
    assert not lines(settings._replace(repository=""))(one)


def test_a_moved_line_changes_the_pages_below(tmp_path: Path) -> None:
    """An edit that leaves all lines where they are builds what it changes alone."""
    head = HEAD.replace("  url:", "  repository: https://github.com/our/talks\n  url:")
    site = Site(tmp_path, head, TALKS[:6])
    site.build()
    site.talks[2] = site.talks[2].replace("Talk 2", "Pools")
    site.write()
    assert "stamp" not in site.build(NOW + HOUR)[1]
    site.talks[2] += "    abstract: More.\n"
    site.write()
    report, counts = site.build(NOW + 2 * HOUR)
    assert "stamp" in counts
    assert sum("talks/" in path and path.endswith("index.html") for path in report.written) == 4
    page = markup.parse(tmp_path / "cached/output/talks/talk-5/index.html")
    line = 1 + (head + "".join(site.talks[:5])).count("\n")
    link = page.xpath("//a[text()='Correct this talk']/@href")
    assert link == [f"https://github.com/our/talks/blob/HEAD/talks.yaml#L{line}"]


def test_a_title_of_another_delivery_builds_everything(tmp_path: Path) -> None:
    """Other pages then lead to the talk, or no longer do."""
    site = Site(tmp_path, HEAD, TALKS)
    site.build()
    for hours, titles in enumerate((("Talk 3", "Talk 0"), ("Talk 0", "Talk 3")), 1):
        site.talks[3] = site.talks[3].replace(*titles)
        site.write()
        _, counts = site.build(NOW + hours * HOUR)
        assert "stamp" in counts
