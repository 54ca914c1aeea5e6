"""subscriptions.opml: every feed once, by a parser we did not write."""

from __future__ import annotations

from datetime import timedelta, timezone
from email.utils import parsedate_to_datetime
from xml.etree.ElementTree import Element, fromstring, tostring

from hypothesis import given
from hypothesis import strategies as st

from browser.feeds import SUBSCRIPTIONS
from factories import NOW, make_feed
from talkfeed.formats import opml
from talkfeed.model import Subscription

LIST = fromstring(opml.render(make_feed(subscriptions=SUBSCRIPTIONS)))  # noqa: S314 - our own


def _feeds(parent: Element) -> list[Element]:
    return [outline for outline in parent.iter("outline") if "xmlUrl" in outline.attrib]


def test_every_offer_is_an_outline_once() -> None:
    """A reader that imports the list subscribes to each choice in one format."""
    assert LIST.get("version") == "2.0"
    assert [outline.get("xmlUrl") for outline in _feeds(LIST)] == [
        f"https://talks.example/{sub.path}.atom" for sub in SUBSCRIPTIONS
    ]
    assert {outline.get("type") for outline in _feeds(LIST)} == {"rss"}


def test_channels_of_some_talks_are_in_folders() -> None:
    """Speakers, events, tags and years have folders; empty ones are left out."""
    body = LIST.find("body")
    assert body is not None
    folders = [outline for outline in body if "xmlUrl" not in outline.attrib]
    assert [folder.get("text") for folder in folders] == ["Speakers", "Events"]
    assert [outline.get("text") for outline in folders[0]] == ["Anil Madhavapeddy"]
    assert len(body) == 3 + 2


def test_outline_has_the_number_of_talks() -> None:
    """One talk is not "1 talks"."""
    sub = Subscription(title="One", kind="tag", path="t", formats=("rss",), talks=1)
    one = fromstring(opml.render(make_feed(subscriptions=(sub,))))  # noqa: S314 - our own
    assert [outline.get("description") for outline in _feeds(one)] == ["1 talk"]
    assert _feeds(LIST)[0].get("description") == "15 talks"


def test_date_is_the_feed_s_own() -> None:
    """DateModified is when the feed last changed, in GMT."""
    moment = NOW.astimezone(timezone(timedelta(hours=5)))
    text = fromstring(opml.render(make_feed(updated=moment))).findtext("head/dateModified")  # noqa: S314
    assert text is not None
    assert text.endswith(" GMT")
    assert parsedate_to_datetime(text) == NOW


def test_titles_are_text() -> None:
    """Markup in a title stays text."""
    feed = make_feed(title='<b>"&', subscriptions=SUBSCRIPTIONS)
    assert fromstring(opml.render(feed)).findtext("head/title") == '<b>"&'  # noqa: S314 - our own


def test_an_outline_in_a_folder_has_the_bare_name() -> None:
    """Text is the name, as below a folder it needs no more; the title is the feed's own."""
    sub = Subscription(
        title="Talks: Ann", name="Ann", kind="speaker", path="s", formats=("atom",), talks=1
    )
    whole = Subscription(
        title="Talks", name="Talks", kind="all", path="t", formats=("atom",), talks=1
    )
    both = fromstring(opml.render(make_feed(subscriptions=(whole, sub))))  # noqa: S314 - our own
    assert [(each.get("text"), each.get("title")) for each in _feeds(both)] == [
        ("Talks", "Talks"),
        ("Ann", "Talks: Ann"),
    ]


@given(st.text(st.characters(codec="utf-8", exclude_categories=["C"]), min_size=1))
def test_texts_are_written_as_a_library_does(text: str) -> None:
    """For any titles, ElementTree writes the parsed document in the same way."""
    sub = Subscription(title=text, name=text, kind="tag", path="t", formats=("atom",), talks=1)
    whole = sub._replace(kind="all")
    for subscriptions in ((), (whole,), (sub,), (whole, sub)):
        written = opml.render(make_feed(title=text, subscriptions=subscriptions))
        parsed = fromstring(written)  # noqa: S314 - our own
        assert tostring(parsed, encoding="utf-8", xml_declaration=True) + b"\n" == written
