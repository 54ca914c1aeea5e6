"""Links are called dead only when that is certain, and servers are asked politely."""

from __future__ import annotations

import socket
from datetime import date, timedelta
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from depth import examples
from linkweb import BRISK, Page, Web, web
from talkfeed.errors import CannotCheck, Rejected
from talkfeed.linkcheck.archive import copy_of
from talkfeed.linkcheck.checkup import checkup
from talkfeed.linkcheck.judging import NO_ANSWER, judge
from talkfeed.linkcheck.media import Media, mp4_seconds
from talkfeed.linkcheck.providers import host_of, provider_of
from talkfeed.linkcheck.remembering import due, remember
from talkfeed.linkcheck.schedule import check
from talkfeed.linkcheck.signals import Signal
from talkfeed.linkmemory import CheckedLink, dump, parse
from talkfeed.web import probe

if TYPE_CHECKING:
    from collections.abc import Iterator

ALIVE, DEAD, UNSURE = Signal.ALIVE, Signal.DEAD, Signal.UNSURE
VIDEO = "https://www.youtube.com/watch?v=dJlHBS7sP_c"
OEMBED, THUMBNAIL = "/www.youtube.com/oembed", "/i.ytimg.com/vi/dJlHBS7sP_c/hqdefault.jpg"
WATCH = "/www.youtube.com/watch"
TODAY = date(2026, 3, 10)


@pytest.fixture(scope="module", name="shared")
def _shared() -> Iterator[Web]:
    with web() as found:
        yield found


@pytest.fixture(name="site")
def _site(shared: Web) -> Web:
    shared.pages.clear()
    shared.requests.clear()
    return shared


def nowhere() -> str:
    """Return the address of a port that nobody listens on."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        return f"http://127.0.0.1:{server.getsockname()[1]}/"


def verdict(site: Web, link: str) -> Signal:
    """Judge a link by what a server answers."""
    services = site.services()
    return judge(link, services.ask, services.providers).signal


def playability(word: str) -> Page:
    """Make a watch page of YouTube."""
    return Page(200, b'<script>var x = {"playabilityStatus":{"status":"%s"}}' % word.encode())


def days(link: str, site: Web, count: int, start: date = TODAY) -> dict[str, CheckedLink]:
    """Check a link on some days, one after the other."""
    memory: dict[str, CheckedLink] = {}
    for number in range(count):
        day = (start + timedelta(days=number)).isoformat()
        memory |= checkup([link], memory, day, site.services(), list)
    return memory


# --- providers ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("link", "name"),
    [
        (VIDEO, "YouTube"),
        ("https://youtu.be/dJlHBS7sP_c?t=79", "YouTube"),
        ("https://www.youtube-nocookie.com/embed/dJlHBS7sP_c", "YouTube"),
        ("https://m.youtube.com/watch?list=PL1&v=dJlHBS7sP_c", "YouTube"),
        ("https://www.youtube.com/@mirage", ""),
        ("https://youtu.be/dJlHBS7sP_cxx", ""),
        ("https://vimeo.com/16189794", "Vimeo"),
        ("https://player.vimeo.com/video/16189794?h=1a2b3c", "Vimeo"),
        ("https://vimeo.com/channels/x", ""),
        ("https://tube.example/w/9c9de5e8-0a1e-484a-b099-e80766180a6d", "PeerTube"),
        ("https://tube.example/videos/watch/9c9de5e8-0a1e-484a-b099-e80766180a6d", "PeerTube"),
        ("https://archive.org/details/some-item", "archive.org"),
        ("https://web.archive.org/web/2015/https://a.example/", ""),
        ("https://a.example/talk", ""),
    ],
)
def test_the_provider_of_a_link_is_known_by_its_address(link: str, name: str) -> None:
    """What no provider has is asked for itself."""
    assert provider_of(link).name == name


def test_hosts_of_one_provider_take_turns() -> None:
    """A provider on many hosts is asked host by host, one on fixed hosts as a whole."""
    video = "/w/9c9de5e8-0a1e-484a-b099-e80766180a6d"
    assert host_of(VIDEO) == host_of("https://youtu.be/dJlHBS7sP_c") == "YouTube"
    assert host_of(f"https://a.example{video}") == "a.example"


@pytest.mark.parametrize(
    ("pages", "expected"),
    [
        ({OEMBED: Page()}, ALIVE),
        ({OEMBED: Page(401), THUMBNAIL: Page()}, ALIVE),
        ({OEMBED: Page(403), WATCH: playability("OK")}, ALIVE),
        ({OEMBED: Page(403), WATCH: playability("LOGIN_REQUIRED")}, UNSURE),
        ({OEMBED: Page(403), WATCH: playability("ERROR")}, DEAD),
        ({OEMBED: Page(401), WATCH: Page()}, UNSURE),
        ({OEMBED: Page(500), WATCH: Page()}, UNSURE),
        ({OEMBED: Page(400)}, DEAD),
        ({OEMBED: Page(404)}, DEAD),
        ({OEMBED: Page(404), THUMBNAIL: Page()}, ALIVE),
        ({OEMBED: Page(404), THUMBNAIL: Page(403), WATCH: playability("ERROR")}, DEAD),
    ],
)
def test_a_video_that_must_not_be_embedded_is_not_dead(
    site: Web, pages: dict[str, Page], expected: Signal
) -> None:
    """YouTube's oEmbed, the still and the watch page: two agree, and a refusal says nothing."""
    site.pages |= pages
    assert verdict(site, VIDEO) is expected


