"""Date phrases: their readings, and the codes of those that are rejected."""

from __future__ import annotations

import re
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest

from phrase_tables import PHRASES, REJECTED, ROWS, Row, outcome
from talkfeed.dates import DateRules, explain, plain_words, read_date, read_time, write_edtf
from talkfeed.dates.languages import LANGUAGES
from talkfeed.dates.moments import Reading
from talkfeed.dates.page import page
from talkfeed.dates.phrase import clean
from talkfeed.dates.reading import the_only
from talkfeed.dates.rejections import other_language
from talkfeed.dates.shapes import SHAPES
from talkfeed.dates.signs import normalise
from talkfeed.dates.spans import day
from talkfeed.dates.tokens import tokens
from talkfeed.errors import Rejected
from talkfeed.model import Precision, When
from talkfeed.rules.dates import ROWS as ROWS_OF_DATES

ROOT = Path(__file__).parent.parent


@pytest.mark.parametrize("row", ROWS, ids=str)
def test_every_phrase_of_the_tables_has_its_outcome(row: Row) -> None:
    """A phrase is read, or rejected with a code, as in its table."""
    assert outcome(row) == row.expected


def test_every_kind_of_phrase_has_a_dozen_examples() -> None:
    """Each section of the table of shapes has twelve phrases or more."""
    sections = re.split(
        r"^\[.+\]$", (PHRASES / "shapes.txt").read_text("utf-8"), flags=re.MULTILINE
    )
    assert min(section.count(" | ") for section in sections[1:]) >= 12


def test_every_refusal_has_a_rule_and_an_example() -> None:
    """Each code of a date is in the reference of rules, and a table has a phrase for it."""
    codes = {row.expected for row in REJECTED} | {"TF222"}
    assert codes == {rule.code for rule in ROWS_OF_DATES}


@pytest.mark.parametrize("row", REJECTED, ids=str)
def test_a_refusal_is_one_line_and_helps(row: Row) -> None:
    """A rejection is a line in lower case without a full stop, and has a hint."""
    with pytest.raises(Rejected) as caught:
        read_date(row.phrase, row.rules)
    message = caught.value.message
    assert "\n" not in message
    assert not message.endswith(".")
    assert caught.value.hint
    assert not message[0].isalpha() or message[0].islower()


# --- intervals ----------------------------------------------------------------------------------

INTERVALS = (
    ("7 Oct 2015", "2015-10-07", "2015-10-07", Precision.DAY),
    ("24-26 Sep 2015", "2015-09-24", "2015-09-26", Precision.DAY_RANGE),
    ("Feb 2016", "2016-02-01", "2016-02-29", Precision.MONTH),
    ("Mar-Apr 2019", "2019-03-01", "2019-04-30", Precision.MONTH_RANGE),
    ("spring 2014", "2014-03-01", "2014-05-31", Precision.SEASON),
    ("summer 2014", "2014-06-01", "2014-08-31", Precision.SEASON),
    ("autumn 2014", "2014-09-01", "2014-11-30", Precision.SEASON),
    ("winter 2014", "2014-12-01", "2015-02-28", Precision.SEASON),
    ("winter 2015", "2015-12-01", "2016-02-29", Precision.SEASON),
    ("2014-28", "2014-12-01", "2015-02-28", Precision.SEASON),
    ("2014-29", "2014-09-01", "2014-11-30", Precision.SEASON),
    ("2014-30", "2014-12-01", "2015-02-28", Precision.SEASON),
    ("2014-32", "2014-06-01", "2014-08-31", Precision.SEASON),
    ("Fall 2024 - Winter 2025", "2024-09-01", "2026-02-28", Precision.SEASON_RANGE),
    ("Q1-Q2 2015", "2015-01-01", "2015-06-30", Precision.QUARTER_RANGE),
    ("Q1 2015", "2015-01-01", "2015-03-31", Precision.QUARTER),
    ("Q4 2015", "2015-10-01", "2015-12-31", Precision.QUARTER),
    ("H1 2015", "2015-01-01", "2015-06-30", Precision.HALF),
    ("H2 2015", "2015-07-01", "2015-12-31", Precision.HALF),
    ("early 2013", "2013-01-01", "2013-04-30", Precision.THIRD),
    ("mid 2013", "2013-05-01", "2013-08-31", Precision.THIRD),
    ("late 2013", "2013-09-01", "2013-12-31", Precision.THIRD),
    ("2012", "2012-01-01", "2012-12-31", Precision.YEAR),
    ("2012-2014", "2012-01-01", "2014-12-31", Precision.YEAR_RANGE),
)


