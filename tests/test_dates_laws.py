"""Laws of reading dates, for phrases of the tables, for every EDTF form, and for any text."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import time
from contextlib import suppress
from datetime import date, datetime, timedelta
from itertools import product
from pathlib import Path

import pytest
from edtf import parse_edtf
from hypothesis import given
from hypothesis import strategies as st

from phrase_tables import READ, REJECTED, ROWS, Row, outcome
from talkfeed.dates import DateRules, read_date, read_time, write_edtf
from talkfeed.dates.languages import LANGUAGES
from talkfeed.dates.shapes import SHAPES
from talkfeed.errors import Rejected
from talkfeed.rules import RULES

ROOT = Path(__file__).parent.parent


@pytest.mark.parametrize("row", READ, ids=str)
def test_writing_then_reading_is_the_identity(row: Row) -> None:
    """The EDTF of a reading is read as the same date, zone apart, which EDTF has not."""
    when = read_date(row.phrase, row.rules)
    if when.edtf is None:
        return
    rules = DateRules(timezone=when.zone, hemisphere=row.rules.hemisphere)
    again = read_date(write_edtf(when), rules)
    fields = ("edtf", "start", "end", "precision", "approximate", "uncertain", "zone")
    assert [getattr(again, name) for name in fields] == [getattr(when, name) for name in fields]


EVERY_LANGUAGE = tuple(LANGUAGES)


def test_a_suggested_setting_changes_no_other_date() -> None:
    """Further languages, an order of figures and a time zone change no other reading."""
    for row in READ:
        found = outcome(row)
        rules = row.rules._replace(languages=EVERY_LANGUAGE)
        orders = (None, "dmy", "mdy") if rules.order is None else (rules.order,)
        zones = (None, "Asia/Kathmandu") if rules.timezone is None else (rules.timezone,)
        for order, timezone in product(orders, zones):
            followed = rules._replace(order=order, timezone=timezone)
            assert outcome(row._replace(rules=followed)) == found, row.phrase


def test_following_the_hint_reads_the_date() -> None:
    """A date in another language is read as meant once its hint is followed."""
    followed = set()
    for row in READ:
        rules = DateRules("Europe/Paris", row.rules.order, hemisphere=row.rules.hemisphere)
        with suppress(Rejected):
            read_date(row.phrase, rules)
            continue
        with pytest.raises(Rejected) as caught:
            read_date(row.phrase, rules)
        if offered := re.search(r"`languages: \[(\w+)\]`", caught.value.hint):
            again = row._replace(rules=rules._replace(languages=(offered[1],)))
            assert outcome(again) == row.expected, row.phrase
            followed.add(offered[1])
    assert len(followed) > len(LANGUAGES) // 2


def test_a_suggested_date_is_read() -> None:
    """Each date and time that a hint quotes can be read."""
    rules, day = DateRules("Europe/Paris"), read_date("7 Oct 2015")
    for row in REJECTED:
        with pytest.raises(Rejected) as caught:
            read_date(row.phrase, row.rules)
        for offered in re.findall('"([^"]*[0-9][^"]*)"', caught.value.hint):
            try:
                read_date(offered, rules)
            except Rejected:
                assert read_time(offered, day, rules).edtf, row.phrase


YEARS = st.integers(1900, 2100)
DAYS = st.dates(date(1900, 1, 1), date(2100, 12, 31))
MONTHS = st.builds("{:04}-{:02}".format, YEARS, st.integers(1, 12))
CODED = st.builds("{:04}-{:02}".format, YEARS, st.integers(21, 41))
POINTS = st.one_of(DAYS.map(str), MONTHS, YEARS.map(str))
EDTF = st.one_of(
    st.builds("{}{}".format, st.one_of(POINTS, CODED), st.sampled_from(["", "~", "?", "%"])),
    st.builds(
        lambda ends, mark: f"{min(ends)}{mark}/{max(ends)}{mark}",
        st.one_of(
            *(
                st.lists(kind, min_size=2, max_size=2, unique=True)
                for kind in (DAYS.map(str), MONTHS, YEARS.map(str))
            )
        ),
        st.sampled_from(["", "~", "?", "%"]),
    ),
)


PART_RANGES = st.one_of(
    *(
        st.lists(
            st.builds("{:04}-{:02}".format, YEARS, st.integers(first, first + 3)),
            min_size=2,
            max_size=2,
            unique=True,
        ).map(lambda ends: f"{min(ends)}/{max(ends)}")
        for first in (21, 33)
    )
)


@given(st.one_of(EDTF, PART_RANGES))
def test_every_edtf_form_is_read_as_itself(text: str) -> None:
    """Each form that readings have is itself read, and written the same."""
    assert write_edtf(read_date(text)) == text


START, END = (datetime(year, 1, 1) for year in (1971, 2099))  # noqa: DTZ001 - EDTF has no zone


@given(st.datetimes(START, END), st.integers(1, 10**6))
def test_every_timed_form_is_read_as_itself(start: datetime, minutes: int) -> None:
    """EDTF with times is itself read, and written the same."""
    end = start + timedelta(minutes=minutes)
    text = f"{start:%Y-%m-%dT%H:%M}/{end:%Y-%m-%dT%H:%M}"
    assert write_edtf(read_date(text, DateRules(timezone="+02:00"))) == text


PIECES = st.sampled_from(
    (
        *"0123456789-–/.,:()&?~%'+ \t\n²٣\0½éTZx",
        *("2015", "15", "7", "07", "31", "1830", "Oct", "October", "Wed", "summer", "Q3", "H1"),
        *("early", "the", "of", "to", "and", "from", "at", "since", "18:30", "6pm", "am", "Uhr"),
        *("UTC", "+02:00", "Europe/Paris", "CET", "London", "time", "TBA", "2015-10-07", "st"),
        *("8.10.2025", "2015-10", "2014-21", "10/2015", "7/10/2015", "23-Feb-25", "16/6", "24.9."),
        *("(?)", "Paris", "h", "noon", "\ud800", "first", "quarter", "winter", "2014/15"),
    )
)
RULES_OF_ANY_FEED = st.builds(
    DateRules,
    timezone=st.sampled_from([None, "Europe/Paris", "-03:30"]),
    order=st.sampled_from([None, "dmy", "mdy"]),
    language=st.sampled_from(["en", *LANGUAGES, "xx"]),
    hemisphere=st.sampled_from(["north", "south"]),
)


@given(
    st.one_of(
        st.text(max_size=40),
        st.lists(PIECES, max_size=12).map(" ".join),
        st.lists(PIECES, max_size=12).map("".join),
    ),
    RULES_OF_ANY_FEED,
)
def test_any_text_is_read_or_rejected(text: str, rules: DateRules) -> None:
    """No other exception is raised, and each reading is a valid interval."""
    try:
        when = read_date(text, rules)
    except Rejected as rejected:
        event: Rejected | None = rejected
    else:
        event = None
    if event is not None:
        assert event.code in RULES
        assert "\n" not in str(event)
        return
    assert when.start is None or when.end is None or when.start <= when.end
    assert write_edtf(when) == "" or write_edtf(
        read_date(write_edtf(when), DateRules(timezone=when.zone, hemisphere=rules.hemisphere))
    ) == write_edtf(when)


@pytest.mark.parametrize("row", READ, ids=str)
def test_every_digit_counts(row: Row) -> None:
    """A phrase with a changed digit is read as another date, or rejected.

    Compared with what the phrase is read as, so that a number passed over is seen.
    """
    found = outcome(row)
    for place, char in enumerate(row.phrase):
        if char in "0123456789":
            digit = (int(char) + 1) % 10
            changed = f"{row.phrase[:place]}{digit}{row.phrase[place + 1 :]}"
            assert outcome(row._replace(phrase=changed)) != found, changed


@given(st.data())
def test_every_word_counts(data: st.DataObject) -> None:
    """A word that no language has, put anywhere between two others, is a rejection."""
    row = data.draw(st.sampled_from(READ))
    words = row.phrase.split(" ")
    place = data.draw(st.integers(0, len(words)))
    with pytest.raises(Rejected):
        read_date(" ".join([*words[:place], "frobnicate", *words[place:]]), row.rules)


PROBE = """
import locale, sys, json
from talkfeed.dates import *
from talkfeed.errors import Rejected
locale.setlocale(locale.LC_ALL, "")
for line in sys.stdin:
    try:
        print(json.dumps(explain(read_date(line.strip("\\n"), DateRules(timezone="Europe/Paris")))))
    except Rejected as rejected:
        print(rejected)
