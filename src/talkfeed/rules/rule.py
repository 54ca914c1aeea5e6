"""A rule: a code with its severity, its meaning and advice."""

from enum import StrEnum

from talkfeed.named_tuple import NamedTuple


class Severity(StrEnum):
    """The severity of a problem; only an error keeps a build from writing."""

    ERROR = "error"
    WARNING = "warning"
    NOTICE = "notice"


class Rule(NamedTuple):
    """One row of the table; `summary` and `advice` may hold Markdown."""

    code: str
    severity: Severity
    summary: str
    advice: str
