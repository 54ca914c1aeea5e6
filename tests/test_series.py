"""Rules of recurring slots: phrases, their readings, refusals and slots."""

from __future__ import annotations

import json
import re
from calendar import monthrange
from contextlib import suppress
from datetime import UTC, date, datetime, time, timedelta
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from talkfeed.cli import main
from talkfeed.dates import DateRules
from talkfeed.errors import Rejected
from talkfeed.rules.series import ROWS as RULES_OF_SERIES
from talkfeed.series import (
    Schedule,
    SlotRule,
    next_slots,
    read_rule,
    slots,
    write_rule,
)
from talkfeed.series.languages import RULE_WORDS
from talkfeed.series.shapes import SHAPES
from talkfeed.series.values import WEEKDAYS
from talkfeed.series.words import lexicon

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

ROOT = Path(__file__).parent.parent
TABLE = Path(__file__).parent / "phrases" / "series.txt"
EVEN = ",".join(map(str, range(2, 54, 2)))
ODD = ",".join(map(str, range(1, 54, 2)))


def rows() -> Iterator[tuple[str, str, DateRules]]:
    """Read the table: a phrase, what is expected of it, and the settings."""
    for line in TABLE.read_text("utf-8").splitlines():
        if line.startswith(("#", "[")) or " | " not in line:
            continue
        phrase, expected, *settings = line.split(" | ")
        rules = DateRules(**dict(item.split("=") for item in settings))  # type: ignore[arg-type]
        yield phrase, expected, rules


ROWS = list(rows())
READ = [row for row in ROWS if not row[1].startswith("TF")]
REJECTED = [row for row in ROWS if row[1].startswith("TF")]


def shown(schedule: Schedule) -> str:
    """Write a schedule as the table does."""
    found = []
    for rule, start, end in schedule.rules:
        weeks = rule.replace(f"={EVEN};", "=even;").replace(f"={ODD};", "=odd;")
        times = "-".join(f"{each:%H:%M}" for each in (start, end) if each is not None)
        found.append(f"{weeks.removeprefix('FREQ=')} {times}".strip())
    return f"{' + '.join(found)} {schedule.zone or ''}".strip()


def outcome(phrase: str, rules: DateRules) -> str:
    """Read a phrase and give what the table expects."""
    try:
        return shown(read_rule(phrase, rules))
    except Rejected as rejected:
        return rejected.code


# --- phrases ------------------------------------------------------------------------------------


@pytest.mark.parametrize(("phrase", "expected", "rules"), ROWS)
def test_every_phrase_of_the_table_has_its_outcome(
    phrase: str, expected: str, rules: DateRules
) -> None:
    """A phrase is read, or rejected with a code, as in its table."""
    assert outcome(phrase, rules) == expected


def test_the_table_has_phrases_of_every_language() -> None:
    """Each language with words for rules has phrases that are read."""
    languages = {rules.language.split("-")[0] for _, _, rules in READ}
    assert RULE_WORDS.keys() - languages == set()


OF_TALKS = {"TF246", "TF247", "TF248", "TF249", "TF250"}
"""Codes of series and their talks, not of a rule."""


def test_every_refusal_has_a_rule_and_an_example() -> None:
    """Each code of a rule of slots is in the reference, and the table has a phrase for it."""
    codes = {expected for _, expected, _ in REJECTED if expected.startswith("TF24")}
    assert codes == {rule.code for rule in RULES_OF_SERIES} - OF_TALKS


@pytest.mark.parametrize(("phrase", "rules"), [(row[0], row[2]) for row in REJECTED])
def test_a_refusal_is_one_line_and_helps(phrase: str, rules: DateRules) -> None:
    """A rejection is a line in lower case without a full stop, and has a hint."""
    with pytest.raises(Rejected) as caught:
        read_rule(phrase, rules)
    message = caught.value.message
    assert "\n" not in message
    assert not message.endswith(".")
    assert caught.value.hint
    assert not message[0].isalpha() or message[0].islower()


