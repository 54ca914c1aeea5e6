"""The layers a page goes through: links, structured data, headings, lists, and their bounds."""

# ruff: noqa: E501, RUF001 - the pages have long lines and curly quotes, as those of others do

from __future__ import annotations

import time
from typing import Any

import pytest

from talkfeed.importers.page import reader
from talkfeed.importers.page.links import absolute, is_profile, role_by_address, role_of, watchable
from talkfeed.model.imported import Confidence, ImportOptions, SourceInput
from test_importers_page import BASE, name_of, result, roles, told

# --- links --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("label", "address", "role"),
    [
        ("slides", "https://a.example/x", "slides"),
        ("Slides (PDF)", "https://a.example/x", "slides"),
        ("watch on YouTube", "https://a.example/x", "video"),
        ("PDF", "https://a.example/x", "slides"),
        ("pdf", "https://a.example/paper.pdf", "paper"),
        ("here", "https://youtu.be/abcdefghijk", "video"),
        ("link", "https://a.example/x", "url"),
        ("examples", "https://a.example/x", "code"),
        ("blog post", "https://a.example/x", "links"),
        ("Feeds that last", "https://youtu.be/abcdefghijk", ""),
        ("", "https://a.example/x", "links"),
    ],
)
def test_a_link_is_what_it_is_called(label: str, address: str, role: str) -> None:
    """Words come first, then the address; words that are a title say nothing."""
    assert role_of(label, address) == role


@pytest.mark.parametrize(
    ("address", "role"),
    [
        ("https://www.youtube.com/watch?v=abcdefghijk", "video"),
        ("https://speakerdeck.com/a/b", "slides"),
        ("https://github.com/a/b", "code"),
        ("https://arxiv.org/abs/1", "paper"),
        ("https://open.spotify.com/a", "audio"),
        ("https://a.example/talk.mp4", "video"),
        ("https://a.example/talk.mp3", "audio"),
        ("https://a.example/slides/42", "slides"),
        ("https://a.example/", ""),
        ("http://[", ""),
    ],
)
def test_an_address_tells_by_host_suffix_and_path(address: str, role: str) -> None:
    """An invalid address has no role."""
    assert role_by_address(address) == role


@pytest.mark.parametrize(
    ("player", "watched"),
    [
        ("//www.youtube.com/embed/abcdefghijk?start=79", "watch?v=abcdefghijk&t=79"),
        ("//www.youtube.com/embed/videoseries?list=PL1", "playlist?list=PL1"),
        ("https://player.vimeo.com/video/42?h=1", "https://vimeo.com/42"),
        ("https://a.example/embed/1", "https://a.example/embed/1"),
        ("http://[", "http://["),
    ],
)
def test_a_player_leads_to_what_can_be_watched(player: str, watched: str) -> None:
    """What is embedded has a page of its own."""
    assert watchable(player).endswith(watched)


def test_an_address_is_absolute_or_none() -> None:
    """Scripts, fragments and nonsense are no addresses."""
    assert absolute("//a.example/b", "") == "https://a.example/b"
    assert absolute("b", BASE) == f"{BASE}b"
    assert absolute("javascript:x", BASE) == absolute("http://[", BASE) == ""


def test_a_profile_is_a_persons_address() -> None:
    """A repository, or anything deeper, is not."""
    assert is_profile("https://twitter.com/ann")
    assert is_profile("https://github.com/ann")
    assert not is_profile("https://github.com/ann/code")
    assert not is_profile("https://a.example/ann")
    assert not is_profile("http://[")


def test_links_without_words_are_known_by_pictures_and_classes() -> None:
    """What a picture is called, or an icon's class, is what a link is called."""
    text = """<ul><li><em>Feeds that last</em>, PyTown Conference, May 2019
    <a href="https://a.example/1"><img alt="Slides" src="x.png"></a>
    <a class="fa fa-youtube" href="https://a.example/2"><i></i></a>
    <a class="icon" href="https://a.example/3.pdf"></a><a href="https://a.example/4"></a>
    <a href="mailto:a@a.example">mail</a></li></ul>"""
    (talk,) = result(text, "a.html").talks
    assert talk.fields["slides"] == ["https://a.example/1", "https://a.example/3.pdf"]
    assert talk.fields["video"] == "https://a.example/2"
    assert talk.fields["links"] == ["https://a.example/4"]


