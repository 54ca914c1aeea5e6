"""The report counts every entry of a source once, and says what else is to be known."""

from __future__ import annotations

import json
from collections import Counter
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from source_inputs import source_input
from talkfeed.cli import main
from talkfeed.editing import record
from talkfeed.editing.importing import plan
from talkfeed.editing.merge import Origin
from talkfeed.editing.talksfile import create_with, open_or_create
from talkfeed.importers import sources
from talkfeed.importers.common.detect import choose
from talkfeed.importers.common.source_input import of_path
from talkfeed.model.imported import (
    NOTES,
    FoundTalk,
    ImportOptions,
    ImportResult,
    SourceInput,
    Unparsed,
)
from terminals import at_terminal

if TYPE_CHECKING:
    from collections.abc import Callable

    from talkfeed.editing.report import Import

NUMBERS = range(6)
"""The entries: two are the same, one has no date, one is a break."""


def entry(number: int) -> dict[str, str]:
    """Return the words of an entry; the last is a break, and that before a repeat of the first."""
    title = {4: "Rainbows 0", 5: "Lunch break"}.get(number, f"Rainbows {number}")
    day = "" if number == 3 else f"2019-05-0{number % 4 + 1}"
    return {"title": title, "date": day, "speaker": "" if number == 5 else "Ann Example"}


ENTRIES = [entry(number) for number in NUMBERS]


def _json(node: Any) -> bytes:
    return json.dumps(node).encode()


def session(one: dict[str, str]) -> dict[str, Any]:
    """Return a session in the keys of frab and pretalx."""
    persons = [{"name": one["speaker"]}] if one["speaker"] else []
    return {"title": one["title"], "date": f"{one['date']}T10:00:00Z", "persons": persons}


def ical() -> bytes:
    """Write a calendar, with a series and one instance of it that was moved, and a task."""
    rows = [
        f"BEGIN:VEVENT\nUID:{n}\nSUMMARY:{one['title']}\nDTSTART;VALUE=DATE:"
        f"{one['date'].replace('-', '') or 'sometime'}\nEND:VEVENT"
        for n, one in enumerate(ENTRIES)
    ]
    series = "BEGIN:VEVENT\nUID:s\nSUMMARY:Weekly\nDTSTART:20190601T100000Z"
    rows += [f"{series}\nRRULE:FREQ=WEEKLY;COUNT=3\nEND:VEVENT"]
    moved = "RECURRENCE-ID:20190608T100000Z\nDTSTART:20190609T100000Z"
    rows += [f"BEGIN:VEVENT\nUID:s\nSUMMARY:Weekly\n{moved}\nEND:VEVENT"]
    empty = series.replace("UID:s", "UID:e")
    day = "20190601T100000Z"
    rows += [f"{empty}\nRDATE:{day}\nEXDATE:{day}\nEND:VEVENT"]
    rows += ["BEGIN:VTODO\nUID:t\nSUMMARY:Book a room\nEND:VTODO"]
    text = "\n".join(["BEGIN:VCALENDAR", "VERSION:2.0", *rows, "END:VCALENDAR", ""])
    return text.replace("\n", "\r\n").encode()


def rss() -> bytes:
    """Write a feed of posts."""
    items = "".join(
        f"<item><title>{one['title']}</title><link>https://p.example/{n}</link>"
        f"<description>Date: {one['date']}</description></item>"
        for n, one in enumerate(ENTRIES)
    )
    return f"<rss version='2.0'><channel><title>C</title>{items}</channel></rss>".encode()


def pages() -> tuple[SourceInput, ...]:
    """Write a folder of pages, with one of a section, one without front matter, and a copy."""
    rows = {
        f"talks/{n}.md": f"---\ntitle: {one['title']}\nspeaker: {one['speaker']}\n"
        f"date: {one['date']}\nevent: E\n---\nText {n}.\n"
        for n, one in enumerate(ENTRIES)
    }
    rows |= {"talks/_index.md": "---\ntitle: Talks\n---\n", "talks/about.md": "About us.\n"}
    rows |= {"talks/0.de.md": rows["talks/0.md"]}
    return tuple(source_input(text, name=name) for name, text in sorted(rows.items()))


