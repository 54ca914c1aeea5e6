"""A problem in a list of other software → the same, with the option that avoids it.

Such a list belongs to another program, so that the talks file is often the place to correct it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from talkfeed.patterns import lazy

if TYPE_CHECKING:
    from talkfeed.errors import Problem

_OPTIONS = (
    ("TF302", lazy("no title"), "map: {title: KEY}"),
    ("TF302", lazy("no date"), "map: {date: KEY}, or defaults: {date: TBA}, or {date: 2016}"),
    (
        "TF202",
        lazy(r"'(0?[1-9]|1[0-2])[/.-]\d{2}'"),
        "defaults: {year: 2016}, if these are days, or {dates: my}, if they are months of years",
    ),
    ("TF202", lazy(""), "defaults: {year: 2016}"),
    ("TF204", lazy(""), "defaults: {dates: dmy}, or mdy"),
    ("TF212", lazy(""), "defaults: {timezone: Europe/Paris}"),
)
"""The option to write beside `from:`, by the code and the message of a problem."""


def with_option(problem: Problem) -> Problem:
    """Add the option that avoids a problem to its hint."""
    for code, words, option in _OPTIONS:
        if problem.code == code and words.search(problem.message):
            hint = f"for all talks of the file, write beside 'from:'  {option}"
            return problem._replace(hint=f"{problem.hint}; {hint}" if problem.hint else hint)
    return problem
