"""The plain list that other sites include."""

from __future__ import annotations

from lxml import html as markup

from browser.feeds import busy, seed
from factories import make_entry, make_feed, make_talk
from talkfeed.formats.html import fragment as html_fragment


def test_fragment_of_the_own_talks_is_small() -> None:
    """At most 400 bytes a talk."""
    assert len(html_fragment.render(seed())) / 15 <= 400


def test_fragment_has_only_what_any_site_lets_in() -> None:
    """A list of links, dates and words: no script, style, id or attribute beyond these."""
    (root,) = markup.fragments_fromstring(html_fragment.render(busy()).decode())
    elements = [element for element in root.iter() if isinstance(element.tag, str)]
    assert {element.tag for element in elements} == {"ul", "li", "a", "span", "time"} | {
        "strong",
        "bdi",
    }
    assert {name for element in elements for name in element.attrib} <= {
        "class",
        "href",
        "datetime",
        "lang",
    }


def test_words_from_right_to_left_do_not_turn_their_neighbours() -> None:
    """Titles and names are isolated, so that the date after them keeps its order."""
    (line,) = (line for line in html_fragment.render(busy()).decode().splitlines() if "bdi" in line)
    apart = markup.fragment_fromstring(line).xpath(".//bdi/text()")
    assert apart == ["مقدمة في أنظمة التشغيل الصغيرة", "ليلى حداد", "مؤتمر النظم"]


def test_nothing_in_it_is_taken_for_a_template() -> None:
    """Jekyll runs Liquid over what it includes: no title can hold a tag."""
    title = "{{ site.secret }} {% raw %}"
    fragment = html_fragment.render(make_feed(make_entry(talk=make_talk(title=title)))).decode()
    assert "{" not in fragment
    assert title in markup.fragment_fromstring(fragment).text_content()


def test_every_address_is_absolute() -> None:
    """The list works on any host."""
    (root,) = markup.fragments_fromstring(html_fragment.render(busy()).decode())
    assert all(href.startswith(("https://", "http://")) for href in root.xpath("//@href"))


def test_every_talk_is_shown_in_full() -> None:
    """Title, status, people, event, date and links, newest first."""
    lines = html_fragment.render(busy()).decode().splitlines()[1:-1]
    words = [markup.fragment_fromstring(line).text_content() for line in lines]
    assert len(words) == len(busy().entries)
    assert words[2] == "Kernels after hours Cancelled Bo Lindqvist at Guild Evening 49 10 Dec 2026"
    assert words[-2] == "An introduction to nothing in particular Ann Example date to be announced"
