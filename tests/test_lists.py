"""Lists of other software as they are found: what is read of them, and the place of each part."""

from __future__ import annotations

import os
from pathlib import Path
from textwrap import dedent
from typing import TYPE_CHECKING

import pytest
from jsonschema import Draft202012Validator

from talkfeed import InvalidData, read
from talkfeed.building.inputs import inputs_of
from talkfeed.cli import main
from talkfeed.dates import DateRules
from talkfeed.limits import MAX_DOCUMENT_BYTES
from talkfeed.lists.options import ListOptions
from talkfeed.lists.reading import read_file
from talkfeed.records.field_names import FIELDS, IGNORED, KEYS
from talkfeed.schema import json_schema

if TYPE_CHECKING:
    from talkfeed import Talk

SAMPLES = Path(__file__).parent / "lists"
HEAD = "feed:\n  title: Talks\n  url: https://talks.example/\n  authors: Us\ntalks:\n"
BERLIN = "2021-09-03T18:00", "2021-10-08T10:30"
READ = {
    "01_plain.yml": [("2019-05-14", "Example Conf 2019"), ("2018-11-02", "Example Meetup")],
    "02_year_groups.yml": [
        *(("2021-03-04", "BackendDays"), ("2021-10-12", "QueueConf"), ("2020-02-28", "PerfCamp")),
    ],
    "03_year_keys.yml": [
        ("2017-06-08", "Test Days"),
        ("2017-09-21", "CI Meetup"),
        ("2016-03-15", ""),
    ],
    "04_event_groups.yml": [
        ("2022-01-19", "Rust Example Meetup"),
        ("2022-02-16", "Rust Example Meetup"),
        ("2022-03-03", "Haskell Evening"),
    ],
    "05_mapping_of_key.yml": [("2018-04-11", "ArchSummit"), ("2018-10-02", "AgileDay")],
    "06_links_list.yml": [("2023-05-30", "Frontend Fair"), ("2023-09-12", "Design Week")],
    "07_ambiguous.yml": [
        ("2015-07-10", "OpsConf"),
        ("2016-09-30", "DataOps"),
        ("2016-11-05", "OnCall"),
    ],
    "08_venue_mapping.yml": [
        ("2019-02-20", "Computational Biology Seminar"),
        ("2019-06-11", "BioHack"),
    ],
    "09_citation.json": [("2019-05", "Workshop on Traces"), ("2020-01-17", "Proof Days")],
    "10_start_zone.toml": [(BERLIN[0], "TimeConf"), (BERLIN[1], "TimeConf Autumn")],
    "11_utc_parts.yml": [("2022-09-16T07:00", ""), ("2022-11-08", "")],
    "12_deliveries.yml": [
        ("2019-05-03", "PyDays"),
        ("2019-11-19", "TestConf"),
        ("2020-02-02", "Evening"),
    ],
    "13_text_names.yml": [("2020-10-12", "JAMcamp"), ("2021-05-03", "IndieWeb Camp")],
    "14_table.csv": [("2017-03-02", "Python Example"), ("2017-04-06", "Python Example")],
    "16_quirks.yml": [("2018-11", "CatConf"), ("2017", "ContainerDays")],
    "17_runs.yml": [
        ("2022-03-04", "SortConf"),
        ("2023-05-06", "NightConf"),
        ("2021", "LongConf"),
        ("2020-01-02", "HomeConf"),
        ("2020-02-03", "AwayConf"),
        ("2019", "LabelConf 2019"),
        ("2019", "TagDays 2019"),
    ],
    "18_topics.yml": [("2024-10-11", ""), ("2024-10-25", ""), ("2024-11-08", "")],
    "19_months.yml": [
        ("2014-06", "OneConf"),
        ("2013-01", "TwoConf"),
        ("2011-07", "ThreeConf"),
        ("2010-06", "FourConf"),
        ("2010-04", "FiveConf"),
    ],
    "20_repeats.yml": [
        ("2022-07-27", "RepConf"),
        ("2022-07-28", "RepConf"),
        ("2022-07-28", "RepConf"),
    ],
    "2016.yml": [("2016-05-14", "StackDay"), ("2016-06-03", "StackDay Summer")],
}
"""The date and event of each talk of the samples, which were written before the reader."""


