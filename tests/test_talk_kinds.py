"""The kind, level, room and track of a talk, from the words people write to each format."""

# ruff: noqa: RUF001 - some words are Turkish

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from factories import ENGLISH, make_entry, make_feed, make_talk, make_time
from talkfeed.dates.languages import LANGUAGES
from talkfeed.errors import InvalidData, Place
from talkfeed.formats import wording
from talkfeed.formats.html import page, schema_org
from talkfeed.formats.ical.calendar import render as render_calendar
from talkfeed.formats.jsonfeed import render as render_json
from talkfeed.importers.common.detect import choose
from talkfeed.importers.metadata.reader import describe
from talkfeed.importers.schedules.calendar import read as read_calendar
from talkfeed.model import Location, RawFile, RawList, RawMap
from talkfeed.model.imported import FoundTalk, ImportOptions, SourceInput
from talkfeed.model.vocabulary import KINDS, LEVELS, fold_word, word_of
from talkfeed.normalise import normalise
from talkfeed.records.draft import Draft, finish
from talkfeed.talksfile.parser import parse

if TYPE_CHECKING:
    from talkfeed.model import Feed, Talk
    from talkfeed.model.vocabulary import Word

BOTH = pytest.mark.parametrize("words", [KINDS, LEVELS], ids=["kinds", "levels"])
BY_LANGUAGE = {
    "ca": ("xerrada llampec", "taller", "principiant"),
    "cs": ("blesková přednáška", "dílna", "začátečník"),
    "da": ("lyntale", "værksted", "begynder"),
    "de": ("Kurzvortrag", "Werkstatt", "Anfänger"),
    "es": ("charla relámpago", "taller", "principiante"),
    "fi": ("salamapuhe", "työpaja", "aloittelija"),
    "fr": ("présentation éclair", "atelier", "débutant"),
    "hu": ("villámelőadás", "műhely", "kezdő"),
    "it": ("presentazione lampo", "laboratorio", "principianti"),
    "ja": ("ライトニングトーク", "ワークショップ", "初級"),
    "ko": ("라이트닝 토크", "워크숍", "초급"),
    "nb": ("lynforedrag", "verksted", "nybegynner"),
    "nl": ("bliksemlezing", "werkgroep", "basis"),
    "pl": ("krótka prelekcja", "warsztaty", "początkujący"),
    "pt": ("palestra relâmpago", "oficina", "iniciante"),
    "ro": ("prezentare fulger", "atelier", "începător"),
    "ru": ("блиц-доклад", "мастер-класс", "начинающий"),
    "sk": ("blesková prednáška", "dielňa", "začiatočník"),
    "sv": ("blixttal", "verkstad", "nybörjare"),
    "tr": ("şimşek konuşma", "atölye", "başlangıç"),
    "uk": ("бліц-доповідь", "майстерня", "початківець"),
    "zh": ("闪电演讲", "工作坊", "入门"),
}
"""Words for a lightning talk, a workshop and beginners."""


def load(fields: str) -> tuple[Talk, ...]:
    """Read a talk with fields."""
    settings, problems = parse("{title: T, url: 'https://t.example/'}", "talks.yaml")
    items, more = parse(f"- {{title: A, date: 7 Oct 2015, {fields}}}", "talks.yaml")
    assert problems + more == []
    assert isinstance(settings, RawMap)
    assert isinstance(items, RawList)
    talks: Any = items.items
    return normalise(RawFile(settings, talks, (), Place("talks.yaml", 1, 1))).talks


def shown(**changes: Any) -> Feed:
    """Make the feed of a talk to come, with fields."""
    when = make_time("2015-12-07T10:00", "2015-12-07T11:00")
    return make_feed(make_entry("a", make_talk(when=when, **changes)), ahead=("a",))


@pytest.mark.parametrize("language", sorted({*LANGUAGES} - {"no", "nn"}))
def test_each_language_of_dates_has_words(language: str) -> None:
    """A programme in that language is read as it is written."""
    lightning, workshop, beginner = BY_LANGUAGE[language]
    (talk,) = load(f"kind: {lightning}, level: {beginner}")
    assert (talk.kind, talk.level) == ("lightning", "beginner")
    assert load(f"kind: {workshop}")[0].kind == "workshop"


@BOTH
def test_no_word_means_two_things(words: tuple[Word, ...]) -> None:
    """Each synonym is listed once, folded."""
    texts = [fold_word(text) for word in words for text in word.synonyms.split("|")]
    meant = [{fold_word(word.name), fold_word(word.label)} for word in words]
    assert len({*texts}) == len(texts)
    assert not any(names & {*texts} for names in meant)


@pytest.mark.parametrize("written", ["Lightning Talk", "lightning-talk", "LIGHTNING_TALKS"])
def test_spellings_of_a_word_are_the_same(written: str) -> None:
    """Case, hyphens and plurals make no other kind."""
    assert load(f"kind: {written}")[0].kind == "lightning"


@pytest.mark.parametrize(
    ("fields", "message", "hint"),
    [
        ("kind: lightening", "'kind' cannot be 'lightening'", "did you mean 'lightning'?"),
        ("kind: film", "'kind' cannot be 'film'", "write one of: talk, keynote, lightning"),
        ("level: beginer", "'level' cannot be 'beginer'", "did you mean 'beginner'?"),
        ("type: keynote", "unknown key 'type'", "did you mean 'kind'?"),
    ],
)
def test_a_word_nobody_knows_is_a_problem(fields: str, message: str, hint: str) -> None:
    """It is reported at its place, with the word that was probably meant."""
    with pytest.raises(InvalidData) as caught:
        load(fields)
    (problem,) = caught.value.problems
    assert message in problem.message
    assert hint in problem.hint
    assert problem.place.line == 1


