"""A language → the words of pages, feeds and calendars in it, and its dates, lists and plurals.

The tables are text: `name = text` in a line, `#` begins a comment. `tables` has the words, one file
a language; `cldr` has what CLDR says, made by `make cldr`. A word that a language does not have
comes from the table of English.
"""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path
from string import Formatter
from typing import TYPE_CHECKING

from markupsafe import Markup, escape

from talkfeed.words.plurals import OTHER, category

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from talkfeed.model import Feed, Look

TABLES, CLDR = (Path(__file__).with_name(name) for name in ("tables", "cldr"))
OWN = "words.txt"
"""The file with the words of a community, among its templates."""
_ENGLISH = "en"
_SCRIPTED = (
    *("your_time", "live_now", "next_up", "of_them_upcoming", "search_for", "without"),
    *("copy", "copied", "selected", "none_dated", "not_searched"),
    *("star", "my_talks", "shared_talks", "not_here", "keep_these", "calendar_file"),
    "copy_address",
)
_COUNTED = ("talks", "matches")
_LEFTWARD = ("ar", "ckb", "dv", "fa", "he", "ps", "sd", "ug", "ur", "yi")
"""Languages written from right to left."""


class Words:
    """The words of a language: those without placeholders are attributes, by their names."""

    def __init__(self, language: str, table: Mapping[str, str], cldr: Mapping[str, str]) -> None:
        """Take the language (BCP 47), all its words, and its table of CLDR."""
        vars(self).update(table)
        self.language = language
        self.table = table
        self.cldr = cldr
        self.is_rtl = _primary(language) in _LEFTWARD
        self.comma, self.conjunction = cldr["comma"].strip('"'), cldr["conjunction"].strip('"')
        self._rules = [
            (name.removeprefix("plural_"), rule)
            for name, rule in cldr.items()
            if name.startswith("plural_")
        ]

    if TYPE_CHECKING:

        def __getattr__(self, name: str) -> str:
            """Return a word without placeholders."""

    def fill(self, name: str, /, **values: object) -> str:
        """Return a word with values in its placeholders; markup with markup in it."""
        return _fill(self.table[name], values)

    def count(self, name: str, number: int, /, **values: object) -> str:
        """Return a word in the plural form of a number, which is its `count`."""
        form = f"{name}.{category(number, self._rules)}"
        text = self.table.get(form) or self.table[f"{name}.other"]
        return _fill(text, {"count": number, **values})

    @property
    def of_scripts(self) -> dict[str, str]:
        """The words that scripts need, with all plural forms."""
        forms = {f"{name}.{form}": text for name in _COUNTED for form, text in self._forms(name)}
        return forms | {name: self.table[name] for name in _SCRIPTED}

    def _forms(self, name: str) -> Iterator[tuple[str, str]]:
        for form in (*dict(self._rules), OTHER):
            text = self.table.get(f"{name}.{form}") or self.table[f"{name}.other"]
            yield form, text


def _fill(text: str, values: Mapping[str, object]) -> str:
    is_markup = any(isinstance(value, Markup) for value in values.values())
    return (escape(text) if is_markup else text).format(**values)


def words_of(feed: Feed) -> Words:
    """Return the words of a feed, in its language."""
    return words(feed.language, own_table(feed.look))


def own_table(look: Look) -> str:
    """Return the community's own table of words, "" without one."""
    files = look.templates.files if look.templates else ()
    return next((content.decode("utf-8", "replace") for name, content in files if name == OWN), "")


@lru_cache(maxsize=64)
def words(language: str, own: str = "") -> Words:
    """Return the words of a language (BCP 47), with a table of the community's own.

    Words of an unknown name or with other placeholders than in English are left out.
    """
    english = read(TABLES, _ENGLISH)
    known = _nearest(TABLES, language) | parse(own)
    fitting = {name: text for name, text in known.items() if not _fault(name, text, english)}
    return Words(language, english | fitting, _nearest(CLDR, language) or read(CLDR, _ENGLISH))


def remarks(language: str, own: str = "") -> list[str]:
    """List what is wrong or missing in the words of a language, for those who translate."""
    english, rows = read(TABLES, _ENGLISH), parse(own)
    found = [
        f"{OWN}: {fault}" for name, text in rows.items() if (fault := _fault(name, text, english))
    ]
    known = _nearest(TABLES, language) | rows
    plain = (name for name in english if "." not in name)
    return [
        *found,
        *(
            f"no word in '{language}' for '{name}': {english[name]}"
            for name in plain
            if name not in known
        ),
    ]


def placeholders(text: str) -> set[str]:
    """Return the names of the placeholders of a word.

    >>> sorted(placeholders("{people} at {event}"))
    ['event', 'people']
    """
    return {name for _, name, _, _ in Formatter().parse(text) if name is not None}


def _fault(name: str, text: str, english: Mapping[str, str]) -> str:
    """Return why a word cannot be used, "" if it can."""
    base, _, form = name.partition(".")
    model = english.get(f"{base}.other" if form else base)
    if model is None:
        return f"'{name}' is not the name of a word"
    try:
        found = placeholders(text)
    except ValueError:
        return f"'{name}' has a brace without a partner: {text}"
    needed = placeholders(model)
    # "one talk" has no need for the number.
    if found == needed or (form not in {"", "other"} and found | {"count"} == needed | {"count"}):
        return ""
    return f"'{name}' needs the placeholders of: {model}"


def _nearest(directory: Path, language: str) -> dict[str, str]:
    """Return the table of a language, else that of the same language in any region."""
    tag = language.lower()
    return read(directory, _primary(tag)) | (read(directory, tag) if "-" in tag else {})


@lru_cache(maxsize=64)
def read(directory: Path, tag: str) -> dict[str, str]:
    """Return a table of ours; empty if there is none."""
    if not tag.replace("-", "").isalnum():
        return {}
    try:
        return parse((directory / f"{tag}.txt").read_text(encoding="utf-8"))
    except FileNotFoundError:
        return {}


def parse(text: str) -> dict[str, str]:
    r"""Read a table.

    >>> parse("# German\nsubscribe = Abonnieren\n")
    {'subscribe': 'Abonnieren'}
    """
    rows = (line.partition("=") for line in text.splitlines() if line[:1] != "#")
    return {name.strip(): value.strip() for name, sign, value in rows if sign and value.strip()}


def _primary(language: str) -> str:
    return language.partition("-")[0].lower()