@pytest.fixture(autouse=True)
def _here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Work in an empty directory."""
    monkeypatch.chdir(tmp_path)


def write(name: str, text: str | bytes, options: str = "") -> None:
    """Write a list, and a talks file that names it."""
    path = Path(name)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(text if isinstance(text, bytes) else dedent(text).encode())
    Path("talks.yaml").write_text(f"{HEAD}  - from: {name}\n{options}", encoding="utf-8")


def talks() -> tuple[Talk, ...]:
    """Read the talks, which have no problem."""
    return read(Path("talks.yaml")).talks


def problems() -> list[str]:
    """Read the problems: place, code, message, and hint."""
    with pytest.raises(InvalidData) as caught:
        read(Path("talks.yaml"))
    return [str(each).replace("\n    ", " | ") for each in caught.value.problems]


def notices() -> list[str]:
    """Read the notices."""
    return [str(each).replace("\n    ", " | ") for each in read(Path("talks.yaml")).notices]


# --- what is read -------------------------------------------------------------------------------


@pytest.mark.parametrize("name", READ)
def test_usual_lists_are_read_without_options(name: str) -> None:
    """Groups, keys of many tools, dates in parts, and a year in the name of the file."""
    write(f"_data/{name}", (SAMPLES / name).read_bytes())
    found = [(talk.when.edtf, talk.event.name if talk.event else "") for talk in talks()]
    assert found == READ[name]


def test_every_sample_is_tested() -> None:
    """No list lies there unread."""
    assert sorted(READ) == sorted(path.name for path in SAMPLES.iterdir())


@pytest.mark.parametrize("value", ["Zqmarker", "https://zqmarker.example/", "[Zqmarker, Zqb]"])
def test_every_key_ends_in_a_field_or_is_named(value: str) -> None:
    """Whatever a key is called, its value is published, or a problem or notice has the key."""
    lost = []
    for key in {*KEYS, *IGNORED, "odd", "Odd one"} - {"title", "date", "speaker", "event"}:
        text = (
            f"- title: T\n  date: 2015-05-03\n  speaker: Ann Ex\n  event: Conf\n  {key}: {value}\n"
        )
        found = read_file("l.yml", text.encode(), ListOptions(), DateRules(), "https://x.example/")
        shown = f"{found}".lower()
        if "zqmarker" not in shown.replace("%2f", "/") and key.lower() not in shown:
            lost.append(key)
    assert sorted(lost) == []


# --- places -------------------------------------------------------------------------------------

WRONG = {
    "a.yml": ("- title: T\n  date: 1 May 2011\n\n- name: U\n  when: 3 May\n", "a.yml:5:9"),
    "a.json": (
        '[\n {"title": "T", "date": "2011"},\n {"title": "U",\n  "date": "3 May"}]',
        "a.json:4:3",
    ),
    "a.toml": (
        (
            '[[talks]]\ntitle = "T"\ndate = 2011-05-03\nabstract = """\ndate = "x"\n"""\n'
            "tags = [\n  'a',\n]\n[talks.links]\nslides = 'https://s.example/'\n"
            '[[talks]]\ntitle = "U"\n  date = "3 May"\n'
        ),
        "a.toml:14:3",
    ),
    "a.csv": ("title,date,event\nT,2011,E\nU,3 May,E\n", "a.csv:3:1"),
    "a.md": ("---\ntitle: T\ndate: 3 May\n---\nText\n", "a.md:3:7"),
    "b.md": ('+++\ntitle = "T"\ndate = "3 May"\n+++\nText\n', "b.md:3:1"),
}


@pytest.mark.parametrize("name", WRONG)
def test_a_problem_has_its_place_in_the_list(name: str) -> None:
    """They are those of the value, or of its key; the hint names the option that helps."""
    text, place = WRONG[name]
    write(name, text)
    (problem,) = problems()
    assert problem.startswith(f"{place}: TF202 no year in '3 May'")
    assert "defaults: {year: 2016}" in problem
    Path("talks.yaml").write_text(f"{HEAD}  - from: {name}\n    defaults: {{year: 2012}}\n")
    assert talks()[-1].when.edtf == "2012-05-03"


def test_a_place_is_known_however_deep_a_list_is() -> None:
    """What is nested deeper than any talk is left out, and the rest keeps its place."""
    deep = "[" * 20 + "1" + "]" * 20
    write("a.json", f'[{{"title": "T", "date": "2011", "x": {deep}}},\n {{"name": "U"}}]')
    assert problems()[0].startswith("a.json:2:2: TF302")


def test_no_two_talks_have_the_same_place() -> None:
    """Not in JSON on a single line either, as talks are told apart by their places."""
    write("a.json", '{"talks": [{"title": "T", "date": "2011"}, {"title": "U", "date": "2012"}]}')
    assert [talk.place[1:] for talk in talks()] == [(1, 12), (1, 44)]
    both = "{event: E, date: 2011}, {event: F, date: 2012}"
    write("b.yml", f"- {{title: T, given: [{both}]}}\n- {{title: U, date: [2013, 2014]}}\n")
    assert len({talk.place for talk in talks()}) == 4


# --- options ------------------------------------------------------------------------------------


def test_a_mapping_and_defaults_say_what_the_list_does_not() -> None:
    """Dotted paths lead to nested keys, and what an entry says itself counts."""
    text = """\
        title: Our site
        sessions:
          - {headline: T, when: {day: 10/07/2015, hour: x}, speaker: Bob Sample}
          - {headline: U, when: {day: 11/07/2015}, event: Own}
        """
    options = """\
    map: {title: headline, date: when.day}
    talks: sessions
    defaults: {event: E, speaker: Ann Example, dates: mdy, location: Hall, language: de}
