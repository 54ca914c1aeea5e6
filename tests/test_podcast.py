"""Podcasts: what directories require, what the namespace defines, and what players read."""

from __future__ import annotations

import json
import os
import subprocess
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any
from uuid import UUID

import feedparser
import pytest
from hypothesis import given, settings
from lxml import etree

from factories import make_entry, make_feed, make_link, make_talk, make_time
from hostile import feeds, raw
from installed import NODE_MODULES, PIP
from talkfeed.channels.episodes import streams
from talkfeed.cli import main
from talkfeed.errors import InvalidData
from talkfeed.formats import chapters
from talkfeed.formats.syndication import podcast
from talkfeed.formats.syndication.podcast_fields import podcast_guid
from talkfeed.media.chapters import read_chapters
from talkfeed.model import Event, Location, Person, Podcast, Profile, Status
from talkfeed.model.media import Attachment, Chapter, Recording
from talkfeed.model.podcast import files_of, why_no_episode
from talkfeed.model.talk import FoundLink
from test_media import VTT, Own, png
from test_own_files import NOW, OTHER, Site, fresh

if TYPE_CHECKING:
    from talkfeed.model import Feed, Link

SCHEMA = Path(__file__).parent / "schemas" / "podcast.xsd"
ITUNES = "{http://www.itunes.com/dtds/podcast-1.0.dtd}"
SPACE = "{https://podcastindex.org/namespace/1.0}"
SHOW = """\
  podcast:
    image: media/cover.png
    category: [Technology, education > courses]
    explicit: no
    owner: {name: Ann Example, email: ann@ann.example}
"""
HEAD = f"""\
feed:
  title: Example talks
  subtitle: Talks of the example community
  url: https://t.example/
  timezone: Europe/Paris
{SHOW}talks:
"""
EPISODE = """\
- title: A talk <b> & more
  speakers: [Ann Example, {name: Ben Example, role: panelist}]
  chairs: Cal
  event: CityCode
  date: 7 Oct 2025
  location: {name: Barbican, geo: [51.5, -0.1]}
  recordings:
  - {url: https://m.example/a.mp4, length: 5000, duration: 44 min, quality: 720p, language: de}
  - {url: https://m.example/a.mp3, length: 300, duration: 0:43:20}
  - https://youtu.be/dJlHBS7sP_c
  thumbnail: media/cover.png
  chapters: [00:00 Intro, 05:30 Types]
  transcript: media/a.vtt
  captions: {url: media/a.vtt, language: de}
- {title: Earlier, speaker: Ann Example, event: CityCode, date: 6 Oct 2025,
   audio: {url: https://m.example/b.mp3, length: 7}}
- {title: A page, speaker: Ben, date: 8 Oct 2025, video: https://youtu.be/dJlHBS7sP_c}
- {title: Live, speaker: Ann Example, date: '2026-10-07 14:30', length: 1 h,
   online: https://s.example/live.m3u8}
"""


@pytest.fixture
def show(tmp_path: Path) -> Site:
    """Make a site with a podcast."""
    site = Site(tmp_path)
    site.add("media/cover.png", png(1400, 1400))
    site.add("media/a.vtt", VTT)
    site.source.write_text(HEAD + EPISODE, encoding="utf-8")
    return site


def tree(site: Site, name: str = "talks") -> Any:
    """Parse a podcast of a site; return its channel."""
    return etree.fromstring((site.output / f"{name}.podcast.rss").read_bytes())[0]


def text(element: Any, name: str) -> str:
    """Return the text of the only child of a name."""
    (found,) = element.iterfind(name)
    return found.text or ""


def item(channel: Any, title: str) -> Any:
    """Find an episode by the beginning of its title."""
    return next(each for each in channel.iterfind("item") if text(each, "title").startswith(title))


