"""A page becomes one talk from its metadata alone; nothing is made up."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import mf2py
import pytest
from hypothesis import given
from hypothesis import strategies as st

from talkfeed.dates import read_date
from talkfeed.importers.metadata.html_head import h_event_of, parse
from talkfeed.importers.metadata.reader import describe, kind_of, oembed_address
from talkfeed.model.imported import Confidence, FoundTalk, ImportOptions, SourceInput
from talkfeed.text import url

if TYPE_CHECKING:
    from collections.abc import Mapping

ADDRESS = "https://citycode.example/2019/rainbows"
VIDEO = "https://www.youtube.com/watch?v=dJlHBS7sP_c"


def page(html: str, address: str = ADDRESS) -> SourceInput:
    """Make a page that was fetched."""
    return SourceInput(content=html.encode("utf-8", "replace"), name=address, base=address)


def described(html: str, address: str = ADDRESS, embed: object = None) -> FoundTalk:
    """Report of the talk on a page."""
    told = None if embed is None else SourceInput(content=json.dumps(embed).encode(), name="oembed")
    return describe(page(html, address), ImportOptions(), told)


def linked(*things: object) -> str:
    """Write JSON-LD as it is embedded in a page."""
    scripts = (f'<script type="application/ld+json">{json.dumps(one)}</script>' for one in things)
    return "".join(scripts)


EVENT: Mapping[str, object] = {
    "@context": "https://schema.org",
    "@type": "EducationEvent",
    "name": "Rainbows",
    "startDate": "2019-05-03T10:00+02:00",
    "endDate": "2019-05-03T11:00+02:00",
    "performer": {"@type": "Person", "name": "Ann Example", "url": "https://ann.example/"},
    "superEvent": {"@type": "Event", "name": "CityCode 2019", "url": "https://citycode.example/"},
}
FIELDS = {
    "title": "Rainbows",
    "speakers": [{"name": "Ann Example", "url": "https://ann.example/"}],
    "event": {"name": "CityCode 2019", "url": "https://citycode.example/"},
    "date": "2019-05-03 10:00-11:00 +02:00",
    "url": ADDRESS,
}


# --- addresses ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("address", "kind"),
    [
        (VIDEO, "video"),
        ("https://m.youtube.com/watch?v=dJlHBS7sP_c", "video"),
        ("https://youtu.be/dJlHBS7sP_c", "video"),
        ("https://player.vimeo.com/video/1234", "video"),
        ("https://www.infoq.com/presentations/rainbows/", "video"),
        ("https://www.infoq.com/news/2019/05/rainbows/", "url"),
        ("https://speakerdeck.com/ann/rainbows", "slides"),
        ("https://www.slideshare.net/ann/rainbows", "slides"),
        ("https://talks.example/rainbows.PDF?download", "slides"),
        ("https://talks.example/rainbows.webm", "video"),
        ("https://talks.example/rainbows.mp3", "audio"),
        ("https://talks.example/v1.2/rainbows", "url"),
        ("https://youtube.com.example/", "url"),
        ("http://[", "url"),
    ],
)
def test_an_address_goes_where_its_host_or_suffix_says(address: str, kind: str) -> None:
    """Recordings and slides are known by where they are; everything else is a page."""
    assert kind_of(address) == kind


def test_an_empty_page_tells_what_its_address_does() -> None:
    """Nothing is known of it but where it belongs; a page without an address has not even that."""
    found = described("", VIDEO)
    assert (found.fields, found.confidence) == ({"video": VIDEO}, Confidence.DOUBTFUL)
    assert found.doubts == ("no title was found",)
    assert describe(SourceInput(content=b"<p>", name="a.html"), ImportOptions()).fields == {}


# --- events -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "html",
    [
        linked(EVENT),
        "<script>{}</script>" + linked([EVENT]),
        linked({"@graph": [{"@type": "WebSite", "name": "no"}, EVENT]}),
        linked({"@type": "WebPage", "mainEntity": EVENT}),
        linked({"itemListElement": [{"item": EVENT}]}),
        linked(dict(EVENT) | {"@type": ["Thing", "https://schema.org/Event"]}),
        linked(dict(EVENT) | {"performer": [EVENT["performer"], {"@type": "Person"}]}),
        linked("broken").replace('"broken"', "{") + linked(EVENT),
        linked(EVENT).replace("{", "<!-- {", 1).replace("</s", " --></s"),
        linked([EVENT]).replace("[{", "//<![CDATA[\n[{").replace("}]", "}]//]]>"),
        linked([EVENT]).replace("[{", "/*<![CDATA[*/[{").replace("}]", "}];/*]]>*/"),
    ],
)
def test_an_event_is_found_however_it_is_wrapped(html: str) -> None:
    """A list, a graph, a page, several types or broken neighbours: the talk is the same."""
    found = described(html)
    assert found.fields == FIELDS
    assert list(found.fields) == list(FIELDS)
    assert (found.confidence, found.doubts) == (Confidence.SURE, ())


@pytest.mark.parametrize(
    ("more", "fields"),
    [
        ({"location": "Hall 1"}, {"location": "Hall 1"}),
        ({"location": {"name": "Hall 1"}}, {"location": "Hall 1"}),
        (
            {"location": {"name": "Hall 1", "address": "1 Main St"}},
            {"location": "Hall 1, 1 Main St"},
        ),
        (
            {"location": {"name": "London", "address": {"addressLocality": "London"}}},
            {"location": "London"},
        ),
        (
            {"location": [{"@type": "VirtualLocation", "name": "no", "url": "/live"}]},
            {"online": "https://citycode.example/live"},
        ),
        ({"location": 7}, {}),
        ({"eventStatus": "https://schema.org/EventCancelled"}, {"status": "cancelled"}),
        ({"eventStatus": "EventScheduled"}, {}),
        ({"inLanguage": "fr"}, {"language": "fr"}),
        ({"description": "About\nthem.\n"}, {"abstract": "About\nthem."}),
        ({"startDate": "2019-05-03", "endDate": "2019-05-04"}, {"date": "2019-05-03/2019-05-04"}),
        ({"startDate": "3 May 2019", "endDate": ""}, {"date": "3 May 2019"}),
        (
            {"video": {"@type": "VideoObject", "contentUrl": "/a.webm"}},
            {"video": "https://citycode.example/a.webm"},
        ),
    ],
)
def test_an_event_tells_more(more: dict[str, object], fields: dict[str, object]) -> None:
    """Each property of schema.org goes into the field that means the same."""
    assert described(linked({**EVENT, **more})).fields == {**FIELDS, **fields}


def test_an_event_that_may_be_the_whole_one_is_doubted() -> None:
    """Without speakers and without an event around it, it may be the conference."""
    bare = {key: EVENT[key] for key in ("@type", "name", "startDate")}
    found = described(linked(bare))
    assert found.doubts == ("the page may be about the whole event, not about a talk",)
    assert found.confidence is Confidence.LIKELY


def test_of_several_events_the_one_with_the_address_of_the_page_counts() -> None:
    """Further events are a doubt."""
    other = {**EVENT, "name": "Clouds", "url": "https://citycode.example/2019/clouds"}
    for html in (linked(other, {**EVENT, "url": ADDRESS}), linked(EVENT, other)):
        found = described(html)
        assert found.fields == FIELDS
        assert found.doubts == ("the page has 2 events, and this is one of them",)


H_EVENT = """<div class="h-event"><h1 class="p-name big">Rainbows</h1>
<p class="p-summary">About   rainbows</p> by <a class="p-speaker">Ann Example</a>,
{time} <span class="p-location">Hall 1</span></div>"""


@pytest.mark.parametrize(
    ("time", "date"),
    [
        ('<time class="dt-start" datetime="2019-05-03">3 May</time>', "2019-05-03"),
        ('<abbr class="dt-start" title="2019-05-03">3 May</abbr>', "2019-05-03"),
        ('<p class="dt-start">on <time datetime="2019-05-03">3 May</time></p>', "2019-05-03"),
        ('<span class="dt-start">3 May 2019</span>', "3 May 2019"),
    ],
)
def test_an_h_event_is_read(time: str, date: str) -> None:
    """The moment behind the words counts, or the words if there is none."""
    found = described(H_EVENT.format(time=time))
    assert found.fields == {
        "title": "Rainbows",
        "speakers": ["Ann Example"],
        "date": date,
        "location": "Hall 1",
        "url": ADDRESS,
        "abstract": "About rainbows",
    }
    assert found.confidence is Confidence.SURE


def test_a_classic_vevent_is_read_and_doubted_without_a_speaker() -> None:
    """The names before microformats2 mean the same."""
    found = described('<p class="vevent"><b class=summary>A</b> <i class=dtstart>May 2019</i></p>')
    assert found.fields == {"title": "A", "date": "May 2019", "url": ADDRESS}
    assert found.confidence is Confidence.LIKELY


def test_an_h_event_without_a_start_is_none() -> None:
    """Then the head of the page counts."""
    html = '<title>B</title><p class="h-event"><b class="p-name">A</b></p>'
    assert described(html).fields["title"] == "B"


def test_an_h_event_means_what_another_parser_finds() -> None:
    """An independent parser of microformats has the same name, start, place and speaker."""
    time = '<time class="dt-start" datetime="2019-05-03T10:00">10</time>'
    time += '<time class="dt-end" datetime="2019-05-03T11:00">11</time>'
    html = H_EVENT.format(time=time)
    root = parse(html)
    held = root is not None and h_event_of(root)
    properties = mf2py.parse(doc=html)["items"][0]["properties"]
    assert held
    assert [held.title] == properties["name"]
    assert [held.start, held.end] == properties["start"] + properties["end"]
    assert [held.location] == properties["location"]
    assert list(held.speakers) == properties["speaker"]


# --- recordings, slides and posts ---------------------------------------------------------------


def test_the_day_of_an_upload_is_a_doubt_and_no_date() -> None:
    """When a video was put up does not say when the talk was held."""
    video = {"@type": "VideoObject", "name": "Rainbows", "uploadDate": "2019-06-01T08:00:00Z"}
    found = described(linked({**video, "author": "A channel"}), VIDEO)
    assert found.fields == {"title": "Rainbows", "video": VIDEO}
    assert any("2019-06-01" in doubt for doubt in found.doubts)
    assert found.confidence is Confidence.DOUBTFUL


def test_a_title_that_tells_more_is_taken_apart() -> None:
    """The name of the platform is removed; speaker and event are split off, with a doubt."""
    found = described("<title>Ann Example - Rainbows | CityCode 2019 - YouTube</title>", VIDEO)
    assert found.fields == {
        "title": "Rainbows",
        "speakers": ["Ann Example"],
        "event": "CityCode 2019",
        "date": "2019",
        "video": VIDEO,
    }
    assert any("taken from the title" in doubt for doubt in found.doubts)


@pytest.mark.parametrize(
    "html",
    [
        "<title>Rainbows</title>",
        "<title>Rainbows - YouTube</title>",
        "<title>Rainbows on Vimeo</title>",
        '<title>Rainbows | My Site</title><meta property="og:site_name" content="My Site">',
        '<title>no</title><meta property="og:title" content="Rainbows">',
        '<title>no</title><meta name="twitter:title" content=" Rainbows\n">',
        '<meta name="DC.title" content="Rainbows"><meta name="dc.title" content="no">',
        '<meta name="citation_title" content="Rainbows"><meta property="og:title" content="no">',
        '<meta property="og:title" content=""><title>Rainbows</title>',
        linked({"@type": "PresentationDigitalDocument", "name": "Rainbows"}) + "<title>no</title>",
        linked({"@type": "VideoObject", "headline": "Rainbows"}),
    ],
)
def test_a_title_is_found_wherever_it_is(html: str) -> None:
    """What was written for machines comes before what was written for tabs of browsers."""
    assert described(html).fields["title"] == "Rainbows"


def test_a_title_that_ends_in_the_name_of_a_site_is_whole() -> None:
    """Only what is set apart from the title is the site's."""
    assert described("<title>All about YouTube</title>").fields["title"] == "All about YouTube"