@pytest.mark.parametrize(
    ("written", "kind"), [("Talk (30 min)", "talk"), ("Keynote!", "keynote"), ("BoF", "")]
)
def test_programmes_write_more_than_the_kind(written: str, kind: str) -> None:
    """Durations and signs beside the word do not count."""
    assert word_of(written, KINDS) == kind


def test_a_talk_that_is_a_talk_needs_no_badge() -> None:
    """The default kind is shown nowhere to people; programs may read it."""
    feed = shown(kind="talk")
    assert wording.facts(feed.entries[0].talk, ENGLISH) == wording.facts(
        shown().entries[0].talk, ENGLISH
    )
    assert wording.categories(feed.entries[0].talk, ENGLISH) == ()
    assert json.loads(render_json(feed))["items"][0]["_talkfeed"]["kind"] == "talk"


@pytest.mark.parametrize(
    ("fields", "place"),
    [
        ({"room": "Room 2", "location": Location("Hall, Bonn")}, "Room 2\\, Hall\\, Bonn"),
        ({"room": "Room 2"}, "Room 2"),
        ({"room": "Room 2", "online": "https://live.example/"}, "Room 2"),
    ],
)
def test_calendars_have_the_room_before_the_venue(fields: dict[str, Any], place: str) -> None:
    """LOCATION goes from the smaller to the larger place (RFC 5545, 3.8.1.7), and is read back."""
    content = render_calendar(shown(**fields, track="Systems", kind="keynote", tags=("one",)))
    lines = content.decode().split("\r\n")
    assert f"LOCATION:{place}" in lines
    assert "CATEGORIES:Systems,Keynote,one" in lines
    (found,) = read_calendar(SourceInput(content=content, name="a.ics"), ImportOptions()).talks
    venue = fields.get("location")
    assert found.fields.get("location") == (venue and venue.name)
    assert found.fields["room"] == "Room 2"
    assert found.fields["kind"] == "keynote"
    assert found.fields["tags"] == ["one"]


def test_search_engines_know_the_room_and_the_level() -> None:
    """A room is a place in a place; a talk with a level is an event of education."""
    feed = shown(room="Room 2", location=Location("Hall"), level="advanced", kind="keynote")
    graph: Any = schema_org.events(feed)
    (event,) = graph["@graph"]
    assert event["@type"] == "EducationEvent"
    assert event["educationalLevel"] == "advanced"
    assert event["keywords"] == ["Keynote"]
    assert event["location"] == {
        "@type": "Room",
        "name": "Room 2",
        "address": "Hall",
        "containedInPlace": {"@type": "Place", "name": "Hall", "address": "Hall"},
    }
    alone: Any = schema_org.events(shown(room="Room 2", kind="workshop"))
    assert alone["@graph"][0]["location"] == {
        "@type": "Room",
        "name": "Room 2",
        "address": "Room 2",
    }
    assert alone["@graph"][0]["@type"] == "EducationEvent"


def test_a_page_is_read_back_with_its_room() -> None:
    """What a page says to search engines, an import understands."""
    content = page.render(shown(room="Room 2", location=Location("Hall"), level="advanced"))
    source = SourceInput(content=content, name="x", base="https://talks.example/talks/a/")
    found = describe(source, ImportOptions()).fields
    assert (found["room"], found["location"], found["level"]) == ("Room 2", "Hall", "advanced")
    assert b"<dt>Level</dt><dd>Advanced</dd>" in content


ROWS = (("Talk", "x"), ("Keynote (45 min)", "Beginners"), ("film", "all"))


def test_tables_say_the_kind_and_the_level_in_their_own_words() -> None:
    """Columns of a page and of a CSV file are read alike; other words are left out."""
    cells = "".join(
        f"<tr><td>{n} May 2015</td><td>Title {n} of a talk</td><td>{kind}</td><td>{level}</td></tr>"
        for n, (kind, level) in enumerate((*ROWS, ROWS[1]), 1)
    )
    head = "<tr><th>Date</th><th>Title</th><th>Format</th><th>Level</th></tr>"
    lines = "".join(
        f"{n} May 2015,Title {n},{kind},{level}\n" for n, (kind, level) in enumerate(ROWS, 1)
    )
    for name, content in (
        ("a.html", f"<table>{head}{cells}</table>"),
        ("a.csv", f"date,title,format,level\n{lines}"),
    ):
        source = SourceInput(content=content.encode(), name=name, base="https://a.example/")
        talks = choose(source).read(source, ImportOptions()).talks
        found = [(each.fields.get("kind"), each.fields.get("level")) for each in talks][:3]
        assert found == [(None, None), ("keynote", "beginner"), (None, None)], name


def test_a_word_that_a_draft_states_and_nobody_knows_is_a_doubt() -> None:
    """It is not lost silently."""
    found = finish(Draft(title="A", kind="film", level="Expert"), ImportOptions())
    assert isinstance(found, FoundTalk)
    assert found.fields == {"title": "A", "level": "advanced"}
    assert "'film' is not one of the words of kind" in found.doubts
