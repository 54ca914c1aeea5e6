"""Folders of pages with front matter: Jekyll, Hugo, HugoBlox and Zola."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from source_inputs import check_each, only, source_input
from talkfeed.errors import Rejected
from talkfeed.model.imported import ImportOptions, ImportResult, SourceInput
from talkfeed.records.frontmatter import read, recognise

NO_OPTIONS = ImportOptions()


def folder(name: str = "_talks", /, **pages: str) -> SourceInput:
    """Make a folder of pages; "__" in a name is a slash, "_dot_" a full stop."""
    files = tuple(
        source_input(text, name=key.replace("__", "/").replace("_dot_", ".") + ".md")
        for key, text in pages.items()
    )
    return SourceInput(content=b"", name=name, files=files)


def page(text: str, name: str = "talk.md", options: ImportOptions = NO_OPTIONS) -> Any:
    """Read one page, and give the fields of its talk."""
    return only(read(source_input(text, name=name), options))


def why(result: ImportResult) -> dict[str, str]:
    """Give why the pages of a folder are unparsed parts."""
    return {one.where: one.why for one in result.unparsed}


YAML = """---
title: A
conference: E
conferenceUrl: https://e.example/
date: 2019-05-07
vimeo: 123456
---
About *boats*.
"""
TOML = """+++
title = "A"
date = 2019-05-07T00:00:00Z
[extra]
conference = "E"
video = "https://v.example/"
+++
About boats.
"""
JSON = '{\n"title": "A", "event": "E", "date": "2019-05-07", "location": "Bonn"}\n\nAbout boats.\n'


def test_front_matter_is_yaml_toml_or_json() -> None:
    """The page's text is the abstract; a moment at midnight is a day."""
    assert page(YAML) == {
        "title": "A",
        "event": {"name": "E", "url": "https://e.example/"},
        "date": "2019-05-07",
        "video": "https://vimeo.com/123456",
        "abstract": "About *boats*.",
    }
    assert page(TOML) == {
        "title": "A",
        "event": "E",
        "date": "2019-05-07",
        "video": "https://v.example/",
        "abstract": "About boats.",
    }
    assert page(JSON)["abstract"] == "About boats."


def test_an_event_of_hugoblox_is_read() -> None:
    """Start, end, address and `url_…` are read; `admin` is the owner; many keys say nothing."""
    text = """---
title: A
event: E
event_url: https://e.example/
location: Hall
address: {street: "", city: Bonn, country: Germany}
summary: Short.
abstract: Long.
date: "2019-05-07T13:00:00Z"
date_end: "2019-05-07T15:00:00Z"
all_day: false
publishDate: "2019-01-01T00:00:00Z"
authors: [admin, Bo Ek]
tags: []
image: {caption: "", focal_point: Right}
links: [{icon: x, name: Follow, url: "https://f.example/"}]
url_code: ""
url_slides: https://s.example/
slides: example
---
"""
    (talk,) = read(source_input(text), ImportOptions(speaker="Ann")).talks
    assert talk.fields == {
        "title": "A",
        "speakers": ["Bo Ek"],
        "event": {"name": "E", "url": "https://e.example/"},
        "date": "2019-05-07 13:00-15:00 UTC",
        "location": "Hall, Bonn, Germany",
        "slides": "https://s.example/",
        "links": [{"url": "https://f.example/", "label": "Follow"}],
        "abstract": "Long.",
    }
    assert talk.doubts == ("slides: 'example' is not an address",)


def test_what_a_page_embeds_and_links_is_found() -> None:
    """Shortcodes, includes, components and players are recordings; labels name slides."""
    text = """---
title: A
event: E
date: 2019
---
import YouTube from 'x';
{{< youtube "abcdefghij1" >}}
{% include youtube.html id="abcdefghij2" %}
<YouTube id="abcdefghij3" />
<iframe src="https://player.vimeo.com/video/12345?h=1"></iframe>
<iframe src="https://maps.example/"></iframe>
See the [slides](https://s.example/), ![slides](https://s.example/a.png) and [x](https://x.example/).
"""
    fields = page(text)
    assert fields["video"] == [
        "https://www.youtube.com/watch?v=abcdefghij1",
        "https://www.youtube.com/watch?v=abcdefghij2",
        "https://www.youtube.com/watch?v=abcdefghij3",
        "https://vimeo.com/12345",
    ]
    assert fields["slides"] == "https://s.example/"


def test_the_name_of_a_file_may_hold_the_date() -> None:
    """It is taken where the page has none, and doubted."""
    result = read(folder(**{"2019-05-07-boats": "---\ntitle: A\n---\n"}), NO_OPTIONS)
    (talk,) = result.talks
    assert talk.fields["date"] == "2019-05-07"
    assert talk.doubts == ("the date is that of the file's name",)
    bundle = folder(**{"2019-05__index": "---\ntitle: A\n---\n"})
    assert only(read(bundle, NO_OPTIONS))["date"] == "2019-05"
    assert (
        page("---\ntitle: A\nevent: E\nvenue: V\n---\n", "x/2018-10-boats.md")["date"] == "2018-10"
    )