"""


def _probe(**environment: str) -> str:
    text = "\n".join(row.phrase for row in ROWS)
    return subprocess.run(
        [sys.executable, "-c", PROBE],
        input=text,
        capture_output=True,
        check=True,
        encoding="utf-8",
        env={**os.environ, "PYTHONUTF8": "1", "PYTHONPATH": str(ROOT / "src"), **environment},
    ).stdout


def test_no_reading_depends_on_the_computer() -> None:
    """Time zone and locale of the process change no reading and no rejection."""
    assert _probe(TZ="Asia/Kathmandu", LC_ALL="C.UTF-8") == _probe(
        TZ="America/St_Johns", LC_ALL="C"
    )


def test_no_module_reads_the_clock() -> None:
    """No reading depends on the current date."""
    for module in (ROOT / "src/talkfeed/dates").glob("*.py"):
        text = module.read_text("utf-8")
        assert not re.search(r"\b(today|now|utcnow|localtime|time\.time)\(", text), module.name
        assert "dateutil.parser" not in text


def test_dateutil_is_imported_late() -> None:
    """Reading the module costs no dateutil; it is imported with the first month."""
    code = "import sys, talkfeed.dates; sys.exit('dateutil' in sys.modules)"
    subprocess.run([sys.executable, "-c", code], check=True)


def test_no_two_shapes_disagree() -> None:
    """Every example of a shape is taken by that shape."""
    for shape in SHAPES:
        for text, edtf in shape.examples:
            assert read_date(text).edtf == edtf, (shape.name, text)


@pytest.mark.parametrize(
    "piece", ["2015 ", "7 Oct ", "1-", "(", "Wed, ", "18:30 ", "x", "- ", "&1"]
)
def test_long_text_is_refused_quickly(piece: str) -> None:
    """The longest phrase is read quickly, whatever it repeats; a longer one is rejected."""
    started = time.process_time()
    with pytest.raises(Rejected):
        read_date((piece * 200)[:200])
    with pytest.raises(Rejected, match="TF222"):
        read_date((piece * 200)[:199] + "xx")
    assert time.process_time() - started < 0.5


# What the package cannot judge: it ends a season over the new year in December, which touches
# winter (24, 28) and the southern summer (30); it has no sub-year code with a hedge; it reads no
# time without seconds.
OVER_NEW_YEAR = re.compile(r"-(?:24|28|30)$")
UNKNOWN = re.compile(r"-(?:2[1-9]|3\d|4[01])[~?%]$")
JUDGED = EDTF.filter(lambda text: not OVER_NEW_YEAR.search(text[:7]) and not UNKNOWN.search(text))


@pytest.mark.filterwarnings("ignore")
@given(JUDGED)
def test_the_edtf_package_agrees_on_every_interval(text: str) -> None:
    """First and last day are those that another implementation finds."""
    when, judge = read_date(text), parse_edtf(text)
    assert when.start is not None
    assert when.end is not None
    assert when.start.timetuple()[:3] == tuple(judge.lower_strict())[:3]
    assert when.end.timetuple()[:3] == tuple(judge.upper_strict())[:3]


@pytest.mark.filterwarnings("ignore")
def test_the_edtf_package_parses_our_edtf() -> None:
    """Another implementation parses the EDTF of readings of each form."""
    written = filter(None, (write_edtf(read_date(row.phrase, row.rules)) for row in READ))
    forms = {re.sub("[0-9]", "9", text): text for text in written}
    for text in forms.values():
        for part in text.split("/") if "T" in text else [text]:
            seconds = ":00" if "T" in part and part.count(":") == 1 else ""
            if not UNKNOWN.search(part):
                assert parse_edtf(f"{part}{seconds}"), text