def test_a_podcast_has_what_apple_requires(show: Site) -> None:
    """The show has title, description, cover, language, category, explicit, author and owner."""
    show.build()
    channel = tree(show)
    assert text(channel, "title") == "Example talks"
    assert text(channel, "description") == "Talks of the example community"
    assert text(channel, "language") == "en"
    assert text(channel, "link") == "https://t.example/"
    assert text(channel, f"{ITUNES}explicit") == "false"
    assert text(channel, f"{ITUNES}type") == "episodic"
    assert text(channel, f"{ITUNES}author") == "Ann Example"
    (owner,) = channel.iterfind(f"{ITUNES}owner")
    assert (text(owner, f"{ITUNES}name"), text(owner, f"{ITUNES}email")) == (
        "Ann Example",
        "ann@ann.example",
    )
    (image,) = channel.iterfind(f"{ITUNES}image")
    path = image.get("href").removeprefix("https://t.example/")
    assert show.files()[path] == png(1400, 1400)
    categories = channel.findall(f"{ITUNES}category")
    assert [each.get("text") for each in categories] == ["Technology", "Education"]
    assert categories[1][0].get("text") == "Courses"
    for each in channel.iterfind("item"):
        assert text(each, "title")
        (enclosure,) = each.iterfind("enclosure")
        assert enclosure.get("url").startswith("https://m.example/")
        assert int(enclosure.get("length")) > 0
        assert enclosure.get("type") in {"audio/mpeg", "audio/x-m4a", "video/mp4"}
        assert text(each, "guid").startswith("tag:t.example,")


def test_a_podcast_has_the_hubs_of_the_site(show: Site) -> None:
    """WebSub, section 4: by an Atom link in the channel."""
    text = show.source.read_text(encoding="utf-8")
    show.source.write_text(
        text.replace("  url:", "  hub: https://hub.example/\n  url:", 1), encoding="utf-8"
    )
    show.build()
    links = tree(show).iterfind("{http://www.w3.org/2005/Atom}link[@rel='hub']")
    assert [link.get("href") for link in links] == ["https://hub.example/"]


def test_an_episode_is_the_talk_as_other_feeds_have_it(show: Site) -> None:
    """The ids and dates of episodes are those of the entries; a podcast follows our own clock."""
    show.build()
    entries = {each.id: each for each in feedparser.parse(show.files()["talks.rss"]).entries}
    episodes = feedparser.parse(show.files()["talks.podcast.rss"]).entries
    assert [each.title for each in episodes if each.title.startswith("Earlier")]
    for each in episodes:
        assert entries[each.id].published == each.published
        assert entries[each.id].link == each.link


def test_an_episode_has_the_elements_of_the_namespace(show: Site) -> None:
    """Files, people, chapters, transcripts, place, season and number are there."""
    show.build()
    episode = item(tree(show), "A talk")
    assert text(episode, f"{ITUNES}duration") == "2600"
    (other,) = episode.iterfind(f"{SPACE}alternateEnclosure")
    assert dict(other.attrib) == {
        "type": "video/mp4",
        "length": "5000",
        "bitrate": "15",
        "height": "720",
        "lang": "de",
        "title": "Video: 720p, de",
    }
    assert other[0].get("uri") == "https://m.example/a.mp4"
    people = [(each.text, each.get("role")) for each in episode.iterfind(f"{SPACE}person")]
    assert people == [("Ann Example", "guest"), ("Ben Example", "guest"), ("Cal", "host")]
    (place,) = episode.iterfind(f"{SPACE}location")
    assert (place.text, place.get("geo")) == ("Barbican", "geo:51.500000,-0.100000")
    (listed,) = episode.iterfind(f"{SPACE}chapters")
    assert listed.get("type") == "application/json+chapters"
    path = listed.get("url").removeprefix("https://t.example/")
    found = read_chapters(show.files()[path].decode(), listed.get("type"))
    assert [each[:2] for each in found] == [(0, "Intro"), (330, "Types")]
    transcripts = [dict(each.attrib) for each in episode.iterfind(f"{SPACE}transcript")]
    assert [each.get("rel") for each in transcripts] == [None, "captions"]
    assert {
        show.files()[each["url"].removeprefix("https://t.example/")] for each in transcripts
    } == {VTT.encode()}
    (page,) = episode.iterfind(f"{SPACE}contentLink")
    assert page.get("href") == "https://youtu.be/dJlHBS7sP_c"
    (picture,) = episode.iterfind(f"{SPACE}image")
    assert (picture.get("width"), picture.get("height")) == ("1400", "1400")
    season = episode.find(f"{SPACE}season")
    assert (season.text, season.get("name")) == ("1", "CityCode")
    assert text(episode, f"{SPACE}episode") == text(episode, f"{ITUNES}episode") == "2"
    assert text(item(tree(show), "Earlier"), f"{SPACE}episode") == "1"


