"""Lists of talks in the shapes that other tools and people give them."""

from __future__ import annotations

from textwrap import dedent
from typing import Any

import pytest

from source_inputs import check_accepted, source_input
from talkfeed.errors import Rejected
from talkfeed.importers.common.detect import choose
from talkfeed.importers.feeds import videolist
from talkfeed.model.imported import ImportOptions, ImportResult, SourceInput

LONDON = ImportOptions(timezone="Europe/London")


def listed(text: str, name: str = "talks.yml", options: ImportOptions = LONDON) -> ImportResult:
    """Read a list by whatever kind recognises it."""
    given = source_input(dedent(text), name=name)
    reader = choose(given)
    result = reader.read(given, options)
    assert result.kind == "list"
    check_accepted(result.talks)
    return result


def talks(text: str, name: str = "talks.yml") -> list[dict[str, Any]]:
    """Return the fields of all talks of a list."""
    return [dict(talk.fields) for talk in listed(text, name).talks]


BOATS = {"title": "Boats", "event": "YC", "date": "2019-05-03"}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            """\
            - name: YC
              url: https://yc.example/
              events:
                - {summary: Boats, begin: 2019-05-03 10:00, end: 2019-05-03 10:45}
            """,
            {
                **BOATS,
                "event": {"name": "YC", "url": "https://yc.example/"},
                "date": "2019-05-03 10:00-10:45 Europe/London",
            },
        ),
        ("- {name: {text: Boats}, event: YC, date: 2019-05-03}", BOATS),
        ("- {TITLE: Boats, Event: YC, DATE: 2019-05-03}", BOATS),
        ("- {Title: Boats, event: YC, date: {year: 2019, month: 5, day: 3}}", BOATS),
        (
            "- {Title: Boats, event: YC, date: 2019-05-03, Speaker(s): [{last: Lee, first: Ann}]}",
            {**BOATS, "speakers": ["Ann Lee"]},
        ),
        (
            """\
            - title: Boats
              venue: {label: YC, institution: University of Leeds}
              date: 2019-05-03
            """,
            {**BOATS, "location": "University of Leeds"},
        ),
        (
            "- {title: Boats, event: YC, issued: {date-parts: [[2019, 5]]}}",
            {**BOATS, "date": "2019-05"},
        ),
        (
            "- {title: Boats, event: YC, issued: {date-parts: [[2019, spring]]}}",
            {**BOATS, "date": "2019"},
        ),
        (
            "- {title: Boats, event: YC, date: {date-parts: [[2019, 5, 3], [2019, 5, 4]]}}",
            {**BOATS, "date": "2019-05-03/2019-05-04"},
        ),
        (
            "- {title: Boats, event: YC, start: {date: 2019-05-03, timezone: Europe/Paris}}",
            BOATS,
        ),
        (
            "- {name: Boats, event: YC, start: {dateTime: 2019-05-03T10:00, timeZone: Asia/Tokyo}}",
            {**BOATS, "date": "2019-05-03 10:00 Asia/Tokyo"},
        ),
        ("2019:\n  YC:\n  - {talk: Boats, date: May 3}", {**BOATS, "date": "May 3 2019"}),
        ("boats: {title: Boats, event: YC, date: 2019-05-03}", BOATS),
        ("Boats: {event: YC, date: 2019-05-03}", BOATS),
        (
            "- {title: Boats, event: YC, date: 2019-05-03, start: {yyyy_mm_dd: [1], utc_hh_mm: x}}",
            BOATS,
        ),
        (
            "event: YC\nyear: 2019\nspeaker: Ann Lee\ntalks:\n- {title: Boats, date: 3 May}",
            {**BOATS, "speakers": ["Ann Lee"], "date": "3 May 2019"},
        ),
        (
            """\
            - title: Boats
              event: YC
              date: 2019-05-03
              location: {name: Leeds, lat: 53.8, lng: -1.55}
            """,
            {**BOATS, "location": {"name": "Leeds", "geo": ["53.8", "-1.55"]}},
        ),
        (
            """\
            - title: Boats
              event: YC
              date: 2019-05-03
              youtube_video: https://v.example/1
              archive_video: https://v.example/2
              has_video: true
              additional_links: [https://a.example/]
            """,
            {
                **BOATS,
                "video": ["https://v.example/1", "https://v.example/2"],
                "links": ["https://a.example/"],
            },
        ),
        (
            "- {title: Boats, event: YC, url: https://a.example/, published: 2019-05-03T10:00:00Z}",
            {**BOATS, "url": "https://a.example/"},
        ),
    ],
)
def test_a_talk_is_read_from_every_dialect(text: str, expected: dict[str, Any]) -> None:
    """Whatever its keys, its nesting and what is outside of it."""
    assert talks(text) == [expected]


