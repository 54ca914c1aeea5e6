"""A talks file → its date rules, even if other parts of the file are not valid."""

from __future__ import annotations

from typing import TYPE_CHECKING

from talkfeed.errors import InvalidData
from talkfeed.normalise.settings import date_rules, read_settings
from talkfeed.talksfile import parser, splitter
from talkfeed.talksfile.files import read_content

if TYPE_CHECKING:
    from pathlib import Path

    from talkfeed.dates import DateRules


def rules_of(source: Path) -> DateRules:
    """Read the date rules of a talks file, or of a directory of them; talks are not parsed.

    An invalid setting counts as its default.

    Raises:
        InvalidData: there is no file, or none with settings.
    """
    raw = parser.read(source, lambda path: splitter.loaded(path, read_content(path)))
    if raw.feed is None:
        raise InvalidData(raw.problems)
    return date_rules(read_settings(raw.feed)[0])