@pytest.mark.parametrize(
    ("pages", "expected"),
    [
        ({"/vimeo.com/api/oembed.json": Page()}, ALIVE),
        ({"/vimeo.com/api/oembed.json": Page(403), "/player.vimeo.com/video/1": Page()}, ALIVE),
        ({"/vimeo.com/api/oembed.json": Page(403), "/vimeo.com/1": Page(403)}, UNSURE),
        ({}, DEAD),
    ],
)
def test_a_private_video_of_vimeo_is_not_dead(
    site: Web, pages: dict[str, Page], expected: Signal
) -> None:
    """Vimeo's oEmbed is 403 for videos that only some sites may embed."""
    site.pages |= pages
    assert verdict(site, "https://vimeo.com/1") is expected


@pytest.mark.parametrize(
    ("pages", "expected"),
    [
        ({"/w/{}": Page()}, ALIVE),
        ({"HEAD /w/{}": Page(405), "/w/{}": Page(403), "/api/v1/videos/{}": Page()}, ALIVE),
        ({"/w/{}": Page(404), "/api/v1/videos/{}": Page(403)}, DEAD),
        ({"/w/{}": Page(403), "/api/v1/videos/{}": Page(404)}, UNSURE),
        ({}, DEAD),
    ],
)
def test_a_video_of_peertube_is_looked_up_on_its_instance(
    site: Web, pages: dict[str, Page], expected: Signal
) -> None:
    """The page and the API of the instance have to agree."""
    video = "9c9de5e8-0a1e-484a-b099-e80766180a6d"
    site.pages |= {path.format(video): page for path, page in pages.items()}
    assert verdict(site, f"{site.base}/w/{video}") is expected


@pytest.mark.parametrize(
    ("metadata", "expected"),
    [
        (Page(200, b"{}"), DEAD),
        (Page(200, b'{"is_dark": true, "files": []}'), DEAD),
        (Page(200, b'{"files": [], "metadata": {}}'), ALIVE),
        (Page(200, b'{"files": [cut off'), ALIVE),
        (Page(200, b"busy"), UNSURE),
        (Page(200, b"[]"), UNSURE),
        (Page(503), UNSURE),
    ],
)
def test_an_item_of_the_archive_is_dead_if_its_metadata_says_so(
    site: Web, metadata: Page, expected: Signal
) -> None:
    """The metadata of archive.org are 200 for items that are not there, too."""
    site.pages |= {
        "HEAD /archive.org/details/item": Page(404),
        "GET /archive.org/details/item": Page(403),
        "/archive.org/metadata/item": metadata,
    }
    assert verdict(site, "https://archive.org/details/item") is expected