def test_an_ambiguous_phrase_names_both_readings_and_both_are_read() -> None:
    """The hint of "every second Saturday" has two phrases, which mean what they say."""
    with pytest.raises(Rejected) as caught:
        read_rule("every second Saturday")
    first, second = re.findall('"([^"]+)"', caught.value.hint)
    assert {read_rule(each).rules[0].rule for each in (first, second)} == {
        "FREQ=MONTHLY;BYDAY=2SA",
        "FREQ=WEEKLY;INTERVAL=2;BYDAY=SA",
    }


@pytest.mark.parametrize(
    ("phrase", "helps"),
    [
        ("most Fridays", "`except:`"),
        ("Wednesdays except December", "`except:`"),
        ("Wednesdays until 10 Feb 2027", "`to:`"),
        ("every Wednesday at 4pm in Room 5", "`location:`"),
        ("monthly", "of the month"),
        ("Wednesday 2:00", "2:00pm"),
        ("Fridays 15:00 CET", "Europe/Berlin"),
        ("Fridays 15:00 ct", "c.t."),
        ("Wednesday evenings", "6:30pm"),
        ("x" * 201, "Wednesday"),
    ],
)
def test_a_hint_says_what_to_write_instead(phrase: str, helps: str) -> None:
    """The hint names the field, or has a phrase that is read."""
    with pytest.raises(Rejected) as caught:
        read_rule(phrase)
    assert helps in caught.value.hint


def test_a_language_that_is_not_set_is_read_if_all_agree() -> None:
    """A phrase of another language is read, unless languages differ about it."""
    assert outcome("varannan tisdag", DateRules()) == "WEEKLY;INTERVAL=2;BYDAY=TU"
    with pytest.raises(Rejected) as caught:
        read_rule("hver anden lørdag")
    assert caught.value.code == "TF243"
    assert outcome("to 16:00", DateRules()) == "TF242"
    assert outcome("to 16:00", DateRules(language="fi")) == "WEEKLY;BYDAY=TH 16:00"


@pytest.mark.parametrize("language", ["de", "fi", "fr", "nb", "nl", "pt"])
def test_a_language_changes_no_phrase_in_english(language: str) -> None:
    """Whatever language a feed has, English phrases are read as in any other."""
    read = [(phrase, expected) for phrase, expected, rules in READ if rules.language == "en"]
    found = {phrase: outcome(phrase, DateRules(language=language)) for phrase, _ in read}
    assert found == dict(read)


def test_no_phrase_means_something_else_without_its_language() -> None:
    """A phrase of a language that is not set is read as with it, or rejected."""
    for phrase, expected, _ in READ:
        found = outcome(phrase, DateRules())
        assert found == expected or found.startswith("TF")


def test_a_word_that_no_language_has_is_named() -> None:
    """The message names the word to take out, in the language that has most of the others."""
    for phrase, word in (
        ("jeden Mittwoch im Raum 5", "Raum"),
        ("tous les mardis à 14h, Amphi B", "Amphi"),
        ("every Wednesday in Berlin", "Berlin"),
    ):
        for language in ("en", "de"):
            with pytest.raises(Rejected, match=f"cannot read '{word}'"):
                read_rule(phrase, DateRules(language=language))


# --- laws ---------------------------------------------------------------------------------------

WORDS = sorted({word for tag in ("en", "de", "fr", "pt", "ja") for word in lexicon(tag)})
PIECES = (
    *("16:00", "4pm", "2:00", "10-11am", "24:00", "16", "1st", "3.", "第2", "15日", "c.t.", "UTC"),
    *("Europe/Paris", "CET", "+02:00", "&", ",", "-", "(", ")", "~", "?", "for 2 hours", "2026"),
)


@given(st.text(max_size=60))
def test_any_text_is_read_or_rejected(text: str) -> None:
    """No text does anything else than be read, or be rejected with a code and a hint."""
    assert outcome(text, DateRules())


@given(
    st.lists(st.sampled_from([*WORDS, *PIECES]), max_size=8).map(" ".join),
    st.sampled_from(["en", "de", "pt", "ja"]),
)
def test_any_words_are_read_or_rejected(text: str, language: str) -> None:
    """Nor do words of rules in any order; what is read has slots."""
    with suppress(Rejected):
        schedule = read_rule(text, DateRules(language=language))
        assert list(islice(slots(schedule, date(2026, 10, 1)), 2))
        assert outcome(write_rule(schedule), DateRules()) == shown(schedule)


