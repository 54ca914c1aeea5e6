"""What we publish is read back: each format gives the talks again that it was made of."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from depth import examples
from factories import ENGLISH, NOW, make_feed, make_tombstone
from hostile import clean, feeds
from source_inputs import as_json, check_reads, only, source_input
from talkfeed import plan, read
from talkfeed.formats import jsonfeed
from talkfeed.formats.ical import calendar as ical
from talkfeed.formats.syndication import atom, rss
from talkfeed.importers.feeds import webfeed
from talkfeed.importers.feeds.own_wording import (
    Facts,
    date_of,
    from_headline,
    from_summary,
    host,
    link,
    read_facts,
)
from talkfeed.importers.schedules import calendar
from talkfeed.model.imported import ImportOptions, ImportResult
from talkfeed.model.linkkinds import KINDS

if TYPE_CHECKING:
    from talkfeed.model import Feed

ROOT = Path(__file__).parent.parent
OPTIONS = ImportOptions(timezone="Europe/Paris")
TALKS = """
feed: {title: Talks, url: "https://talks.example/", timezone: Europe/Paris}
talks:
- title: Rainbows
  speakers: [{name: Ann Example, url: "https://ann.example/"}, Ben Nobody, Cal at Home, Dee Four]
  event: {name: CityCode at Sea, url: "https://c.example/"}
  date: 7 Oct 2015, 6:30pm
  location: {name: "Hall, Barbican", url: "https://b.example/", geo: [51.5202, -0.0938]}
  online: https://live.example/
  video: {url: "https://v.example/1.mp4", type: video/mp4, length: 12}
  slides: [{url: "https://s.example/1", label: Deck}, "https://s.example/2"]
  url: https://c.example/talk
  links: [{url: "https://x.example/", label: "Post: more"}, "https://y.example/"]
  abstract: Light, and what becomes of it.
  tags: [light, OCaml]
  language: fr
