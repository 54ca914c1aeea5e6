"""`talkfeed explain`: show how dates and rules of slots are read, as text or as JSON lines."""

from __future__ import annotations

import json
import os
import re
import sys
from functools import reduce
from pathlib import Path
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from talkfeed.cli.clock import moment
from talkfeed.cli.console import use_utf8, visible
from talkfeed.dates import DateRules, explain, plain_words, read_date
from talkfeed.errors import InvalidData, Rejected, WrongUsage
from talkfeed.model import Precision
from talkfeed.named_tuple import NamedTuple

if TYPE_CHECKING:
    from argparse import Namespace
    from collections.abc import Callable, Iterable, Iterator, Mapping
    from datetime import date

    from talkfeed.cli.console import Console

USUAL, OFF = "talks.yaml", "off"
"""The talks file whose settings are used by default, and the word for no file."""
SHOWN, MOST = 10, 1000
"""The number of slots shown without `--to`, and with it."""
_TAG = re.compile(r"[a-z]{2,3}(-[a-z0-9]{2,8})*", re.IGNORECASE | re.ASCII)


def run(arguments: Namespace, out: Console, err: Console) -> int:
    """Explain each phrase; the exit status is 1 if any phrase cannot be read."""
    ours = _rules_of(arguments.talks)
    rules = ours._replace(
        timezone=zone(arguments.timezone) or ours.timezone,
        order=arguments.dates or ours.order,
        hemisphere=arguments.hemisphere or ours.hemisphere,
    )
    if arguments.languages:
        first, *others = map(_language, arguments.languages)
        rules = reduce(
            DateRules.with_language, others, rules._replace(language=first, languages=())
        )
    if arguments.json:
        use_utf8(out)
    answer = _answer_in_json if arguments.json else _answer_in_words
    reader = _rule_reader(arguments, rules) if arguments.every else _date_reader(rules)
    is_read = [answer(phrase, reader, out, err) for phrase in _phrases(arguments.phrases)]
    return 0 if all(is_read) else Rejected.status


class Answer(NamedTuple):
    """How a phrase is read: fields for machines, its text, and labels with words."""

    fields: Mapping[str, object]
    text: str
    words: tuple[tuple[str, str], ...]


def _date_reader(rules: DateRules) -> Callable[[str], Answer]:
    def read(phrase: str) -> Answer:
        when = read_date(phrase, rules)
        return Answer(explain(when), when.text, plain_words(when))

    return read


def _rule_reader(arguments: Namespace, rules: DateRules) -> Callable[[str], Answer]:
    """Return the reader of rules, which shows their slots in the period of the arguments.

    Raises:
        WrongUsage: `--from` or `--to` is not a day.
    """
    from talkfeed import series  # noqa: PLC0415  — for rules only

    first = _day("--from", arguments.first, rules) or moment(None, os.environ).date()
    last = _day("--to", arguments.last, rules)
    most = SHOWN if last is None else MOST

    def read(phrase: str) -> Answer:
        schedule = series.read_rule(phrase, rules)
        following = series.next_slots(schedule, first, last, most)
        words = series.rule_in_words(schedule, following)
        return Answer(series.explain_rule(schedule, following), schedule.text, words)

    return read


def _day(option: str, text: str | None, rules: DateRules) -> date | None:
    if text is None:
        return None
    try:
        when = read_date(text, rules)
    except Rejected as rejected:
        message = f"{option}: {rejected.message}; {rejected.hint}"
        raise WrongUsage(message) from rejected
    if when.precision is not Precision.DAY:
        message = f"{option}: '{text}' is not a day; write e.g. 2026-10-07"
        raise WrongUsage(message)
    return when.start


def _rules_of(named: str | None) -> DateRules:
    """Return the date rules of a talks file; the default file is ignored if it is not valid.

    Raises:
        InvalidData: the file named by the user has no settings.
    """
    path = Path(named or USUAL)
    if named == OFF or (named is None and not path.exists()):
        return DateRules()
    from talkfeed.editing.reading import rules_of  # noqa: PLC0415  — needed for talks files only

    try:
        return rules_of(path)
    except InvalidData:
        if named is not None:
            raise
        return DateRules()


def zone(name: str | None) -> str | None:
    """Check a zone's name in the IANA database.

    Raises:
        WrongUsage: there is no such zone.
    """
    try:
        return None if name is None else ZoneInfo(name).key
    except (KeyError, ValueError, OSError) as error:
        message = f"--timezone: there is no zone '{name}'; write its name, e.g. Europe/Paris"
        raise WrongUsage(message) from error


def _language(tag: str) -> str:
    """Check the syntax of a language tag (BCP 47).

    Raises:
        WrongUsage: it is not a tag, for example the name of a language.
    """
    if _TAG.fullmatch(tag):
        return tag
    message = f"--language: '{tag}' is not a language tag; write e.g. en, de or pt-BR"
    raise WrongUsage(message)


def _phrases(named: Iterable[str]) -> Iterator[str]:
    """Yield the phrases named, and for "-" the lines of standard input, which end in LF only."""
    for phrase in named:
        if phrase != "-":
            yield phrase
            continue
        for line in sys.stdin.buffer if sys.stdin else ():
            yield line.decode(errors="replace").removesuffix("\n").removesuffix("\r")


def _answer_in_json(
    phrase: str, read: Callable[[str], Answer], out: Console, _err: Console
) -> bool:
    try:
        answer = read(phrase).fields
    except Rejected as rejected:
        error = {"code": rejected.code, "message": rejected.message, "hint": rejected.hint}
        answer = {"text": phrase, "error": error}
    out.say(json.dumps(answer, ensure_ascii=False))
    out.flush()
    return "error" not in answer


def _answer_in_words(
    phrase: str, read: Callable[[str], Answer], out: Console, err: Console
) -> bool:
    try:
        answer = read(phrase)
    except Rejected as rejected:
        out.flush()
        err.say(f"{err.paint(rejected.code, 'error')} {visible(rejected.message)}")
        err.say(f"    {err.paint(rejected.hint, 'hint')}")
        return False
    out.say(out.paint(answer.text, "head"))
    for label, words in answer.words:
        out.say(f"  {label:<10} {visible(words)}")
    return True
