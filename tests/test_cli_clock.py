"""--now, SOURCE_DATE_EPOCH or the clock → the moment of the build."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from talkfeed.cli.clock import moment
from talkfeed.errors import WrongUsage


@pytest.mark.parametrize(
    ("text", "epoch", "expected"),
    [
        ("2015-11-01T12:00:00Z", "0", datetime(2015, 11, 1, 12, tzinfo=UTC)),
        ("2015-11-01T12:00:00.9+02:00", "", datetime(2015, 11, 1, 10, tzinfo=UTC)),
        (None, "1446379200", datetime(2015, 11, 1, 12, tzinfo=UTC)),
    ],
)
def test_the_moment_is_the_one_asked_for(text: str | None, epoch: str, expected: datetime) -> None:
    """--now comes before SOURCE_DATE_EPOCH; both are whole seconds in UTC."""
    assert moment(text, {"SOURCE_DATE_EPOCH": epoch}) == expected


@pytest.mark.parametrize("environment", [{}, {"SOURCE_DATE_EPOCH": ""}])
def test_otherwise_it_is_now(environment: dict[str, str]) -> None:
    """Without either the clock counts, in whole seconds."""
    now = moment(None, environment)
    assert timedelta(0) <= datetime.now(UTC) - now < timedelta(seconds=60)
    assert now.microsecond == 0


@pytest.mark.parametrize(
    ("text", "epoch"),
    [
        ("yesterday", ""),
        ("2015-11-01", ""),
        ("2015-11-01T12:00:00", ""),
        ("0001-01-01T00:00:00+10:00", ""),
        ("9999-12-31T23:59:59Z", ""),
        (None, "253402300799"),
        (None, "-1"),
        (None, "soon"),
        (None, "9" * 30),
    ],
)
def test_what_is_no_moment_is_wrong_usage(text: str | None, epoch: str) -> None:
    """A moment without a zone, or no moment at all, is never guessed at."""
    with pytest.raises(WrongUsage):
        moment(text, {"SOURCE_DATE_EPOCH": epoch})