# --- structured data ----------------------------------------------------------------------------

JSON_LD = """<script type="application/ld+json">{"@graph": [
{"@type": "Event", "name": "Feeds that last", "startDate": "2019-05-12T18:30",
 "endDate": "2019-05-12T20:00", "performer": [{"name": "Ann Example"}],
 "location": {"address": {"addressLocality": "Ghent", "addressCountry": "Belgium"}},
 "superEvent": {"name": "PyTown"}, "url": "https://a.example/f",
 "recordedIn": {"url": "https://youtu.be/abcdefghijk"}, "description": "All about feeds."},
{"@type": "EducationEvent", "name": "Time is hard", "startDate": "2018-06-03",
 "endDate": "2018-06-05", "location": {"address": "Oslo"}, "performer": "Bob Sample"},
{"@type": "Event", "name": "", "startDate": "2018-06-03"},
{"@type": "Event", "name": "PyTown Conference", "location": "Ghent"},
{"@type": "Person", "name": "Eve Model"}]}</script>
<script type="application/ld+json">{damaged</script><script>other()</script>"""


def test_json_ld_alone_is_enough() -> None:
    """Schema.org events are talks where the page shows none."""
    found = result(f"<html><head>{JSON_LD}</head><body></body></html>", "a.html").talks
    assert [told(talk) for talk in found] == [
        ("Feeds that last", "Ann Example", "PyTown", "2019-05-12"),
        ("Time is hard", "Bob Sample", "", "2018-06-03/2018-06-05"),
    ]
    assert found[0].fields["location"] == "Ghent, Belgium"
    assert roles(found[0]) == "video url"
    zoned = result(f"<body>{JSON_LD}</body>", "a.html", timezone="Europe/Brussels").talks[0]
    assert zoned.fields["date"] == "2019-05-12T18:30/2019-05-12T20:00"


def test_json_ld_fills_the_gaps_of_the_page() -> None:
    """A talk that is on the page is not found twice, and the conference itself is no talk."""
    text = f"""<body>{JSON_LD}<h1>Talks</h1><ul><li><em>Feeds that last</em>, Ghent</li>
    <li><em>Something else again</em>, Small Conference, May 2017</li></ul></body>"""
    found = result(text, "a.html").talks
    assert [told(talk) for talk in found] == [
        ("Feeds that last", "Ann Example", "PyTown", "2019-05-12"),
        ("Something else again", "", "Small Conference", "May 2017"),
        ("Time is hard", "Bob Sample", "", "2018-06-03/2018-06-05"),
    ]


@pytest.mark.parametrize(
    "text",
    [
        """<div class="h-event"><b class="p-name">Feeds that last</b> <time class="dt-start"
        datetime="2019-05-12">Sunday</time> <i class="p-location">Ghent</i>
        <a class="u-url" href="https://a.example/f">more</a> <u class="p-author">Ann Example</u></div>""",
        """<div itemscope itemtype="https://schema.org/Event"><meta itemprop="name"
        content="Feeds that last"><span itemprop="startDate"><time datetime="2019-05-12"></time>
        </span><i itemprop="location">Ghent</i><a itemprop="url" href="https://a.example/f"></a>
        <span itemprop="performer">Ann Example</span></div>""",
    ],
    ids=["h-event", "microdata"],
)
def test_data_in_the_layout_is_read(text: str) -> None:
    """Microformats and microdata say what their elements hold."""
    talk = result(f"<body>{text}</body>", "a.html").talks[0]
    assert told(talk) == ("Feeds that last", "Ann Example", "", "2019-05-12")
    assert talk.fields["location"] == "Ghent"
    assert talk.fields["url"] == "https://a.example/f"


# --- shapes that are easily mistaken ------------------------------------------------------------

