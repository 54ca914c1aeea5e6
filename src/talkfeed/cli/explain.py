"""`talkfeed explain`: show how date phrases are read, as text or as JSON lines."""

from __future__ import annotations

import json
import re
import sys
from functools import reduce
from pathlib import Path
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from talkfeed.cli.console import use_utf8, visible
from talkfeed.dates import DateRules, explain, plain_words, read_date
from talkfeed.errors import InvalidData, Rejected, WrongUsage

if TYPE_CHECKING:
    from argparse import Namespace
    from collections.abc import Iterable, Iterator, Mapping

    from talkfeed.cli.console import Console

USUAL, OFF = "talks.yaml", "off"
"""The talks file whose settings are used by default, and the word for no file."""
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
    is_read = [answer(phrase, rules, out, err) for phrase in _phrases(arguments.phrases)]
    return 0 if all(is_read) else Rejected.status


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


def _answer_in_json(phrase: str, rules: DateRules, out: Console, _err: Console) -> bool:
    try:
        answer: Mapping[str, object] = explain(read_date(phrase, rules))
    except Rejected as rejected:
        error = {"code": rejected.code, "message": rejected.message, "hint": rejected.hint}
        answer = {"text": phrase, "error": error}
    out.say(json.dumps(answer, ensure_ascii=False))
    out.flush()
    return "error" not in answer


def _answer_in_words(phrase: str, rules: DateRules, out: Console, err: Console) -> bool:
    try:
        when = read_date(phrase, rules)
    except Rejected as rejected:
        out.flush()
        err.say(f"{err.paint(rejected.code, 'error')} {visible(rejected.message)}")
        err.say(f"    {err.paint(rejected.hint, 'hint')}")
        return False
    out.say(out.paint(when.text, "head"))
    for label, words in plain_words(when):
        out.say(f"  {label:<10} {visible(words)}")
    return True
