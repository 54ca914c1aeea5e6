"""An edit is checked before it is written: it may leave problems, but bring none."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from commands import FEED, PAST, WRONG
from talkfeed.editing.checking import reject_new_problems
from talkfeed.errors import Rejected

if TYPE_CHECKING:
    from pathlib import Path


def test_a_problem_that_was_there_is_no_reason_to_refuse(tmp_path: Path) -> None:
    """Whoever mends one thing need not mend all; a new problem is refused with its code."""
    source = tmp_path / "talks.yaml"
    source.write_text(FEED + WRONG + PAST)
    reject_new_problems(source, {str(source): FEED + PAST + WRONG})
    reject_new_problems(source, {})
    worse = FEED + WRONG + PAST.replace("Oct 2015", "32 Oct 2015")
    with pytest.raises(Rejected, match=r"TF711 .*TF2"):
        reject_new_problems(source, {str(source): worse})
