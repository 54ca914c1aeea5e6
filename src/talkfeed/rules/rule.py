"""What a rule is: a code, how severe it is, what it means and what to do about it."""

from enum import StrEnum

from talkfeed.named_tuple import NamedTuple


class Severity(StrEnum):
    """How much a problem matters; only an error keeps a build from writing."""

    ERROR = "error"
    WARNING = "warning"
    NOTICE = "notice"


class Rule(NamedTuple):
    """A code, how severe it is, what it means in a few words, and what to do about it."""

    code: str
    severity: Severity
    summary: str
    advice: str