CASES: dict[str, tuple[str, list[str]]] = {
    "a topic with talks below is no talk": (
        (
            "## Lizmap\n- [State of the maps in 2024](https://youtu.be/abcdefghijk)\n"
            "- [News about maps in 2023](https://youtu.be/abcdefghijl)\n"
        ),
        ["State of the maps in 2024", "News about maps in 2023"],
    ),
    "an event with one talk below": (
        "# Talks\n## FOSDEM 2017\nLeaving the age of stones ([slides](/a.pdf))\n",
        ["Leaving the age of stones"],
    ),
    "a heading of papers and talks": (
        (
            "## Papers, talks, and presentations\n- “Feeds that last,” *PyTown*, Ghent, May 2019.\n"
            "- “Time is hard,” *DateConf*, Oslo, June 2018.\n"
        ),
        ["Feeds that last", "Time is hard"],
    ),
    "a dash in few titles parts nothing": (
        (
            "# Talks\n### Small - but lasting feeds\nPyTown Conference, May 2019\n### Time\nDateConf, 2018\n"
            "### Caches\nDateConf, 2017\n### Keys\nDateConf, 2016\n"
        ),
        ["Small - but lasting feeds", "Time", "Caches", "Keys"],
    ),
    "quotes within a title": (
        "# Talks\n## When ‘allow all’ did not help (May 2023)\n\n- Event: [User Group](https://a.example)\n",
        ["When ‘allow all’ did not help"],
    ),
    "sentences around a title in quotes": (
        (
            "## 2023\n- Invited seminar at the **University of Sums** on “How to add things”.\n"
            "- Invited talk at the **Society of Tables** on “How to look things up”.\n"
        ),
        ["How to add things", "How to look things up"],
    ),
    "lists below an event in a list": (
        (
            "# Talks\n- PyTown Conference, 12 May 2019\n  - *Feeds that last* ([slides](/a.pdf))\n"
            "  - *Time is hard for all* ([slides](/b.pdf))\n"
        ),
        ["Feeds that last", "Time is hard for all"],
    ),
    "links below a title in a list": (
        "# Talks\n- Feeds that last for years\n  - [slides](/a.pdf)\n  - [video](/b.mp4)\n",
        ["Feeds that last for years"],
    ),
    "years in a list": (
        (
            "# Talks\n- 2019\n  - *Feeds that last*, PyTown\n  - *Time is hard*, DateConf\n- 2018\n"
            "  - *Caches*, PyTown\n"
        ),
        ["Feeds that last", "Time is hard", "Caches"],
    ),
    "headings within the section of a talk": (
        "### Just queue it all (2015)\nText.\n#### [Getting started with pandas](/p) @PyTown\n",
        ["Just queue it all", "Getting started with pandas"],
    ),
    "names above lists of talks": (
        (
            "# Talks\n**The Mill Meetup**  \nFeeds that last by Ann Example  \n"
            "Time is hard by Bob Sample (@bob)\n"
        ),
        ["Feeds that last", "Time is hard"],
    ),
    "a title with a bracket": (
        "# Talks\n- How to pay (with cards), PyTown Conference, May 2019\n",
        ["How to pay (with cards)"],
    ),
    "a kind before the title": (
        "# Talks\n- **[Invited talk] Games on graphs** - FORMATS'21, Online. [[Slides](a.pdf)]\n",
        ["Games on graphs"],
    ),
    "a proposal is no talk": (
        "# Talks\n## Open slots\n- Your talk here, May 2030\n## Done\n- *Feeds that last*, May 2019\n",
        ["Feeds that last"],
    ),
}


@pytest.mark.parametrize("case", CASES)
def test_talks_are_told_from_what_is_around_them(case: str) -> None:
    """Each is found once, under its own title."""
    text, titles = CASES[case]
    found = [str(talk.fields["title"]) for talk in result(text).talks]
    assert found == titles


def test_two_talks_by_name_below_an_event_are_two() -> None:
    """A heading with "by" and a name in several rows below it is no talk."""
    text = "# Talks\n## Evening at the Mill\nFeeds that last by Ann Example\n\nTime by Bob Sample\n"
    assert [told(talk)[1] for talk in result(text).talks] == ["Ann Example", "Bob Sample"]