ATTRIBUTES = {
    "guid": ((), ()),
    "medium": ((), ()),
    "liveItem": (("status", "start"), ("end",)),
    "alternateEnclosure": (
        ("type",),
        *(("length", "bitrate", "height", "lang", "title", "rel", "codecs", "default"),),
    ),
    "source": (("uri",), ("contentType",)),
    "contentLink": (("href",), ()),
    "image": (("href",), ("alt", "aspect-ratio", "width", "height", "type", "purpose")),
    "location": ((), ("rel", "geo", "osm", "country")),
}
"""Elements that the schema does not have yet: attributes that are required, and others."""


def test_every_element_is_as_the_namespace_defines_it(show: Site) -> None:
    """The schema of the namespace, and its documentation for later elements, accept them all."""
    show.build()
    schema = etree.XMLSchema(etree.parse(SCHEMA))
    seen = set()
    for element in tree(show).iter(f"{SPACE}*"):
        name = element.tag.removeprefix(SPACE)
        seen.add(name)
        if name in ATTRIBUTES:
            required, others = ATTRIBUTES[name]
            assert {*required} <= {*element.attrib} <= {*required, *others}, name
            continue
        alone = etree.Element(name, dict(element.attrib))
        alone.text = element.text
        schema.assertValid(alone)
    assert seen >= {"transcript", "chapters", "person", "season", "episode", *ATTRIBUTES}


def test_the_identity_of_a_podcast_is_that_of_its_address(show: Site) -> None:
    """It is the UUID that the namespace defines, without scheme and final slashes."""
    assert podcast_guid("http://podnews.net/rss/") == "9b024349-ccf0-5f69-a609-6b82873eab3c"
    known = podcast_guid("https://mp3s.nashownotes.com/pc20rss.xml")
    assert known == "917393e3-1b1e-5cef-ace4-edaa54e1f810"
    show.build()
    assert UUID(text(tree(show), f"{SPACE}guid")) == UUID(
        podcast_guid("https://t.example/talks.podcast.rss")
    )
    moved = HEAD.replace(
        "    explicit", f"    guid: {known.upper()}\n    channels: speakers\n    explicit"
    )
    show.source.write_text(moved + EPISODE, encoding="utf-8")
    show.build()
    assert text(tree(show), f"{SPACE}guid") == known
    assert text(tree(show, "speakers/ann-example"), f"{SPACE}guid") != known


MISSING = {
    "image": "    image: media/cover.png\n",
    "category": "    category: [Technology, education > courses]\n",
    "explicit": "    explicit: no\n",
    "owner": "    owner: {name: Ann Example, email: ann@ann.example}\n",
}


@pytest.mark.parametrize("name", MISSING)
def test_a_podcast_is_whole_or_not_at_all(name: str, show: Site) -> None:
    """Without a required setting nothing is built, and the message names it."""
    show.source.write_text(HEAD.replace(MISSING[name], "") + EPISODE, encoding="utf-8")
    with pytest.raises(InvalidData, match=f"TF335.*the podcast has no '{name}'"):
        show.build()
    assert not show.output.exists()


FAULTS = {
    ("image: media/cover.png", "image: media/small.png"): "1399 × 1399 pixels",  # noqa: RUF001
    ("image: media/cover.png", "image: media/wide.png"): "1400 × 1500 pixels",  # noqa: RUF001
    ("image: media/cover.png", "image: media/a.gif"): "× 1400 pixels",  # noqa: RUF001
    ("image: media/cover.png", "image: media/none.png"): "there is no file",
    ("category: [Technology,", "category: [Cooking,"): "has no category 'Cooking'",
    ("education > courses", "Education > Cooking"): "has no category 'Education > Cooking'",
    ("education > courses", "Technology > Web"): "has no category 'Technology > Web'",
    ("[Technology, education > courses]", "[[a]]"): "'category' must be",
    ("explicit: no", "explicit: perhaps"): "neither true nor false",
    (", email: ann@ann.example", ""): "no an e-mail address",
    ("explicit: no", "explicit: no\n    channels: rooms"): "is called 'rooms'",
    ("explicit: no", "explicit: no\n    channels: [[a]]"): "is called ''",
    ("explicit: no", "explicit: no\n    guid: 5"): "is not a UUID",
    ("explicit: no", "explicit: no\n    guid: [5]"): "'guid' must be",
    ("  subtitle: Talks of the example community\n", ""): "the podcast has no 'description'",
    (SHOW, "  podcast: yes\n"): "'podcast' must be",
}