@pytest.mark.parametrize(("phrase", "start", "end", "precision"), INTERVALS)
def test_an_interval_is_closed(phrase: str, start: str, end: str, precision: Precision) -> None:
    """A reading has a first day, a last day and a precision."""
    when = read_date(phrase)
    assert (when.start, when.end) == (date.fromisoformat(start), date.fromisoformat(end))
    assert when.precision is precision


@pytest.mark.parametrize(
    ("season", "start", "end"),
    [
        ("spring", "2014-09-01", "2014-11-30"),
        ("summer", "2014-12-01", "2015-02-28"),
        ("autumn", "2014-03-01", "2014-05-31"),
        ("winter", "2014-06-01", "2014-08-31"),
    ],
)
def test_seasons_of_the_south_are_the_other_way_round(season: str, start: str, end: str) -> None:
    """With the southern hemisphere set, seasons are shifted; their EDTF is the same."""
    south = read_date(f"{season} 2014", DateRules(hemisphere="south"))
    assert explain(south)["start"] == start
    assert explain(south)["end"] == end
    assert south.edtf == read_date(f"{season} 2014").edtf


def test_a_summer_of_two_years_is_one_of_the_south() -> None:
    """Two years name a season only where it runs over the new year."""
    assert read_date("summer 2014/15", DateRules(hemisphere="south")).edtf == "2014-22"
    with pytest.raises(Rejected, match="TF207"):
        read_date("summer 2014/15")


def test_minutes_are_instants_in_their_zone() -> None:
    """A time has the offset that its zone has on the day."""
    rules = DateRules(timezone="Europe/Paris")
    summer, winter = read_date("7 Jul 2015 18:30", rules), read_date("7 Jan 2015 18:30", rules)
    assert isinstance(summer.start, datetime)
    assert isinstance(winter.start, datetime)
    assert summer.start.utcoffset() == timedelta(hours=2)
    assert winter.start.utcoffset() == timedelta(hours=1)


def test_the_zone_of_a_feed_may_be_an_offset() -> None:
    """The feed's time zone is an IANA name or an offset."""
    when = read_date("7 Jul 2015 18:30", DateRules(timezone="-03:30"))
    assert explain(when)["start"] == "2015-07-07T18:30:00-03:30"


def test_a_repeated_time_is_settled_by_its_offset() -> None:
    """If a local time occurs twice, the offset decides, and is the zone of the reading."""
    first = read_date("2015-10-25 02:30+02:00 Europe/Paris")
    second = read_date("2015-10-25 02:30+01:00 Europe/Paris")
    assert (first.zone, second.zone) == ("+02:00", "+01:00")
    assert isinstance(first.start, datetime)
    assert isinstance(second.start, datetime)
    assert second.start - first.start == timedelta(hours=1)


def test_the_phrase_is_kept_as_written() -> None:
    """The text of a reading is the phrase without outer spaces."""
    assert read_date("  Oct.  2015 ").text == "Oct.  2015"


def test_no_date_has_no_interval() -> None:
    """A date to be announced has neither EDTF nor days."""
    when = read_date("TBA")
    assert (when.edtf, when.start, when.end, write_edtf(when)) == (None, None, None, "")
    assert when.precision is Precision.NONE


# --- words ---------------------------------------------------------------------------------------


def test_a_message_quotes_no_more_than_a_line() -> None:
    """A long phrase is cut in the message, and control characters are not repeated."""
    with pytest.raises(Rejected) as caught:
        read_date("sometime\x00\n" + "soon " * 30)
    assert len(caught.value.message) < 120
    assert caught.value.message.isprintable()


@pytest.mark.parametrize(
    ("phrase", "helps"),
    [
        ("12 May 2021 (postponed)", "`status: postponed`"),
        ("12 May 2021 cancelled", "`status: cancelled`"),
        ("12 May 2021, Berlin", "`location:`"),
        ("2015-10-07 18:30 Pacific", "Europe/Paris"),
        ("2-4 Oct 2019, 10:00-17:00", "`given:`"),
        ("7 Oct 2015, 9 Oct 2015", "`given:`"),
        ("forthcoming", "TBA"),
    ],
)
def test_a_hint_names_the_field_of_other_text(phrase: str, helps: str) -> None:
    """The hint names the field for a part that does not belong to a date."""
    with pytest.raises(Rejected) as caught:
        read_date(phrase, DateRules(timezone="Europe/Paris"))
    assert helps in caught.value.hint


