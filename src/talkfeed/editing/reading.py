"""A talks file → how dates are read in it, whatever else the file holds."""

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
    """Read the settings of a talks file, or of a directory of them; its talks are not parsed.

    A setting that is wrong has its default.

    Raises:
        InvalidData: there is no file, or none with settings.
    """
    raw = parser.read(source, lambda path: splitter.loaded(path, read_content(path)))
    if raw.feed is None:
        raise InvalidData(raw.problems)
    return date_rules(read_settings(raw.feed)[0])