- {title: "Look: ma - no OS (really) at all", date: Sep 2015}
- {title: Days, speaker: Ann Example, date: "24-26 Sep 2015", status: cancelled, location: Hall}
- {title: Off, event: CityCode, date: "2016-01-02 10:00-11:00 UTC", status: postponed}
- {title: Perhaps, speakers: [Ann Example, Ben Nobody], date: 2 Jan 2016?, online: "https://l.example/"}
- {title: Perhaps, speakers: [Ann Example, Ben Nobody], date: 3 Jan 2016, status: tentative}
- {title: Some day, speaker: Ann Example, event: CityCode, date: TBA}
"""
RAINBOWS = {
    "title": "Rainbows",
    "speakers": [
        {"name": "Ann Example", "url": "https://ann.example/"},
        *("Ben Nobody", "Cal at Home", "Dee Four"),
    ],
    "event": {"name": "CityCode at Sea", "url": "https://c.example/"},
    "date": "7 Oct 2015, 6:30pm",
    "location": {
        "name": "Hall, Barbican",
        "url": "https://b.example/",
        "geo": ["51.5202", "-0.0938"],
    },
    "online": "https://live.example/",
    "video": {"url": "https://v.example/1.mp4", "type": "video/mp4", "length": "12"},
    "slides": [{"url": "https://s.example/1", "label": "Deck"}, "https://s.example/2"],
    "url": "https://c.example/talk",
    "links": [{"url": "https://x.example/", "label": "Post: more"}, "https://y.example/"],
    "abstract": "Light, and what becomes of it.",
    "tags": ["light", "OCaml"],
    "language": "fr",
}
ANN, PEOPLE = ["Ann Example"], ["Ann Example", "Ben Nobody"]
DAYS = {
    "title": "Days",
    "speakers": ANN,
    "date": "24-26 Sep 2015",
    "location": "Hall",
    "status": "cancelled",
}
OFF = {
    "title": "Off",
    "event": "CityCode",
    "date": "2016-01-02 10:00-11:00 UTC",
    "status": "postponed",
}
PERHAPS = {
    "title": "Perhaps",
    "speakers": PEOPLE,
    "given": [
        {"date": "3 Jan 2016", "status": "tentative"},
        {"date": "2 Jan 2016?", "online": "https://l.example/"},
    ],
}
LOOK = {"title": "Look: ma - no OS (really) at all", "date": "Sep 2015"}
SOME_DAY = {"title": "Some day", "speakers": ANN, "event": "CityCode", "date": "TBA"}


@pytest.fixture(scope="module", params=["en", "de", "ja"])
def published(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> dict[str, bytes]:
    """Build the site once in a language: its documents by their paths."""
    directory = tmp_path_factory.mktemp("site")
    source = directory / "talks.yaml"
    site = TALKS.replace("feed: {", f"feed: {{language: {request.param}, ")
    source.write_text(site, encoding="utf-8")
    documents = plan(source, directory / "output", now=NOW).documents
    return {document.path: document.content for document in documents}


def by_title(result: ImportResult) -> dict[str, Any]:
    """Key the talks of a result by their titles, and see that nothing is in doubt or left."""
    assert result.unparsed == ()
    assert {doubt for found in result.talks for doubt in found.doubts} == set()
    return {str(found.fields["title"]): dict(found.fields) for found in result.talks}


def plain(who: Any) -> Any:
    """Take the address off a name, which some formats have no place for."""
    return who["name"] if isinstance(who, dict) else who


@pytest.mark.parametrize("name", ["talks.json", "talks.atom", "talks.rss"])
def test_a_feed_of_ours_is_read_back(published: dict[str, bytes], name: str) -> None:
    """Titles, people, events, dates as written, places, links, abstracts: all the same."""
    found = by_title(webfeed.read(source_input(published[name]), OPTIONS))
    rainbows = found.pop("Rainbows")
    for one in found.values():
        one.pop("language", None)  # that of the site
    assert found == {one["title"]: one for one in (LOOK, DAYS, OFF, PERHAPS, SOME_DAY)} | (
        {"Days": DAYS} if name else {}
    )
    place = {"name": "Hall, Barbican", "url": "https://b.example/"}
    expected = RAINBOWS | ({} if name == "talks.json" else {"location": place})
    if name == "talks.rss":  # its items have no language
        expected = {key: value for key, value in expected.items() if key != "language"}
    assert rainbows == expected


def test_what_belongs_to_a_recording_is_read_back(tmp_path: Path) -> None:
    """JSON Feed has the chapters, the transcripts and the picture of a talk."""
    talk = """
talks:
- title: Rainbows
  date: 7 Oct 2015
  thumbnail: https://m.example/1.jpg
  chapters: ["0:00 Intro", "5:30 Types"]
  transcript: {url: "https://m.example/1", type: text/html}
  captions: https://m.example/1.vtt
"""
    source = tmp_path / "talks.yaml"
    source.write_text(
        'feed: {title: Talks, url: "https://talks.example/"}' + talk, encoding="utf-8"
    )
    made = plan(source, tmp_path / "output", now=NOW).documents
    content = next(each.content for each in made if each.path == "talks.json")
    assert by_title(webfeed.read(source_input(content), OPTIONS))["Rainbows"] == {
        "title": "Rainbows",
        "date": "7 Oct 2015",
        "thumbnail": "https://m.example/1.jpg",
        "chapters": ["0:00 Intro", "5:30 Types"],
        "transcript": {"url": "https://m.example/1", "type": "text/html"},
        "captions": "https://m.example/1.vtt",
    }
    damaged = content.replace(b'"start":330', b'"start":"soon"')
    found = by_title(webfeed.read(source_input(damaged), OPTIONS))
    assert found["Rainbows"]["chapters"] == ["0:00 Intro"]
    repeated = content.replace(b'"start":330', b'"start":0')
    found = by_title(webfeed.read(source_input(repeated), OPTIONS))
    assert found["Rainbows"]["chapters"] == ["0:00 Intro"]


def test_a_calendar_of_ours_is_read_back(published: dict[str, bytes]) -> None:
    """Calendars hold the talks whose day is known, without the addresses of names."""
    found = by_title(calendar.read(source_input(published["talks.ics"]), OPTIONS))
    expected = RAINBOWS | {
        "speakers": ["Ann Example", "Ben Nobody", "Cal at Home", "Dee Four"],
        "event": "CityCode at Sea",
        "location": {"name": "Hall, Barbican", "geo": ["51.5202", "-0.0938"]},
        "video": "https://v.example/1.mp4",
    }
    del expected["language"]
    assert found.pop("Rainbows") == expected
    perhaps = PERHAPS | {"given": list(reversed(PERHAPS["given"]))}  # type: ignore[call-overload]
    assert found == {"Days": DAYS, "Off": OFF, "Perhaps": perhaps}


def test_a_withdrawn_talk_is_none() -> None:
    """A calendar keeps what was withdrawn, so that subscribers' calendars strike it out."""
    feed = make_feed(tombstones=(make_tombstone(),))
    (unparsed_part,) = calendar.read(source_input(ical.render(feed)), OPTIONS).unparsed
    assert (unparsed_part.text, unparsed_part.is_talk) == ("Ann Example: A talk (ConfConf)", False)