def test_the_author_of_slides_is_taken_for_the_speaker_with_a_doubt() -> None:
    """JSON-LD precedes oEmbed, and that the head; a channel of videos is not an author."""
    head = '<title>Rainbows</title><meta name="author" content="Cy Example">'
    work = linked({"@type": "PresentationDigitalDocument", "author": [{"name": "Ann Example"}]})
    embed = {"title": "Rainbows", "author_name": "Bo Example", "author_url": "https://bo.example/"}
    slides = "https://speakerdeck.com/ann/rainbows"
    assert described(head + work, slides, embed).fields["speakers"] == ["Ann Example"]
    bo = {"name": "Bo Example", "url": "https://bo.example/"}
    assert described(head, slides, embed).fields["speakers"] == [bo]
    assert described(head, slides).fields["speakers"] == ["Cy Example"]
    assert "the author of the post is taken as the speaker" in described(head, slides).doubts
    assert "speakers" not in described(head, VIDEO, embed).fields


def test_oembed_gives_a_title_where_the_page_has_none() -> None:
    """A page that is made by scripts alone may say nothing itself."""
    assert described("", VIDEO, {"title": "Rainbows"}).fields["title"] == "Rainbows"
    assert described("", VIDEO, ["no"]).fields == {"video": VIDEO}


