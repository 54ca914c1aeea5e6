"""What a check found of links: pages show it, readers are not notified, builds notice it."""

from __future__ import annotations

import json
from datetime import timedelta
from typing import TYPE_CHECKING

import feedparser
import pytest

from talkfeed import BuildOptions, InvalidData, build
from talkfeed.building import explain, pipeline
from talkfeed.building.links import has_changed, links_path
from talkfeed.engine.progress import Progress
from talkfeed.linkmemory import CheckedLink, dump
from twice import HEAD, NOW, Site, cache_at

if TYPE_CHECKING:
    from pathlib import Path

PAGE, VIDEO = "https://a.example/talk", "https://youtu.be/dJlHBS7sP_c"
FILE, COPY = "https://a.example/talk.mp4", "https://web.archive.org/web/2/https://a.example/talk"
TALKS = (
    f"  - {{title: One, speaker: Ann, event: A, date: 3 May 2011, url: {PAGE}, slides: 'https://a.example/s.pdf'}}\n",
    f"  - {{title: Two, speaker: Bob, event: B, date: 3 May 2012, video: ['{VIDEO}', {FILE}]}}\n",
    "  - {title: Three, speaker: Eve, event: C, date: 3 May 2013}\n",
)
FINE = CheckedLink("2026-03-10", "200")
GONE = CheckedLink("2026-03-10", "404", 3, "2026-03-08", "2026-03-10")
MEDIA = FINE._replace(type="video/mp4", length=1234, duration=56)
HOUR = timedelta(hours=1)
FEEDS = (".atom", ".rss", ".json", ".ics", ".lock")


@pytest.fixture(name="site")
def _site(tmp_path: Path) -> Site:
    site = Site(tmp_path, HEAD, TALKS)
    site.build()
    return site


def found(site: Site, **links: CheckedLink) -> None:
    """Write what was found of the page, the video and the file."""
    addresses = {"page": PAGE, "video": VIDEO, "file": FILE}
    text = dump({addresses[name]: link for name, link in links.items()})
    for place in ("cached", "plain"):
        (site.home / place / "talks.links").write_text(text)


def feeds(site: Site) -> dict[str, bytes]:
    """Return what subscribers and the next build see."""
    files = site.files("cached").items()
    return {path: content for path, content in files if path.endswith(FEEDS)}


def page(site: Site, name: str) -> str:
    """Read a page."""
    return site.files("cached")[f"output/{name}.html"].decode()


def test_a_dead_link_is_marked_on_pages_and_in_no_feed(site: Site) -> None:
    """Pages strike it through and lead to the copy; no feed or calendar changes a byte."""
    before = feeds(site)
    found(site, page=GONE._replace(archived=COPY), video=GONE)
    report, _ = site.build(NOW + HOUR)
    assert report.changes == ()
    assert feeds(site) == before
    assert f'<a href="{PAGE}"><s>Page</s> (gone)</a> <a href="{COPY}">Page, archived copy</a>' in (
        page(site, "talks/one/index")
    )
    for name in ("index", "talks.fragment"):
        assert page(site, name).count("(gone)") == 2
        assert page(site, name).count(COPY) == 1
    assert {"talks/one/index.html", "index.html", "talks.fragment.html"} <= {*report.written}
    assert "talks/three/index.html" not in report.written


def test_a_dead_video_has_no_player(site: Site) -> None:
    """Nothing is offered to play that does not play."""
    assert "Play video" in page(site, "talks/two/index")
    found(site, video=GONE)
    site.build(NOW + HOUR)
    assert "Play video" not in page(site, "talks/two/index")


def test_a_link_that_is_alive_again_is_not_marked(site: Site) -> None:
    """The pages are as they were; so they are without the memory."""
    before = site.files("cached")
    found(site, page=GONE)
    site.build(NOW + HOUR)
    found(site, page=FINE)
    site.build(NOW + 2 * HOUR)
    assert {**site.files("cached"), "talks.links": b""} == {**before, "talks.links": b""}
    found(site, page=GONE)
    site.build(NOW + 3 * HOUR)
    for place in ("cached", "plain"):
        (site.home / place / "talks.links").unlink()
    report, _ = site.build(NOW + 4 * HOUR)
    assert report.why == f"{site.home}/cached/talks.links: it has changed since the last build"
    assert site.files("cached") == before


def test_a_check_that_finds_nothing_new_is_no_reason_to_build(site: Site) -> None:
    """Another day of the check changes the memory, and no document."""
    found(site, page=FINE)
    assert site.build(NOW + HOUR)[1] == {}
    found(site, page=GONE)
    site.build(NOW + 2 * HOUR)
    found(site, page=GONE._replace(checked="2026-03-17"), video=FINE)
    assert site.build(NOW + 3 * HOUR)[1] == {}


