"""A talks file → the file after a typical edit, or with dates that other programs can read.

Each talk must be an item below `talks:` that begins with its title. Edits change only its text.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import yaml
from hugo_content import names

from talkfeed import read_date

if TYPE_CHECKING:
    from collections.abc import Callable

TITLE = re.compile(r"^  - title: (.+)$", re.MULTILINE)
DATE = re.compile(r"^( +date: )(.+)$", re.MULTILINE)
TAGS = re.compile(r"^(    tags: \[.*)\]$", re.MULTILINE)
ISO = re.compile(r"\d{4}-\d\d-\d\d(?:T.*)?")
NEW = """\
  - title: A talk that was not here before
    speakers: [Ann Example]
    event: ExampleConf 2026
    date: 2026-02-03
    video: https://video.example/watch?v=new
    tags: [examples]
    abstract: It says *something* that nobody has said.
"""


def change_title(text: str) -> str:
    """Add a word to the title of the talk in the middle."""

    def revised(found: re.Match[str]) -> str:
        line = found[0].rstrip()
        return f'{line[:-1]}, revised"' if line.endswith('"') else f"{line}, revised"

    return _edited(text, lambda item: TITLE.sub(revised, item, count=1))


def change_date(text: str) -> str:
    """Move the talk in the middle to another day."""
    return _edited(text, lambda item: DATE.sub(r"\g<1>2020-02-03", item, count=1))


def change_tag(text: str) -> str:
    """Add a tag to the talk in the middle."""

    def tagged(item: str) -> str:
        if TAGS.search(item):
            return TAGS.sub(r"\1, benchmarks]", item, count=1)
        return f"{item.rstrip()}\n    tags: [benchmarks]\n"

    return _edited(text, tagged)


def add_one(text: str) -> str:
    """Insert a new talk before all others."""
    return text.replace("\ntalks:\n", f"\ntalks:\n{NEW}", 1)


def remove_one(text: str) -> str:
    """Remove the talk in the middle."""
    return _edited(text, lambda _: "")


def _edited(text: str, edit: Callable[[str], str]) -> str:
    starts = [*(found.start() for found in TITLE.finditer(text)), len(text)]
    middle = (len(starts) - 1) // 2
    start, end = starts[middle : middle + 2]
    return f"{text[:start]}{edit(text[start:end])}{text[end:]}"


EDITS: dict[str, Callable[[str], str]] = {
    "cold": str,
    "nothing changed": str,
    "another title": change_title,
    "another date": change_date,
    "another tag": change_tag,
    "a new talk": add_one,
    "a talk removed": remove_one,
}
"""The edits in the order of the builds, each applied to the result of the one before."""


def with_settings(text: str, settings: str) -> str:
    """Set channels and formats of the feed; without settings, return the file unchanged."""
    bare = re.sub(r"^  channels: .*\n", "", text, count=1, flags=re.MULTILINE)
    return bare.replace("feed:\n", f"feed:\n{settings}", 1)


def with_days(text: str) -> str:
    """Replace every date by its first day, because other programs cannot read phrases."""
    return DATE.sub(lambda found: f"{found[1]}{_first_day(found[2])}", text)


def _first_day(phrase: str) -> str:
    if ISO.fullmatch(phrase):
        return phrase
    start = read_date(phrase).start
    return start.isoformat()[:10] if start else "2026-01-01"


def groups(text: str) -> dict[str, int]:
    """Count the talks of each speaker, event and tag; case and spaces do not matter."""
    found: dict[str, int] = {}
    loaded = yaml.load(text, Loader=yaml.CBaseLoader)  # noqa: S506 — makes only texts
    for talk in loaded["talks"]:
        of_talk = {
            f"{kind[:5]}/{name.casefold()}"
            for kind in ("speakers", "speaker", "event", "tags")
            for name in names(talk.get(kind))
        }
        for name in of_talk:
            found[name] = found.get(name, 0) + 1
    return found