def test_running_text_is_read_where_all_talks_are_told_so() -> None:
    """Each paragraph is a talk then, however few of its parts are recognised."""
    text = """# Talks
In May 2019 I spoke on feeds in Ghent. It was a long evening with very many questions to answer.

In June 2018 I spoke on time in Oslo. It was a short evening with hardly any question to answer.
"""
    assert [told(talk)[3] for talk in result(text).talks] == ["May 2019", "June 2018"]


def event_of(text: str) -> tuple[str, str]:
    """Read event and place of the only talk."""
    fields: Any = result(f"# Talks\n{text}\n").talks[0].fields
    return name_of(fields.get("event", "")), fields.get("location", "")


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        (
            "- *Feeds*, PyTown Conference, Ghent, Belgium, May 2019",
            ("PyTown Conference", "Ghent, Belgium"),
        ),
        ("- *Feeds*, Tech In Time @ Malaga, Spain, May 2019", ("Tech In Time", "Malaga, Spain")),
        (
            "- *Feeds*, Example Conference ([EXCO](https://a.example)), May 2019",
            ("Example Conference (EXCO)", ""),
        ),
        (
            "- *Feeds*, European Conference on Sums - ECDA Workshop, Naples, May 2019",
            ("European Conference on Sums - ECDA Workshop", "Naples"),
        ),
        ("- *Feeds*, London, May 2019", ("", "London")),
        (
            "- *Feeds that last*, DateConf Workshop - Summer Meetup, Ghent, room 4 of many, Naples",
            ("DateConf Workshop - Summer Meetup", "Ghent"),
        ),
        ("- *Feeds* at London - May 2019", ("London", "")),
        (
            "- *Feeds that last*, invited talk at the PyTown Conference, May 2019",
            ("PyTown Conference", ""),
        ),
        ("- *Feeds*, PyTown Conference (30 min), May 2019", ("PyTown Conference", "")),
    ],
)
def test_events_are_told_from_places(line: str, expected: tuple[str, str]) -> None:
    """What looks like an event is one; what follows it is where it was."""
    assert event_of(line) == expected


def speakers_of(text: str, **options: Any) -> list[str]:
    """Name who speaks in each talk."""
    return [told(talk)[1] for talk in result(f"# Talks\n{text}\n", **options).talks]


@pytest.mark.parametrize(
    ("line", "names"),
    [
        ("- Feeds that last by Ann Example and Bob Sample (ACME)", "Ann Example, Bob Sample"),
        ("- *Feeds that last* ; Ann Example, Bob Sample @ PyTown 2019", "Ann Example, Bob Sample"),
        ("- *Feeds that last*, with [Bob Sample](https://b.example), May 2019", "Bob Sample"),
        ("- *Feeds that last* by annie, May 2019", "annie"),
        ("- *Feeds that last* (Bob Sample), PyTown Conference, May 2019", "Bob Sample"),
        ("- *Feeds that last*, [Ann Example](https://twitter.com/ann), May 2019", "Ann Example"),
        ("- *My journey with Open Source*, May 2019", ""),
        ("- *Feeds that last*, Presenter: Ann Example, May 2019", "Ann Example"),
    ],
)
def test_people_are_named_where_something_says_so(line: str, names: str) -> None:
    """By, with, brackets, a profile, or a name before an event."""
    assert speakers_of(line) == [names]


def test_who_speaks_in_one_place_is_known_in_another() -> None:
    """A name that something says so of is a name elsewhere on the page."""
    text = "- *Feeds that last* by Ann Example, May 2019\n- *Time is hard*, Ann Example, May 2018"
    assert speakers_of(text) == ["Ann Example", "Ann Example"]


