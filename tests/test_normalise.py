"""Raw values become talks: validated and cleaned, with all problems in one run."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from talkfeed.errors import InvalidData, Place
from talkfeed.model import RawFile, Status
from talkfeed.normalise import normalise, reader
from talkfeed.rules import RULES
from talkfeed.schema import TABLES, TALK
from talkfeed.talksfile.parser import parse, read

if TYPE_CHECKING:
    from talkfeed.errors import Problem
    from talkfeed.model import Link, Talk, Talks

TALKS = Path(__file__).parent / "talks"
HERE = Place("talks.yaml", 1, 1)
FEED = "title: Talks\nurl: https://talks.example/\nauthors: The team\n"


def load(talks: str = "", feed: str = FEED) -> Talks:
    """Check the YAML of talks under the YAML of settings."""
    settings, problems = parse(feed, "talks.yaml")
    items, more = parse(talks or "[]", "talks.yaml")
    assert problems + more == []
    return normalise(RawFile(settings, items.items, (), HERE))  # type: ignore[arg-type,union-attr]


def one(fields: str, feed: str = FEED) -> Talk:
    """Check a single talk, given as the inside of a flow mapping."""
    (talk,) = load(f"[{{title: A, date: 2015-10-07, {fields}}}]", feed).talks
    return talk


def rejected(talks: str = "", feed: str = FEED) -> list[tuple[str, str, str]]:
    """Return the code, message and hint of each problem."""
    with pytest.raises(InvalidData) as caught:
        load(talks, feed)
    return [(each.code, each.message, each.hint) for each in caught.value.problems]


# --- wholes -------------------------------------------------------------------------------------


def test_all_mistakes_of_a_newcomer_are_reported(monkeypatch: pytest.MonkeyPatch) -> None:
    """A first file full of mistakes gives one clear message for each, in one run."""
    monkeypatch.chdir(TALKS)
    with pytest.raises(InvalidData) as caught:
        normalise(read(Path("newcomer.yaml")))
    assert f"{caught.value}\n" == Path("newcomer.txt").read_text(encoding="utf-8")


def test_a_complete_file_is_understood() -> None:
    """Every field reaches its place in the values, in the order of the file, drafts left out."""
    talks = normalise(read(TALKS / "seed.yaml"))
    assert talks.settings.url == "https://mirage.example/talks/"
    assert talks.settings.authority == "mirage.example,2010"
    assert (talks.settings.dates, talks.settings.limit) == ("dmy", 50)
    assert [talk.title for talk in talks.talks] == [
        *("Rainbows and Unikernels", "1984", "On tour", "On tour"),
        *("On tour again", "On tour again", "Some day"),
    ]
    assert [talk.order for talk in talks.talks] == list(range(7))
    talk = talks.talks[1]
    assert [person.name for person in talk.speakers] == ["Ann Example", "Bob"]
    assert talk.speakers[1].email == "bob@bob.example"
    assert talk.event is not None
    assert talk.event.when is not None
    assert talk.event.when.edtf == "2015-07-02/2015-07-04"
    assert talk.location is not None
    assert talk.location.geo == (52.4, 16.9)
    assert talk.online == "https://stream.example/live"
    assert talk.tags == ("unikernels", "OCaml")
    assert (talk.language, talk.status) == ("pt-BR", Status.TENTATIVE)
    assert talk.id == "nineteen-eighty-four"
    assert talk.added == datetime(2015, 6, 1, 10, tzinfo=UTC)
    assert talk.abstract is not None
    assert "&lt;script&gt;" in talk.abstract.html


def test_the_hint_for_missing_settings_can_be_copied() -> None:
    """Without settings the hint shows the lines to write."""
    with pytest.raises(InvalidData) as caught:
        normalise(RawFile(None, (), (), HERE))
    (problem,) = caught.value.problems
    assert problem.place == HERE
    assert "url: https://" in problem.hint


def test_a_problem_of_the_source_is_reported_once(tmp_path: Path) -> None:
    """A consequence of a problem at the same place is not reported."""
    path = tmp_path / "talks.yaml"
    path.write_text(f"feed: {{{', '.join(FEED.splitlines())}}}\ntalks:\n- title: A\n  date: *x\n")
    with pytest.raises(InvalidData) as caught:
        normalise(read(path))
    assert [each.code for each in caught.value.problems] == ["TF106"]


def test_settings_that_could_not_be_read_are_not_missed(tmp_path: Path) -> None:
    """A file that cannot be read is one problem, not two."""
    with pytest.raises(InvalidData) as caught:
        normalise(read(tmp_path / "none.yaml"))
    assert [each.code for each in caught.value.problems] == ["TF101"]


def test_one_mistake_in_the_settings_is_one_problem() -> None:
    """Dates are read with the setting that was probably meant, so they are not reported, too."""
    talks = "[{title: A, date: '10/07/2015, 18:30'}, {title: B, date: 7 Oktober 2015}]"
    right = "timezone: Europe/Paris, language: de, dates: dmy"
    for wrong in ("timezone: Paris", "tz: Europe/Paris", "timezone: UCT+1"):
        feed = f"{{title: T, url: 'https://t.example/', authors: U, {right}, {wrong}}}"
        assert len(rejected(talks, feed.replace("timezone: Europe/Paris, ", "", 1))) == 1
    for wrong, meant in (("language: german", "language: de"), ("dates: ddmm", "dates: dmy")):
        feed = f"{{title: T, url: 'https://t.example/', authors: U, {right}}}"
        assert len(rejected(talks, feed.replace(meant, wrong))) == 1


def test_a_missing_value_is_reported_at_its_key() -> None:
    """The place of a missing value is its key if there is one, else the talk."""
    with pytest.raises(InvalidData) as caught:
        load("- date:\n  title: A\n- date: 2015\n  title: # A\n- date: 2015\n")
    places = [(each.place.line, each.place.column, each.hint) for each in caught.value.problems]
    assert [spot[:2] for spot in places] == [(1, 3), (4, 3), (5, 3)]
    assert ["'#'" in hint for _, _, hint in places] == [False, True, False]


def test_a_duplicate_id_is_reported_at_the_id() -> None:
    """The place is that of the id, in the talk or in its delivery."""
    with pytest.raises(InvalidData) as caught:
        load(
            "- {title: A, date: 2015, id: a}\n- {title: B, date: 2015, id: a}\n"
            "- {title: C, given: [{date: 2015, id: a}]}\n"
            "- {title: D, id: a, given: [{date: 2015}]}\n"
        )
    assert {each.code for each in caught.value.problems} == {"TF314"}
    spots = [(each.place.line, each.place.column) for each in caught.value.problems]
    assert spots == [(2, 30), (3, 39), (4, 29)]


def test_an_unquoted_number_is_not_a_name() -> None:
    """`speakers: 3` is a count, not a name."""
    ((code, message, hint),) = rejected("[{title: A, date: 2015, speakers: 3}]")
    assert (code, message) == ("TF303", "'3' is a number, not a name")
    assert hint.endswith('speakers: "3"')
    assert one('speakers: ["3", Nena]').speakers[0].name == "3"


# --- settings -----------------------------------------------------------------------------------

FEEDS = (
    ("{}", "TF302", "the feed has no title", "write title: MirageOS talks"),
    ("title:", "TF302", "the feed has no title", "write title:"),
    ('title: "\\u200b"', "TF302", "has no visible text", "write title:"),
    ("url: talks.example", "TF305", "not a complete address", "write https://talks.example"),
    ("url: https://talks.example/?a", "TF305", "must be the address of a directory", ".example/"),
    (
        "url: https://talks.example/a/#b",
        "TF305",
        "must be the address of a directory",
        ".example/a/",
    ),
    ("url: https://talks.example/x/talks.atom", "TF305", "must be the address", ".example/x/"),
    ("timezone: Mars", "TF310", "'Mars' is not a time zone", "IANA"),
    ("timezone: London", "TF310", "'London' is not a time zone", "Europe/London"),
    ("timezone: europe/pariss", "TF310", "is not a time zone", "Europe/Paris"),
    ("timezone: JST", "TF310", "'JST' is not a time zone", "Asia/Tokyo"),
    ("timezone: EXT", "TF310", "'EXT' is not a time zone", "e.g. E"),
    ("language: jp", "TF311", "'jp' is not a language tag", "write ja"),
    ("language: xq", "TF311", "'xq' is not a language tag", "write e.g. en"),
    ("timezone: xyzzy", "TF310", "is not a time zone", "Europe/London"),
    ("timezone: ../etc/passwd", "TF310", "is not a time zone", "IANA"),
    ("timezone: localtime", "TF310", "is not a time zone", "IANA"),
    ("timezone: America", "TF310", "is not a time zone", "IANA"),
    ("language: English", "TF311", "'English' is not a language tag", "write en"),
    ("language: en_US", "TF311", "'en_US' is not a language tag", "write en-US"),
    ("language: '?'", "TF311", "is not a language tag", "pt-BR"),
    ("id: example.org", "TF312", "not an authority", "example.org,2015"),
    ("id: 'example.org,2015-13'", "TF312", "not an authority", "example.org,2015"),
    ("id: 'Example,2015'", "TF312", "not an authority", "example.org,2015"),
    ("dates: usa", "TF307", "'dates' cannot be 'usa'", "dmy, mdy"),
    ("hemisphere: sout", "TF307", "'hemisphere' cannot be", "did you mean 'south'"),
    ("limit: many", "TF308", "'limit' cannot be 'many'", "from 1 to 10,000"),
    ("limit: 0", "TF308", "'limit' cannot be '0'", "from 1 to 10,000"),
    ("limit: 99999999999999999999999", "TF308", "'limit' cannot be '9", "from 1 to 10,000"),
    ("authors: {url: 'https://a.example/'}", "TF302", "the person has no name", "write name:"),
    ("authors: {name: A, email: a.b}", "TF309", "'a.b' is not an e-mail address", "@example.org"),
    ("authors: [[A]]", "TF303", "'authors' must be a name", "write authors:"),
    ("titel: A", "TF301", "unknown key 'titel' in the feed", "did you mean 'title'?"),
    ("highlights: 3", "TF301", "unknown key 'highlights'", "did you mean 'pinned' of a talk?"),
    ("xyzzy: A", "TF301", "unknown key 'xyzzy' in the feed", "the keys are: title, url"),
    ("title: [A]", "TF303", "'title' must be text, not a list", "write title: MirageOS"),
    ("title: {a: b}", "TF303", "'title' must be text, not a mapping", "write title:"),
)


@pytest.mark.parametrize(("feed", "code", "message", "hint"), FEEDS)
def test_an_invalid_setting_is_reported(feed: str, code: str, message: str, hint: str) -> None:
    """Each wrong setting is one problem with an example that works."""
    problems = [each for each in rejected(feed=feed) if message in each[1]]
    assert [each[0] for each in problems] == [code]
    assert hint in problems[0][2]


def test_settings_have_defaults() -> None:
    """A title and an address are enough."""
    settings = load(feed="title: T\nurl: https://t.example\n").settings
    assert (settings.title, settings.url) == ("T", "https://t.example/")
    assert (settings.language, settings.timezone, settings.authors) == ("en", None, ())
    assert (settings.limit, settings.hemisphere, settings.place) == (100, "north", HERE)


TAGS = (
    ("[C#, F#, C]", ("C#", "F#", "C")),
    ("['#ocaml', ' #C# ']", ("ocaml", "C#")),
    ("'#ocaml, C#'", ("ocaml", "C#")),
)


@pytest.mark.parametrize(("written", "tags"), TAGS)
def test_a_tag_loses_the_sign_before_it_alone(written: str, tags: tuple[str, ...]) -> None:
    """`#ocaml` is the tag ocaml, and C# is not C."""
    assert one(f"tags: {written}").tags == tags