def test_the_canonical_form_is_read_as_the_same() -> None:
    """What is read is read again from its own canonical form, in English."""
    forms = {phrase: write_rule(read_rule(phrase, rules)) for phrase, _, rules in READ}
    expected = {phrase: expected for phrase, expected, _ in READ}
    assert {phrase: outcome(form, DateRules()) for phrase, form in forms.items()} == expected


@pytest.mark.parametrize("form", ["upper", "lower", "spaced", "in brackets"])
def test_case_and_spaces_do_not_matter(form: str) -> None:
    """Capitals, spaces and brackets around the whole make no difference."""
    written = {
        "upper": str.upper,
        "lower": str.lower,
        "spaced": lambda phrase: f"  {phrase.replace(' ', '   ')} ",
        "in brackets": "({})".format,
    }[form]
    read = [row for row in READ if "&" not in row[0]]  # entities have a case
    found = {phrase: outcome(written(phrase), rules) for phrase, _, rules in read}
    assert found == {phrase: expected for phrase, expected, _ in read}


ORDINALS = {"1st": "first", "2nd": "second", "3rd": "third", "4th": "fourth", "5th": "fifth"}


@given(st.sampled_from([*ORDINALS]), st.sampled_from(["Mon", "Tuesday", "Fridays"]))
def test_ordinals_are_read_in_words_and_in_figures(figure: str, weekday: str) -> None:
    """The words "2nd" and "second" are the same."""
    phrase = "{} {} of the month"
    one, other = (phrase.format(each, weekday) for each in (figure, ORDINALS[figure]))
    assert outcome(one, DateRules()) == outcome(other, DateRules())


@given(st.times().map(lambda each: each.replace(second=0, microsecond=0)))
def test_am_and_pm_are_the_clock_of_24_hours(clock: time) -> None:
    """Each minute is the same on both clocks, if it is written in full."""
    half = f"{(clock.hour - 1) % 12 + 1}:{clock:%M}{'pm' if clock.hour > 11 else 'am'}"
    readings = {read_rule(f"Monday {each}").rules for each in (half, f"{clock:%H:%M}")}
    assert readings == {(SlotRule("FREQ=WEEKLY;BYDAY=MO", clock),)}


@given(st.integers(0, 23), st.integers(0, 23))
def test_pm_carries_back_only_where_it_must(first: int, last: int) -> None:
    """A range with one "pm" is the shortest that ends at that time."""
    if not last >= 12 or not 0 < last - first < 12 or (first < 12 and last - first > 11):
        return
    text = f"Monday {(first - 1) % 12 + 1}-{(last - 1) % 12 + 1}pm"
    assert read_rule(text).rules[0][1:] == (time(first), time(last))


# --- slots --------------------------------------------------------------------------------------

DAYS = st.dates(date(1990, 1, 1), date(2090, 1, 1))


def starting(phrase: str, first: date, count: int = 6) -> list[date]:
    """Return the days of the first slots of a phrase."""
    return [slot.day for slot in islice(slots(read_rule(phrase), first), count)]


def from_day(first: date) -> Iterator[date]:
    """Yield all days from one on."""
    return (first + timedelta(days=number) for number in range(40_000))


def chosen(first: date, days: Iterable[date], count: int = 6) -> list[date]:
    """Return the first of some days that are not before a day."""
    return list(islice((day for day in days if day >= first), count))


@given(DAYS, st.integers(0, 6))
def test_a_week_is_seven_days(first: date, weekday: int) -> None:
    """A weekly rule has each such weekday from the first on."""
    expected = chosen(first, (day for day in from_day(first) if day.weekday() == weekday))
    assert starting(DAY_NAMES[weekday], first) == expected


DAY_NAMES = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


@given(DAYS, st.integers(0, 6))
def test_a_fortnight_begins_at_the_first_weekday(first: date, weekday: int) -> None:
    """Every other weekday begins with the first on or after the start, across new years."""
    start = chosen(first, (day for day in from_day(first) if day.weekday() == weekday), 1)[0]
    expected = [start + timedelta(weeks=2 * number) for number in range(6)]
    assert starting(f"every other {DAY_NAMES[weekday]}", first) == expected


