"""`theme:` → Look: a design, CSS variables, and the user's own templates."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from talkfeed import files
from talkfeed import text as validators
from talkfeed.errors import Rejected
from talkfeed.model import Look, RawMap, RawScalar, Templates
from talkfeed.normalise.reader import is_empty, wrong_kind
from talkfeed.normalise.scalars import read_scalar
from talkfeed.schema import THEME, Kind

if TYPE_CHECKING:
    from talkfeed.model import Raw
    from talkfeed.normalise.reader import Reader
    from talkfeed.schema import Field

NOT_A_STYLE, NO_DIRECTORY, NOT_A_TEMPLATE = "TF322", "TF323", "TF326"
OUTSIDE, TOO_LARGE = "TF113", "TF110"
_VARIABLES = tuple(field for field in THEME.fields if field.kind in {Kind.COLOUR, Kind.FONTS})
_DESIGN = THEME.by_name()["design"]


def read_look(reader: Reader, field: Field, value: Raw) -> Look:
    """Return the theme, with its variables in the order of the table.

    Raises:
        Rejected: TF303, neither a word nor a mapping; TF307, no such design.
    """
    if isinstance(value, RawScalar):
        named = field._replace(choices=_DESIGN.choices)
        return Look(design=read_scalar(Kind.CHOICE, value.text, named, reader.rules))
    if not isinstance(value, RawMap):
        raise wrong_kind(field, "one of our designs, or a mapping of colours and fonts")
    values = reader.values(value, THEME)
    variables = ((row.name, values[row.name]) for row in _VARIABLES if row.name in values)
    for row in _VARIABLES:
        found = value.fields.get(row.name)
        if found and row.kind is Kind.COLOUR and is_empty(found.value):
            # Most likely YAML took `#a20025` for a comment.
            hint = f'a colour with a # needs quotes: {row.name}: "#a20025"'
            reader.reject(found.place, NOT_A_STYLE, f"'{row.name}' has no colour", hint)
    return Look(tuple(variables), values.get("templates"), values.get("design", ""))


def read_templates(_: Reader, field: Field, value: Raw) -> Templates:
    """Return the templates in a directory next to or below the talks file.

    Raises:
        Rejected: TF323, no such directory; TF113, it is elsewhere; TF326, an entry is not a
            regular file; TF110, too many or too large files.
    """
    if not isinstance(value, RawScalar):
        raise wrong_kind(field, "one path")
    name = validators.line(value.text)
    home = Path(value.place.path).resolve().parent
    hint = f"create it next to the talks file, e.g. {field.name}: {field.example}"
    try:
        path = (home / name).resolve()
        is_there = path.is_dir()
    except OSError as error:
        raise Rejected(NO_DIRECTORY, f"cannot read the directory '{name}'", hint) from error
    if not path.is_relative_to(home):
        raise Rejected(OUTSIDE, f"'{name}' is outside the directory of the file", hint)
    if not is_there:
        raise Rejected(NO_DIRECTORY, f"there is no directory '{name}'", hint)
    return _read(str(path), name.rstrip("/"))


def _read(directory: str, name: str) -> Templates:
    """Read all files now, so that pages and their fingerprint use the same bytes."""
    try:
        return Templates(directory, files.read_below(directory))
    except files.TooLarge as error:
        message = f"the directory of templates '{name}' is too large"
        hint = f"keep only templates in it: at most {files.MOST_BELOW >> 20} MiB in total"
        raise Rejected(TOO_LARGE, message, f"{hint}, and {files.MOST_FILES:,} files") from error
    except OSError as error:
        reason = (error.strerror or "it cannot be read").lower()
        message = f"cannot read the template '{name}/{error.filename}': {reason}"
        hint = "replace it by a readable file, or delete it"
        raise Rejected(NOT_A_TEMPLATE, message, hint) from error
