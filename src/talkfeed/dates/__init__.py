"""A human date phrase ⇄ a When: start, end, precision, EDTF (ISO 8601-2:2019), zone.

Text is normalised (`signs`) and split into tokens (`tokens`). Punctuation and qualifiers are
removed (`phrase`), one shape of a table must match all remaining tokens (`shapes`, `readers`,
`partreaders`), and times are converted to their zone (`times`, `zones`, `moments`). `timeofday`
adds a time from another field. A phrase without a matching shape is rejected. Nothing depends on
the current date, or on the time zone or locale of the computer.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from talkfeed.dates.daterules import DateRules
from talkfeed.dates.explaining import Explanation, explain, plain_words
from talkfeed.dates.reading import read_date
from talkfeed.dates.timeofday import read_time
from talkfeed.dates.tokens import century
from talkfeed.dates.zones import time_zone, usual_zone, zone_names

if TYPE_CHECKING:
    from talkfeed.model import When

__all__ = [
    "DateRules",
    "Explanation",
    "century",
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
    """Return the EDTF of a date, which is read as the same date; empty without one."""
    return when.edtf or ""
