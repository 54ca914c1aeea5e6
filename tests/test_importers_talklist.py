"""Lists of other tools: whatever their shape, every entry becomes a talk or an unparsed part."""

from __future__ import annotations

from textwrap import dedent
from typing import Any

import pytest
from hypothesis import given

from source_inputs import as_json, check_each, odd, only, source_input
from talkfeed.errors import Rejected
from talkfeed.model.imported import Confidence, ImportOptions, ImportResult, SourceInput
from talkfeed.records.talklist import read, recognise

NO_OPTIONS = ImportOptions()


def listed(text: str, options: ImportOptions = NO_OPTIONS, **more: Any) -> ImportResult:
    """Read a list as it would be written in a file."""
    return read(source_input(dedent(text), **more), options)


def titles(result: ImportResult) -> list[Any]:
    """Return the titles of all talks."""
    return [talk.fields["title"] for talk in result.talks]


def the(text: str, options: ImportOptions = NO_OPTIONS, **more: Any) -> Any:
    """Return the fields of the only talk of a list."""
    return only(listed(text, options, **more))


# --- one entry ----------------------------------------------------------------------------------


def test_an_entry_keeps_its_words_and_its_line() -> None:
    """Keys become those of talks.yaml, in their order; the date stays as it is written."""
    result = listed(
        """\
        # our talks
        - title: Boats &amp; Boots
          place: Room 1, Leeds
          event: YamlConf
          event_url: https://yamlconf.example/
          date: Oct 2015
          recording: https://video.example/1
          speakerdeck: ann/boats
          speakers: Ann Lee and Bo Ek
          topics: "boats, boots"
          desc: About *boats*.
          lang: German
        """
    )
    assert list(only(result).items()) == [
        ("title", "Boats & Boots"),
        ("speakers", ["Ann Lee", "Bo Ek"]),
        ("event", {"name": "YamlConf", "url": "https://yamlconf.example/"}),
        ("date", "Oct 2015"),
        ("location", "Room 1, Leeds"),
        ("video", "https://video.example/1"),
        ("slides", "https://speakerdeck.com/ann/boats"),
        ("abstract", "About *boats*."),
        ("tags", ["boats", "boots"]),
        ("language", "de"),
    ]
    assert result.talks[0].line == 2
    assert result.talks[0].confidence is Confidence.SURE


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("- {title: A, event: E, date: 2019-05-07}\n", "talks.yml"),
        ('[{"title": "A", "event": "E", "date": "2019-05-07"}]', "talks.json"),
        ('[{"title": "A", "event": "E", "date": "2019-05-07",}]', "talks.json"),
        ('[[talk]]\ntitle = "A"\nevent = "E"\ndate = 2019-05-07\n', "talks.toml"),
        ('[[talk]]\ntitle = "A"\nevent = "E"\ndate = 2019-05-07\n', "-"),
    ],
)
def test_the_three_languages_say_the_same(text: str, name: str) -> None:
    """YAML, JSON (with trailing commas, too) and TOML are detected by name or content."""
    given_ = source_input(text, name=name)
    assert recognise(given_) > 0.5
    assert only(read(given_, NO_OPTIONS)) == {"title": "A", "event": "E", "date": "2019-05-07"}


def test_numbers_and_nothing_are_their_text() -> None:
    """A title may be a number; null is nothing."""
    assert only(read(as_json([{"title": 42, "event": None, "year": 2019, "n": True}]), NO_OPTIONS))
    assert the("- {title: 1.10, date: 2012, video: null, event: ~}") == {
        "title": "1.10",
        "date": "2012",
    }


def test_other_encodings_are_read() -> None:
    """UTF-16 with its mark and Windows-1252 are no obstacle; controls become blanks."""
    text = "- {title: Caf\u00e9, date: 2019}\n"
    for content in (text.encode("utf-16"), text.encode("cp1252"), text.encode("utf-8-sig")):
        assert only(read(source_input(content), NO_OPTIONS))["title"] == "Caf\u00e9"
    assert the("- {title: 'a\x07b', date: 2019}")["title"] == "a b"


def test_a_venue_is_the_event_where_no_other_is_named() -> None:
    """With an event beside it a venue is a place."""
    assert the("- {title: A, date: 2019, venue: V, city: Bonn, country: DE}") == {
        "title": "A",
        "event": "V",
        "date": "2019",
        "location": "Bonn, DE",
    }
    assert the("- {title: A, date: 2019, event: E, venue: V}")["location"] == "V"


