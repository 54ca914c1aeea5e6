"""The table of shapes → the reference page of date phrases, as Markdown text."""

from __future__ import annotations

from typing import TYPE_CHECKING

from talkfeed.dates.daterules import DateRules
from talkfeed.dates.languages import LANGUAGES
from talkfeed.dates.reading import read_date
from talkfeed.dates.shapes import SHAPES
from talkfeed.errors import Rejected
from talkfeed.rules.dates import ROWS

if TYPE_CHECKING:
    from collections.abc import Iterable

_INTRO = """\
# Date phrases

<!-- Generated from the tables in src/talkfeed/dates; a test checks that it is current. -->

A talk's `date:` is written as people write dates. It is read by a fixed table of shapes, and every
word and number of it must be understood: what no shape takes is refused, never guessed. No
reading depends on today, on the computer's time zone or on its locale. The canonical form is EDTF
(ISO 8601-2:2019), which is read as well: level 1 from 1900 to 2100, without open ends.

| shape | written | read as |
|---|---|---|
"""

_REST = """\
| with a time | `7 Oct 2015, 6:30pm`, `2015-10-07T18:30+02:00` | `2015-10-07T18:30` |
| with `time:` beside it | `7 Oct 2015` and `16:00` | `2015-10-07T16:00` |
| with two times | `7 Oct 2015 6:30pm–8pm` | `2015-10-07T18:30/2015-10-07T20:00` |
| approximate | `circa 2012`, `c. 2012`, `about Oct 2015`, `~2012` | `2012~`, `2015-10~` |
| uncertain | `2012?`, `Oct 2015 (?)`, `probably Oct 2015`, `Oct 2015 (tbc)` | `2012?`, `2015-10?` |
| none | `TBA`, `TBD`, `to be announced` | no date |

Spaces, case, full stops, brackets around the whole, "the", "on", "of" and ordinal suffixes do not
matter, and neither do emoji, marks of emphasis and HTML entities such as `&nbsp;`. A weekday may
stand beside its day, and is checked.

A few words say nothing about the date and are passed over: "online", "virtual", "remote" and
"hybrid" anywhere; "postponed to", "moved to", "rescheduled for", "held on", "dated", "upcoming"
and a label such as "Date:" or "When:" in front. Any other word is refused and named: a place goes
to `location:`, and that a talk is postponed or cancelled to `status:`.

## What is decided on purpose

- `2010-11` is November 2010; the years are `2010/2011`. `2014-21` is the spring of 2014 (EDTF).
- Dotted figures are day first (`8.10.2025`). With a slash or a hyphen, `10/07/2015` is refused
  unless the feed says `dates: dmy` or `dates: mdy`; `13/10/2015` can be only one thing.
- Two digits are a year after an apostrophe (`Sep '15`) and in `23-Feb-25` or `12 May 24`: up to 69
  they are 20yy, else 19yy. `31.12.99` and `12/31/99` can be only one thing; in `7/10/15` two digits
  are a year only where the feed says `dates:`.
- Winter runs from December to February of the next year. With `hemisphere: south` the seasons
  are the southern ones.
- Days, months, seasons or quarters joined by "and", "&", "+" or a slash must follow each other;
  so must days with a comma between. "between May and July 2015" is from May to July.
- A time over several days (`2-4 Oct 2019, 10:00-17:00`) is refused: write the days alone, or each
  day with its time under `given:`.
- An end before the start is on the next day when it is a night out: `22:00-01:00`.
- `6:30-8pm` is in the evening, `11-1pm` begins in the morning.
- A time needs a zone: in the phrase, or the feed's `timezone:`. `ET` and the like are the zone at
  that day. `CET` or `PST` in summer is refused: some mean the clocks there, which show `CEST` or
  `PDT`, others the offset, and the two are an hour apart.
- Midnight ends a range (`7pm to midnight`). Alone it is refused, since it could begin the day or
  end it; so is `24:00`. `noon` is 12:00.
- A week is its days from Monday to Sunday (`2015-W41`, `week of 5 Oct 2015`, with `language: de`
  `KW 41/2015`). "Week 41 of 2015" is refused, since weeks are counted in several ways.
- Digits left open are all that they can be: `2015-10-XX` is the month, `201X` the years 2010 to
  2019.
- "next Tuesday" and "tomorrow" are refused: they are another day whenever they are read.
- Characters that only look different, such as full-width digits, are read as what they show;
  superscript digits and the digits of other scripts are refused.

## Languages

English is always read. So are the months, weekdays, seasons and small words of the feed's
`language:`, of those that `languages:` lists, and of the talk's own `language:`. They are tried in
this order, and the first that understands a phrase reads it; so another language at the end changes
no date. Known are: {languages}.

## A time apart from its day

`time:` beside `date:` takes every time that a date can carry: `16:00`, `4pm`, `16 Uhr`,
`16:00-17:30`, `16:00 Europe/Paris`. It needs a date that is one day and has no time yet. With
`given:`, the talk's `time:` is that of the deliveries that state none.

## Refusals

| code | what | what to do |
|---|---|---|
{rejections}
"""


def page() -> str:
    """Return the reference page; each example is verified by reading it.

    Raises: ValueError if an example is not read as in the table.
    """
    rows = "".join(
        f"| {shape.name} | {_listed(text for text, _ in shape.examples)} | "
        f"{_listed(dict.fromkeys(_checked(*example) for example in shape.examples))} |\n"
        for shape in SHAPES
    )
    rejections = "\n".join(f"| {rule.code} | {rule.summary} | {rule.advice} |" for rule in ROWS)
    return (
        _INTRO + rows + _REST.format(languages=", ".join(sorted(LANGUAGES)), rejections=rejections)
    )


def _listed(texts: Iterable[str]) -> str:
    return ", ".join(f"`{text}`" for text in texts)


def _checked(text: str, edtf: str) -> str:
    """Return the EDTF of an example, verified by reading it."""
    try:
        found = read_date(text, DateRules()).edtf
    except Rejected as rejected:
        found = str(rejected)
    if found != edtf:
        raise ValueError(f"{text!r} is read as {found}, not {edtf}")  # noqa: EM102, TRY003
    return edtf