@settings(max_examples=examples(10))
@given(feeds(clean), st.sampled_from((atom, rss, jsonfeed)))
def test_a_hostile_feed_of_ours_is_read_whole(feed: Feed, form: Any) -> None:
    """Whatever its texts hold, each entry is a talk; those of the same people are one."""
    found = check_reads(webfeed.read, source_input(form.render(feed)), OPTIONS)
    assert found is not None
    given: Any = [one.fields.get("given", [1]) for one in found.talks]
    assert sum(map(len, given)) <= len(feed.entries)
    assert bool(found.talks) is bool(feed.entries)


@settings(max_examples=examples(10))
@given(feeds(clean))
def test_a_hostile_calendar_of_ours_is_read_whole(feed: Feed) -> None:
    """Whatever its texts hold, nothing breaks the reader."""
    assert check_reads(calendar.read, source_input(ical.render(feed)), OPTIONS) is not None


# --- words --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Ann at CityCode · 7 Oct 2015 · Hall", Facts("", "Ann at CityCode", "7 Oct 2015", "Hall")),
        ("Cancelled · 7 Oct 2015", Facts("cancelled", "", "7 Oct 2015", "")),
        ("A · B · 7 Oct 2015", Facts("", "A · B", "7 Oct 2015", "")),
        ("date to be announced", Facts("", "", "TBA", "")),
        ("nothing of ours", Facts("", "nothing of ours", "", "")),
    ],
)
def test_facts_are_parted_at_the_date(text: str, expected: Facts) -> None:
    """Who is before it, and where is after it."""
    assert read_facts(text, ENGLISH, ImportOptions()) == expected


def test_a_zone_that_is_the_feeds_own_is_not_repeated() -> None:
    """Formats add it; the phrase was written without."""
    assert date_of("7 Oct 2015 18:30, Europe/Paris", ENGLISH, OPTIONS) == "7 Oct 2015 18:30"
    assert (
        date_of("7 Oct 2015 18:30, Europe/Paris", ENGLISH, ImportOptions())
        == "7 Oct 2015 18:30, Europe/Paris"
    )
    assert date_of("no date", ENGLISH, OPTIONS) == ""


def test_a_headline_that_the_facts_do_not_know_stays_whole() -> None:
    """Nothing is guessed where the two disagree."""
    told = Facts("", "Ann Example at CityCode", "7 Oct 2015", "")
    assert from_headline("Other", told, ANN, told.date, ENGLISH).title == "Other"
    assert from_summary("Other", told, ENGLISH).title == "Other"
    assert from_headline(
        "Rainbows - Ann Example at CityCode (7 Oct 2015) (2)", told, ANN, told.date, ENGLISH
    ) == (*("Rainbows", ("Ann Example",), "CityCode"),)


def test_a_label_tells_the_key_it_was_made_of() -> None:
    """A number distinguishes links of one kind; a label follows a colon."""
    assert [
        link("https://a.example/", label, ENGLISH)[1:3]
        for label in ("Video 2", "Slides: PDF", "Post", "a.example")
    ] == [*(("", "video"), ("PDF", "slides"), ("Post", "links"), ("", "links"))]