@pytest.mark.parametrize("fault", FAULTS)
def test_a_fault_in_the_settings_is_a_problem_with_a_hint(
    fault: tuple[str, str], show: Site
) -> None:
    """Each is reported at its place, with what to write."""
    show.add("media/small.png", png(1399, 1399))
    show.add("media/wide.png", png(1400, 1500))
    show.add("media/a.gif", b"GIF89a" + (1400).to_bytes(2, "little") * 2)
    show.source.write_text(HEAD.replace(*fault) + EPISODE, encoding="utf-8")
    with pytest.raises(InvalidData) as error:
        show.build()
    (problem,) = error.value.problems
    assert FAULTS[fault] in problem.message.replace("the podcast has no an", "no an")
    assert problem.hint
    assert 1 < problem.place.line < 13


def test_a_missing_setting_beside_a_fault_is_reported_later(show: Site) -> None:
    """One mistake at a time: what is invalid is corrected first."""
    head = HEAD.replace(MISSING["image"], "").replace("explicit: no", "explicit: 5")
    show.source.write_text(head + EPISODE, encoding="utf-8")
    with pytest.raises(InvalidData) as error:
        show.build()
    assert [each.code for each in error.value.problems] == ["TF307"]


def test_the_settings_may_be_others_than_those_of_the_feed(show: Site) -> None:
    """Title, description, author, cover and medium can be those of the podcast alone."""
    more = (
        "    title: The show\n    description: About <us>\n    author: Us\n    type: serial\n"
        "    medium: video\n"
    )
    head = HEAD.replace(MISSING["image"], "    image: https://c.example/c.jpg\n" + more)
    show.source.write_text(head + EPISODE, encoding="utf-8")
    show.build()
    channel = tree(show)
    assert (text(channel, "title"), text(channel, f"{ITUNES}author")) == ("The show", "Us")
    assert text(channel, "description") == "About &lt;us&gt;"
    assert text(channel, f"{ITUNES}type") == "serial"
    assert channel.find(f"{ITUNES}image").get("href") == "https://c.example/c.jpg"
    assert item(channel, "A talk").find("enclosure").get("type") == "video/mp4"


def test_talks_that_are_no_episodes_are_named(show: Site) -> None:
    """The build says which talks with a recording are left out, and why; the others are silent."""
    report = show.build()
    (notice,) = [each for each in report.notices if each.code == "TF639"]
    assert notice.message == "not in the podcast: 'A page': the recording is a page, not a file"
    assert (
        show.source.read_text().splitlines()[notice.place.line - 1].startswith("- {title: A page")
    )
    page = "{speaker: Ben, date: 9 Oct 2025, video: https://youtu.be/dJlHBS7sP_d}"
    more = EPISODE + f"- {page}\n".replace("{speaker", "{title: Another page, speaker")
    show.source.write_text(HEAD + more, encoding="utf-8")
    messages = [each.message for each in show.build().notices if each.code == "TF639"]
    assert messages == [
        "not in the podcast: 'Another page' and 1 more: the recording is a page, not a file"
    ]


def test_a_check_names_the_talks_that_are_no_episodes(
    show: Site, capsys: pytest.CaptureFixture[str]
) -> None:
    """All of one reason at once, and with --verbose each."""
    page = "- {title: Another page, speaker: Ben, date: 9 Oct 2025, video: https://youtu.be/d}\n"
    show.source.write_text(HEAD + EPISODE + page, encoding="utf-8")
    assert main(["check", str(show.source)]) == 0
    assert "podcast: 'A page' and 1 more: the recording is a page" in capsys.readouterr().out
    assert main(["check", str(show.source), "--verbose"]) == 0
    report = capsys.readouterr().out
    assert "podcast: 'A page': the" in report
    assert "podcast: 'Another page': the" in report


def media(**changes: Any) -> Link:
    """Make a link to a media file."""
    return make_link(**{"rel": "enclosure", "type": "video/mp4", "length": 5, **changes})


@pytest.mark.parametrize(
    ("links", "why"),
    [
        ((), ""),
        ((media(),), ""),
        ((make_link(),), "a page"),
        ((make_link(type="video/mp4"),), "length"),
        ((media(found=FoundLink(is_gone=True)),), "gone"),
        ((media(recording=Recording(start=5)),), "whole session"),
        ((make_link(kind="slides"),), ""),
    ],
)
def test_a_file_that_players_can_load_is_known_whole_and_alive(
    links: tuple[Link, ...], why: str
) -> None:
    """Otherwise there is a reason."""
    talk = make_talk(links=links)
    found = why_no_episode(talk)
    assert why in found
    assert bool(files_of(talk, "podcast")) is (
        bool(links) and not found and links[0].kind != "slides"
    )