def test_edits_are_still_built_alone(site: Site) -> None:
    """An edit of one talk keeps the marks of all, its own too."""
    found(site, page=GONE, video=GONE, file=MEDIA)
    site.build(NOW + HOUR)
    for rank, more in ((0, ", abstract: New}\n"), (2, ", abstract: Newer}\n")):
        site.talks[rank] = site.talks[rank].replace("}\n", more)
        site.write()
        report, counts = site.build(NOW + 2 * HOUR)
        assert "stamp" not in counts, report.why
    assert page(site, "index").count("(gone)") == 2


def test_an_edit_and_a_check_at_once_are_both_built(site: Site) -> None:
    """A new memory needs a full build, whatever else changed."""
    found(site, page=GONE)
    site.talks[2] = site.talks[2].replace("}\n", ", abstract: New}\n")
    site.write()
    report, _ = site.build(NOW + HOUR)
    assert "talks.links" in report.why
    assert len(report.changes) == 1


class Checking(Progress):
    """Finds a dead link when a build begins to read."""

    def __init__(self, memory: Path) -> None:
        """Take the path of talks.links."""
        self._memory = memory

    def begin(self, stage: str, total: int = 0) -> None:
        """Write what was found."""
        if (stage, total) == ("read", 0):
            self._memory.write_text(dump({PAGE: GONE}))


def test_a_check_during_an_edit_is_built(site: Site) -> None:
    """What is found after the build has begun is shown, too, not half of it."""
    options = BuildOptions(
        cache=cache_at(site.home / "cache"), progress=Checking(links_path(site.source))
    )
    site.talks[2] = site.talks[2].replace("}\n", ", abstract: New}\n")
    site.write()
    output = site.source.parent / "output"
    report = build(site.source, output, now=NOW + HOUR, options=options)
    assert "talks.links: it has changed" in report.why
    assert "(gone)" in page(site, "index")


def test_the_length_of_a_media_file_makes_it_an_enclosure(site: Site) -> None:
    """Readers get length and type, and no entry is updated, so none is notified."""
    before = feedparser.parse(feeds(site)["output/talks.atom"])
    found(site, file=MEDIA)
    report, _ = site.build(NOW + HOUR)
    assert report.changes == ()
    for name in ("atom", "rss"):
        feed = feedparser.parse(feeds(site)[f"output/talks.{name}"])
        (entry,) = (each for each in feed.entries if "Two" in each.title)
        (enclosure,) = entry.enclosures
        assert (enclosure.href, enclosure.type, enclosure.length) == (FILE, "video/mp4", "1234")
    feed = feedparser.parse(feeds(site)["output/talks.atom"])
    assert [each.updated for each in feed.entries] == [each.updated for each in before.entries]
    assert feed.feed.updated == before.feed.updated
    items = json.loads(feeds(site)["output/talks.json"])["items"]
    assert [each["attachments"] for each in items if "attachments" in each] == [
        [
            {
                "url": FILE,
                "mime_type": "video/mp4",
                "size_in_bytes": 1234,
                "duration_in_seconds": 56,
            }
        ]
    ]


def test_a_length_that_was_written_counts(tmp_path: Path) -> None:
    """What a person wrote of a media file is not replaced."""
    talk = f"  - {{title: Two, date: 2012, video: {{url: {FILE}, length: 99, rel: related}}}}\n"
    site = Site(tmp_path, HEAD, [talk])
    found(site, file=MEDIA)
    site.build()
    item = json.loads(feeds(site)["output/talks.json"])["items"][0]
    assert "attachments" not in item
    assert item["_talkfeed"]["links"][0]["length"] == 99


def test_an_attachment_without_a_check_has_no_duration(tmp_path: Path) -> None:
    """The duration is known from checks alone."""
    talk = f"  - {{title: Two, date: 2012, video: {{url: {FILE}, length: 99}}}}\n"
    site = Site(tmp_path, HEAD, [talk])
    site.build()
    item = json.loads(feeds(site)["output/talks.json"])["items"][0]
    assert item["attachments"] == [{"url": FILE, "mime_type": "video/mp4", "size_in_bytes": 99}]


def test_a_document_explains_the_checks_it_depends_on(site: Site) -> None:
    """`--explain PATH` lists dead links and media files with what is shown of them."""
    found(site, page=GONE, file=MEDIA)
    plan = pipeline.plan(site.source, site.source.parent / "output", now=NOW)
    lines = [*explain.inputs(plan, "index.html")]
    assert f"checked link: {PAGE} (gone)" in lines
    assert f"checked link: {FILE}" in lines


def test_a_memory_that_cannot_be_read_stops_the_build(site: Site) -> None:
    """A file of a later version is reported, and the output stays."""
    before = site.files("plain")
    memory = links_path(site.source)
    memory.write_text("# talkfeed links 2: later\n")
    with pytest.raises(InvalidData, match="later version"):
        site.build(NOW + HOUR)
    assert has_changed(site.source, b"", b"")
    memory.unlink()
    memory.mkdir()
    with pytest.raises(InvalidData, match="cannot be read"):
        site.build(NOW + HOUR)
    memory.rmdir()
    assert site.files("plain") == before