def test_a_first_name_stands_for_the_only_one_who_has_it() -> None:
    """Full names come from the rest of the page, with their links."""
    text = """### Feeds that last (PyTown, May 2019)

Ann's talk about feeds that last for years, and about all the others that do not, sadly enough.

### Time is hard (DateConf, June 2018)

**[Ann Example](https://twitter.com/ann) at DateConf - June 2018**

### Time is harder (DateConf, June 2017)

Ann Example at DateConf - June 2017
"""
    assert [told(talk)[1] for talk in result(text).talks] == ["Ann Example"] * 3


# --- bounds -------------------------------------------------------------------------------------

HOSTILE = {
    "deep": "<div>" * 20_000 + "x",
    "lists": "<ul><li>a 2019 " * 2_000,
    "stresses": "<b><i>" * 5_000 + "x",
    "spans": "<table><tr>" + "<td rowspan=9999 colspan=9999>x 2019</td>" * 200 + "</table>",
    "brackets": "<p>" + "(" * 20_000,
    "dates": "<p>" + "May 12 " * 3_000,
    "figures": "<p>" + "12.12." * 3_000,
    "breaks": "<p>" + "a 2019<br>" * 1_000,
    "quotes": "<p>" + "“a\" ' ‘b " * 3_000,
    "links": "<p>" + '<a href="http://a.b/c">slides</a> ' * 1_000,
    "json": '<script type="application/ld+json">' + "[" * 50_000 + "</script>",
    "templates": "{% include " * 3_000,
    "names": "<p>" + "Ann Example, " * 2_000,
    "one word": "<p>" + "Aa" * 30_000,
    "zeros": "\0" * 10_000,
}


@pytest.mark.parametrize("kind", HOSTILE)
@pytest.mark.parametrize("name", ["a.html", "a.md"])
def test_no_page_keeps_it_busy(kind: str, name: str) -> None:
    """Deep, wide and broken pages end in seconds."""
    start = time.process_time()
    reader.read(SourceInput(content=HOSTILE[kind].encode(), name=name), ImportOptions())
    assert time.process_time() - start < 20


def test_bytes_of_any_encoding_are_read() -> None:
    """The type of an answer, the page's own word, and Windows-1252 come before giving up."""
    talk = "<li><em>Vorträge über Zeit</em>, Tagung, Mai 2019</li>"

    def title(content: bytes, media_type: str = "") -> object:
        source_input = SourceInput(content=content, name="a.html", media_type=media_type)
        return reader.read(source_input, ImportOptions(language="de")).talks[0].fields["title"]

    latin = talk.encode("latin-1")
    assert title(latin, "text/html; charset=iso-8859-1") == "Vorträge über Zeit"
    assert title(b"<meta charset=latin-1>" + latin) == "Vorträge über Zeit"
    assert title(latin, "text/html; charset=nonsense") == "Vorträge über Zeit"
    assert "Vortr" in str(title(latin + b"\x81"))


def test_how_sure_it_is_depends_on_what_was_found() -> None:
    """One with something is likely, one with event and date sure; a title alone is left by hand."""
    text = "# Talks\n- *Feeds that last*, PyTown Conference, May 2019\n- *Time is hard*, 2018\n- *Caches*\n"
    assert [(one.text, one.is_talk) for one in result(text).unparsed] == [("Caches", True)]
    assert [talk.confidence for talk in result(text).talks] == [
        Confidence.SURE,
        Confidence.LIKELY,
    ]


# --- what is rare -------------------------------------------------------------------------------


def test_a_year_in_an_events_name_is_no_part_of_the_date_after_it() -> None:
    """A year before a comma is an event's, and the day has its own."""
    (talk,) = result("# Talks\n- *Traces of monads*, CALCO 2021, 3rd of September 2021\n").talks
    assert told(talk)[2:] == ("CALCO 2021", "3rd of September 2021")


def test_days_in_figures_take_the_year_above() -> None:
    """15/12 below 2022 is a day; 31/31 is none, and neither is a day of another month."""
    text = (
        "# Talks of 2022\n| Data | Tema |\n|-|-|\n| 15/12 | Feeds that last |\n| 31/31 | Time |\n"
    )
    dates = [told(talk)[3] for talk in result(text).talks]
    assert dates == ["15/12/2022", "2022"]
    other = "# Talks\n- *Feeds that last*, PyTown Conference, 12 May, June 2019\n"
    assert told(result(other).talks[0])[3] == "June 2019"