LANGUAGES = (
    ("EN", "en"),
    ("zh-hans-cn", "zh-Hans-CN"),
    ("sl-ROZAJ", "sl-rozaj"),
    ("es-419", "es-419"),
)


@pytest.mark.parametrize(("written", "tag"), LANGUAGES)
def test_a_language_tag_has_one_spelling(written: str, tag: str) -> None:
    """Tags are written as BCP 47 recommends."""
    assert one(f"language: {written}").language == tag


def test_settings_govern_how_dates_are_read() -> None:
    """The order of day and month, the half of the world and the zone come from the settings."""
    feed = FEED + "dates: mdy\nhemisphere: south\ntimezone: Europe/Paris\n"
    dates = ("10/07/2015", "summer 2013", "2015-10-07 18:30")
    talks = "".join(f"- {{title: {date}, date: {date}}}\n" for date in dates)
    first, second, third = load(talks, feed).talks
    assert first.when.edtf == "2015-10-07"
    assert second.when.start is not None
    assert second.when.start.month == 12
    assert third.when.zone == "Europe/Paris"


# --- talks --------------------------------------------------------------------------------------

A = "title: A, date: 2015-10-07"
PROBLEMS = (
    ("[{date: 2015}]", "TF302", "the talk has no title", "write title:"),
    ("[{title: A}]", "TF302", "the talk 'A' has no date", "date: TBA"),
    ("[{title: A, date: ~}]", "TF302", "the talk 'A' has no date", "date: TBA"),
    ("[{title: A, when: 2015}]", "TF301", "unknown key 'when'", "did you mean 'date'?"),
    ("[{title: A, date: [2015]}]", "TF303", "'date' must be text", "write date: Oct 2015"),
    ("[{title: A, date: sometime}]", "TF201", "'sometime'", "Oct 2015"),
    (f"[{{{A}, event: [a]}}]", "TF303", "'event' must be a name or keys", "write event:"),
    (f"[{{{A}, event: {{url: 'https://a.example/'}}}}]", "TF302", "the event has no name", "name"),
    (f"[{{{A}, event: {{name: E, end: 2015}}}}]", "TF302", "an end but no start", "start"),
    (
        f"[{{{A}, event: {{name: E, start: 2015, end: Oct 2015}}}}]",
        "TF303",
        "different precision",
        "both as days",
    ),
    (f"[{{{A}, event: {{name: E, start: 2015-10-09, end: 2015-10-07}}}}]", "TF2", "", ""),
    (f"[{{{A}, event: {{name: E, start: nope, end: 2015}}}}]", "TF201", "'nope'", ""),
    (
        f"[{{{A}, location: [a]}}]",
        "TF303",
        "'location' must be a name or keys",
        "write location:",
    ),
    (f"[{{{A}, location: {{geo: '1, 2'}}}}]", "TF302", "the location has no name", "write name:"),
    (f"[{{{A}, location: {{name: L, geo: here}}}}]", "TF308", "not a position", "51.5202"),
    (f"[{{{A}, location: {{name: L, geo: [91, 0]}}}}]", "TF308", "not a position", "51.5202"),
    (f"[{{{A}, location: {{name: L, geo: '0, 181'}}}}]", "TF308", "not a position", "51.5202"),
    (
        f"[{{{A}, location: {{name: L, geo: {{a: b}}}}}}]",
        "TF303",
        "must be two numbers",
        "51.5202",
    ),
    (f"[{{{A}, online: zoom}}]", "TF305", "not a complete address", "https://"),
    (f"[{{{A}, video: [a.example/x]}}]", "TF305", "not a complete address", "https://a.example/x"),
    (f"[{{{A}, video: [[a]]}}]", "TF303", "'video' must be an address", "write video:"),
    (f"[{{{A}, links: [{{label: a}}]}}]", "TF302", "the link has no url", "write url:"),
    (
        f"[{{{A}, audio: {{url: 'https://a.example/', rel: enclosure}}}}]",
        "TF320",
        "needs its type",
        "length",
    ),
    (
        f"[{{{A}, audio: {{url: 'https://a.example/', type: mp3}}}}]",
        "TF307",
        "not a media type",
        "video/mp4",
    ),
    (f"[{{{A}, abstract: [a]}}]", "TF303", "'abstract' must be text", "abstract: |"),
    (f"[{{{A}, abstract: '{'>' * 300}'}}]", "TF306", "quotes in one abstract", "'>'"),
    (f"[{{{A}, tags: [[a]]}}]", "TF303", "'tags' must be a list of texts", "write tags:"),
    (f"[{{{A}, tags: ['a, b']}}]", "TF317", "cannot contain a comma", "several tags"),
    (
        f"[{{{A}, status: canceled}}]",
        "TF307",
        "'status' cannot be 'canceled'",
        "did you mean 'cancelled'?",
    ),
    (f"[{{{A}, draft: maybe}}]", "TF307", "neither true nor false", "draft: true"),
    (f"[{{{A}, id: 'A b'}}]", "TF408", "is not a valid id", "a-b"),
    (f"[{{{A}, added: Oct 2015}}]", "TF318", "not a single day or point", "2015-10-20"),
    (f"[{{{A}, added: 24-26 Sep 2015}}]", "TF318", "not a single day or point", "2015-10-20"),
    (f"[{{{A}, speaker: B, speakers: [C]}}]", "TF321", "both 'speaker' and 'speakers'", "list"),
    (f"[{{{A}, given: often}}]", "TF303", "'given' must be a list", "- {event"),
    (f"[{{{A}, given: [often]}}]", "TF303", "'given' must be a list", "- {event"),
    ("[{title: A, given: [{event: E}]}]", "TF302", "the delivery has no date", "TBA"),
    (
        "[{title: A, given: [{date: 2015, title: B}]}]",
        "TF301",
        "unknown key 'title' in the delivery",
        "",
    ),
    (
        "[{title: A, id: a, given: [{date: 2015}, {date: 2016}]}]",
        "TF319",
        "one id for several",
        "move",
    ),
    (
        f"[{{{A}, id: x}}, {{title: B, date: 2015, id: x}}]",
        "TF314",
        "(first in talks.yaml, line 1",
        "different id",
    ),
    (
        f"[{{{A}}}, {{title: a, date: 7 Oct 2015}}]",
        "TF315",
        "duplicate talk 'a' (first in talks.yaml, line 1",
        "distinguishes",
    ),
)