@pytest.mark.parametrize(
    ("head", "get", "expected"),
    [
        (200, 404, ALIVE),
        (404, 200, ALIVE),
        (405, 200, ALIVE),
        (404, 404, DEAD),
        (410, 410, DEAD),
        (500, 502, DEAD),
        (404, 403, UNSURE),
        (403, 403, UNSURE),
        (999, 999, UNSURE),
    ],
)
def test_a_page_is_dead_if_both_methods_find_nothing(
    site: Web, head: int, get: int, expected: Signal
) -> None:
    """A server that answers HEAD with an error may have the page; one that refuses may, too."""
    site.pages |= {"HEAD /talk": Page(head), "GET /talk": Page(get)}
    assert verdict(site, f"{site.base}/talk") is expected


def test_a_redirect_is_followed_to_its_end(site: Web) -> None:
    """A link is alive if the page that it leads to is."""
    site.pages["/old"] = Page(301, b"", (("Location", "/new"),))
    assert verdict(site, f"{site.base}/old") is DEAD
    site.pages["/new"] = Page()
    assert verdict(site, f"{site.base}/old#part") is ALIVE
    site.pages["/new"] = Page(302, b"", (("Location", "/old"),))
    with pytest.raises(Rejected, match="redirects more than"):
        probe(f"{site.base}/old", options=BRISK)


def test_a_host_that_is_gone_is_a_sign_of_a_dead_page_alone(site: Web) -> None:
    """A page whose host does not answer may be dead; a video is not, if its provider is down."""
    ask = site.services().ask
    found = judge(nowhere(), ask)
    assert (found.signal, found.status, found.is_silent) == (DEAD, NO_ANSWER, True)
    down = Web(int(nowhere().rpartition(":")[2].rstrip("/")))
    assert verdict(down, VIDEO) is UNSURE


def test_private_addresses_are_not_asked() -> None:
    """A link into the user's own network is neither alive nor dead."""
    found = judge("http://127.0.0.1:9/", probe)
    assert (found.signal, found.status) == (UNSURE, "not-public")


def test_of_a_compressed_body_nothing_is_read(site: Web) -> None:
    """A body is asked for as it is; one that is compressed all the same counts as unread."""
    headers = (("Content-Encoding", "gzip"),)
    site.pages["/page"] = Page(200, b"xx", headers)
    assert probe(f"{site.base}/page", "GET", BRISK).start == b""
    site.pages["/long"] = Page(200, b"x" * 1000)
    assert probe(f"{site.base}/long", "GET", BRISK, most=10).start == b"x" * 10


# --- media files --------------------------------------------------------------------------------


def movie(version: int, scale: int, ticks: int) -> bytes:
    """Write the beginning of an MP4 file."""
    width = 8 if version else 4
    times = bytes(2 * width) + scale.to_bytes(4) + ticks.to_bytes(width)
    header = bytes((version, 0, 0, 0)) + times
    inner = (len(header) + 8).to_bytes(4) + b"mvhd" + header
    outer = (1).to_bytes(4) + b"moov" + (len(inner) + 16).to_bytes(8) + inner
    return (16).to_bytes(4) + b"ftypisom0000" + outer


@pytest.mark.parametrize(
    ("content", "seconds"),
    [
        (movie(0, 1000, 1_500_400), 1500),
        (movie(1, 600, 600 * 7200), 7200),
        (movie(0, 0, 5), 0),
        (movie(0, 1, 4_000_000_000), 0),
        (movie(0, 1000, 1000)[:-2], 0),
        (b"\0\0\0\0moov", 0),
        (b"", 0),
    ],
)
def test_the_duration_is_read_from_the_movie_header(content: bytes, seconds: int) -> None:
    """Both versions of the header are read; a damaged one has no duration."""
    assert mp4_seconds(content) == seconds


@settings(max_examples=examples(30))
@given(st.binary(max_size=200))
def test_no_file_stops_the_reading_of_a_duration(content: bytes) -> None:
    """Any bytes are a file without a duration, or one with."""
    assert mp4_seconds(b"\0\0\0\x08ftyp" + content) >= 0


def media(site: Web, path: str, known: Media | None = None) -> Media:
    """Look at a media file."""
    return judge(f"{site.base}{path}", site.services().ask, known=known).media


