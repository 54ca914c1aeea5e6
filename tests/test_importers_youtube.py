"""YouTube's feeds become talks with their recordings."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from source_inputs import check_reads, only, source_input
from talkfeed.errors import Rejected
from talkfeed.importers.feeds.youtube import read, recognise
from talkfeed.model.imported import Confidence, ImportOptions, SourceInput

OPTIONS = ImportOptions()
HEAD = (
    '<feed xmlns:yt="http://www.youtube.com/xml/schemas/2015" '
    'xmlns:media="http://search.yahoo.com/mrss/" xmlns="http://www.w3.org/2005/Atom">'
    "<title>CityCode</title>"
)


def video(title: str, *, number: str = "abc-_123456", text: str = "") -> str:
    """Write the entry of a video."""
    return (
        f"<entry><yt:videoId>{number}</yt:videoId><title>{title}</title>"
        '<link rel="alternate" href="https://www.youtube.com/watch?v=other"/>'
        "<author><name>CityCode</name></author><published>2019-06-01T12:00:00+00:00</published>"
        f"<media:group><media:description>{text}</media:description></media:group></entry>"
    )


def feed(*entries: str) -> SourceInput:
    """Write the feed of a channel."""
    return source_input(f"{HEAD}{''.join(entries)}</feed>")


def test_a_feed_is_recognised_by_its_namespace() -> None:
    """Other Atom feeds are not YouTube's."""
    assert recognise(feed()) == 0.98
    assert recognise(source_input("<feed xmlns='http://www.w3.org/2005/Atom'/>")) == 0
    assert recognise(source_input("[]")) == 0


def test_a_video_becomes_a_talk_with_its_recording() -> None:
    """Speaker, event and year come from the title, the text from the description."""
    found = read(feed(video("Ann Example - Rainbows | CityConf 2018", text="Light.")), OPTIONS)
    assert only(found) == {
        "title": "Rainbows",
        "speakers": ["Ann Example"],
        "event": "CityConf 2018",
        "date": "2018",
        "video": "https://www.youtube.com/watch?v=abc-_123456",
        "abstract": "Light.",
    }
    assert found.title == "CityCode"
    assert found.talks[0].confidence is Confidence.LIKELY


def test_times_in_a_description_are_chapters() -> None:
    """They begin at 0:00 and rise; the description is the abstract as it is."""
    text = "Light.\n\n0:00 Intro\n- (05:30) Types: a tour\n1:02:03 – Questions\nThanks!"
    found = only(read(feed(video("Rainbows of light", text=text)), OPTIONS))
    assert found["chapters"] == ["0:00 Intro", "5:30 Types: a tour", "1:02:03 Questions"]
    assert found["abstract"] == text
    for other in ("At 5:30 he laughs.", "1:00 Intro\n5:30 Types", "0:00 Intro\n0:00 Types"):
        assert "chapters" not in only(read(feed(video("Rainbows", text=other)), OPTIONS))


def test_the_day_of_the_upload_is_no_date() -> None:
    """It is a doubt, and the talk is doubtful until its date is known."""
    (found,) = read(feed(video("Rainbows of light")), OPTIONS).talks
    assert "date" not in found.fields
    assert found.doubts == ("it was posted on 2019-06-01; the date of the talk is unknown",)
    assert found.confidence is Confidence.DOUBTFUL


@pytest.mark.parametrize(
    ("text", "date"),
    [
        ("Recorded on 12 May 2019 in London.", "12 May 2019"),
        ("Held at CityCode, May 2019. In May 2019 we met.", "May 2019"),
        ("On 12 May 2019, again on 13 May 2019.", None),
        ("On 31 February 2019.", None),
    ],
)
def test_a_date_in_the_text_counts_if_it_is_the_only_one(text: str, date: str | None) -> None:
    """Several dates are ambiguous; a doubt names the origin of a single one."""
    (found,) = read(feed(video("Rainbows of light", text=text)), OPTIONS).talks
    assert found.fields.get("date") == date
    assert ("the date is taken from the text" in found.doubts) is bool(date)


def test_a_title_without_a_date_takes_the_events_year_last() -> None:
    """A day in the text says more than a year in an event's name."""
    entry = video("Ann Example - Rainbows | CityConf 2018", text="Held on 12 May 2018.")
    assert only(read(feed(entry), OPTIONS))["date"] == "12 May 2018"


def test_a_video_without_its_id_keeps_its_link() -> None:
    """And one without either has none."""
    assert only(read(feed(video("Rainbows", number="")), OPTIONS))["video"].endswith("v=other")
    bare = f"{HEAD}<entry><title>Rainbows</title></entry></feed>"
    found = read(source_input(bare), OPTIONS).talks[0]
    assert "video" not in found.fields
    assert "it has no date of posting" in found.doubts[0]


def test_a_video_without_a_title_is_told() -> None:
    """It is an unparsed part to finish by hand, with its text."""
    (unparsed_part,) = read(feed(video("", text="Light.")), OPTIONS).unparsed
    assert (unparsed_part.text, unparsed_part.is_talk) == (
        "Light. https://www.youtube.com/watch?v=abc-_123456",
        True,
    )


@pytest.mark.parametrize(
    ("content", "code"),
    [("<feed/>", "TF702"), ("<feed>", "TF702"), ("<!DOCTYPE feed><feed/>", "TF703")],
)
def test_what_is_no_such_feed_is_refused(content: str, code: str) -> None:
    """Another root, damaged XML, a DOCTYPE."""
    with pytest.raises(Rejected) as rejected:
        read(source_input(content), OPTIONS)
    assert rejected.value.code == code


_TITLES = st.text("Ann Bex -|:(),2019by'", max_size=30)


@given(st.lists(_TITLES, max_size=5))
def test_every_video_is_accounted_for(titles: list[str]) -> None:
    """Each is a talk or an unparsed part, unless it is one talk in parts."""
    found = check_reads(read, feed(*map(video, titles)))
    assert found is not None
    assert len(found.talks) + len(found.unparsed) <= len(titles)
    assert bool(found.talks or found.unparsed) is bool(titles)