def test_a_description_that_was_cut_is_no_abstract() -> None:
    """A truncated description is dropped."""
    cut = '<title>A</title><meta name="description" content="About {}">'
    assert described(cut.format("them.")).fields["abstract"] == "About them."
    for end in ("…", "..."):
        assert "abstract" not in described(cut.format(end)).fields


def test_the_slides_of_a_page_are_linked() -> None:
    """A document or a video that is part of a page keeps its own address."""
    work = {"@type": "PresentationDigitalDocument", "name": "A", "contentUrl": "a.pdf"}
    found = described(linked(work, {"@type": "VideoObject"}, {"@type": "Thing", "url": "no"}))
    assert found.fields["slides"] == "https://citycode.example/2019/a.pdf"
    assert found.fields["url"] == ADDRESS


@pytest.mark.parametrize(
    ("html", "address", "expected"),
    [
        (
            '<link type="application/json+oembed" href="/o?a=b">',
            ADDRESS,
            "https://citycode.example/o?a=b",
        ),
        ('<link type="text/xml+oembed" href="/o">', ADDRESS, ""),
        ("", ADDRESS, ""),
        (
            "",
            "https://vimeo.com/1234",
            "https://vimeo.com/api/oembed.json?url=https%3A%2F%2Fvimeo.com%2F1234",
        ),
    ],
)
def test_the_address_of_oembed_is_stated_or_known(html: str, address: str, expected: str) -> None:
    """Discovery comes first; a few hosts are known; all others have none."""
    assert oembed_address(page(html, address)) == expected