@pytest.mark.parametrize(("talks", "code", "message", "hint"), PROBLEMS)
def test_an_invalid_value_is_reported(talks: str, code: str, message: str, hint: str) -> None:
    """Each mistake is one problem, with its code and an example that works."""
    ((found, text, advice),) = rejected(talks)
    assert found.startswith(code)
    assert message in text
    assert hint in advice


def test_the_place_of_a_problem_is_that_of_its_value() -> None:
    """The place of a problem is that of the value, or of an unknown key."""
    with pytest.raises(InvalidData) as caught:
        load("- title: A\n  date: nope\n  datum: x\n- date: 2015\n")
    spots = [(each.place.line, each.place.column) for each in caught.value.problems]
    assert spots == [(2, 9), (3, 3), (4, 3)]


def test_every_code_has_a_rule() -> None:
    """All codes of problems are in the table of rules."""
    codes = {code for _, code, *_ in (*FEEDS, *PROBLEMS) if len(code) > 3}
    assert codes - {"TF408"} <= set(RULES)


SAYS_NOTHING = (
    "event: ",
    "event: ''",
    "event: ~",
    "speakers: []",
    "speakers: [~]",
    "tags: ','",
    "abstract: ' '",
)


@pytest.mark.parametrize("fields", SAYS_NOTHING)
def test_an_empty_value_is_no_value(fields: str) -> None:
    """A key with nothing after it is as good as left out."""
    assert one(fields) == one("")