"""
    write("a.yml", text, options)
    one, other = talks()
    assert [one.when.edtf, other.when.edtf] == ["2015-10-07", "2015-11-07"]
    assert [one.speakers[0].name, other.speakers[0].name] == ["Bob Sample", "Ann Example"]
    assert [one.event and one.event.name, other.event and other.event.name] == ["E", "Own"]
    assert (one.location and one.location.name, one.language) == ("Hall", "de")


def test_talks_without_a_date_have_the_default() -> None:
    """A talk whose day is not known yet says so, as in talks.yaml."""
    write("a.yml", "- title: T\n- {title: U, date: 2014}\n")
    assert "defaults: {date: TBA}" in problems()[0]
    write("a.yml", "- title: T\n- {title: U, date: 2014}\n", "    defaults: {date: TBA}\n")
    assert [talk.when.edtf for talk in talks()] == [None, "2014"]


def test_few_talks_without_a_date_have_one_that_is_not_known_yet() -> None:
    """Each is named, and the others are published."""
    write("a.yml", "- title: T\n- {title: U, date: 2014}\n- {title: V, date: 2015}\n")
    assert [talk.when.edtf for talk in talks()] == [None, "2014", "2015"]
    assert notices() == ["a.yml:1:3: TF616 no date was found, so it is not known yet"]
    text = "- {title: T, date: Ongoing}\n- {title: U, date: TBD}\n"
    write("a.yml", text + "".join(f"- {{title: V, date: {year}}}\n" for year in (2014, 2015, 2016)))
    assert [talk.when.edtf for talk in talks()] == [None, None, "2014", "2015", "2016"]
    assert notices() == ["a.yml:1:3: TF616 'Ongoing' is no date, so it is not known yet"]
    write("a.yml", text)
    assert "no date in 'Ongoing'" in problems()[0]


def test_talks_of_a_list_without_dates_have_one_that_is_not_known_yet() -> None:
    """If most have what makes a talk, and nothing in them is like a date; else its key is named."""
    write(
        "a.yml", "- {title: T, event: E, id: 17}\n- {title: U, slides: 'https://s.example/2019/'}\n"
    )
    assert [talk.when.edtf for talk in talks()] == [None, None]
    write("a.yml", "- {title: T, event: E, wann: 3 May}\n- {title: U, event: E, wann: 4 May}\n")
    assert "name the key of the dates: map: {date: wann}" in problems()[0]
    write("a.yml", f"- {{title: T, event: E, x: '2019 {'x' * 60}'}}\n- {{title: U, mail: a}}\n")
    assert "defaults: {date: TBA}" in problems()[0]


def test_a_list_has_a_limit() -> None:
    """It is that of documents to import; a larger one is split."""
    found = read_file("a.yml", b" " * (MAX_DOCUMENT_BYTES + 1), ListOptions(), DateRules(), "")
    assert [(each.code, each.message) for each in found.problems] == [
        ("TF110", "the list is larger than 64 MiB")
    ]


def test_a_list_of_videos_with_events_has_talks() -> None:
    """The title beside them is that of the file, and the words of an entry are not its title."""
    write("a.yml", "title: Seen\nabstract: All.\nvideos:\n- {title: T, event: E 2019}\n")
    assert [(talk.title, talk.when.edtf) for talk in talks()] == [("T", "2019")]
    write("a.yml", "- {thing: About parsers, date: 2014, quote: Parsers are fun.}\n")
    assert "map: {title: " in problems()[0]


def test_the_topic_is_the_title_of_a_talk_by_a_professor() -> None:
    """The name is the speaker; brackets beside the date hold a place, or else a room."""
    write("a.yml", (SAMPLES / "18_topics.yml").read_bytes())
    found = [
        (each.title, each.speakers[0].name, each.location and each.location.name)
        for each in talks()
    ]
    assert found == [
        ("On short proofs", "Ann Lind", "CSB 480"),
        ("On long tests", "Bo Lund", "Main Hall"),
        ("On middling drafts", "Cy Lark", None),
    ]
    assert talks()[1].room == "Room 12"
    said = " ".join(notices())
    assert "'(with Dee)' beside the date is left out" in said
    assert "no field takes the keys: title" in said
    write("a.yml", "- {name: A, title: The dean, topic: x, date: 2014 (cancelled)}\n")
    assert "status: cancelled" in problems()[0]
    write("a.yml", "- {title: The dean, topic: Faust, date: 2014}\n- {title: Fellow, date: 2015}\n")
    assert [each.title for each in talks()] == ["The dean", "Fellow"]


@pytest.mark.parametrize(
    ("dates", "read"),
    [
        (["06/14"], None),
        (["06/31", "01/13"], ["2031-06", "2013-01"]),
        (["06/14", "05/14", "07/14", "03/02", "09/09"], None),
        (["06/14", "05/14", "04/14", "03/14", "01/02"], None),
        (["13/14", "01/13", "07/11", "06/10", "04/10"], None),
    ],
)
def test_months_with_short_years_are_no_days(dates: list[str], read: list[str] | None) -> None:
    """A day that does not exist shows it, or the order of five; else an option says so."""
    text = "".join(f"- {{title: T{each}, date: {each}}}\n" for each in dates)
    write("a.yml", text)
    if read:
        assert [each.when.edtf for each in talks()] == read
        assert any("{dates: my}" in each for each in notices())
    else:
        assert any("{dates: my}" in each for each in problems()) or "13/14" in text
    write("a.yml", text.replace("13/14", "2014"), "    defaults: {dates: my}\n")
    assert all(str(each.when.precision) != "day" for each in talks())


def test_a_date_that_is_left_out_for_its_year_is_named() -> None:
    """The year has a key of its own, and the date is no day."""
    write("a.yml", "- {title: T, date: 06/31, year: 2015}\n")
    assert talks()[0].when.edtf == "2015"
    assert "the date is left out: no year in '06/31'" in notices()[0]


def test_a_talk_that_a_list_repeats_is_published_once() -> None:
    """Two that differ are two, each with an id; both are named."""
    write("a.yml", (SAMPLES / "20_repeats.yml").read_bytes())
    same, like, other = talks()
    assert {link.href for link in same.links} == {
        "https://slides.example/1",
        "https://video.example/1",
    }
    assert (like.id, other.id) == (None, "like-2022-07-28-2")
    first, second = notices()[:2]
    assert first == (
        "a.yml:3:3: TF616 the talk 'Same' is in the list already, in line 2; it is published once"
    )
    assert "a.yml:5:3: TF616 'Like' is taken for another talk than that in line 4" in second
    assert "they differ in: slides" in second


def test_what_a_whole_list_lacks_is_one_problem() -> None:
    """It names the option, and the likeliest key; with the option, the list is read."""
    text = """
        - year: 2014
          talks:
            - {citation: Lind A. 2014. On short proofs. ProofConf., web: "https://x.example/a"}
            - {citation: Lund B. 2014. On long proofs. ProofConf., web: "https://x.example/b"}
    """
    write("a.yml", text)
    (problem,) = problems()
    assert "no entry has a title | name the key of the title: map: {title: citation}" in problem
    write("a.yml", text, "    map: {title: citation}\n")
    assert [each.when.edtf for each in talks()] == ["2014", "2014"]
    write("a.yml", "- {title: T}\n- {title: U}\n")
    (problem,) = problems()
    assert "a.yml:1:1: TF302 no entry has a date" in problem
    assert "defaults: {date: TBA}; if a key has them, map: {date: KEY}" in problem
    write("a.yml", "- {title: T}\n- {title: U}\n", "    defaults: {date: TBA}\n")
    assert len(talks()) == 2


def test_a_zone_that_is_not_in_force_is_left_out() -> None:
    """The day is read all the same, and the zone named; other words are not cut off."""
    write("a.yml", "- {title: T, date: 'March 31, 2022 at 3pm EET'}\n")
    assert talks()[0].when.edtf == "2022-03-31"
    assert "'EET' in 'March 31, 2022 at 3pm EET' is left out" in notices()[0]
    write("a.yml", "- {title: T, date: 'March 41, 2022 at 3pm EET'}\n")
    assert any("TF2" in each for each in problems())


def test_times_without_a_zone_are_named_once_each() -> None:
    """The notice names the option, and with it the time is read."""
    write("a.yml", "- {title: T, date: '2014-05-06 18:00'}\n")
    assert any("defaults: {timezone: Europe/Paris}" in each for each in notices())
    write(
        "a.yml",
        "- {title: T, date: '2014-05-06 18:00'}\n",
        "    defaults: {timezone: Europe/Rome}\n",
    )
    assert talks()[0].when.edtf == "2014-05-06T18:00"


@pytest.mark.parametrize(
    ("options", "code", "says"),
    [
        ("    map: {titel: name}\n", "TF708", "did you"),
        ("    map: [a]\n", "TF303", "a mapping of fields to keys"),
        ("    map: {title: nothing}\n", "TF117", "no entry has the key 'nothing'"),
        ("    talks: nothing\n", "TF117", "the keys are: talks, more"),
        ("    defaults: soon\n", "TF303", "a mapping"),
        ("    defaults: {yaer: 2016}\n", "TF301", "did you mean 'year'?"),
        ("    default: {year: 2016}\n", "TF301", "did you mean 'defaults'?"),
        ("    every: 6h\n", "TF708", "'every' has no effect on files"),
        ("    defaults: {year: soon}\n", "TF308", "whole number"),
    ],
)
def test_a_wrong_option_is_named(options: str, code: str, says: str) -> None:
    """Misspelt options, keys that the list does not have, and values of another kind."""
    write("a.yml", "talks: [{name: T, date: 2014}]\nmore: x\n", options)
    (problem,) = problems()
    assert code in problem
    assert says in problem or code == "TF708"


# --- what is not read ---------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "text", "says"),
    [
        ("a.json", '[{"title": "T",}', "a.json:1:"),
        ("a.json", "[" * 99_999, "too deep"),
        ("a.toml", "title = \n", "a.toml:1:"),
        ("a.yml", "- title: T\n  date: [\n", "TF103"),
        ("a.yml", "- title: *alias\n", "TF106"),
        ("a.yml", "- title: T\n  date: 2014\n- a text\n", "'a text' is a text"),
        ("a.yml", "just a text\n", "'just a text' is a text"),
        ("a.yml", "- {x: 1, y: 2}\n", "no entry has a title"),
        ("a.yml", "\n", "the file is empty"),
        ("a.json", "", "the file is empty"),
        ("a.json", '[{"title": "T",\n "title": "U", "date": "2014"}]', "a.json:2:1: TF105"),
        ("a.csv", "x,y\n1,2\n", "the table has no header"),
        ("a.csv", "title,date,event\nT,2014,E,F\n", "4 cells, but 3 columns"),
        ("a.csv", "title,date,event\n" + "x" * 200_000 + ",,\n", "field larger than"),
    ],
)
def test_a_list_that_cannot_be_read_stops_the_build(name: str, text: str, says: str) -> None:
    """The message says what is wrong, and where."""
    write(name, text)
    assert any(says in each for each in problems())


def test_what_is_no_talk_is_named() -> None:
    """A proposal, rows above a table, a page of a section or without front matter."""
    write("a.yml", "- {title: T, date: 2014, status: rejected}\n- {title: U, date: 2014} #tbc\n")
    assert [talk.title for talk in talks()] == ["U"]
    assert any("not a talk that was given: rejected" in each for each in notices())
    write("a.csv", "Our talks\ntitle,date,event\nT,2014,E\n")
    assert any("a.csv:1:1: TF616 left out: Our talks" in each for each in notices())
    for page in ("_index.md", "t.fr.md", "t.md"):
        write(f"pages/{page}", "---\ntitle: T\ndate: 2014-05-06\n---\n")
    write("pages/plain.md", "No front matter\n")
    Path("talks.yaml").write_text(f"{HEAD}  - from: pages\n")
    assert [talk.place.path for talk in talks()] == ["pages/t.md"]
    said = "\n".join(notices())
    assert "another format or language of pages/t.md" in said
    assert "the page of a section" in said
    assert "a page without front matter" in said


@pytest.mark.parametrize(
    ("date", "month"),
    [("06/14", "2014-06"), ("6.85", "1985-06"), ("14/06", ""), ("3 May", "")],
)
def test_a_date_of_two_numbers_may_be_a_month(date: str, month: str) -> None:
    """The hint says what to write for either, so that no day becomes one of the wrong year."""
    write("a.yml", f"- {{title: T, date: '{date}'}}\n")
    (problem,) = problems()
    assert "defaults: {year: 2016}" in problem
    assert (f'write "{month}" if it is a month and a year' in problem) is bool(month)
    assert ("if these are days" in problem) is bool(month)


def test_a_date_that_nothing_settles_stops_the_build() -> None:
    """Nor does a file settle it that has both orders, or a feed that says the opposite."""
    write("a.yml", "- {title: T, date: 10/07/2015}\n")
    assert "defaults: {dates: dmy}, or mdy" in problems()[0]
    write(
        "a.yml",
        "- {title: T, date: 10/07/2015}\n- {title: U, date: 30/09/2016}\n"
        "- {title: V, date: 9/30/2016}\n",
    )
    assert any("TF204" in each for each in problems())


@pytest.mark.parametrize(
    ("named", "code"),
    [("[a.yml]", "TF111"), ("''", "TF111"), ("none.yml", "TF112"), ("../a.yml", "TF113")],
)
def test_what_is_named_must_be_there(named: str, code: str) -> None:
    """A path is relative to the talks file, and not outside its directory."""
    Path("talks.yaml").write_text(f"{HEAD}  - from: {named}\n")
    assert code in problems()[0]


@pytest.mark.parametrize(
    ("named", "says"),
    [
        ("talks.yaml", "the talks file names itself"),
        ("link.yml", "'link.yml' is a broken link"),
        ("pictures", "there is no list in 'pictures'"),
        ("nothing", "there is no file in 'nothing'"),
        ("a.yml}\n  - {from: ./a.yml, defaults: {speaker: Ann}", "a second item names './a.yml'"),
        (
            "'https://a.example/'}\n  - {from: 'https://a.example/', every: 1d",
            "a second item names 'https://a.example/'",
        ),
    ],
)
def test_what_is_named_is_read_and_followed(named: str, says: str) -> None:
    """Nothing that an item says is passed over: not its file, nor its options."""
    Path("pictures").mkdir()
    Path("pictures/a.png").touch()
    Path("nothing").mkdir()
    Path("link.yml").symlink_to("gone.yml")
    Path("a.yml").write_text("- {title: T, date: 2014}\n")
    Path("talks.yaml").write_text(f"{HEAD}  - {{from: {named}}}\n")
    (problem,) = problems()
    assert says in problem


def test_links_lead_to_files_of_the_same_directory() -> None:
    """A file with two names is read once, a directory in itself ends, and nothing is outside."""
    write("d/a.yml", "- {title: T, date: 2014}\n")
    Path("d/b.yml").symlink_to("a.yml")
    Path("d/d").symlink_to("../d")
    for named in ("d", "'**/*.yml'", "d/b.yml"):
        Path("talks.yaml").write_text(f"{HEAD}  - from: {named}\n")
        assert [talk.title for talk in talks()] == ["T"]
    outside = Path("../outside.yml").resolve()
    outside.write_text("- {title: Secret, date: 2014}\n")
    Path("d/c.yml").symlink_to(outside)
    for named in ("d", "'d/*.yml'", "d/c.yml"):
        Path("talks.yaml").write_text(f"{HEAD}  - from: {named}\n")
        assert "TF113" in problems()[0]


def test_keys_of_any_length_and_number_make_one_notice() -> None:
    """It has the first ones, shortened, and the number of all others."""
    many = ", ".join(f"{'k' * 90}{number}: v" for number in range(60))
    write("a.yml", f"- {{title: T, date: 2014, {many}}}\n")
    (notice,) = notices()
    assert "and 10 more" in notice
    assert f"{'k' * 60}, " in notice
    assert "k" * 61 not in notice


def test_each_of_many_deliveries_has_a_place_of_its_own() -> None:
    """In the order of the list."""
    rows = ", ".join(f"{{date: 2014-05-{day:02}, event: E{day}}}" for day in range(1, 29))
    write("a.yml", f"- {{title: T, given: [{rows}]}}\n")
    places = [talk.place for talk in talks()]
    assert len({*places}) == 28
    assert [place.column for place in places] == sorted(place.column for place in places)


def test_only_the_main_file_names_lists() -> None:
    """A file that is included has talks alone, and a list is read once."""
    write("a.yml", "- {title: T, date: 2014}\n")
    Path("more.yaml").write_text("- from: a.yml\n")
    Path("talks.yaml").write_text(f"{HEAD}  - more.yaml\n")
    assert "TF111" in problems()[0]
    Path("talks.yaml").write_text(f"{HEAD}  - from: a.yml\n  - from: '*.yml'\n")
    assert len(talks()) == 1


# --- commands -----------------------------------------------------------------------------------


def test_a_talk_of_a_list_is_edited_there(capsys: pytest.CaptureFixture[str]) -> None:
    """Commands that edit say in which line of which file the talk is."""
    write("_data/a.yml", "- {title: T, date: 2014}\n")
    for command in (["edit", "T", "--date", "2015"], ["cancel", "T"]):
        assert main(command) == 1
        assert "_data/a.yml:1" in capsys.readouterr().err


def test_an_import_leaves_a_list_as_it_is(capsys: pytest.CaptureFixture[str]) -> None:
    """A talk that a list has is known, and a new one goes to the talks file."""
    write("_data/a.yml", "- {title: A talk, date: 2014-05-06, event: E}\n")
    before = Path("_data/a.yml").read_text(encoding="utf-8")
    Path("new.csv").write_text(
        "title,date,event,slides\nA talk,2014-05-06,E,https://s.example/1\nNew one,2015-01-02,F,\n"
    )
    assert main(["import", "new.csv", "--yes"]) == 0
    assert "1 new · 0 merged · 1 unchanged" in capsys.readouterr().out
    assert Path("_data/a.yml").read_text(encoding="utf-8") == before
    assert [talk.title for talk in talks()] == ["A talk", "New one"]


def test_the_item_that_names_a_list_is_formatted() -> None:
    """Its keys are in the order of the reference, in lines and in braces."""
    write(
        "a.yml", "- {name: T}\n", "    defaults: {date: TBA, year: 2016}\n    map: {title: name}\n"
    )
    with Path("talks.yaml").open("a", encoding="utf-8") as file:
        file.write("  - {defaults: {date: TBA}, from: b.yml}\n")
    Path("b.yml").write_text("- title: U\n")
    assert main(["fmt"]) == 0
    text = Path("talks.yaml").read_text(encoding="utf-8")
    assert (
        "  - from: a.yml\n    map: {title: name}\n    defaults: {year: 2016, date: TBA}\n" in text
    )
    assert "  - {from: b.yml, defaults: {date: TBA}}\n" in text


def test_fields_have_names_that_a_mapping_takes() -> None:
    """The fields that `map` names are those of talks.yaml."""
    assert {"title", "date", "event", "speakers", "video", "slides"} <= FIELDS


def test_an_edit_of_a_list_is_seen() -> None:
    """Builds that watch their files build again, for a list that is added as well."""
    write("_data/a.yml", "- {title: T, date: 2014}\n")
    Path("talks.yaml").write_text(f"{HEAD}  - from: _data/*.yml\n", encoding="utf-8")
    before = inputs_of(Path("talks.yaml"))
    assert not before.has_changed()
    Path("_data/b.yml").write_text("- {title: U, date: 2014}\n", encoding="utf-8")
    assert before.has_changed()
    before = inputs_of(Path("talks.yaml"))
    Path("_data/a.yml").write_text("- {title: T, date: 2015}\n", encoding="utf-8")
    assert before.has_changed()


def test_editors_accept_the_items_that_name_lists() -> None:
    """The JSON Schema has them, and rejects what a build rejects."""
    validator = Draft202012Validator(json_schema())
    feed = {"title": "T", "url": "https://x.example/"}
    item: dict[str, object] = {"from": "https://x.example/a.ics", "every": "6h"}
    item |= {"map": {"title": "name"}, "talks": "x", "defaults": {"year": 2016, "dates": "dmy"}}
    assert validator.is_valid({"feed": feed, "talks": [item, "talks/*.yaml"]})
    for wrong in ({"every": "soon"}, {"defaults": {"yaer": 1}}, {"maps": {}}, {"map": ["a"]}):
        assert not validator.is_valid({"feed": feed, "talks": [item | wrong]})


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="Windows has no pipes in directories")
def test_what_is_no_file_is_not_waited_for() -> None:
    """A pipe is named as what cannot be read, and the other lists are checked."""
    write("a.yml", "- {title: T, date: 3 May}\n")
    os.mkfifo("pipe.yml")
    Path("talks.yaml").write_text(f"{HEAD}  - from: pipe.yml\n  - from: a.yml\n", encoding="utf-8")
    assert [each.split()[1] for each in problems()] == ["TF202", "TF101"]


def test_a_kind_that_is_understood_is_a_key_that_is_used() -> None:
    """An invited talk is a talk; the other keys are named still."""
    write(
        "a.yml",
        "- {title: T, date: 2011-05-03, type: Invited Talk}\n"
        "- {title: U, date: 2011-05-04, type: Plenary talk}\n"
        "- {title: V, date: 2011-05-05, type: Stroll, mood: good}\n",
    )
    assert [talk.kind for talk in talks()] == [None, "keynote", None]
    (notice,) = notices()
    assert "TF615 no field takes the keys: mood, type" in notice