def test_an_address_that_is_none_is_not_told() -> None:
    """Any address of a page is validated, or left out."""
    found = describe(SourceInput(content=b"", name="http://[", base="http://["), ImportOptions())
    assert (dict(found.fields), found.doubts) == ({}, ("no title was found",))


# --- laws ---------------------------------------------------------------------------------------

TREES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=9),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(
                (
                    *("@type", "@graph", "name", "url", "startDate", "performer", "location"),
                    *("superEvent", "item", "video", "author", "contentUrl", "eventStatus"),
                    *("address", "description"),
                )
            ),
            inner | st.sampled_from(["Event", "VideoObject", "VirtualLocation"]),
            max_size=6,
        )
    ),
    max_leaves=20,
)


@given(TREES, st.sampled_from([ADDRESS, VIDEO, "", "http://["]))
def test_whatever_stands_in_json_ld_what_is_told_is_clean(tree: object, address: str) -> None:
    """Nothing is raised; addresses are valid, and the date is one that we read."""
    found = describe(
        page(linked(tree, {"@type": "Event", "name": "A", "x": tree}), address), ImportOptions()
    )
    for key in ("url", "video", "slides", "online"):
        told = found.fields.get(key, ADDRESS)
        for each in told if isinstance(told, list | tuple) else [told]:
            assert url(str(each))
    if "date" in found.fields:
        read_date(str(found.fields["date"]))


@given(st.binary(), st.binary())
def test_no_bytes_are_too_odd_for_a_page(content: bytes, embed: bytes) -> None:
    """Whatever a server sends, the result is a talk."""
    whole = b"<title>" + content + b"</title><meta name=author content='" + content
    told = describe(
        SourceInput(content=whole, name=ADDRESS, base=ADDRESS),
        ImportOptions(),
        SourceInput(content=embed, name="oembed"),
    )
    assert told.fields["url"] == ADDRESS


def test_json_ld_without_end_is_left_at_some_point() -> None:
    """Neither depth nor breadth keeps us busy."""
    deep = '{"@graph":[' * 50_000
    html = f'<script type="application/ld+json">{deep}</script>' + linked([EVENT] * 5_000)
    assert described(html).fields == FIELDS
