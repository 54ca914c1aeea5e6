"""A talks file → its states: as it is, with one talk changed, with one more; and as rivals read it.

Talks stand as items below `talks:`, each opened by its title, in files of ours and in the
repository's own. Only text is changed, so that what is measured is a person's edit.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import yaml

from talkfeed import read_date

if TYPE_CHECKING:
    from collections.abc import Callable

TITLE = re.compile(r"^  - title: (.+)$", re.MULTILINE)
DATE = re.compile(r"^( +date: )(.+)$", re.MULTILINE)
ISO = re.compile(r"\d{4}-\d\d-\d\d(?:T.*)?")
NEW = """\
  - title: A talk that was not here before
    speakers: [Ann Example]
    event: ExampleConf 2026
    date: 2026-02-03
    video: https://video.example/watch?v=new
    tags: [examples]
    abstract: It tells *something* that nobody has told.
"""


def change_one(text: str) -> str:
    """Change the title of the talk in the middle."""
    titles = [*TITLE.finditer(text)]
    found = titles[len(titles) // 2]
    title, end = found[1].rstrip(), found.end(1)
    quote = title[-1] if title[0] == title[-1] == '"' else ""
    changed = f"{title.removesuffix(quote)}, revised{quote}" if quote else f"{title}, revised"
    return f"{text[: found.start(1)]}{changed}{text[end:]}"


def add_one(text: str) -> str:
    """Put a new talk before all others."""
    return text.replace("\ntalks:\n", f"\ntalks:\n{NEW}", 1)


def with_settings(text: str, settings: str) -> str:
    """Have the feed make these channels, in these formats."""
    bare = re.sub(r"^  channels: .*\n", "", text, count=1, flags=re.MULTILINE)
    return bare.replace("feed:\n", f"feed:\n{settings}", 1)


def for_rivals(text: str) -> str:
    """Write every date as its first day, since no rival reads phrases; the rest stays."""
    return DATE.sub(lambda found: f"{found[1]}{_first_day(found[2])}", text)


def _first_day(phrase: str) -> str:
    if ISO.fullmatch(phrase):
        return phrase
    start = read_date(phrase).start
    return start.isoformat()[:10] if start else "2026-01-01"


STATES: dict[str, Callable[[str], str]] = {
    "cold": str,
    "nothing changed": str,
    "one changed": change_one,
    "one new": lambda text: add_one(change_one(text)),
}
"""What is built, in this order, from the file as it was at first."""


def groups(text: str) -> dict[str, int]:
    """Count the talks of each speaker, event and tag, spellings of case and blanks aside."""
    found: dict[str, int] = {}
    loaded = yaml.load(text, Loader=yaml.CBaseLoader)  # noqa: S506 — makes only texts
    for talk in loaded["talks"]:
        names = {
            f"{kind[:5]}/{' '.join(name.casefold().split())}"
            for kind in ("speakers", "speaker", "event", "tags")
            for name in _names(talk.get(kind))
        }
        for name in names:
            found[name] = found.get(name, 0) + 1
    return found


def _names(value: Any) -> list[str]:  # noqa: ANN401 — what YAML holds
    items = value if isinstance(value, list) else [value] if value else []
    return [one["name"] if isinstance(one, dict) else one for one in items]