def live_at(show: Site, moment: datetime) -> str:
    """Build at a moment; return the state of the stream, "" if it is not listed."""
    from talkfeed.building import pipeline  # noqa: PLC0415

    pipeline.build(show.source, show.output, now=moment)
    found = tree(show).find(f"{SPACE}liveItem")
    return "" if found is None else found.get("status")


def test_a_stream_is_pending_then_live_then_ended(show: Site) -> None:
    """The state is that of the clock of the build; what is up to date is so until it changes."""
    start = datetime(2026, 10, 7, 12, 30, tzinfo=UTC)
    hour = timedelta(hours=1)
    moments = (start - hour, start, start + hour, start + hour + timedelta(days=1))
    assert [live_at(show, each) for each in moments] == ["pending", "live", "ended", ""]
    plan = make_entry(
        talk=make_talk(when=make_time("2026-10-07T14:30"), online="https://s.example/")
    )
    states = [dict(streams([plan], each)).get("a-talk", "") for each in moments]
    assert states == ["pending", "live", "ended", ""]
    off = plan._replace(talk=plan.talk._replace(status=Status.CANCELLED))
    assert not [*streams([off, make_entry()], start)]


def test_a_stream_that_players_can_load_is_an_enclosure(show: Site) -> None:
    """The stream of a talk has its times, and leads to where people watch it."""
    show.build()
    (found,) = tree(show).iterfind(f"{SPACE}liveItem")
    assert (found.get("start"), found.get("end")) == (
        "2026-10-07T12:30:00Z",
        "2026-10-07T13:30:00Z",
    )
    assert found.find("enclosure").get("type") == "application/x-mpegURL"
    assert found.find(f"{SPACE}contentLink").get("href") == "https://s.example/live.m3u8"


def test_a_build_becomes_old_when_a_stream_begins(show: Site) -> None:
    """The next build is due at the start and at the end of a stream."""
    show.build()
    from talkfeed.building import pipeline  # noqa: PLC0415

    options = {"now": NOW}
    plan = pipeline.plan(show.source, show.output, **options)
    assert plan.valid_until(NOW) == datetime(2026, 10, 7, 12, 30, tzinfo=UTC)


def test_channels_have_podcasts_on_request(show: Site) -> None:
    """Each channel of the kinds that are named has its own show, with its own episodes."""
    head = HEAD.replace("    explicit", "    channels: [speakers, events]\n    explicit")
    show.source.write_text(head + EPISODE, encoding="utf-8")
    show.build()
    paths = {each for each in show.files() if each.endswith(".podcast.rss")}
    assert paths == {
        "talks.podcast.rss",
        "speakers/ann-example.podcast.rss",
        "events/citycode.podcast.rss",
    } | {each for each in paths if each.startswith("speakers/")}
    channel = tree(show, "events/citycode")
    assert text(channel, "title") == "Example talks: CityCode"
    assert len(channel.findall("item")) == 2


def test_a_series_has_a_podcast_of_its_own(show: Site) -> None:
    """With the talks of its slots; a stream is no link of an episode that has a file."""
    head = HEAD.replace("    explicit", "    channels: series\n    explicit")
    series = (
        "series:\n- {name: Club, every: Tuesday 18:00-19:00, from: 6 Oct 2026,"
        " to: 13 Oct 2026, online: 'https://s.example/'}\n"
    )
    talks = (
        "- {title: Oars, series: Club, date: 6 Oct 2026, audio: {url: 'https://m.example/1.mp3',"
        " length: 7}}\n- {title: Sails, series: Club, date: 13 Oct 2026}\n"
    )
    show.source.write_text(head.replace("talks:", f"{series}talks:") + talks, encoding="utf-8")
    show.build()
    channel = tree(show, "series/club")
    assert text(channel, "title") == "Example talks: Club"
    assert item(channel, "Oars").find(f"{SPACE}contentLink") is None
    (live,) = channel.iterfind(f"{SPACE}liveItem")
    assert live.find(f"{SPACE}contentLink").get("href") == "https://s.example/"