@pytest.mark.parametrize(
    ("location", "event", "place"),
    [
        ("BoatConf, Leeds, UK", "BoatConf", "Leeds, UK"),
        ("Boats '17", "Boats '17", None),
        (
            "Annual Meeting of Boats, Workshop on Oars, Kyoto",
            "Annual Meeting of Boats, Workshop on Oars",
            "Kyoto",
        ),
        ("Leeds, UK", None, "Leeds, UK"),
    ],
)
def test_an_event_may_stand_where_others_have_the_place(
    location: str, event: str | None, place: str | None
) -> None:
    """It is recognised by its words if no other event is named, with a doubt."""
    (talk,) = listed(f'- {{title: A, date: 2019, location: "{location}"}}').talks
    assert (talk.fields.get("event"), talk.fields.get("location")) == (event, place)
    assert len(talk.doubts) == bool(event)
    beside = the(f'- {{title: A, date: 2019, event: E, location: "{location}"}}')
    assert beside["location"] == location


def test_links_in_texts_are_kept() -> None:
    """An event or a place that is a link has its address."""
    fields = the(
        """\
        - title: A
          date: 2019
          event: "[E](https://e.example/)"
          location: <a href="https://p.example/">P</a>
        """
    )
    assert fields["event"] == {"name": "E", "url": "https://e.example/"}
    assert fields["location"] == {"name": "P", "url": "https://p.example/"}


def test_an_address_at_an_unknown_key_is_a_link() -> None:
    """Its key is the label; images are not links; other keys are reported once."""
    result = listed(
        """\
        - title: A
          date: 2019
          press_url: https://press.example/
          image: https://img.example/a.png
          url_pdf: https://a.example/a.pdf
          blog: https://blog.example/
          award: best
        - {title: B, date: 2019, award: worst}
        """
    )
    assert result.talks[0].fields["links"] == [
        {"url": "https://a.example/a.pdf", "label": "PDF"},
        {"url": "https://blog.example/", "label": "Blog"},
        {"url": "https://press.example/", "label": "Press"},
    ]
    (left,) = result.unparsed
    assert (left.text, left.is_talk) == ("award", False)


def test_what_should_be_a_link_and_is_none_is_doubted() -> None:
    """A name of slides is no address, nor is a path without a base; `true` says nothing."""
    (talk,) = listed("- {title: A, date: 2019, slides: my deck, video: 'true', code: /x.zip}").talks
    assert talk.doubts == (
        "slides: 'my deck' is not an address",
        "a link is left out: '/x.zip' is not a complete address: give --base",
    )
    base = {"base": "https://a.example/talks/"}
    assert (
        the("- {title: A, date: 2019, code: /x.zip}", **base)["code"] == "https://a.example/x.zip"
    )


def test_a_subtitle_ends_the_title() -> None:
    """Unless the title has it already."""
    assert the("- {title: A, subtitle: b, date: 2019}")["title"] == "A: b"
    assert the("- {title: A b, subtitle: b, date: 2019}")["title"] == "A b"
    assert the("- {title: A, subtitle: It is about b., date: 2019}")["title"] == "A"


def test_drafts_stay_drafts_and_status_is_kept() -> None:
    """`published: false` is a draft; what is cancelled says so."""
    assert the("- {title: A, date: 2019, published: false}")["draft"] == "true"
    assert the("- {title: A, date: 2019, draft: yes}")["draft"] == "true"
    assert the("- {title: A, date: 2019, status: Canceled}")["status"] == "cancelled"
    assert the("- {title: A, date: 2019, cancelled: true}")["status"] == "cancelled"
    assert "draft" not in the("- {title: A, date: 2019, draft: false}")


def test_what_was_never_given_is_no_talk() -> None:
    """Proposals, declined talks and booths are unparsed parts that are no talks."""
    result = listed("- {title: A, date: 2019, type: rejected}\n- {date: 2019, event: B}\n")
    assert [(one.is_talk, one.why) for one in result.unparsed] == [
        (False, "not a talk that was given: rejected"),
        (True, "it has no title"),
    ]


def test_categories_are_tags_where_there_are_none() -> None:
    """That something is a talk is no tag."""
    assert the("- {title: A, date: 2019, categories: [Talks, boats]}")["tags"] == ["boats"]
    assert the("- {title: A, date: 2019, categories: boats, tags: [x]}")["tags"] == ["x"]