def test_length_and_duration_of_a_media_file_are_found(site: Web) -> None:
    """Headers have the length; the duration is in a header, or in the beginning of the file."""
    mp4 = ("Content-Type", "video/mp4; codecs=x")
    content = movie(0, 1000, 90_000)
    site.pages["/talk.mp4"] = Page(200, content, (mp4,))
    assert media(site, "/talk.mp4") == Media("video/mp4", len(content), 90)
    partial = (mp4, ("Content-Range", f"bytes 0-{len(content) - 1}/123456"))
    site.pages["HEAD /talk.mp4"] = Page(200, b"", (mp4,))
    site.pages["GET /talk.mp4"] = Page(206, content, partial)
    assert media(site, "/talk.mp4") == Media("video/mp4", 123456, 90)
    site.pages["HEAD /talk.mp4"] = Page(405)
    assert media(site, "/talk.mp4") == Media("video/mp4", 123456, 90)
    site.pages["GET /talk.mp4"] = Page(206, content, (mp4,))
    assert media(site, "/talk.mp4") == Media("video/mp4", 0, 90)
    ogg = (("Content-Type", "audio/ogg"), ("X-Content-Duration", "61.7"))
    site.pages["/talk.ogg"] = Page(200, b"x" * 7, ogg)
    assert media(site, "/talk.ogg") == Media("audio/ogg", 7, 62)


def test_a_file_that_is_known_is_not_read_again(site: Web) -> None:
    """A file of the same type and length has the same duration."""
    site.pages["/talk.mp4"] = Page(200, b"x" * 9, (("Content-Type", "video/mp4"),))
    known = Media("video/mp4", 9, 77)
    assert media(site, "/talk.mp4", known) == known
    assert site.requests == ["HEAD /talk.mp4"]


def test_a_file_whose_server_then_fails_has_what_was_found(site: Web) -> None:
    """No answer to the second request takes nothing from the first."""
    site.pages["HEAD /talk.mp4"] = Page(200, b"12345", (("Content-Type", "video/mp4"),))
    site.pages["GET /talk.mp4"] = Page(302, b"", (("Location", "nowhere://"),))
    assert media(site, "/talk.mp4") == Media("video/mp4", 5)


def test_a_stream_is_no_file(site: Web) -> None:
    """A playlist has the type of a medium, and no length that matters."""
    site.pages["/live"] = Page(200, b"#EXTM3U", (("Content-Type", "audio/x-mpegurl"),))
    assert media(site, "/live") == Media()


# --- politeness ---------------------------------------------------------------------------------


class Clock:
    """A clock that moves when somebody sleeps."""

    def __init__(self) -> None:
        """Begin at zero."""
        self.now = 0.0

    def sleep(self, seconds: float) -> None:
        """Move on."""
        self.now += seconds


def test_a_host_is_asked_with_pauses(site: Web) -> None:
    """Between two links of one host there is a pause."""
    clock = Clock()
    services = site.services(pause=5.0, clock=lambda: clock.now, sleep=clock.sleep)
    links = [f"{site.base}/{number}" for number in range(4)]
    found = list(check(links, services.ask, {}, services.pace, services.providers))
    assert [each.link for each in found] == links
    assert clock.now == 15.0


def test_several_hosts_are_asked_at_once(site: Web) -> None:
    """One slow host does not hold up others: names of one server are hosts of their own."""
    port = site.base.rpartition(":")[2]
    links = [f"http://127.0.0.{number}:{port}/{path}" for number in (1, 2) for path in "ab"]
    services = site.services(pause=0.01)
    found = check(links, services.ask, {}, services.pace, services.providers)
    assert sorted(each.link for each in found) == links


@pytest.mark.parametrize("answer", ["2", "0", "40", "Wed, 21 Oct 2026 07:28:00 GMT"])
def test_a_busy_host_is_left_alone_as_long_as_it_asks(site: Web, answer: str) -> None:
    """Retry-After is a wait of seconds, or an end for this time; the failure counts for nothing."""
    busy = Page(429, b"", (("Retry-After", answer),))
    site.pages |= {"/1": busy, "/2": Page()}
    clock = Clock()
    services = site.services(clock=lambda: clock.now, sleep=clock.sleep)
    links = [f"{site.base}/1", f"{site.base}/2"]
    found = [each.link for each in check(links, services.ask, {}, services.pace)]
    assert found == []
    waits = {"0": [1, 1], "2": [2, 2]}.get(answer, [])
    assert len(site.requests) == len(waits) + 1
    assert clock.now == sum(waits)