def test_an_episode_in_another_language_says_so(show: Site) -> None:
    """Players take a transcript without a language for one in that of the channel."""
    talk = (
        "- {title: Bateaux, date: 6 Oct 2025, language: fr, transcript: media/a.vtt,"
        " captions: {url: media/a.vtt, language: de},"
        " audio: {url: 'https://m.example/1.mp3', length: 7}}\n"
    )
    show.source.write_text(HEAD + EPISODE + talk, encoding="utf-8")
    show.build()
    episode = item(tree(show), "Bateaux")
    assert text(episode, "{http://purl.org/dc/elements/1.1/}language") == "fr"
    spoken = [each.get("language") for each in episode.iterfind(f"{SPACE}transcript")]
    assert spoken == ["fr", "de"]
    other = item(tree(show), "A talk")
    assert other.find("{http://purl.org/dc/elements/1.1/}language") is None
    assert [each.get("language") for each in other.iterfind(f"{SPACE}transcript")] == [None, "de"]


def test_pages_and_lists_lead_to_the_podcast(show: Site) -> None:
    """Browsers find it, and people can subscribe to it; without one nothing names it."""
    show.build()
    index = show.files()["index.html"].decode()
    assert "talks.podcast.rss" in index
    show.source.write_text(HEAD.replace(SHOW, "") + EPISODE, encoding="utf-8")
    show.build()
    assert "podcast" not in " ".join(show.files())
    assert b"podcast.rss" not in show.files()["index.html"]


@pytest.mark.parametrize(
    "edit",
    [
        ("A talk <b>", "A changed talk"),
        ("Earlier", "A changed talk"),
        ("A page", "A changed page"),
        ("05:30 Types", "05:45 Types"),
        ("event: CityCode", "event: PolyConf"),
        ("length: 300", "length: 301"),
        (", length: 7", ""),
        ("live.m3u8", "live"),
        ("explicit: no", "explicit: yes"),
    ],
)
def test_an_edit_makes_what_a_full_build_makes(edit: tuple[str, str], show: Site) -> None:
    """Incremental builds have the bytes of a build without a cache."""
    show.build()
    show.source.write_text((HEAD + EPISODE).replace(*edit, 1), encoding="utf-8")
    report = show.build()
    assert report.written
    assert show.files() == fresh(show)


def test_another_cover_is_built(show: Site) -> None:
    """The file of the cover is an input of the build."""
    show.build()
    show.add("media/cover.png", png(1500, 1500))
    assert show.build().written
    assert show.files() == fresh(show)


# --- other programs ------------------------------------------------------------------------------


def outside(*command: str, home: Path) -> Any:
    """Return the JSON that a program prints."""
    environment = {"PATH": os.environ["PATH"], "HOME": str(home), "LC_ALL": "C.UTF-8"}
    done = subprocess.run(command, env=environment, capture_output=True, check=True, timeout=60)
    return json.loads(done.stdout)


@pytest.mark.client("npm:podcast-partytime")
def test_partytime_reads_what_we_wrote(show: Site) -> None:
    """The parser of a podcast directory finds each element where the namespace has it."""
    show.build()
    script = NODE_MODULES.parent / "partytime.mjs"
    found = outside("node", str(script), str(show.output / "talks.podcast.rss"), home=show.home)
    assert (found["title"], found["owner"]["email"]) == ("Example talks", "ann@ann.example")
    assert found["itunesCategory"] == ["Technology", "Education > Courses"]
    assert found["guid"] == podcast_guid("https://t.example/talks.podcast.rss")
    assert found["medium"] == "podcast"
    (episode,) = (each for each in found["items"] if each["title"].startswith("A talk"))
    assert episode["enclosure"] == {
        "url": "https://m.example/a.mp3",
        "length": 300,
        "type": "audio/mpeg",
    }
    assert episode["duration"] == 2600
    assert episode["podcastSeason"] == {"number": 1, "name": "CityCode"}
    assert episode["podcastEpisode"] == {"number": 2}
    assert [each["name"] for each in episode["podcastPeople"]] == [
        "Ann Example",
        "Ben Example",
        "Cal",
    ]
    assert [each.get("rel") for each in episode["podcastTranscripts"]] == [None, "captions"]
    assert episode["podcastChapters"]["type"] == "application/json+chapters"
    assert episode["alternativeEnclosures"][0]["source"][0]["uri"] == "https://m.example/a.mp4"
    (stream,) = found["podcastLiveItems"]
    assert (stream["status"], stream["start"]) == ("pending", "2026-10-07T12:30:00.000Z")
    assert stream["contentLinks"][0]["url"] == "https://s.example/live.m3u8"


