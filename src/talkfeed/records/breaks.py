"""The title of a part of a program → whether it is a break rather than a talk."""

from __future__ import annotations

import re

NO_TALK = "not a talk: a break or an open slot"
_LONGEST = 80
"""Characters of the longest title of a break."""
_BREAK = re.compile(
    r"\W*(?:(?:coffee|tea|lunch|dinner|breakfast|afternoon|morning|short|long|mid\w*|comfort)\W+)*"
    r"(?:break|lunch|dinner|breakfast|coffee|tea|registration|check-?in|doors? open|changeover"
    r"|mittagspause|kaffeepause|pause|mittagessen|abendessen|fr\w{1,3}hst\w{1,3}ck|einlass|umbaupause"
    r"|d\wjeuner|pause caf\w|accueil|almuerzo|descanso|pausa|receso|social event|networking"
    r"|party|after ?party|(?:open|free|empty) slot|tb[acd]|to be (?:announced|confirmed|determined)"
    r"|placeholder)\b(?:\W+(?:break|time|pause|\d+))*\W*",
    re.IGNORECASE,
)


def is_break(title: str) -> bool:
    """Return whether a title consists of words for a break or an open slot.

    >>> is_break("Lunch break"), is_break("Open slot 2"), is_break("Break the ice")
    (True, True, False)
    """
    return len(title) <= _LONGEST and _BREAK.fullmatch(title.strip()) is not None