def test_a_host_that_is_free_again_is_asked_on(site: Web) -> None:
    """After the wait the same link is asked for again, and then the others."""
    site.pages["HEAD /1"] = Page(503, b"", (("Retry-After", "3"),))
    clock = Clock()

    def sleep(seconds: float) -> None:
        clock.sleep(seconds)
        site.pages["HEAD /1"] = Page()

    services = site.services(clock=lambda: clock.now, sleep=sleep)
    links = [f"{site.base}/1", f"{site.base}/2"]
    found = [each.signal for each in check(links, services.ask, {}, services.pace)]
    assert found == [ALIVE, DEAD]


# --- three failures over three days -------------------------------------------------------------


def test_a_link_is_gone_after_three_days_of_failures(site: Web) -> None:
    """Nothing is said on the first and the second day, and nothing of what came back."""
    link = f"{site.base}/talk"
    assert [days(link, site, count)[link].is_gone for count in (1, 2, 3)] == [False, False, True]
    gone = days(link, site, 3)
    site.pages["/talk"] = Page()
    assert checkup([link], gone, "2026-03-20", site.services(), list) == {
        link: CheckedLink("2026-03-20", "200")
    }


def test_failures_of_one_day_count_once(site: Web) -> None:
    """Who checks often is not quicker to call a link dead."""
    link = f"{site.base}/talk"
    memory: dict[str, CheckedLink] = {}
    for _ in range(5):
        memory |= checkup([link], memory, "2026-03-10", site.services(), list)
    assert memory[link].failures == 1


def test_a_doubt_neither_counts_nor_clears_failures(site: Web) -> None:
    """A refusal between two failures is forgotten."""
    link = f"{site.base}/talk"
    memory = days(link, site, 2)
    site.pages["/talk"] = Page(403)
    memory |= checkup([link], memory, "2026-03-12", site.services(), list)
    assert memory[link][:5] == ("2026-03-12", "403", 2, "2026-03-10", "2026-03-11")


def test_links_are_due_after_a_week_and_after_a_failure_on_the_next_day() -> None:
    """Failing links come first, then those unchecked for longest."""
    memory = {
        "fresh": CheckedLink("2026-03-05"),
        "old": CheckedLink("2026-03-02"),
        "failing": CheckedLink("2026-03-09", "404", 1, "2026-03-09", "2026-03-09"),
        "failed today": CheckedLink("2026-03-10", "404", 1, "2026-03-10", "2026-03-10"),
        "gone": CheckedLink("2026-03-05", "404", 3, "2026-03-01", "2026-03-05"),
        "later": CheckedLink("2027-01-01"),
    }
    assert due([*memory, "new"], memory, TODAY) == ["failing", "new", "old", "later"]


def test_without_a_network_nothing_is_counted(site: Web) -> None:
    """Where no server answers, not even the archive, the links are not to blame."""
    links = [nowhere(), VIDEO]
    down = Web(int(nowhere().rpartition(":")[2].rstrip("/")))
    with pytest.raises(CannotCheck, match="none of 2 links") as caught:
        checkup(links, {}, "2026-03-10", down.services(), list)
    assert caught.value.status == 74
    assert checkup([], {}, "2026-03-10", down.services(), list) == {}
    assert checkup(links[:1], {}, "2026-03-10", site.services(), list)[links[0]].failures == 1


def test_a_page_that_answers_for_all_others_is_no_network(site: Web) -> None:
    """Where all links fail and the archive answers in another form, nothing is counted."""
    site.pages["/available"] = Page(200, b"<title>Log in to the hotel</title>")
    with pytest.raises(CannotCheck):
        checkup([f"{site.base}/talk"], {}, "2026-03-10", site.services(), list)
    site.pages["/other"] = Page()
    links = [f"{site.base}/talk", f"{site.base}/other", nowhere()]
    found = checkup(links, {}, "2026-03-10", site.services(), list)
    assert {link: each.failures for link, each in found.items()} == {links[0]: 1, links[1]: 0}


# --- archived copies ----------------------------------------------------------------------------


def test_the_copy_of_a_dead_link_is_found(site: Web) -> None:
    """The archive is asked once the link is called dead, and the copy is remembered."""
    link = f"{site.base}/talk"
    copy = site.archived(link)
    assert not days(link, site, 2)[link].archived
    assert days(link, site, 3)[link].archived == copy