def test_words_of_another_language_are_recognised_in_the_hint() -> None:
    """A month of a language that the feed does not have hints at the setting."""
    with pytest.raises(Rejected) as caught:
        read_date("12. März 2019", DateRules(languages=("fr",)))
    assert caught.value.hint == (
        "set `languages: [fr, de]` in the feed, or `language: de` in the talk"
    )


def test_a_word_of_several_languages_names_them_all() -> None:
    """Of the languages that read a phrase alike, a common one is offered and the others named."""
    with pytest.raises(Rejected) as caught:
        read_date("7. Oktober 2015")
    assert "`languages: [de]`" in caught.value.hint
    assert "or da, hu, nb, nl, sk, sv" in caught.value.hint


def test_no_language_is_offered_where_they_disagree() -> None:
    """A word that is two months in two languages hints at writing the date without it."""
    readings = {"pl": "2015-11", "xx": "2015-10"}
    assert "in digits" in other_language(readings, ())


def test_a_word_between_two_languages_is_named() -> None:
    """Where no language has all the words, the one that none has is the one to take out."""
    with pytest.raises(Rejected, match="cannot read 'Berlin'"):
        read_date("7. Oktober 2015, Berlin")
    with pytest.raises(Rejected, match="cannot read 'Oktober'"):
        read_date("7. Oktober 2015 mercredi")


# --- times apart from their day -------------------------------------------------------------------

TIMES = (
    ("16:00", "2015-10-07T16:00 Europe/Paris"),
    ("16:00-17:00", "2015-10-07T16:00/2015-10-07T17:00 Europe/Paris"),
    ("4pm", "2015-10-07T16:00 Europe/Paris"),
    ("4–5:30 pm", "2015-10-07T16:00/2015-10-07T17:30 Europe/Paris"),
    ("16 Uhr", "2015-10-07T16:00 Europe/Paris"),
    ("16", "2015-10-07T16:00 Europe/Paris"),
    ("9-17", "2015-10-07T09:00/2015-10-07T17:00 Europe/Paris"),
    ("16h30", "2015-10-07T16:30 Europe/Paris"),
    ("1600", "2015-10-07T16:00 Europe/Paris"),
    ("at noon", "2015-10-07T12:00 Europe/Paris"),
    ("from 16:00 to 17:00", "2015-10-07T16:00/2015-10-07T17:00 Europe/Paris"),
    ("16:00 Europe/London", "2015-10-07T16:00 Europe/London"),
    ("16:00+01:00", "2015-10-07T16:00 +01:00"),
    ("4pm (UK time)", "2015-10-07T16:00 Europe/London"),
    ("22:00-01:00", "2015-10-07T22:00/2015-10-08T01:00 Europe/Paris"),
    ("later", "TF211"),
    ("9", "TF211"),
    ("25:00", "TF211"),
    ("2 hours", "TF211"),
    ("Wed 16:00", "TF211"),
    ("18:00-17:00", "TF206"),
    ("16:00 Europe/Nowhere", "TF213"),
    ("16:00 BST", "TF214"),
    ("16:00 CET", "TF215"),
    ("16:00?", "TF219"),
)


@pytest.mark.parametrize(("time", "expected"), TIMES)
def test_a_time_is_read_beside_its_day(time: str, expected: str) -> None:
    """A time of day, alone or two, with a zone or without, makes a moment of a day."""
    rules = DateRules(timezone="Europe/Paris", languages=("de",))
    day = read_date("7 Oct 2015", rules)
    try:
        when = read_time(time, day, rules)
    except Rejected as rejected:
        assert (rejected.code, bool(rejected.hint)) == (expected, True)  # noqa: PT017 - or it is read
    else:
        assert f"{when.edtf} {when.zone}" == expected
        assert read_date(when.text, rules) == when


@pytest.mark.parametrize(
    ("date", "helps"),
    [
        ("Oct 2015", "write the day"),
        ("7-8 Oct 2015", "`given:`"),
        ("7 Oct 2015, 16:00", "remove the time from `date:`"),
        ("TBA", "until the day is known"),
    ],
)
def test_a_time_needs_one_day(date: str, helps: str) -> None:
    """A date that is no single day, or that has a time, takes no time."""
    rules = DateRules(timezone="Europe/Paris")
    with pytest.raises(Rejected, match="TF218") as caught:
        read_time("16:00", read_date(date, rules), rules)
    assert helps in caught.value.hint


