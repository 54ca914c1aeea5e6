"""A library that an importer needs and that is not among the dependencies → its module."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

from talkfeed.errors import Rejected

if TYPE_CHECKING:
    from talkfeed.model.imported import SourceInput

MISSING = "TF725"


def needed(module: str, extra: str, source: SourceInput, what: str, instead: str) -> Any:  # noqa: ANN401
    """Import a module of an extra that reads a source; `instead` is the way without it.

    Raises:
        Rejected: TF725, it is not installed.
    """
    try:
        return import_module(module)
    except ImportError as error:
        message = f"'{source.name}' is {what}, and {module.partition('.')[0]} is not installed"
        hint = f"run: pip install 'talkfeed[{extra}]', or {instead}"
        raise Rejected(MISSING, message, hint) from error