def test_rows_with_dates_below_a_title_are_deliveries() -> None:
    """They need not be a list."""
    text = "# Talks\n### Feeds that last\nPyTown, May 2019\n\nDateConf, June 2018\n"
    (talk,) = result(text).talks
    assert talk.fields["given"] == [
        {"event": "PyTown", "date": "May 2019"},
        {"event": "DateConf", "date": "June 2018"},
    ]


def test_an_event_that_leads_to_a_recording_has_one() -> None:
    """The link is the recording's, not the event's page."""
    text = """# 2019
* [Preparing for storms](https://youtu.be/abcdefghijk)
    * [Future Sync](https://youtu.be/abcdefghijl)
    * [Software Cornwall](https://youtu.be/abcdefghijm)
"""
    (talk,) = result(text).talks
    assert talk.fields["given"] == [
        {"event": "Future Sync", "date": "2019", "video": "https://www.youtube.com/watch?v=x"}
        | {"video": "https://youtu.be/abcdefghijl"},
        {"event": "Software Cornwall", "date": "2019", "video": "https://youtu.be/abcdefghijm"},
    ]


def test_a_title_that_stands_between_items_with_lists_is_kept() -> None:
    """Items before and after a nested list are talks of their own."""
    text = """# Talks
- *Feeds that last*, PyTown, May 2019
- DateConf, June 2018
  - *Time is hard for all* ([slides](/a.pdf))
- *Caches and keys*, PyTown, May 2017

  It was a good day. We all had a good time there, and there were very many questions to answer.

  Second paragraph.
  - [slides](/b.pdf)
"""
    assert [told(talk)[0] for talk in result(text).talks] == [
        "Feeds that last",
        "Time is hard for all",
        "Caches and keys",
    ]


def test_a_list_that_shows_nothing_of_talks_is_passed_over() -> None:
    """It is reported once."""
    found = result("# Hello\n- One thing that I like\n- Another thing\n- And a third\n- And more\n")
    assert found.talks == ()
    assert [one.is_talk for one in found.unparsed] == [False]


def test_talks_between_parts_that_hold_none_are_found() -> None:
    """A section of papers between two talks changes nothing."""
    text = """# Videos
### Feeds that last
PyTown, May 2019
## Papers
- A paper on feeds
# Older
### Time is hard
DateConf, June 2018
"""
    assert [told(talk)[0] for talk in result(text).talks] == ["Feeds that last", "Time is hard"]


def test_columns_of_the_same_name_are_told_apart() -> None:
    """Of two that could be the title, the one that looks like titles is; heads may be cells."""
    text = """<table><tr><td>Talk</td><td>Title</td><td>Event</td><td>Where</td><td>Type</td></tr>
    <tr><td>1</td><td>How to keep feeds alive</td><td>PyTown Conference</td><td>Ghent</td><td>Talk</td></tr>
    <tr><td>2</td><td>Why caches fail so often</td><td>Cache Workshop</td><td>Oslo</td><td></td></tr>
    </table>"""
    found = result(text, "a.html").talks
    assert [told(talk)[:3] for talk in found] == [
        ("How to keep feeds alive", "", "PyTown Conference"),
        ("Why caches fail so often", "", "Cache Workshop"),
    ]
    assert found[0].fields["location"] == "Ghent"


def test_captions_anchors_and_lost_definitions_are_text() -> None:
    """What belongs to no row, or to no term, is a paragraph."""
    text = """<h1>Talks</h1><table><caption>All of them</caption><tr><th>Title</th><th>Event</th></tr>
    <tr><td><a name="x">Feeds that last</a></td><td>PyTown</td></tr></table>
    <dl><dt>Time is hard</dt><dd>DateConf, 2018</dd></dl><p><em>Caches</em>, PyTown, May 2017</p>"""
    assert [told(talk)[0] for talk in result(text, "a.html").talks] == [
        "Feeds that last",
        "Time is hard",
        "Caches",
    ]