def test_an_abstract_in_the_users_language_is_taken() -> None:
    """Of several languages the wished one, else English."""
    text = "- {title: A, date: 2019, desc_fr: Oui., desc_en: 'Yes.'}"
    assert the(text)["abstract"] == "Yes."
    assert the(text, ImportOptions(language="fr"))["abstract"] == "Oui."
    assert the("- {title: A, date: 2019, abstract: {en: 'Yes.'}}")["abstract"] == "Yes."


def test_a_speaker_has_a_page() -> None:
    """Its address may have a key of its own."""
    text = "- {title: A, date: 2019, speaker: Ann Lee, speaker_url: 'https://a.example/'}"
    assert the(text)["speakers"] == [{"name": "Ann Lee", "url": "https://a.example/"}]


def test_others_speak_beside_the_owner() -> None:
    """Co-speakers follow the speaker of the options, or are a doubt."""
    text = "- {title: A, date: 2019, co_speakers: [Bo Ek]}"
    assert the(text, ImportOptions(speaker="Ann Lee"))["speakers"] == ["Ann Lee", "Bo Ek"]
    (talk,) = listed(text).talks
    assert talk.fields["speakers"] == ["Bo Ek"]
    assert "--speaker" in talk.doubts[0]
    both = "- {title: A, date: 2019, speaker: Ann Lee, with: Bo Ek}"
    assert the(both)["speakers"] == ["Ann Lee", "Bo Ek"]


def test_a_title_without_visible_characters_is_none() -> None:
    """A title that cannot be seen is none; what is nested beyond all sense is nothing."""
    (left,) = read(
        as_json([{"title": "\u200b", "date": "2019", "event": "E"}]), NO_OPTIONS
    ).unparsed
    assert left.why == "it has no title"
    (long,) = read(as_json([{"title": "x" * 70_000, "date": "2019"}]), NO_OPTIONS).unparsed
    assert long.why == "it has no title"
    deep: Any = "x"
    for _ in range(40):
        deep = [deep]
    assert only(read(as_json([{"title": "A", "tags": deep}]), NO_OPTIONS)) == {"title": "A"}


# --- groups -------------------------------------------------------------------------------------


def test_groups_by_year_say_the_year() -> None:
    """A year around entries dates those without a date, and completes one without a year."""
    result = listed(
        """\
        - year: 2019
          talks:
            - {title: A, event: E}
            - {title: B, date: 12 May}
            - {title: C, date: Oct 2018}
        """
    )
    assert [talk.fields["date"] for talk in result.talks] == ["2019", "12 May 2019", "Oct 2018"]
    keyed = listed('"2019":\n  - {title: A, venue: V}\n"2018":\n  - {title: B, venue: V}\n')
    assert [talk.fields["date"] for talk in keyed.talks] == ["2019", "2018"]


def test_groups_by_event_say_the_event() -> None:
    """An event with its talks gives them its name, date and place; a key may name it."""
    text = """\
        - conference: E
          date: May 2019
          location: Bonn
          items:
            - {title: A, video: "https://v.example/1"}
            - {type: rejected, note: no}
        """
    assert the(text) == {
        "title": "A",
        "event": "E",
        "date": "May 2019",
        "location": "Bonn",
        "video": "https://v.example/1",
    }
    (left,) = listed("- {conference: E, date: 2019, items: [{type: booth}]}").unparsed
    assert not left.is_talk
    assert the("BoatConf: {talks: [{title: A, date: 2019}]}")["event"] == "BoatConf"
    assert the("BoatConf 2019: [{title: A}]") == {
        "title": "A",
        "event": "BoatConf 2019",
        "date": "2019",
    }
    named = "- {name: E, url: 'https://e.example/', date: 2019, talks: [{title: A}]}"
    assert the(named)["event"] == {"name": "E", "url": "https://e.example/"}


def test_a_schedule_keyed_by_days_and_numbers_has_its_talks() -> None:
    """A key that is a day or a time is no event, and the number of a room is no title."""
    talk = {"title": "Fast boats", "speakers": ["Ann Example"]}
    assert only(read(as_json({"2023-02-18": {"540": {"12": talk}}}), NO_OPTIONS)) == {
        "title": "Fast boats",
        "speakers": ["Ann Example"],
        "date": "2023-02-18",
    }
    rooms = {"18 February 2023": {"10:00 - 10:30": {"Main hall": talk}}}
    found = only(read(as_json(rooms), ImportOptions(timezone="Europe/Paris")))
    assert found["date"] == "18 February 2023 10:00 - 10:30 Europe/Paris"
    assert "event" not in found
    assert only(read(as_json({"2023-02-18": talk}), NO_OPTIONS))["date"] == "2023-02-18"
    untitled = {"2023-02-18": {"540": {"12": {"speakers": "Ann Example", "fee": 3}}}}
    (left,) = read(as_json(untitled), NO_OPTIONS).unparsed[:1]
    assert left.is_talk
    assert left.text == "speakers: Ann Example; fee: 3; key: 12; key: 2023-02-18"


