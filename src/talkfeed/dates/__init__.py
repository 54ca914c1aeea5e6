"""A human date phrase ⇄ a When: start, end, precision, EDTF (ISO 8601-2:2019), zone.

Text is normalised (`signs`) and cut into tokens (`tokens`), dress and hedges are taken off
(`phrase`), one shape of a table must take all that is left (`shapes`, `readers`, `partreaders`),
and times are placed in their zone (`times`, `zones`, `moments`). A time written apart from its day
is added by `timeofday`. What no shape takes is refused. Nothing depends on today, on the computer's
time zone or on its locale.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from talkfeed.dates.daterules import DateRules
from talkfeed.dates.explaining import Explanation, explain, plain_words
from talkfeed.dates.reading import read_date
from talkfeed.dates.timeofday import read_time
from talkfeed.dates.zones import time_zone, usual_zone, zone_names

if TYPE_CHECKING:
    from talkfeed.model import When

__all__ = [
    "DateRules",
    "Explanation",
    "explain",
    "plain_words",
    "read_date",
    "read_time",
    "time_zone",
    "usual_zone",
    "write_edtf",
    "zone_names",
]


def write_edtf(when: When) -> str:
    """Return the canonical form of a date, which reads as the same date; empty without one."""
    return when.edtf or ""