def test_a_table_of_toml_may_hold_a_date_and_its_zone() -> None:
    """A zone beside a time belongs to the time."""
    assert talks(
        """\
        [[talks]]
        title = "Boats"
        event = "YC"
        start = {date = 2019-05-03T10:00:00, timezone = "Europe/London"}
        """,
        "talks.toml",
    ) == [{**BOATS, "date": "2019-05-03 10:00 Europe/London"}]


def test_sessions_inherit_the_day_and_the_slot_around_them() -> None:
    """A time alone is completed by the date of its day, and breaks are no talks."""
    result = listed(
        """\
        days:
          - date: 2019-05-03
            sessions:
              - {title: Boats, speakers: [Ann Lee], time: "10:00-10:45"}
              - {title: Lunch, time: "12:00"}
          - date: 2019-05-04
            slots:
              - start: "09:00"
                end: 9.30 am
                talks:
                  - {title: Coats, speaker: Bo Ek, room: A}
                  - {title: Boots, speaker: Cy Poe, room: B}
        """
    )
    assert [(talk.fields["title"], talk.fields["date"]) for talk in result.talks] == [
        ("Boats", "2019-05-03 10:00-10:45 Europe/London"),
        ("Coats", "2019-05-04 09:00-9.30 am Europe/London"),
        ("Boots", "2019-05-04 09:00-9.30 am Europe/London"),
    ]
    assert [(one.text, one.is_talk) for one in result.unparsed] == [("Lunch", False)]


def test_a_time_on_one_of_several_days_is_reported_and_not_guessed() -> None:
    """The talk has the days of its event."""
    result = listed(
        """\
        event: YC
        start: 2019-05-03
        end: 2019-05-05
        talks: [{title: Boats, time: "10:00"}]
        """
    )
    assert [dict(talk.fields) for talk in result.talks] == [
        {"title": "Boats", "event": "YC", "date": "2019-05-03/2019-05-05"}
    ]
    assert [(one.text, one.why) for one in result.unparsed] == [
        ("time", "keys without a field in talks.yaml")
    ]


def test_keys_of_a_group_without_a_field_are_reported() -> None:
    """Nothing that is outside of the entries is lost without a word."""
    result = listed("event: YC\nshoe_size: 43\ntalks: [{title: Boats, date: 2019-05-03}]")
    assert [one.text for one in result.unparsed] == ["shoe_size"]


@pytest.mark.parametrize(
    ("name", "text", "seen", "hint"),
    [
        (
            "a.yml",
            "config: {a: 1}\nrows: [{foo: x}]",
            "a mapping with the keys config, rows",
            "rows",
        ),
        ("a.json", '[{"foo": 1, "bar": 2}]', "a list of mappings with the keys foo, bar", "title"),
        ("a.toml", "a = 1", "a mapping with the keys a", "--map title=KEY"),
        ("a.yml", "- one\n- two", "a list of texts", "--map title=KEY"),
        ("a.yml", "just a text", "a text", "--map title=KEY"),
        ("source", '{"foo": {"bar": [{"baz": "x"}]}}', "the keys foo", "talks=foo.bar"),
    ],
)
def test_data_of_an_unknown_shape_is_refused_with_what_it_holds(
    name: str, text: str, seen: str, hint: str
) -> None:
    """A data file is never read as a page."""
    with pytest.raises(Rejected, match="TF702") as caught:
        listed(text, name)
    assert seen in caught.value.message
    assert hint in caught.value.hint