@pytest.mark.parametrize("leaf", [{"id": 7, "fee": 3}, "Fast boats", ["Fast boats", 30]])
def test_a_schedule_without_facts_of_talks_is_refused(leaf: object) -> None:
    """Days as keys make no talks of what is below them."""
    with pytest.raises(Rejected, match="none is like a talk") as caught:
        read(as_json({"2023-02-18": {"540": {"12": leaf}}}), NO_OPTIONS)
    assert caught.value.code == "TF702"


@pytest.mark.parametrize(
    ("key", "is_title"),
    [
        ("Fast boats", True),
        ("7 boats", True),
        ("速い船", True),
        ("12", False),
        ("session-3", False),
        ("A3KX9Z", False),
        ("0b8e4a1c-27f4-4d0a-9d5e-1f3b2a6c7d80", False),
    ],
)
def test_a_key_is_a_title_unless_it_is_an_id(key: str, *, is_title: bool) -> None:
    """Mappings are keyed by titles or by ids; an id is in no talk's title."""
    result = read(as_json({key: {"speakers": "Ann Example", "date": "2019"}}), NO_OPTIONS)
    assert titles(result) == ([key] if is_title else [])
    assert all(key in one.text for one in result.unparsed)


def test_a_mere_section_is_no_event() -> None:
    """The keys of sections and the title of a file say nothing of the talks."""
    text = (
        "title: Talks\ntalks:\n  - {title: A, date: 2019}\nworkshops:\n  - {title: B, date: 2018}"
    )
    assert [dict(talk.fields) for talk in listed(text).talks] == [
        {"title": "A", "date": "2019"},
        {"title": "B", "date": "2018"},
    ]


def test_keys_may_be_titles() -> None:
    """A mapping of records without titles has them as its keys; with titles they are names."""
    assert the("Boats: {date: May 2019, location: Bonn}")["title"] == "Boats"
    assert the("boats: {title: Boats!, date: May 2019}")["title"] == "Boats!"
    nested = listed("x:\n  y:\n    Boats: {date: 2019}\n    Boots: {date: 2018}\n")
    assert titles(nested) == ["Boats", "Boots"]


# --- deliveries ---------------------------------------------------------------------------------


def test_deliveries_become_given() -> None:
    """Each has what is its own; a name is the event's, a page the event's, a deck the talk's."""
    fields = the(
        """\
        - title: A
          slides: https://s.example/
          events:
            - {name: E, date: May 2019, url: "https://e.example/", video: "https://v.example/"}
            - {event: F, date: June 2019, url: "https://speakerdeck.com/a/b"}
            - {description: "[G](https://g.example/)", year: 2020}
        """
    )
    assert fields["slides"] == "https://s.example/"
    assert fields["given"] == [
        {
            "event": {"name": "E", "url": "https://e.example/"},
            "date": "May 2019",
            "video": "https://v.example/",
        },
        {"event": "F", "date": "June 2019", "slides": "https://speakerdeck.com/a/b"},
        {"event": {"name": "G", "url": "https://g.example/"}, "date": "2020"},
    ]


def test_one_delivery_is_the_talk_itself() -> None:
    """Its links are added to those of the talk."""
    assert the(
        """\
        - title: A
          slides: https://s.example/1
          deliveries: [{event: E, date: 2019, slides: "https://s.example/2"}]
        """
    ) == {
        "title": "A",
        "event": "E",
        "date": "2019",
        "slides": ["https://s.example/2", "https://s.example/1"],
    }


def test_deliveries_without_a_date_are_doubted() -> None:
    """Those with one are kept; bare names may hold a year; bare dates are dates."""
    (talk,) = listed("- {title: A, events: [E 2019, F, {venue: V, slides: /x.pdf}]}").talks
    assert talk.fields["given"] == [{"event": "E 2019", "date": "2019"}]
    assert "also given at F: no date was found" in talk.doubts
    assert "also given at V: no date was found" in talk.doubts
    assert "a link is left out: '/x.pdf' is not a complete address: give --base" in talk.doubts
    (undated,) = listed("- {title: A, events: [E, F]}").talks
    assert "given" not in undated.fields
    dates = the("- {title: A, dates: [May 2019, June 2019]}")
    assert dates["given"] == [{"date": "May 2019"}, {"date": "June 2019"}]