def recordings() -> tuple[SourceInput, ...]:
    """Write the folder of an event of pyvideo, with one damaged file."""
    rows = {
        f"e/videos/{n}.json": json.dumps(
            {
                "title": one["title"],
                "speakers": [one["speaker"]] if one["speaker"] else [],
                "recorded": one["date"],
                "videos": [],
            }
        )
        for n, one in enumerate(ENTRIES)
    }
    rows |= {"e/category.json": '{"title": "E"}', "e/videos/x.json": "{"}
    return tuple(source_input(text, name=name) for name, text in sorted(rows.items()))


def _talks_rows() -> str:
    return "".join(f"{one['title']},{one['speaker']},{one['date']}\n" for one in ENTRIES)


SOURCES: dict[str, tuple[SourceInput, int]] = {
    "list": (source_input(_json(ENTRIES), name="a.json"), 6),
    "grouped": (source_input(_json([{"event": "E", "talks": ENTRIES}]), name="a.json"), 6),
    "csv": (source_input(f"title,speaker,date\n{_talks_rows()}a,b,c,d\n", name="a.csv"), 7),
    "ical": (source_input(ical()), 10),
    "feed": (source_input(rss()), 6),
    "jsonfeed": (
        source_input(
            _json(
                {
                    "version": "https://jsonfeed.org/version/1.1",
                    "title": "C",
                    "items": [
                        {"id": f"{n}", "title": one["title"], "content_text": one["date"]}
                        for n, one in enumerate(ENTRIES)
                    ],
                }
            )
        ),
        6,
    ),
    "videos": (
        source_input(
            _json(
                [
                    {
                        "title": one["title"],
                        "url": f"https://v.example/{n % 4}",
                        "published": one["date"],
                        "thumbnail": "https://t.example/",
                    }
                    for n, one in enumerate(ENTRIES)
                ]
            ),
            name="v.json",
        ),
        6,
    ),
    "frontmatter": (SourceInput(content=b"", name="talks", files=pages()), 9),
    "pyvideo": (SourceInput(content=b"", name="e", files=recordings()), 7),
    "pretalx": (
        source_input(
            _json(
                {
                    "schedule": {
                        "conference": {
                            "title": "C",
                            "days": [
                                {
                                    "date": "2019-05-01",
                                    "rooms": {"R": [session(one) for one in ENTRIES]},
                                }
                            ],
                        }
                    }
                }
            )
        ),
        6,
    ),
    "sessionize": (
        source_input(
            _json(
                [
                    {
                        "sessions": [
                            {
                                "id": f"{n}",
                                "title": one["title"],
                                "startsAt": f"{one['date']}T10:00:00",
                                "endsAt": f"{one['date']}T11:00:00",
                                "isServiceSession": n == 5,
                                "speakers": [{"name": one["speaker"]}],
                            }
                            for n, one in enumerate(ENTRIES)
                        ]
                    }
                ]
            )
        ),
        6,
    ),
    "indico": (
        source_input(
            _json(
                {
                    "_type": "HTTPAPIResult",
                    "results": [
                        {
                            "title": "C",
                            "contributions": [
                                {
                                    "_type": "Contribution",
                                    "title": one["title"],
                                    "startDate": {
                                        "date": one["date"],
                                        "time": "10:00:00",
                                        "tz": "UTC",
                                    },
                                    "speakers": [{"fullName": "Example, Ann"}],
                                }
                                for one in ENTRIES
                            ],
                        }
                    ],
                }
            )
        ),
        6,
    ),
    "confs.tech": (
        source_input(
            _json(
                [
                    {"name": one["title"], "url": "https://c.example/", "startDate": one["date"]}
                    for one in ENTRIES
                ]
            )
        ),
        6,
    ),
}
HERE = Path(__file__).parent / "imports" / "formats"
SAMPLES = {
    "bibtex--talks.bib": 5,
    "csl--zotero.json": 3,
    "csv--headless.csv": 2,
    "eventbrite--api.json": 2,
    "frab--schedule.xml": 1,
    "hoverboard--whole.json": 6,
    "luma--api.json": 2,
    "meetup--graphql.json": 1,
    "notist--speaker.json": 2,
    "org--talks.org": 6,
    "rubyevents--folder": 7,
    "sched--session-list.json": 3,
    "videos--ocaml-watch.yml": 2,
    "xlsx--workbook.xlsx": 5,
    "youtube--channel.xml": 1,
}
"""The number of entries of samples, counted by hand; those without talks are among them."""


