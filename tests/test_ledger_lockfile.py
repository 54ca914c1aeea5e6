"""talks.lock: readable, the same for the same memory, and refused unless it is whole."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from hashlib import sha256

import pytest
from hypothesis import given
from hypothesis import strategies as st

from factories import read_lock
from talkfeed.errors import InvalidData
from talkfeed.ledger import Channel, Ledger, Line, dump, parse
from talkfeed.ledger.lockfile import withdrawn_lines

CREATED = datetime(2015, 11, 1, 12, tzinfo=UTC)
LEDGER = Ledger(
    authority="talks.example,2015",
    created=CREATED,
    lines=(
        Line(
            key="gone",
            title="Gone - Bob (2013)",
            published=CREATED - timedelta(days=700),
            updated=CREATED,
            sequence=2,
            withdrawn=CREATED,
            kin="1:t.-.d.s",
            id="https://old.example/?p=1",
        ),
        Line(
            key="rainbows",
            title='Rainbows "title=" – Ann (7 Oct 2015)',
            published=CREATED - timedelta(days=25),
            updated=CREATED - timedelta(hours=1),
            recorded=CREATED - timedelta(hours=2),
            start=datetime(2015, 10, 7, 18, 30, tzinfo=UTC),
            end=date(2015, 10, 7),
            digest="1:a.b.-",
            kin="1:t.e.d.s+l",
            feeds=("events/confconf", "upcoming"),
        ),
    ),
)
BODY = """\
# What talkfeed has told the subscribers: one line for every talk ever published.
# Made by "talkfeed build". Commit it together with the talks; never edit it.
talkfeed-lock 2
authority talks.example,2015
created 2015-11-01T12:00:00Z
gone published=2013-12-01T12:00:00Z updated=2015-11-01T12:00:00Z sequence=2 \
withdrawn=2015-11-01T12:00:00Z kin=1:t.-.d.s id=https://old.example/?p=1 title="Gone - Bob (2013)"
rainbows published=2015-10-07T12:00:00Z updated=2015-11-01T11:00:00Z sequence=0 \
recorded=2015-11-01T10:00:00Z start=2015-10-07T18:30:00Z end=2015-10-07 digest=1:a.b.- \
kin=1:t.e.d.s+l feeds=events/confconf,upcoming title="Rainbows \\"title=\\" – Ann (7 Oct 2015)"
"""


def sealed(body: str) -> str:
    """Put the checksum below a text."""
    return f"{body}sha256 {sha256(body.encode()).hexdigest()}\n"


def test_golden_lock() -> None:
    """The text is what people review: it changes only on purpose."""
    assert dump(LEDGER) == sealed(BODY)
    assert read_lock(sealed(BODY)) == LEDGER


def test_withdrawn_talks_are_read_alone() -> None:
    """A title or the name of a channel that looks like the field is none of them."""
    lines = tuple(line._replace(title=f"{line.title} withdrawn=2015") for line in LEDGER.lines)
    channels = (Channel("tag", "tags/a", "a withdrawn=2015", "rainbows"),)
    content = dump(LEDGER._replace(lines=lines, channels=channels)).encode()
    assert [line.key for line in withdrawn_lines(content).lines] == ["gone"]


def test_order_of_lines_does_not_matter() -> None:
    """Equal memories make equal bytes, and lines are sorted when read."""
    shuffled = LEDGER._replace(lines=LEDGER.lines[::-1])
    assert dump(shuffled) == dump(LEDGER)
    head, gone, rainbows = BODY.partition("gone ")[0], *BODY.splitlines(keepends=True)[-2:]
    assert read_lock(sealed(head + rainbows + gone)) == LEDGER


def test_line_ends_of_other_systems_do_no_harm() -> None:
    """A checkout that turns line ends does not damage the memory."""
    assert read_lock(dump(LEDGER).replace("\n", "\r\n")) == LEDGER


moments = st.integers(-(2**31), 2**32).map(lambda second: datetime.fromtimestamp(second, UTC))
spans = st.none() | moments | st.dates(date(1900, 1, 1), date(2100, 1, 1))
words = st.text("abc1:.+-_", min_size=1)
lines = st.builds(
    Line,
    key=st.from_regex("[a-z0-9]{1,5}", fullmatch=True),
    title=st.text(st.characters(codec="utf-8")),
    published=moments,
    updated=moments,
    sequence=st.integers(0, 10**6),
    recorded=st.none() | moments,
    withdrawn=st.none() | moments,
    start=spans,
    end=spans,
    digest=st.just("") | words,
    kin=st.just("") | words,
    id=st.none() | words,
    rescheduled=st.booleans(),
    feeds=st.lists(st.sampled_from(["upcoming", "tags/a-b", "speakers/ann"])).map(tuple),
)
channels = st.builds(
    Channel,
    kind=st.sampled_from(["speaker", "event", "tag", "year", "site"]),
    slug=st.from_regex("[a-z0-9]{1,5}", fullmatch=True),
    name=st.text(st.characters(codec="utf-8")),
    first=st.from_regex("[a-z0-9]{1,5}", fullmatch=True),
    updated=st.none() | moments,
    archives=st.lists(st.tuples(st.integers(1900, 2100), moments)).map(tuple),
    has_calendar=st.booleans(),
)
ledgers = st.builds(
    lambda created, lines, channels: Ledger(
        authority="a.example,2015",
        created=created,
        lines=tuple(sorted(lines, key=lambda line: line.key)),
        channels=tuple(sorted(channels)),
    ),
    moments,
    st.lists(lines, unique_by=lambda line: line.key),
    st.lists(channels, unique_by=lambda channel: channel[:2]),
)


@given(ledgers)
def test_round_trip(ledger: Ledger) -> None:
    """What was written is read, whatever a title holds."""
    assert read_lock(dump(ledger)) == ledger


@given(st.data())
def test_any_damage_is_noticed(data: st.DataObject) -> None:
    """No character can be lost or changed without a rejection."""
    text = dump(LEDGER)
    place = data.draw(st.integers(0, len(text) - 1))
    new = data.draw(st.sampled_from(["", "x", "\n", "#"]).filter(lambda new: new != text[place]))
    with pytest.raises(InvalidData):
        parse(text[:place] + new + text[place + 1 :], "talks.lock")


@given(st.text())
def test_random_text_is_refused(text: str) -> None:
    """What is no lock file raises nothing but the rejection."""
    with pytest.raises(InvalidData):
        parse(text, "talks.lock")


HEAD = "\n".join(BODY.splitlines()[:5]) + "\n"
ROW = "a published=2015-10-07T12:00:00Z updated=2015-10-07T12:00:00Z sequence=0 "


@pytest.mark.parametrize(
    ("text", "code", "message", "line"),
    [
        ("", "TF401", "not a lock file of talkfeed", 1),
        ("# only comments\n", "TF401", "not a lock file of talkfeed", 2),
        ("#", "TF401", "not a lock file of talkfeed", 1),
        (BODY, "TF401", "truncated", 8),
        (sealed(BODY)[:-1], "TF401", "truncated", 8),
        (sealed(BODY).replace("Bob", "Rob"), "TF401", "was edited", 8),
        (sealed(BODY.replace("lock 2", "lock 3")), "TF403", "reads up to version 2", 3),
        (sealed(BODY.replace("lock 2", "lock x")), "TF401", "not a lock file", 3),
        (sealed(BODY.replace("lock 2\n", "lock 2\n<<<<<<< HEAD\n")), "TF402", "merge", 4),
        (BODY + "=======\n", "TF402", "merge", 8),
        (sealed(HEAD + ROW + "title=x\n"), "TF401", "damaged", 3),
        (sealed(HEAD + ROW + 'surplus title="x"\n'), "TF401", "damaged", 3),
        (sealed(HEAD + ROW + "title=3\n"), "TF401", "damaged", 3),
        (sealed(HEAD + 'a title="x"\n'), "TF401", "damaged", 3),
        (sealed(HEAD + ROW.replace("Z", "") + 'title="x"\n'), "TF401", "damaged", 3),
        (sealed(HEAD + "../" + ROW + 'title="x"\n'), "TF401", "damaged", 3),
        (sealed(HEAD + (ROW + 'title="x"\n') * 2), "TF401", "damaged", 3),
        (sealed(HEAD + ROW + 'rescheduled=no title="x"\n'), "TF401", "damaged", 3),
        (sealed(HEAD + ROW + 'feeds=../x title="x"\n'), "TF401", "damaged", 3),
        (sealed(HEAD + '@speaker ann name="Ann"\n'), "TF401", "damaged", 3),
        (sealed("talkfeed-lock 2\n"), "TF401", "damaged", 1),
    ],
)
def test_refusals(text: str, code: str, message: str, line: int) -> None:
    """What is wrong with a lock file is said with its place and a way out."""
    with pytest.raises(InvalidData) as error:
        parse(text, "talks.lock")
    (problem,) = error.value.problems
    assert (problem.code, problem.place.path, problem.place.line) == (code, "talks.lock", line)
    assert message in problem.message
    assert problem.hint


def test_version_0_is_migrated() -> None:
    """The first form knew no recordings: its digests are forgotten, so that all is adopted."""
    old = BODY.replace("lock 2", "lock 0").replace("recorded=2015-11-01T10:00:00Z ", "")
    old = old.replace("feeds=events/confconf,upcoming ", "")
    ledger = parse(sealed(old), "talks.lock")
    gone, rainbows = LEDGER.lines
    adopted = rainbows._replace(recorded=None, digest="", rescheduled=True, feeds=())
    assert ledger.lines == (gone, adopted)
    assert dump(ledger).splitlines()[2] == "talkfeed-lock 2"


def test_version_1_is_migrated() -> None:
    """It had no feeds of a talk: a future talk that was withdrawn was among those to come."""
    future = "withdrawn=2015-11-01T12:00:00Z start=2015-11-02 end=2015-11-02"
    past = "withdrawn=2015-11-01T12:00:00Z start=2015-10-02 end=2015-10-02"
    channel = '@tag ocaml first=a name="OCaml"\n'
    rows = (f'{key} {ROW[2:]}{days} title="{key}"\n' for key, days in (("a", future), ("b", past)))
    old = sealed(HEAD.replace("lock 2", "lock 1") + channel + "".join(rows))
    ledger = parse(old, "talks.lock")
    assert [line.feeds for line in ledger.lines] == [("upcoming",), ()]
    assert ledger.channels == (Channel("tag", "ocaml", "OCaml", "a"),)


def test_slots_that_talks_have_left_are_read() -> None:
    """Lines of talks had them once; now slots have lines of their own."""
    left = "left=logic.2015-10-07/1/2015-10-01T10:00:00Z/2015-10-07/2015-10-07"
    old = sealed(f'{HEAD}a {ROW[2:]}slot=logic.2015-10-14 {left} title="A"\n')
    assert [line.slot for line in parse(old, "talks.lock").lines] == ["logic.2015-10-14"]


def test_every_field_is_written() -> None:
    """A field that is added to a line cannot be forgotten in the file."""
    whole = LEDGER.lines[1]._replace(withdrawn=CREATED, id="x", rescheduled=True)
    whole = whole._replace(slot="logic.2026-10-21", until=CREATED)
    text = dump(LEDGER._replace(lines=(whole,)))
    names = {*Line._fields} - {"key"}
    assert all(f" {name}=" in text for name in names)
