"""Keys of other tools are mapped to the fields of talks.yaml."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from talkfeed.errors import Rejected
from talkfeed.records.field_names import (
    FIELDS,
    at,
    check_mapping,
    field_of,
    folded,
    is_ignored,
    sort,
)
from talkfeed.records.nodes import Record


@pytest.mark.parametrize(
    ("keys", "word"),
    [
        ("title Title talk_title talkTitle TALK-TITLE name Titel título", "title"),
        ("speaker speakers presenters authors Referentin ponente", "speakers"),
        ("co_speaker with coauthors", "cospeakers"),
        ("event conference conf event.name event_name Conference meetup seminar.name", "event"),
        ("event_url eventURL conference.url event.link conf_site seminar.url", "eventurl"),
        ("date when talk_date event.date Datum recorded", "date"),
        ("start startDate date_start starts_at event.start", "start"),
        ("end date_end endDate until", "end"),
        ("city event.city town", "city"),
        ("location place where event.location address", "location"),
        (
            "video videos video_url url_video youtube YouTube youtube_id recording extra.video",
            "video",
        ),
        ("slides slides_url url_slides slideshare slides-pdf Folien", "slides"),
        ("code github url_code repo", "code"),
        ("abstract description talk_abstract desc_de abstract.en", "abstract"),
        ("tags topics keywords taxonomies.tags", "tags"),
        ("language lang video_language", "language"),
        ("thumbnail thumbnailUrl thumb thumbnail_xl", "thumbnail"),
        ("transcript Transcripts transcript-url", "transcript"),
        ("captions subtitles_url vtt", "captions"),
        ("slug id image publishDate bio video_title xyz_de xyz", ""),
    ],
)
def test_keys_stand_for_words(keys: str, word: str) -> None:
    """Case, blanks, hyphens, accents and what is in front do not matter."""
    assert {key: field_of(key) for key in keys.split()} == dict.fromkeys(keys.split(), word)


def test_the_table_knows_its_words() -> None:
    """Each field of the table is one of talks.yaml, or a part of one."""
    assert {field_of(word) for word in ("title", "date", "links", "given")} <= FIELDS
    assert is_ignored("Image-URL")


def test_nested_keys_are_opened_unless_their_word_takes_them_whole() -> None:
    """A record of an event is its parts; one of links stays a record; nothing is left out."""
    links = Record({"slides": "x"})
    record = Record({"event": Record({"name": "E", "city": "Bonn"}), "links": links, "a": " "})
    found = sort(record)
    assert {word: [entry.key for entry in entries] for word, entries in found.items()} == {
        "event": ["event.name"],
        "city": ["event.city"],
        "links": ["links"],
    }


def test_the_likeliest_key_comes_first() -> None:
    """Of several keys for one word the order of the table counts, not that of the record."""
    found = sort(Record({"name": "N", "title": "T", "talk_title": "TT"}))
    assert [entry.node for entry in found["title"]] == ["T", "TT", "N"]


def test_a_path_finds_what_is_nested() -> None:
    """A key with dots in it comes before a path."""
    record = Record({"a": Record({"b": Record({"c": "1"})}), "a.b": "2"})
    assert at(record, "a.b") == "2"
    assert at(record, "a.b.c") == "1"
    assert at(record, "a.x") is None
    assert at(record, "x.y") is None


def test_a_mapping_is_alone_at_its_word() -> None:
    """The key it names is read as nothing else."""
    record = Record({"name": "N", "title": "T", "x": Record({"y": "Y"})})
    found = sort(record, {"title": "name", "event.url": "x.y", "date": "nope"})
    assert [entry.node for entry in found["title"]] == ["N"]
    assert [entry.node for entry in found["eventurl"]] == ["Y"]
    assert "date" not in found


def test_a_mapping_must_lead_somewhere() -> None:
    """One record that has the key is enough; none is a rejection, with the keys there are."""
    records = [Record({"a": "1"}), Record({"b": "2"})]
    check_mapping({"title": "b"}, records)
    with pytest.raises(Rejected, match="TF708") as caught:
        check_mapping({"title": "c"}, records)
    assert caught.value.hint == "the keys are: a, b"
    with pytest.raises(Rejected, match="TF708"):
        check_mapping({"title": "c"}, [])


@given(st.text())
def test_folding_is_idempotent(key: str) -> None:
    """What is folded stays as it is, and any key has a word or none."""
    assert folded(folded(key)) == folded(key)
    assert field_of(key) in FIELDS | {""}