@pytest.mark.parametrize("most", [0, 1, 100])
def test_the_same_text_means_the_same_again(most: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """Values are memoised by text and quotes, up to a limit; errors are reported each time."""
    monkeypatch.setattr(reader, "MOST_KNOWN", most)
    events = ("'~'", "~", "CityCode", "'~'", "~", "CityCode")
    rows = (f"- {{title: A, date: {2010 + at}, event: {name}}}" for at, name in enumerate(events))
    found = [talk.event and talk.event.name for talk in load("\n".join(rows)).talks]
    assert found == ["~", None, "CityCode"] * 2
    wrong = "- {title: A, date: 2015, language: x}\n- {title: B, date: 2015, language: x}"
    assert [code for code, _, _ in rejected(wrong)] == ["TF311", "TF311"]


def test_spellings_that_come_naturally_mean_the_same() -> None:
    """One name or a list, a text or keys, one address or several: all are understood."""
    assert one("speaker: B") == one("speakers: [B]") == one("speakers: {name: B}")
    assert one("event: E") == one("event: {name: E}")
    assert one("location: L") == one("location: {name: L}")
    assert one("tags: 'a, #b,'") == one("tags: [a, b, A]")
    assert one("video: https://a.example/") == one("video: [{url: 'https://a.example/'}]")
    assert one("status: Cancelled").status is Status.CANCELLED
    assert one("draft: no") == one("draft: false") == one("")


PLACEHOLDERS = (
    *("TBA", "tbd.", "(TBC)", "T.B.A.", "N.N.", "N. N.", "?", "???", "–", "To be announced"),
    *("Speaker TBA", "Speakers: to be determined", "Keynote speaker to be announced"),
    *("Referent: wird noch bekannt gegeben", "À confirmer", "por confirmar", "未定"),
)
NAMES = ("Tbara", "N. Nguyen", "Speaker", "Na", "Announced Ann", "J.", "🦄", "de la Tba")


@pytest.mark.parametrize("name", PLACEHOLDERS)
def test_a_placeholder_names_nobody(name: str) -> None:
    """A talk whose speaker is to be announced has no speaker, and an event likewise."""
    assert one(f"speaker: '{name}'").speakers == ()
    assert [each.name for each in one(f"speakers: ['{name}', {{name: Ann}}]").speakers] == ["Ann"]
    assert one(f"speaker: {{name: '{name}', url: https://a.example/}}").speakers == ()
    assert one(f"event: '{name}'").event is None
    assert one(f"event: {{name: '{name}'}}").event is None


@pytest.mark.parametrize("name", NAMES)
def test_a_name_that_looks_like_a_placeholder_is_a_name(name: str) -> None:
    """Only a whole name can be a placeholder."""
    assert [each.name for each in one(f"speaker: '{name}'").speakers] == [name]


def test_a_mark_of_direction_makes_no_other_talk() -> None:
    """Two talks that differ in marks alone are the same talk written twice."""
    twice = '[{title: A, date: 2015}, {title: "A\\u200f", date: 2015}]'
    assert [code for code, _, _ in rejected(twice)] == ["TF315"]


def test_an_event_may_have_a_date_in_one_or_two_fields() -> None:
    """The start alone may be a range; a start and an end make one."""
    days = "event: {name: E, start: 6-8 Oct 2015}"
    ends = "event: {name: E, start: 6 Oct 2015, end: 8 Oct 2015}"
    for fields in (days, ends):
        event = one(fields).event
        assert event is not None
        assert event.when is not None
        assert event.when.edtf == "2015-10-06/2015-10-08"


@pytest.mark.parametrize("day", ["2015-10-20", "2015-10-20 12:00+02:00"])
def test_added_is_a_moment(day: str) -> None:
    """A day means 10:00 UTC; a time is itself."""
    assert one(f"added: {day}").added == datetime(2015, 10, 20, 10, tzinfo=UTC)


def test_a_date_may_be_announced_later() -> None:
    """A talk without a date is a talk."""
    (talk,) = load("[{title: A, date: TBA}]").talks
    assert (talk.when.edtf, talk.when.text) == (None, "TBA")


def test_a_draft_is_checked_and_left_out() -> None:
    """A draft is not published, but its mistakes are reported."""
    assert load(f"[{{{A}, draft: true}}, {{{A}}}]").talks[0].order == 0
    assert rejected("[{title: A, date: nope, draft: true}]")[0][0] == "TF201"


# --- links --------------------------------------------------------------------------------------


def links(fields: str) -> tuple[Link, ...]:
    """Check the links of a talk."""
    return one(fields).links


def test_links_are_listed_by_kind() -> None:
    """In any file the order is: video, slides, audio, paper, code, page, others."""
    found = links(
        "links: https://a.example/, url: https://b.example/, code: https://c.example/,"
        "slides: https://d.example/, video: https://e.example/"
    )
    assert [link.kind for link in found] == ["video", "slides", "code", "url", "link"]
    assert [link.title for link in found] == ["Video", "Slides", "Code", "Page", "a.example"]
    assert {link.rel for link in found} == {"related"}


def test_titles_of_links_differ() -> None:
    """Several links of a kind are numbered or have labels; duplicates are removed."""
    three = (
        "video: [https://a.example/, https://b.example/, https://a.example/,"
        " {url: 'https://c.example/', label: Questions}]"
    )
    assert [link.title for link in links(three)] == ["Video 1", "Video 2", "Video: Questions"]
    assert links("slides: {url: 'https://a.example/', label: My slides}")[0].title == "My slides"


TYPES = (
    ("https://a.example/x.PDF?y#z", "application/pdf"),
    ("https://a.example/x.mp3", "audio/mpeg"),
    ("https://a.zip", None),
    ("https://a.example/x.mp4/", None),
    ("https://a.example/watch?v=x.mp4", None),
)


@pytest.mark.parametrize(("href", "media_type"), TYPES)
def test_the_type_of_a_file_is_derived_from_its_suffix(href: str, media_type: str | None) -> None:
    """Only the suffix of the path determines the type, not that of the host or the query."""
    assert links(f"video: '{href}'")[0].type == media_type


ENCLOSURES = (
    ("url: 'https://a.example/x.mp3', length: 5", "enclosure"),
    ("url: 'https://a.example/x', type: Audio/MPEG, length: 5", "enclosure"),
    ("url: 'https://a.example/x.mp3', length: 5, rel: related", "related"),
    ("url: 'https://a.example/x.pdf', length: 5", "related"),
    ("url: 'https://a.example/x.pdf', length: 5, rel: enclosure", "enclosure"),
    ("url: 'https://a.example/x.mp3'", "related"),
)


@pytest.mark.parametrize(("fields", "rel"), ENCLOSURES)
def test_an_enclosure_is_a_media_file_that_is_described(fields: str, rel: str) -> None:
    """Without type and length a media file is a link like any other."""
    assert links(f"audio: {{{fields}}}")[0].rel == rel


# --- deliveries ---------------------------------------------------------------------------------


def test_a_talk_lends_everything_to_its_deliveries() -> None:
    """Without a date of its own, a talk's fields hold for each delivery that has none."""
    first, second = load(
        "[{title: A, event: E, video: 'https://a.example/', slides: 'https://b.example/',"
        " status: tentative, given: [{date: 2015}, {date: 2016, event: F, slides: 'https://c.example/'}]}]"
    ).talks
    assert [talk.event.name for talk in (first, second) if talk.event] == ["E", "F"]
    assert [link.href for link in second.links] == ["https://a.example/", "https://c.example/"]
    assert first.status is second.status is Status.TENTATIVE
    assert (first.order, second.order) == (0, 1)
    assert first.place != second.place


def test_a_talk_with_a_date_is_a_delivery_itself() -> None:
    """Fields of that delivery do not apply to the others; fields of the talk do."""
    own, other = load(
        f"[{{{A}, event: E, location: L, online: 'https://l.example/', id: x,"
        " video: 'https://a.example/', status: cancelled,"
        " slides: 'https://b.example/', tags: [t], given: [{date: 2016}]}]"
    ).talks
    assert (own.id, own.status, len(own.links)) == ("x", Status.CANCELLED, 2)
    assert (other.id, other.status, other.event, other.location, other.online) == (
        *(None, Status.CONFIRMED),
        *(None, None, None),
    )
    assert [link.kind for link in other.links] == ["slides"]
    assert other.tags == ("t",)


def test_a_draft_hides_its_deliveries() -> None:
    """A draft given several times is a draft each time, unless a delivery says otherwise."""
    talks = "[{title: A, draft: true, given: [{date: 2015}, {date: 2016, draft: false}]}]"
    assert [talk.when.text for talk in load(talks).talks] == ["2016"]


def test_the_id_of_a_talk_is_that_of_its_only_delivery() -> None:
    """A single delivery has the id of its talk."""
    assert load("[{title: A, id: x, given: [{date: 2015}]}]").talks[0].id == "x"


# --- authors ------------------------------------------------------------------------------------

NOBODY = "title: T\nurl: https://t.example/\n"


def told(talks: str) -> list[tuple[str, str]]:
    """Return the code and message of each notice, for a feed without authors."""
    return [(notice.code, notice.message) for notice in load(talks, NOBODY).notices]


def test_title_and_date_are_enough() -> None:
    """The feed is the author; one notice reports the number of such talks."""
    message = "'A' has no speaker, and the feed has no authors"
    assert told("[{title: A, date: 2015}]") == [("TF611", message)]
    (several,) = told("[{title: A, date: 2015}, {title: B, date: 2015}]")
    assert several[1].startswith("'A' and 1 more have no speaker")


@pytest.mark.parametrize("fields", ["speaker: B", "speakers: [B]", "draft: true"])
def test_no_notice_if_all_published_talks_have_speakers(fields: str) -> None:
    """A feed needs no authors when each talk that is published has a speaker."""
    assert told(f"[{{{A}, {fields}}}]") == []


@pytest.mark.parametrize(
    "name", ["Ann and Bob", "Ann & Bob", "Ann, Bob", "Ann und Bob", "高橋、伊藤"]
)
def test_several_names_in_one_are_worth_a_look(name: str) -> None:
    """A name that may be several is taken as written, and noticed."""
    (notice,) = load(f"[{{{A}, speaker: '{name}'}}]").notices
    assert notice.code == "TF610"
    assert name in notice.message


# --- laws ---------------------------------------------------------------------------------------

keys = st.sampled_from(sorted({field.name for table in TABLES.values() for field in table.fields}))
texts = st.text(max_size=8) | st.sampled_from(("2015", "TBA", "https://a.example/", "true", "a, b"))
trees = st.recursive(
    texts,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(keys, inner, max_size=4),
    max_leaves=8,
)
own_keys = st.sampled_from([field.name for field in TALK.fields])


@given(st.lists(st.dictionaries(own_keys, trees, max_size=5), max_size=3), trees)
def test_any_content_is_read_or_reported(talks: list[Any], feed: Any) -> None:
    """Any tree below any key results in talks or problems with places, never in another error."""
    content = yaml.safe_dump({"feed": {"title": feed, "url": "https://t.example"}, "talks": talks})
    root, problems = parse(content, "talks.yaml")
    assert root is not None
    settings, items = (root.fields[key].value for key in ("feed", "talks"))  # type: ignore[union-attr]
    raw = RawFile(settings, items.items, tuple(problems), HERE)  # type: ignore[arg-type,union-attr]
    found = _told(raw)
    assert all(each.place.path == "talks.yaml" for each in found)
    assert all(each.message and "\n" not in each.message for each in found)


def _told(raw: RawFile) -> tuple[Problem, ...]:
    try:
        return normalise(raw).notices
    except InvalidData as error:
        return error.problems


# --- languages and times of dates -----------------------------------------------------------------

ZONED = f"{FEED}timezone: Europe/Paris\n"


@pytest.mark.parametrize(
    ("fields", "feed"),
    [
        ("language: de, date: 7. Oktober 2015", FEED),
        ("date: 7. Oktober 2015", f"{FEED}languages: [fr, de]\n"),
        ("date: 7. Oktober 2015", f"{FEED}languages: fr, de-CH\n"),
        ("date: 7 octobre 2015", f"{FEED}language: de\nlanguages: fr\n"),
        ("language: fr, date: 7. Oktober 2015", f"{FEED}language: de\n"),
        ("language: fr, date: 7 octobre 2015", f"{FEED}language: de\n"),
        ("language: fr, date: 7 October 2015", f"{FEED}language: de\n"),
        ("language: fr, given: [{date: 7. Oktober 2015, language: de}]", FEED),
        ("language: fr, given: [{date: 7 octobre 2015}]", FEED),
    ],
)
def test_a_date_is_in_a_language_of_the_feed_or_of_its_talk(fields: str, feed: str) -> None:
    """English, the feed's languages and the talk's own are read; a delivery may have its own."""
    (talk,) = load(f"[{{title: A, {fields}}}]", feed).talks
    assert talk.when.edtf == "2015-10-07"


def test_a_language_counts_for_its_own_talk_alone() -> None:
    """The words of one talk's language are unknown in the next."""
    talks = "[{title: A, language: de, date: 7. Oktober 2015}, {title: B, date: 7. Oktober 2015}]"
    assert [each[0] for each in rejected(talks)] == ["TF221"]


def test_what_is_no_language_tag_is_refused_once() -> None:
    """Each wrong entry of `languages:` is one problem."""
    feed = f"{FEED}languages: [German, {{de: 1}}]\n"
    assert [each[0] for each in rejected(feed=feed)] == ["TF311", "TF303"]


@pytest.mark.parametrize(
    ("fields", "edtf"),
    [
        ("date: 7 Oct 2015, time: 16:00", "2015-10-07T16:00"),
        ("date: 2015-10-07, time: 4pm", "2015-10-07T16:00"),
        ("time: '16:00-17:30', date: 7 Oct 2015", "2015-10-07T16:00/2015-10-07T17:30"),
        ("date: 7. Oktober 2015, time: 16 Uhr, language: de", "2015-10-07T16:00"),
        ("given: [{date: 7 Oct 2015, time: 16:00}]", "2015-10-07T16:00"),
        ("time: 16:00, given: [{date: 7 Oct 2015}]", "2015-10-07T16:00"),
        ("time: 16:00, given: [{date: 7 Oct 2015, time: 17:00}]", "2015-10-07T17:00"),
        ("time: 16:00, given: [{date: '7 Oct 2015, 17:00'}]", "2015-10-07T17:00"),
        ("date: 7 Oct 2015, time: ", "2015-10-07"),
    ],
)
def test_a_time_beside_the_date_is_part_of_it(fields: str, edtf: str) -> None:
    """A talk, and each delivery, may state its time apart; the talk's is that of its deliveries."""
    (talk,) = load(f"[{{title: A, {fields}}}]", ZONED).talks
    assert talk.when.edtf == edtf


def test_a_talk_of_its_own_date_keeps_its_time_to_itself() -> None:
    """The time of a talk with a date does not apply to its deliveries."""
    talks = load("[{title: A, date: 7 Oct 2015, time: 16:00, given: [{date: May 2016}]}]", ZONED)
    assert [talk.when.edtf for talk in talks.talks] == ["2015-10-07T16:00", "2016-05"]


@pytest.mark.parametrize(
    ("fields", "line", "code"),
    [
        ("  date: 7 Oct 2015 4pm\n  time: 16:00\n", 3, "TF218"),
        ("  date: Oct 2015\n  time: 16:00\n", 3, "TF218"),
        ("  date: 7-8 Oct 2015\n  time: 16:00\n", 3, "TF218"),
        ("  time: soon\n  date: 7 Oct 2015\n", 2, "TF211"),
        ("  date: 7 Oct 2015\n  time: [16:00]\n", 3, "TF303"),
        ("  time: 16:00\n  given:\n  - date: Oct 2015\n", 2, "TF218"),
        ("  given:\n  - date: 7 Oct 2015 4pm\n    time: 16:00\n", 4, "TF218"),
    ],
)
def test_a_time_that_does_not_fit_is_refused_at_its_place(
    fields: str, line: int, code: str
) -> None:
    """An invalid time is one problem, at the place of the time."""
    items, _ = parse(f"- title: A\n{fields}", "talks.yaml")
    settings, _ = parse(ZONED, "talks.yaml")
    with pytest.raises(InvalidData) as caught:
        normalise(RawFile(settings, items.items, (), HERE))  # type: ignore[arg-type,union-attr]
    assert [(each.code, each.place.line) for each in caught.value.problems] == [(code, line)]


def test_a_lenient_reader_leaves_a_wrong_time_out() -> None:
    """The day stays, and the time is reported."""
    items, _ = parse("- {title: A, date: 7 Oct 2015, time: soon}", "talks.yaml")
    settings, _ = parse(ZONED, "talks.yaml")
    raw = RawFile(settings, items.items, (), HERE)  # type: ignore[arg-type,union-attr]
    talks = normalise(raw, is_lenient=True)
    assert [talk.when.edtf for talk in talks.talks] == ["2015-10-07"]
    assert [each.code for each in talks.notices] == ["TF613"]