def test_the_list_may_be_named() -> None:
    """--map talks=PATH leads to the list, and the other keys are those of its entries."""
    mapping = {"talks": "foo.bar", "title": "baz"}
    result = listed('{"foo": {"bar": [{"baz": "x"}]}}', "a.json", ImportOptions(mapping=mapping))
    assert [talk.fields["title"] for talk in result.talks] == ["x"]


def test_front_matter_may_list_talks_and_texts() -> None:
    """A text in the list is no talk, and what is below the front matter is reported."""
    page = "---\ntitle: YC\ndate: 2019-05-03\ntalks:\n- title: Boats\n- more to come\n---\nSee you."
    given = source_input(page, name="page.md")
    result = choose(given).read(given, LONDON)
    assert [dict(talk.fields) for talk in result.talks] == [BOATS | {"event": "YC"}]
    assert [one.text for one in result.unparsed] == ["more to come", "See you."]


def test_videos_that_are_none_are_reported() -> None:
    """An entry without an address is left over, and a list without any is refused."""
    video = "- {title: A, url: https://v.example/1, published: soon, thumbnail: x, extra: y}\n"
    given = source_input(video + "- {title: B}\n- C\n", name="videos.yml")
    result = videolist.read(given, LONDON)
    assert [talk.fields["title"] for talk in result.talks] == ["A"]
    assert [one.text for one in result.unparsed] == ["B", "C", "extra"]
    with pytest.raises(Rejected, match="TF702"):
        videolist.read(source_input("a: 1"), LONDON)


AMBIGUOUS = (
    "- {title: Boats, event: YC, date: 03/05/2019}\n"
    "- {title: Coats, given: [{event: YC, date: 04/05/2019}, {event: ZC, date: 5 May 2019}]}\n"
)


def test_another_date_of_the_list_settles_the_order_of_day_and_month() -> None:
    """Dates that only this order explains are written in full, each with a doubt."""
    result = listed(AMBIGUOUS + "- {title: Boots, event: YC, date: 30/09/2016}")
    boats, coats, boots = result.talks
    assert (boats.fields["date"], boots.fields["date"]) == ("2019-05-03", "30/09/2016")
    assert [row["date"] for row in coats.fields["given"]] == ["2019-05-04", "5 May 2019"]  # type: ignore[index, union-attr]
    doubt = "the date is read day first, as '30/09/2016' in the same source is"
    assert boats.doubts == coats.doubts == (doubt,)
    assert boots.doubts == ()


@pytest.mark.parametrize(
    ("more", "options", "date"),
    [
        ("", ImportOptions(), None),
        ("- {title: B, event: YC, date: 30/09/2016}\n- {title: C, date: 09/30/2016}", LONDON, None),
        ("- {title: B, event: YC, date: 09/30/2016}", LONDON, "2019-03-05"),
    ],
)
def test_the_order_is_only_taken_if_nothing_contradicts_it(
    more: str, options: ImportOptions, date: str | None
) -> None:
    """Dates in both orders settle nothing, and the user's order comes first."""
    result = listed(AMBIGUOUS + more, options=options)
    assert result.talks[0].fields.get("date") == date


def test_the_order_that_the_user_gives_is_kept() -> None:
    """The command writes such dates in full."""
    given = source_input(f"{AMBIGUOUS}- {{title: B, event: YC, date: 30/09/2016}}")
    result = choose(given).read(given, ImportOptions(dates="mdy"))
    assert [one.fields.get("date") for one in result.talks] == ["03/05/2019", None, "30/09/2016"]


def test_the_order_of_a_table_and_of_pages_is_settled_as_well() -> None:
    """Each row or page may settle the dates of the others."""
    rows = "Title,Date\nBoats,03/05/2019\nBoots,30/09/2016\n"
    table = source_input(rows, name="talks.csv")
    pages = tuple(
        source_input(f"---\ntitle: {title}\nevent: YC\ndate: {date}\n---\n", name=f"{title}.md")
        for title, date in (("Boats", "03/05/2019"), ("Boots", "30/09/2016"))
    )
    folder = SourceInput(content=b"", name="talks", files=pages)
    for given in (table, folder):
        result = choose(given).read(given, ImportOptions())
        assert [one.fields["date"] for one in result.talks] == ["2019-05-03", "30/09/2016"]
