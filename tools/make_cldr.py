"""CLDR, as Babel has it → a table of dates, lists and plurals for each language of pages.

Run it with `make cldr`. Builds read the tables, because the import of Babel takes longer than a
build. A table has a line for each pattern, in the syntax of CLDR (UTS 35). A bar separates names,
and in an interval what belongs to its first and to its last day.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from babel import Locale
from babel.core import get_global

from talkfeed import words

if TYPE_CHECKING:
    from collections.abc import Iterator

LANGUAGES = (
    *("en", "de", "fr", "es", "it", "pt", "nl", "pl", "ja", "zh", "ar", "he", "en-us", "pt-pt"),
    *("ca", "cs", "da", "fi", "hu", "ko", "nb", "ro", "ru", "sk", "sv", "tr", "uk"),
)
LOCALES = {"en": "en-001"}
"""The locales of CLDR whose names differ: English without a region is that of the world."""
_SHORT = "Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec"
OWN = {
    "en": {"short_months": _SHORT, "full": "EEEE d MMMM y", "time": "HH:mm"},
    "fi": {"day": "d. MMMM y", "full": "EEEE d. MMMM y"},
}
"""What differs from CLDR: months of three letters, and the clock of 24 hours, as in feeds; and
months with names in Finnish."""


def table(language: str) -> Iterator[tuple[str, str]]:
    """Return the rows of a language: name and text."""
    locale = Locale.parse(LOCALES.get(language, language), sep="-")
    months, days = locale.months["format"], locale.days["format"]["wide"]
    yield "months", "|".join(months["wide"][number] for number in range(1, 13))
    yield "short_months", "|".join(months["abbreviated"][number] for number in range(1, 13))
    yield "weekdays", "|".join(days[number] for number in range(7))
    skeletons = locale.datetime_skeletons
    yield "day", str(skeletons["yMMMd"])
    yield "full", locale.date_formats["full"].pattern
    yield "month", str(skeletons["yMMM"])
    yield "day_alone", str(skeletons["d"])
    intervals = locale.interval_formats["yMMMd"]
    for name, difference in (("days", "d"), ("days_of_months", "M"), ("days_of_years", "y")):
        yield name, "|".join(intervals[difference])
    yield "time", locale.time_formats["short"].pattern
    periods = locale.day_periods["format"]["abbreviated"]
    yield "halves", f"{periods['am']}|{periods['pm']}"
    for kind, name in (("middle", "comma"), ("2", "conjunction")):
        pattern = locale.list_patterns["standard"][kind]
        yield name, f'"{pattern.removeprefix("{0}").removesuffix("{1}")}"'
    for category, rule in sorted(locale.plural_form.rules.items()):
        yield f"plural_{category}", rule


def plain(name: str, text: str) -> str:
    """Return a text as it is written here: with plain spaces, and days without zeros and gaps."""
    text = text.replace("\u2009", " ")
    if name.startswith("day"):
        text = text.replace("dd", "d")
    return text.replace("d – |", "d–|") if name == "days" else text


def main() -> None:
    """Write the tables."""
    for language in LANGUAGES:
        rows = {name: plain(name, text) for name, text in table(language)}
        lines = [f"{name} = {text}\n" for name, text in (rows | OWN.get(language, {})).items()]
        head = f"# Made from CLDR {get_global('cldr')['version']} by `make cldr`.\n"
        path = words.CLDR / f"{language}.txt"
        path.write_text(head + "".join(lines), encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main()