def test_embedded_files_and_players_of_templates_are_links() -> None:
    """A template that shows a file or a video leads to it."""
    text = """# Talks
- *Feeds that last*, PyTown, May 2019 {% include pdf.html code="talks/feeds.pdf" width=100 %}
- *Time is hard*, DateConf, 2018 {{< youtube "abcdefghijk" >}}
- *Caches*, DateConf, 2017 {% include toc %}
- *Keys*, DateConf, 2016 \\poster{https://a.example/p}
"""
    found = [roles(talk) for talk in result(text).talks]
    assert found == ["slides", "video", "", "links"]


def test_text_about_a_talk_is_its_abstract() -> None:
    """A recording within it is the talk's."""
    text = """# Talks
### Feeds that last

PyTown Conference, May 2019

This is all about feeds. It has been told many times before, and it will be told many times again.

Given by Ann Example Conference in a hurry. It was done in no time at all, and we all went home then.

<p>Watch it here: <iframe src="https://www.youtube.com/embed/abcdefghijk"></iframe></p>
"""
    (talk,) = result(text).talks
    assert str(talk.fields["abstract"]).startswith("This is all about feeds.")
    assert talk.fields["video"] == "https://www.youtube.com/watch?v=abcdefghijk"


def test_a_name_and_its_link_may_stand_in_different_places() -> None:
    """The link is found wherever the name has one."""
    text = """- *Feeds that last* by Ann Example, May 2019
- *Time is hard* by [Ann Example](https://a.example), May 2018
- *Caches and keys* by Ann, May 2017
"""
    links = [talk.fields["speakers"] for talk in result(text).talks]
    assert links[2] == [{"name": "Ann Example", "url": "https://a.example"}]


def test_what_is_odd_in_json_ld_is_passed_over() -> None:
    """Texts where things should be, lists in lists, classes that say nothing."""
    text = """<script type="application/ld+json">["x", {"@type": "Event", "name": "Feeds that last",
    "startDate": 2019, "location": {"address": 5}, "performer": [["y"]]}]</script>
    <div class="h-event other"><b class="p-name big">Time is hard for all</b>
    <i class="dt-start">3 June 2018</i></div>"""
    assert [told(talk) for talk in result(f"<body>{text}</body>", "a.html").talks] == [
        ("Time is hard for all", "", "", "3 June 2018"),
    ]


def test_plain_titles_end_where_the_event_begins() -> None:
    """At, with and commas end a title that nothing sets off, but not the "at" within one."""
    text = """# Talks
- Feeds that last at the PyTown Conference, May 2019
- Looking at feeds at DateConf - May 2018
- How to look at feeds, and why, May 2017
- A paper plane (folded), Example Conference - ECDA Workshop, room 4 of many, Naples, May 2016
- © 2016 Ann Example
- Time is hard
  - DateConf, May 2015
"""
    assert [told(talk)[0] for talk in result(text).talks] == [
        "Feeds that last",
        "Looking at feeds",
        "How to look at feeds, and why",
        "A paper plane (folded)",
        "Time is hard",
    ]


def test_blanks_around_a_break_are_nothing() -> None:
    """A break is a break, however it is written."""
    text = "<h1>Talks</h1><p><b>Feeds that last</b> <br> <br>PyTown Conference, May 2019</p>"
    assert told(result(text, "a.html").talks[0])[2] == "PyTown Conference"


def test_text_below_a_line_of_facts_is_about_that_talk() -> None:
    """Paragraphs after a talk are about it."""
    text = """# Talks
*Feeds that last*, PyTown Conference, May 2019

It is all about feeds. Much has been said about them, and much more will be said about them later.
"""
    (talk,) = result(text).talks
    assert str(talk.fields["abstract"]).startswith("It is all")


def test_a_stressed_year_alone_is_a_heading() -> None:
    """It applies to the talks below it, until the next one."""
    text = "**2019**\n\n- *Feeds that last*, PyTown\n\n**2018**\n\n- *Time is hard*, DateConf\n"
    assert [told(talk)[3] for talk in result(text).talks] == ["2019", "2018"]