def test_every_page_is_accounted_for() -> None:
    """Sections, translations, second forms and pages without front matter are no talks."""
    result = read(
        folder(
            a="---\ntitle: A\ndate: 2019\n---\n",
            a_dot_es="---\ntitle: Á\ndate: 2019\n---\n",
            b="---\ntitle: B: b\n---\n",
            c="Just text.\n",
            d="---\n- a\n---\n",
            e="{ no json\n",
            _index="---\ntitle: Talks\n---\n",
        ),
        NO_OPTIONS,
    )
    assert [talk.where for talk in result.talks] == ["a.md"]
    assert why(result) | {"b.md": ""} == {
        "a.es.md": "another format or language of a.md",
        "b.md": "",
        "c.md": "a page without front matter",
        "d.md": "a page without front matter",
        "e.md": "a page without front matter",
        "_index.md": "the page of a section",
    }
    assert {one.where: one.is_talk for one in result.unparsed}["b.md"]


def test_pages_among_others_are_told_from_talks() -> None:
    """Where the folder does not say it, kind, category or two keys of talks do."""
    post = "---\ntitle: P\ndate: 2019\ncategories: [news]\n---\n"
    result = read(
        folder(
            "_posts",
            a=post,
            b=post.replace("news", "talks"),
            c=post.replace("title: P", "title: C\nlayout: talk"),
            d=post.replace("title: P", "title: D\nevent: E\nvideo: https://v.example/"),
            talks__e=post,
        ),
        NO_OPTIONS,
    )
    assert [talk.where for talk in result.talks] == ["b.md", "c.md", "d.md", "talks/e.md"]
    assert why(result) == {"a.md": "a page that does not look like a talk"}


def test_a_mapping_reaches_front_matter() -> None:
    """The user's word outranks the table here, too."""
    options = ImportOptions(mapping={"event": "where.conf"})
    text = "---\ntitle: A\ndate: 2019\nwhere: {conf: E}\nlayout: talk\n---\n"
    assert page(text, options=options)["event"] == "E"
    with pytest.raises(Rejected, match="TF708"):
        page(text, options=ImportOptions(mapping={"event": "nope"}))


def test_a_folder_is_recognised_by_its_name_or_its_pages() -> None:
    """One page is by its keys; a page of many talks has none of them."""
    assert recognise(folder("site/content/talk", a=YAML)) > 0.5
    assert recognise(folder("x", a=YAML, b=TOML)) > 0.5
    assert recognise(folder("x", talks__a="---\ntitle: A\n---\n")) > 0.5
    assert recognise(folder("x", a="---\ntitle: A\n---\n")) == 0
    assert recognise(folder("talks", a="# A\n")) == 0
    assert recognise(source_input(YAML)) > 0.5
    assert recognise(source_input("---\ntitle: Talks\nlayout: page\n---\n")) == 0
    assert recognise(source_input("---\ntitle: A\nevent: E\n")) == 0
    assert recognise(source_input("# Talks\n")) == 0


@pytest.mark.parametrize(
    ("given_", "code"),
    [
        (source_input("# A\n"), "TF702"),
        (folder(a="# A\n"), "TF709"),
        (SourceInput(content=b"", name="x", files=(source_input("x", name="a.png"),)), "TF709"),
    ],
)
def test_what_has_no_front_matter_is_refused(given_: SourceInput, code: str) -> None:
    """One page alone, or a folder without any."""
    with pytest.raises(Rejected, match=code):
        read(given_, NO_OPTIONS)


FENCES = st.sampled_from(("---\n", "+++\n", "{\n", ""))
LINES = st.sampled_from(
    (
        "title: A",
        'title = "A"',
        "date: 2019",
        "event: [E",
        "slides: {{ x }}",
        '"a": 1}',
        "\x00",
        "- x",
    )
)


@given(FENCES, st.lists(LINES, max_size=5), FENCES, st.text(max_size=20))
def test_whatever_stands_in_a_page_a_reader_answers(
    fence: str, lines: list[str], end: str, body: str
) -> None:
    """No page trips the reader; in a folder each becomes a talk or an unparsed part."""
    text = fence + "".join(f"{line}\n" for line in lines) + end + body
    check_each(read, source_input(text))
    result = check_each(read, folder(a=text, b=YAML))
    assert result
    where = [one.where for one in (*result.talks, *result.unparsed) if one.where]
    assert sorted(where) == ["a.md", "b.md"]
    recognise(source_input(text))