def planned(path: Path, result: ImportResult, known: record.ImportRecord = record.EMPTY) -> Import:
    """Plan the import of a result into a talks file, as the command does."""
    listed = create_with(open_or_create(path), title="T")
    return plan(listed, result, known, origin=Origin("s"))


@pytest.mark.parametrize("name", SOURCES)
def test_every_entry_is_counted_once(name: str, tmp_path: Path) -> None:
    """Entries = new + merged + unchanged + repeats + by hand + unused, now and the next day."""
    source, entries = SOURCES[name]
    result = choose(source).read(source, ImportOptions(timezone="Europe/Paris"))
    path = tmp_path / "talks.yaml"
    made = planned(path, result)
    assert made.entries == entries, describe(made)
    for place, text in made.after.items():
        Path(place).write_text(text, encoding="utf-8")
    again = planned(path, result, record.parse(made.record))
    assert again.entries == entries
    assert not again.kept


@pytest.mark.parametrize("name", SAMPLES)
def test_every_entry_of_a_sample_is_counted(name: str, tmp_path: Path) -> None:
    """The same of the exports of services."""
    source = of_path(HERE / name)
    result = choose(source).read(source, ImportOptions(timezone="Europe/Paris"))
    made = planned(tmp_path / "talks.yaml", result)
    assert made.entries == SAMPLES[name], describe(made)


def test_every_kind_of_source_is_counted() -> None:
    """No kind of source is without a count, but for those of pages, whose entries have no form."""
    counted = {name.partition("--")[0] for name in SAMPLES} | SOURCES.keys()
    assert sources().keys() - counted == {"page", "text", "rst"}


def describe(made: Import) -> str:
    """Say what an import does with each entry."""
    actions = Counter(str(each.plan.action) for each in made.reported)
    rows = [each for each in made.ignored if each.why not in NOTES]
    return f"{actions}\n{made.unparsed}\n{rows}\n{made.merged}"


# --- what is said -------------------------------------------------------------------------------


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Go to an empty directory."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    return tmp_path


@pytest.fixture
def said(home: Path, capsys: pytest.CaptureFixture[str]) -> Callable[..., str]:
    """Import rows of a table, and return the report."""

    def run(rows: list[str], *arguments: str) -> str:
        text = "\n".join(["title,speaker,event,date,slides", *rows, ""])
        (home / "t.csv").write_text(text, encoding="utf-8")
        assert main(["import", "t.csv", *arguments]) == 0
        return capsys.readouterr().out

    return run


def row(number: int, day: str = "May 2019", slides: str = "") -> str:
    """Write a row of a table."""
    return f"Talk {number},Ann Example,Conf {number},{day},{slides}"


def test_few_repeats_are_named_and_many_counted(said: Callable[..., str]) -> None:
    """With their places in the source; --verbose names all."""
    rows = [row(1), row(2), row(1)]
    few = said(rows, "--dry-run")
    assert "3 entries read, of which 1 repeat another one\n    repeated: t.csv:4: Talk 1\n" in few
    many = said([*rows, *rows, *rows], "--dry-run")
    assert "\n9 entries read, of which 7 repeat another one\n" in many
    assert "repeated:" not in many
    every = said([*rows, *rows, *rows], "--dry-run", "--verbose")
    assert every.count("    repeated: t.csv:") == 7
    assert "read, of which" not in said([row(1), row(2)], "--dry-run")


def test_talks_that_left_their_source_are_named(said: Callable[..., str]) -> None:
    """They are kept, and the report says so each time, a dry run included."""
    said([row(number) for number in range(9)])
    gone = "8 talks are no longer in the source: kept\n    talks.yaml:"
    for arguments in (["--dry-run"], []):
        shown = said([row(3)], *arguments)
        assert gone in shown
        assert shown.count("\n    talks.yaml:") == 5
        assert "    and 3 more; --verbose shows all\n" in shown
    assert said([row(3)], "--verbose").count("\n    talks.yaml:") == 8
    assert "no longer" not in said([row(number) for number in range(9)])
    one = said([row(number) for number in range(8)])
    assert "1 talk is no longer in the source: kept\n    talks.yaml:" in one
    assert ": Talk 8\n" in one