def test_an_address_that_is_none_has_no_host() -> None:
    """Brackets that hold no address, and nothing at all."""
    assert (host("http://["), host(""), host(" https://www.a.example/1")) == ("", "", "a.example")


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        ("", {}),
        ("<!DOCTYPE html>", {}),
        ("<div>Light.</div>", {"abstract": "Light."}),
        ("<p>nothing of ours</p>", {}),
        ("<p>7 Oct 2015</p><ul><li>one</li></ul>", {"date": "7 Oct 2015", "abstract": "- one"}),
        (
            '<p>7 Oct 2015</p><ul><li><a href="https://a.example/">x</a> and more</li></ul>',
            {"date": "7 Oct 2015", "abstract": "- [x](https://a.example/) and more"},
        ),
    ],
)
def test_content_that_others_changed_is_read_as_far_as_it_goes(
    html: str, expected: dict[str, str]
) -> None:
    """A list of the abstract's own is none of links, and a stranger's content is all abstract."""
    item = {"title": "Rainbows", "content_html": html, "_talkfeed": {"title": "Rainbows"}}
    feed = {"version": "https://jsonfeed.org/version/1.1", "items": [item]}
    fields = dict(only(webfeed.read(as_json(feed), OPTIONS)))
    expected = {key: value for key, value in expected.items() if key != "date"}
    assert fields == {"title": "Rainbows"} | expected


def test_a_date_in_another_language_is_read_in_its_canonical_form() -> None:
    """The words are those of the feed it comes from."""
    when = {"text": "7 octobre 2015, 18h30", "edtf": "2015-10-07T18:30", "zone": "Europe/Paris"}
    item = {"title": "Rainbows", "_talkfeed": {"title": "Rainbows", "when": when}}
    feed = {"version": "https://jsonfeed.org/version/1.1", "items": [item]}
    assert only(webfeed.read(as_json(feed), OPTIONS))["date"] == "2015-10-07T18:30 Europe/Paris"


def test_a_calendar_that_others_changed_is_read_as_far_as_it_goes() -> None:
    """Without the list of addresses the rest is the abstract."""
    lines = (
        *(
            "BEGIN:VCALENDAR",
            "PRODID:-//talkfeed//talkfeed//EN",
            "BEGIN:VEVENT",
            "SUMMARY:Rainbows",
        ),
        *("DTSTART;VALUE=DATE:20151007", "DESCRIPTION:7 Oct 2015\\n\\nLight."),
        *("STATUS:TENTATIVE", "END:VEVENT", "END:VCALENDAR", ""),
    )
    assert only(calendar.read(source_input("\r\n".join(lines)), OPTIONS)) == {
        "title": "Rainbows",
        "date": "7 Oct 2015",
        "abstract": "Light.",
    }


@pytest.mark.parametrize("name", ["talks.json", "talks.atom", "talks.rss"])
def test_the_project_s_own_talks_are_read_back(name: str) -> None:
    """From what it publishes: titles, speakers, events, dates as written, and links."""
    truth = [
        (
            talk.title,
            [person.name for person in talk.speakers],
            talk.event.name if talk.event else None,
            talk.when.text,
            [link.href for link in talk.links],
        )
        for talk in read(ROOT / "talks.yaml").talks
    ]
    found = webfeed.read(source_input((ROOT / "output" / name).read_bytes()), ImportOptions())
    assert [_told(dict(one.fields)) for one in found.talks] == truth


def _told(fields: dict[str, Any]) -> tuple[str, list[str], str | None, str, list[str]]:
    """Say of the fields of a talk what is compared."""
    links = [address for row in KINDS for address in _addresses(fields.get(row.field, []))]
    people = [plain(one) for one in fields.get("speakers", [])]
    return fields["title"], people, plain(fields.get("event")), fields["date"], links


def _addresses(links: Any) -> list[str]:
    return [
        one["url"] if isinstance(one, dict) else one
        for one in (links if isinstance(links, list) else [links])
    ]