@pytest.mark.parametrize(
    "changes",
    [
        {"status": "404"},
        {"available": False},
        {"url": "https://evil.example/web/20200102030405/http://a.example/"},
        {"url": None},
    ],
)
def test_a_copy_of_an_error_or_elsewhere_is_no_copy(site: Web, changes: dict[str, object]) -> None:
    """Only a page that was fine when it was archived is offered."""
    link = f"{site.base}/talk"
    site.archived(link, **changes)
    services = site.services()
    assert copy_of(link, services.ask, services.archive) == ""


def test_a_copy_of_another_page_is_no_copy(site: Web) -> None:
    """A copy that leads to that of another page, or that cannot be opened, is not offered."""
    link = f"{site.base}/talk"
    path = site.archived(link).removeprefix(site.base)
    services = site.services()
    site.pages[path] = Page(302, b"", (("Location", f"/web/20200102030405/{site.base}/"),))
    site.pages[f"/web/20200102030405/{site.base}/"] = Page()
    assert copy_of(link, services.ask, services.archive) == ""
    site.pages[path] = Page(302, b"", (("Location", "nowhere://"),))
    assert copy_of(link, services.ask, services.archive) == ""
    site.archived(f"{site.base}/other")
    assert copy_of(link, services.ask, services.archive) == ""
    assert copy_of(f"{site.base}/other/#part", services.ask, services.archive) != ""
    site.pages["/available"] = Page(200, b'{"archived_snapshots": []}')
    assert copy_of(link, services.ask, services.archive) == ""


# --- the memory ---------------------------------------------------------------------------------

WHOLE = CheckedLink(
    *("2026-03-10", "404", 3, "2026-03-08", "2026-03-10"),
    *("https://web.archive.org/web/1/https://a.example/", "video/mp4", 12, 34),
)


def test_the_memory_is_a_sorted_line_for_each_link() -> None:
    """What is written is read again; fields without a value are not written."""
    memory = {"https://b.example/": CheckedLink("2026-03-10", "200"), "https://a.example/": WHOLE}
    text = dump(memory)
    assert parse(text) == memory
    assert text.splitlines()[2] == "https://b.example/ checked=2026-03-10 status=200"
    assert text.splitlines()[1:] == sorted(text.splitlines()[1:])


@pytest.mark.parametrize(
    "damage",
    [
        "https://a.example/",
        "https://a.example/ status=200",
        "https://a.example/ checked=yesterday",
        "https://a.example/ checked=2026-03-10 failures=many",
        "https://a.example/ checked=2026-03-10 archived=javascript:alert()",
        "https://a.example/ checked=2026-03-10 type=\x01",
        "https://a.example/ checked=2026-03-10 later=1",
        "a.example checked=2026-03-10",
        "<<<<<<< main",
    ],
)
def test_damaged_lines_of_the_memory_are_ignored(damage: str) -> None:
    """A merge leaves marks, and both sides: the later check counts."""
    older, later = (f"https://b.example/ checked=2026-03-{day}" for day in ("01", "09"))
    expected = {"https://b.example/": CheckedLink("2026-03-09")}
    assert parse(f"{older}\n{damage}\n{later}\n") == expected
    assert parse(f"{later}\n{damage}\n{older}\n") == expected


def test_a_memory_of_a_later_version_is_refused() -> None:
    """What a later version wrote is not overwritten."""
    with pytest.raises(Rejected, match="later version"):
        parse("# talkfeed links 2: …\n")


def test_a_check_that_remembers_a_media_file_offers_it_to_the_next(site: Web) -> None:
    """The duration of a file is read once."""
    link = f"{site.base}/talk.mp4"
    content = movie(0, 1000, 90_000)
    site.pages["/talk.mp4"] = Page(200, content, (("Content-Type", "video/mp4"),))
    found = days(link, site, 2)
    assert found[link] == CheckedLink(
        "2026-03-11", "200", type="video/mp4", length=len(content), duration=90
    )
    assert site.requests == ["HEAD /talk.mp4", "GET /talk.mp4", "HEAD /talk.mp4"]


def test_what_is_remembered_is_plain_text() -> None:
    """A memory of nothing is its head alone."""
    assert parse(dump(remember({}, [], "2026-03-10"))) == {}