@pytest.mark.parametrize("language", sorted(LANGUAGES))
def test_a_language_has_twelve_months_and_seven_weekdays(language: str) -> None:
    """Each language names every month (East Asia counts them) and weekday in order."""
    row = LANGUAGES[language]
    assert row.months.count("|") in {0, 11}
    assert row.weekdays.count("|") == 6
    assert row.seasons.count("|") == 3
    for number, names in enumerate(row.months.split("|") if row.months else (), start=1):
        for name in names.split():
            when = read_date(f"{name} 2015", DateRules(language=language))
            assert when.edtf == f"2015-{number:02}", name


def test_two_readings_are_no_reading() -> None:
    """Were two shapes to disagree about a phrase, it would be refused."""
    days = [Reading(day(2015, 10, number)) for number in (7, 7, 8)]
    assert the_only([]) is None
    assert the_only(days[:2]) == days[0]
    with pytest.raises(Rejected, match="TF201"):
        the_only(days)


def test_cleaning_twice_is_cleaning_once() -> None:
    """A cleaned phrase has nothing left to remove."""
    phrase = clean(tokens(normalise("Wed., Oct. 7th, 2015"), "en"))
    assert phrase.kinds == "MdY"
    assert clean(phrase.tokens).kinds == phrase.kinds


# --- explain and the page -----------------------------------------------------------------------


def test_explain_returns_json_ready_fields() -> None:
    """A timed reading is RFC 3339 with offset and seconds; a day is an ISO date."""
    timed = explain(read_date("2015-10-07 18:30 Europe/Paris"))
    assert timed == {
        "text": "2015-10-07 18:30 Europe/Paris",
        "edtf": "2015-10-07T18:30",
        "start": "2015-10-07T18:30:00+02:00",
        "end": "2015-10-07T18:30:00+02:00",
        "precision": "minute",
        "approximate": False,
        "uncertain": False,
        "zone": "Europe/Paris",
    }
    assert explain(read_date("c. 2012"))["start"] == "2012-01-01"
    assert explain(read_date("TBA"))["start"] is None


@pytest.mark.parametrize(
    ("phrase", "precision", "feeds", "calendars"),
    [
        ("7 Oct 2015", "day", "shown as written: 7 Oct 2015", "all day"),
        ("7-8 Oct 2015", "day range", "shown as written: 7-8 Oct 2015", "all day, from the first"),
        ("c. 2012?", "year, approximate, uncertain", "shown as written: c. 2012?", "left out"),
        ("TBA", "none", "date to be announced", "left out until the day is known"),
        ("2015-10-07 18:30Z", "minute", "shown as", "from 20151007T183000Z, for an hour"),
    ],
)
def test_plain_words_describe_a_date(
    phrase: str, precision: str, feeds: str, calendars: str
) -> None:
    """The lines are precision, feeds, and calendars."""
    rows = dict(plain_words(read_date(phrase)))
    assert rows["precision"] == precision
    assert rows["feeds"].startswith(feeds)
    assert rows["calendars"].startswith(calendars)


def test_the_page_of_date_phrases_is_current() -> None:
    """docs/dates.md is generated from the tables."""
    assert (ROOT / "docs/dates.md").read_text("utf-8") == page()


def test_a_wrong_example_never_reaches_the_page(monkeypatch: pytest.MonkeyPatch) -> None:
    """An example that is read otherwise, or refused, stops the page."""
    for example in (("2012", "2013"), ("sometime", "2013")):
        wrong = (SHAPES[0]._replace(examples=(example,)),)
        monkeypatch.setattr("talkfeed.dates.page.SHAPES", wrong)
        with pytest.raises(ValueError, match=example[0]):
            page()


def test_readings_are_values() -> None:
    """The same phrase is read as an equal value, and other phrases as different ones."""
    assert read_date("Oct 2015") == read_date("Oct 2015")
    assert isinstance(read_date("Oct 2015"), When)
    assert read_date("Oct 2015") != read_date("October 2015")


@pytest.mark.parametrize(
    ("phrase", "hint"),
    [
        ("2011-27-10", '"2011-10-27"'),
        ("2011-13-42", '"2011-10-01"'),
        ("2011-42-10", '"2011-10-10"'),
        ("2011-77", '"2011-10"'),
    ],
)
def test_a_month_that_is_a_day_is_turned(phrase: str, hint: str) -> None:
    """The hint keeps the day; where it cannot be meant, it shows the form of a month."""
    with pytest.raises(Rejected) as caught:
        read_date(phrase, DateRules())
    assert hint in caught.value.hint
