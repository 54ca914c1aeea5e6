"""What a feed says about reading its dates; every default is explicit, none depends on today."""

from typing import NamedTuple


class DateRules(NamedTuple):
    """How dates are read.

    `timezone` is the IANA zone (or offset) of times that name none, `order` is "dmy" or "mdy" for
    figures such as 10/07/2015, `language` a BCP 47 tag, `hemisphere` "north" or "south".
    """

    timezone: str | None = None
    order: str | None = None
    language: str = "en"
    hemisphere: str = "north"