def test_a_doubt_about_many_talks_is_said_once(said: Callable[..., str]) -> None:
    """With their number and the first of them; what only one talk has is said with it."""
    rows = [row(number, f"{number} May 2019 1{number}:00", "s.pdf") for number in range(1, 10)]
    rows.append(row(10, "10 May 2019 10:00", "my deck"))
    shown = said(rows, "--dry-run")
    report = shown[shown.index("t.csv: a CSV") :]
    assert report.count("the time") == 1
    head, _, rest = report.partition("10 talks, e.g.: ")
    assert head.endswith(
        "talks.yaml:60: new, likely: Talk 10\n    slides: 'my deck' is not an address\n"
        "    read from t.csv:11\n"
    )
    assert rest.count("\n    talks.yaml:") == 5
    assert "    and 5 more; --verbose shows all\n" in rest
    assert said(rows, "--dry-run", "--verbose").count("the time") == 10


def test_only_the_first_of_many_lines_are_listed(said: Callable[..., str]) -> None:
    """Of what was not used as well."""
    rows = [row(1), *(f"Lunch,,,{number} May 2019," for number in range(1, 26))]
    shown = said(rows, "--dry-run")
    assert shown.count(": Lunch\n") == 19
    assert "and 6 more; --verbose shows all\n" in shown


def test_parts_left_by_hand_for_one_reason_are_one_paragraph(said: Callable[..., str]) -> None:
    """The first of them are listed with their places."""
    shown = said([row(number, f"{number} Foo 2019", "/s.pdf") for number in range(1, 8)])
    head = "7 to finish by hand, e.g.: no date; the date is left out: cannot read 'Foo'"
    assert f"\n{head}" in shown
    assert shown.count(": - title") == 0
    assert shown.count(": Talk ") == 5
    assert "give --base" not in shown


def test_a_report_fits_a_terminal(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Titles are cut and doubts wrapped to its width."""
    screen = at_terminal(monkeypatch)
    monkeypatch.setenv("COLUMNS", "60")
    long = "Talk of which the title is longer than the window of a terminal is wide {}"
    days = ["2 May 2019 10:00", "3 Foo 2019", ""]
    rows = [f"{long.format(n)},Ann,Conf,{days[n % 3]}," for n in range(30)]
    text = "\n".join(["title,speaker,event,date,slides", *rows, ""])
    (home / "t.csv").write_text(text, encoding="utf-8")
    assert main(["import", "t.csv", "--yes"]) == 0
    lines = [each for each in screen.getvalue().splitlines() if "replace https" not in each]
    assert max(map(len, lines)) <= 60


def test_a_calendar_may_drop_what_is_over(tmp_path: Path) -> None:
    """Only talks that are still to come are reported as gone from it."""
    path = tmp_path / "talks.yaml"
    talks = tuple(
        FoundTalk(fields={"title": f"T{day}", "date": f"{day} May 2019"}) for day in (1, 2, 3)
    )
    origin = Origin("s", date(2019, 5, 2))
    first = plan(
        create_with(open_or_create(path), title="T"),
        ImportResult(kind="ical", talks=talks),
        record.EMPTY,
        origin=origin,
    )
    path.write_text(first.after[str(path)], encoding="utf-8")
    known = record.parse(first.record)
    for kind, gone in (("ical", ["T2", "T3"]), ("list", ["T1", "T2", "T3"])):
        empty = ImportResult(kind=kind, talks=())
        made = plan(open_or_create(path), empty, known, origin=origin)
        assert [each.title for each in made.kept] == gone


def test_what_is_in_a_source_twice_or_has_no_words_is_counted(tmp_path: Path) -> None:
    """Parts to finish by hand as well, and a delivery without a date is no entry of its own."""
    part = Unparsed(text="TBA, SomeConf", why="no title was found")
    empty = Unparsed(text=" ", why="no title was found")
    given = [{"event": "E", "date": "May 2019"}, {"event": "F", "date": "sometime"}]
    talk = FoundTalk(fields={"title": "T", "given": given})
    result = ImportResult(kind="list", talks=(talk,), unparsed=(part, part, empty))
    made = planned(tmp_path / "talks.yaml", result)
    assert made.entries == 4
    assert [each.is_delivery for each in made.unparsed] == [True, False]
    assert [each.is_repeat for each in made.merged] == [True]