@given(DAYS, st.integers(0, 6), st.sampled_from(["even", "odd"]))
def test_even_weeks_have_even_numbers_of_iso_8601(first: date, weekday: int, kind: str) -> None:
    """Weeks are numbered as in ISO 8601; after week 53 comes week 1, another odd one."""
    days = (
        day
        for day in from_day(first)
        if day.weekday() == weekday and (day.isocalendar().week % 2 == 0) == (kind == "even")
    )
    phrase = f"{kind} weeks on {DAY_NAMES[weekday]}"
    assert starting(phrase, first, 60) == chosen(first, days, 60)


def test_odd_weeks_follow_each_other_after_week_53() -> None:
    """2026 has 53 weeks: the Mondays of odd weeks are only a week apart at its end."""
    found = starting("odd weeks on Monday", date(2026, 12, 14), 3)
    assert found == [date(2026, 12, 14), date(2026, 12, 28), date(2027, 1, 4)]


def in_month(year: int, month: int, weekday: int) -> list[date]:
    """Return such weekdays of a month."""
    days = range(1, monthrange(year, month)[1] + 1)
    return [day for each in days if (day := date(year, month, each)).weekday() == weekday]


@given(DAYS, st.integers(0, 6), st.sampled_from([1, 2, 3, 4, 5, -1, -2]))
def test_weekdays_of_a_month_are_counted_from_either_end(
    first: date, weekday: int, number: int
) -> None:
    """The fifth is skipped in months without one; "last" counts from the end."""
    words = dict(zip((1, 2, 3, 4, 5, -1, -2), (*ORDINALS, "last", "penultimate"), strict=True))
    months = [(first.year + number // 12, number % 12 + 1) for number in range(60)]
    each = (in_month(year, month, weekday) for year, month in months)
    days = (found[number - (number > 0)] for found in each if len(found) >= abs(number))
    phrase = f"{words[number]} {DAY_NAMES[weekday]} of the month"
    assert starting(phrase, first) == chosen(first, days)


@given(DAYS, st.integers(0, 6), st.integers(0, 6), st.sampled_from(["first", "second", "third"]))
def test_a_weekday_after_another_is_counted_from_that(
    first: date, weekday: int, other: int, ordinal: str
) -> None:
    """A "Wednesday after the first Tuesday" is not always the first Wednesday."""
    index = ("first", "second", "third").index(ordinal)
    months = [(first.year + number // 12, number % 12 + 1) for number in range(60)]
    anchors = (in_month(year, month, other)[index] for year, month in months)
    days = (day + timedelta(days=(weekday - other) % 7 or 7) for day in anchors)
    phrase = f"{DAY_NAMES[weekday]} after the {ordinal} {DAY_NAMES[other]}"
    assert starting(phrase, first) == chosen(first, days)


@pytest.mark.parametrize(
    ("phrase", "first", "expected"),
    [
        ("daily", "2026-12-30", "2026-12-30 2026-12-31 2027-01-01"),
        ("every other day", "2026-12-30", "2026-12-30 2027-01-01 2027-01-03"),
        ("15th of the month", "2026-10-16", "2026-11-15 2026-12-15 2027-01-15"),
        ("last day of the month", "2027-02-01", "2027-02-28 2027-03-31 2027-04-30"),
        ("last weekday of the month", "2026-10-01", "2026-10-30 2026-11-30 2026-12-31"),
        ("first Tuesday of every other month", "2026-10-07", "2026-11-03 2027-01-05 2027-03-02"),
        ("every other week on Tue and Thu", "2026-10-07", "2026-10-08 2026-10-20 2026-10-22"),
        ("Mon 9:00, Wed 14:00", "2026-10-07", "2026-10-07 2026-10-12 2026-10-14"),
        ("1st Monday and 3rd Monday", "2026-10-07", "2026-10-19 2026-11-02 2026-11-16"),
    ],
)
def test_slots_are_in_order(phrase: str, first: str, expected: str) -> None:
    """The slots of all rules of a phrase come in order of time."""
    days = starting(phrase, date.fromisoformat(first), 3)
    assert " ".join(map(str, days)) == expected


def test_slots_end_with_the_period() -> None:
    """The last day is included; a slot of two rules comes once."""
    schedule = read_rule("1st Monday 9:00 and 3rd Monday 9:00 and last Monday 9:00")
    march = next_slots(schedule, date(2026, 3, 1), date(2026, 3, 31), 100)
    assert [slot.day.day for slot in march] == [2, 16, 30]
    schedule = read_rule("Monday 9:00 and 3rd Monday of the month 9:00")
    assert len(next_slots(schedule, date(2026, 3, 1), date(2026, 3, 31), 100)) == 5
    schedule = read_rule("1st Monday and 3rd Monday")
    found = next_slots(schedule, date(2026, 10, 1), date(2026, 11, 2), 100)
    assert [slot.day.isoformat() for slot in found] == ["2026-10-05", "2026-10-19", "2026-11-02"]
    assert next_slots(schedule, date(2026, 10, 6), date(2026, 10, 18), 100) == ()
    assert len(list(slots(read_rule("Monday"), date(9998, 1, 1)))) > 100


# zone, the days around a change, the hours of the slot → offsets of its start
CHANGES = (
    ("Europe/Paris", "2026-10-24 2026-10-25 2026-10-26", "02:30", "+2 twice+2 +1"),
    ("Europe/Paris", "2027-03-27 2027-03-28 2027-03-29", "02:30", "+1 gap +2"),
    ("Europe/Paris", "2027-03-27 2027-03-28 2027-03-29", "16:00", "+1 +2 +2"),
    ("America/New_York", "2026-10-31 2026-11-01 2026-11-02", "01:30", "-4 twice-4 -5"),
    ("America/New_York", "2027-03-13 2027-03-14 2027-03-15", "02:15", "-5 gap -4"),
    ("America/New_York", "2027-03-13 2027-03-14 2027-03-15", "03:00", "-5 -4 -4"),
    ("Australia/Sydney", "2027-04-03 2027-04-04 2027-04-05", "02:30", "+11 twice+11 +10"),
    ("Australia/Sydney", "2026-10-03 2026-10-04 2026-10-05", "02:30", "+10 gap +11"),
    ("+02:00", "2026-10-24 2026-10-25 2026-10-26", "02:30", "+2 +2 +2"),
)


@pytest.mark.parametrize(("zone", "days", "clock", "expected"), CHANGES)
def test_slots_keep_their_wall_clock_time(zone: str, days: str, clock: str, expected: str) -> None:
    """A slot is at the same local time all year; a time in a gap is a problem, the first of two."""
    first, *_, last = map(date.fromisoformat, days.split())
    found = []
    schedule = read_rule(f"daily {clock}", DateRules(timezone=zone))
    for slot in slots(schedule, first, last):
        if slot.problem is not None:
            assert slot.problem.code == "TF216"
            found.append("gap")
            continue
        assert isinstance(slot.start, datetime)
        assert f"{slot.start:%H:%M}" == clock
        hours = (slot.start.utcoffset() or timedelta()) // timedelta(hours=1)
        found.append(f"{'twice' if slot.is_repeated else ''}{hours:+}")
    assert " ".join(found) == expected


@given(DAYS, st.sampled_from(["Europe/Paris", "America/New_York", "Australia/Sydney"]))
def test_an_instant_is_that_of_the_zone(first: date, zone: str) -> None:
    """The start and the end are the local times of the phrase in its zone."""
    schedule = read_rule("Fridays 22:00-01:00", DateRules(timezone=zone))
    for slot in next_slots(schedule, first, None, 30):
        assert isinstance(slot.start, datetime)
        assert isinstance(slot.end, datetime)
        local = datetime.combine(slot.day, time(22), ZoneInfo(zone))
        assert slot.start.astimezone(UTC) == local.astimezone(UTC)
        assert slot.end.replace(tzinfo=None) == datetime.combine(slot.day, time(1)) + timedelta(1)


def test_weekdays_are_in_the_order_of_the_week() -> None:
    """A rule lists its weekdays from Monday on, whatever their order in the phrase."""
    assert read_rule("Sun, Wed and Mon").rules[0].rule == "FREQ=WEEKLY;BYDAY=MO,WE,SU"
    assert WEEKDAYS[0] == "MO"
    assert list(SHAPES) == [*map("".join, map(sorted, SHAPES))]


# --- the documentation --------------------------------------------------------------------------


def test_the_page_shows_what_is_read() -> None:
    """Each row of the table in the documentation is read as it says."""
    text = (ROOT / "docs" / "series.md").read_text("utf-8")
    table = re.findall(r"^\| (`.+?`) \| `(.+?)` \|", text, re.MULTILINE)
    assert len(table) > 12
    found = {
        phrase: read_rule(phrase).rules[0].rule
        for phrases, _ in table
        for phrase in re.findall("`([^`]+)`", phrases)
    }
    assert found == {
        phrase: rule.replace("2,4,…,52", EVEN)
        for phrases, rule in table
        for phrase in re.findall("`([^`]+)`", phrases)
    }


# --- the command --------------------------------------------------------------------------------


def test_explain_shows_a_rule_and_its_next_slots(capsys: pytest.CaptureFixture[str]) -> None:
    """Words for people: what a phrase means, its rule, and the next ten slots."""
    options = ["--every", "--from", "2026-10-20", "--timezone", "Europe/Paris"]
    assert main(["explain", *options, "every other Friday at noon"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[:5] == [
        "every other Friday at noon",
        "  means      every 2 weeks on Friday 12:00 Europe/Paris",
        "  rule       FREQ=WEEKLY;INTERVAL=2;BYDAY=FR",
        "  zone       Europe/Paris",
        "  next       2026-10-23T12:00:00+02:00",
    ]
    assert len(lines) == 14


def test_explain_answers_rules_in_json(capsys: pytest.CaptureFixture[str]) -> None:
    """Fields for programs: the rules, the zone and the next slots, or an error."""
    options = ["--every", "--json", "--from", "7 Oct 2026", "--to", "2026-10-21"]
    phrases = ["Wednesday 16:00-17:00", "2nd Thursday", "monthly", "Fridays 16:00 Europe/Paris"]
    assert main(["explain", *options, *phrases]) == 1
    answers = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert answers[0] == {
        "text": "Wednesday 16:00-17:00",
        "slots": [{"rule": "FREQ=WEEKLY;BYDAY=WE", "start": "16:00", "end": "17:00"}],
        "zone": None,
        "next": ["2026-10-07T16:00:00", "2026-10-14T16:00:00", "2026-10-21T16:00:00"],
    }
    assert answers[1]["slots"] == [{"rule": "FREQ=MONTHLY;BYDAY=2TH", "start": None, "end": None}]
    assert answers[1]["next"] == ["2026-10-08"]
    assert answers[2].keys() == {"text", "error"}
    assert answers[2]["error"].keys() == {"code", "message", "hint"}
    assert (answers[3]["zone"], answers[3]["next"][0]) == (
        "Europe/Paris",
        "2026-10-09T16:00:00+02:00",
    )


def test_explain_shows_what_a_clock_skips_and_repeats(capsys: pytest.CaptureFixture[str]) -> None:
    """A slot in a gap is a problem; of a time that occurs twice the first is meant."""
    phrase = "Sundays 2:30am Europe/Paris"
    days = ["--from", "2026-10-25", "--to", "2026-10-25"]
    assert main(["explain", "--every", *days, phrase]) == 0
    assert "2026-10-25T02:30:00+02:00 (this time occurs twice" in capsys.readouterr().out
    days = ["--from", "2027-03-28", "--to", "2027-03-28"]
    assert main(["explain", "--every", *days, phrase]) == 0
    assert "2027-03-28 TF216" in capsys.readouterr().out
    days = ["--from", "2027-03-29", "--to", "2027-03-29"]
    assert main(["explain", "--every", *days, phrase]) == 0
    assert "no slot in this period" in capsys.readouterr().out


def test_explain_begins_today(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Without --from the slots begin today."""
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1791331200")  # 2026-10-07
    assert main(["explain", "--every", "--json", "daily"]) == 0
    assert json.loads(capsys.readouterr().out)["next"][0] == "2026-10-07"


@pytest.mark.parametrize("day", ["Oct 2026", "soon", "7 Oct 2026 16:00"])
def test_a_period_has_days(day: str, capsys: pytest.CaptureFixture[str]) -> None:
    """--from and --to take a day."""
    assert main(["explain", "--every", "--from", day, "daily"]) == 2
    assert "--from" in capsys.readouterr().err