PARSE = "import json, podcastparser, sys\nwith open(sys.argv[1], 'rb') as file:\n    print(json.dumps(podcastparser.parse('https://t.example/x', file)))"  # noqa: E501


@pytest.mark.client("pip:python")
def test_podcastparser_reads_what_we_wrote(show: Site) -> None:
    """The parser of gPodder finds files, lengths, durations, seasons and numbers."""
    show.build()
    program = str(PIP / "python")
    found = outside(program, "-c", PARSE, str(show.output / "talks.podcast.rss"), home=show.home)
    assert found["itunes_owner"] == {"name": "Ann Example", "email": "ann@ann.example"}
    assert found["itunes_categories"] == [["Technology"], ["Education", "Courses"]]
    (episode,) = (each for each in found["episodes"] if each["title"].startswith("A talk"))
    assert episode["enclosures"] == [
        {"url": "https://m.example/a.mp3", "file_size": 300, "mime_type": "audio/mpeg"}
    ]
    assert (episode["total_time"], episode["season"], episode["number"]) == (2600, 1, 2)
    assert episode["title"].startswith("A talk <b> & more")


# --- any text ------------------------------------------------------------------------------------


@settings(max_examples=40)
@given(feeds(raw))
def test_any_text_is_a_podcast(feed: Feed) -> None:
    """Whatever a talk says, players can parse it, and read it as it is."""
    content = podcast.render(feed._replace(podcast=Podcast(title="T", email="a@a.example")))
    channel = etree.fromstring(content)[0]
    assert len(channel.findall("item")) == len(feed.entries)
    assert not [each for each in channel.iter() if each.tag == "script"]


FACE = Attachment("thumbnail", 'https://i.example/?a=<&"', "image/png")
EVIL = "</channel><script>alert(1)</script>]]>\x1b\"'&"


def test_no_text_of_a_talk_is_markup(tmp_path: Path) -> None:
    """Names, titles and addresses that look like markup are text."""
    talk = make_talk(
        title=EVIL,
        speakers=(Person(EVIL, profile=Profile(image=FACE)),),
        event=Event(name=EVIL),
        location=Location(EVIL),
        links=(media(), media(href="https://m.example/?<&", title=EVIL), make_link(title=EVIL)),
        chapters=(Chapter(0, EVIL),),
        attachments=(Attachment("transcript", "https://a.example/<a>.vtt", "text/vtt", "de"),),
        online="https://s.example/<a>",
        when=make_time("2026-10-07T14:30"),
    )
    other = talk._replace(links=(), event=None, chapters=(), location=None)
    feed = make_feed(
        make_entry("a", talk),
        make_entry("b", other),
        podcast=Podcast(title=EVIL),
        live=(("b", "live"),),
    )
    channel = etree.fromstring(podcast.render(feed))[0]
    assert {each.tag for each in channel.iter("script")} == set()
    assert channel.find(f"item/{SPACE}season").get("name") == EVIL.replace("\x1b", "")
    assert json.loads(chapters.render(feed))["chapters"][0]["title"] == EVIL
    assert json.loads(chapters.render(make_feed()))["chapters"] == []
    assert tmp_path.exists()


def test_chapters_elsewhere_and_pictures_of_talks_are_named() -> None:
    """An address of chapters is given as it is; a wide picture is no cover."""
    away = Attachment("chapters", "https://a.example/c.json", "application/json+chapters")
    wide = Attachment("thumbnail", "a.png", "image/png", is_file=True, own=Own("media/a.png"))
    address = Attachment("thumbnail", "https://a.example/a.png", "")
    undated = make_talk(
        links=(media(recording=Recording(quality="4k")), media(href="https://m.example/2"))
    )
    talks = [undated._replace(attachments=each) for each in ((away, wide), (address,))]
    feed = make_feed(*(make_entry(str(rank), talk) for rank, talk in enumerate(talks)))
    first, second = etree.fromstring(podcast.render(feed))[0].iterfind("item")
    assert first.find(f"{SPACE}chapters").get("url") == away.href
    assert first.find(f"{ITUNES}image") is None
    assert first.find(f"{SPACE}image").get("width") == "4"
    assert second.find(f"{SPACE}image").get("width") is None
    assert first.find(f"{SPACE}alternateEnclosure").get("height") is None
    assert OTHER