# --- the user's word ----------------------------------------------------------------------------


def test_a_mapping_outranks_the_table() -> None:
    """A key the user names is read as he says, and as nothing else; a path leads into records."""
    text = "- {company: A, title: CEO, job: {at: E}, dates: May 2019}"
    options = ImportOptions(mapping={"title": "company", "event": "job.at"})
    assert the(text, options) == {"title": "A", "event": "E", "date": "May 2019"}
    people = ImportOptions(mapping={"speaker": "who.name", "title": "t"})
    assert the("- {t: A, date: 2019, who: {name: Ann}}", people)["speakers"] == ["Ann"]
    some = ImportOptions(mapping={"title": "company"})
    assert titles(listed("- {company: A, date: 2019}\n- {company: B}\n", some)) == ["A", "B"]


def test_a_mapping_names_what_is_there() -> None:
    """An unknown key is rejected, with the known ones in the hint."""
    with pytest.raises(Rejected, match="TF708") as caught:
        listed("- {name: A}", ImportOptions(mapping={"title": "nmae"}))
    assert "name" in caught.value.hint


# --- what is no list ----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("content", "code"),
    [
        ("", "TF709"),
        ("[]", "TF709"),
        ('{"a": ', "TF702"),
        ("a: b: c\n", "TF702"),
        ('a = "\n', "TF702"),
        ("[" * 100_000, "TF704"),
    ],
)
def test_what_is_damaged_is_refused(content: str, code: str) -> None:
    """What cannot be read as a whole says why."""
    name = "t.toml" if content.startswith("a =") else "t"
    with pytest.raises(Rejected) as caught:
        read(source_input(content, name=name), NO_OPTIONS)
    assert caught.value.code in {code, "TF702"}


def test_toml_nested_too_deep_is_refused() -> None:
    """No depth of brackets or of keys ends in an error of ours."""
    for text in ("a = " + "[" * 50_000, "a" + ".a" * 200 + " = 1\n"):
        with pytest.raises(Rejected):
            read(source_input(text, name="a.toml"), NO_OPTIONS)


def test_damaged_entries_are_told_and_the_rest_is_read() -> None:
    """An entry that is no YAML is an unparsed part with its line; a bare text is one, too."""
    result = listed(
        "- {title: A, date: 2019}\n- title: B: b\n- just words\n- {title: C, date: 2019}\n"
    )
    assert titles(result) == ["A", "C"]
    assert [(one.is_talk, one.line) for one in result.unparsed] == [(True, 2), (True, 0)]


def test_a_directory_is_read_file_by_file() -> None:
    """Each talk says its file; a damaged file is an unparsed part, other files are passed over."""
    files = (
        source_input("title: A\nevent: E\ndate: 2019\n", name="a.yml"),
        source_input("{", name="b.json"),
        source_input("# hi", name="README.md"),
    )
    folder = SourceInput(content=b"", name="talks", files=files)
    result = read(folder, NO_OPTIONS)
    assert [(talk.where, talk.fields["title"]) for talk in result.talks] == [("a.yml", "A")]
    assert [one.text for one in result.unparsed] == ["b.json"]
    assert recognise(folder) > 0
    assert recognise(SourceInput(content=b"", name="x", files=files[2:])) == 0


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"<html>",
        b"BEGIN:VCALENDAR",
        b"---\ntitle: A\nevent: E\n---\nText\n",
        b"{",
        b"key: x",
        b"\xff",
    ],
)
def test_other_kinds_are_not_recognised(content: bytes) -> None:
    """Pages, calendars and settings are no lists."""
    assert recognise(source_input(content)) == 0


KEYS = (
    "title",
    "date",
    "event",
    "events",
    "talks",
    "speakers",
    "links",
    "url",
    "video",
    "year",
    "x",
)


@given(odd(KEYS))
def test_whatever_the_values_are_a_reader_answers(value: Any) -> None:
    """No shape of JSON trips the reader, and what it finds is fit for talks.yaml."""
    check_each(read, as_json(value, name="a.json"))
    recognise(as_json(value))
