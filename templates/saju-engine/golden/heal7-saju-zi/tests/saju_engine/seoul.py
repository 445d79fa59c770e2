"""Clocks in Seoul by Python's own zoneinfo."""

import random
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

SEOUL = ZoneInfo("Asia/Seoul")


def local_time(clock: datetime) -> str:
    return clock.strftime("%Y-%m-%dT%H:%M:%S")


def offsets(clock: datetime) -> tuple[timedelta, timedelta]:
    """Ahead of UTC, before and after a change of clocks at that time."""
    before, after = (clock.replace(tzinfo=SEOUL, fold=fold).utcoffset() for fold in (0, 1))
    assert before is not None
    assert after is not None
    return before, after


def is_skipped(clock: datetime) -> bool:
    before, after = offsets(clock)
    return before < after


def is_twofold(clock: datetime) -> bool:
    before, after = offsets(clock)
    return before > after


def instant(clock: datetime, fold: int = 0) -> datetime:
    return clock.replace(tzinfo=SEOUL, fold=fold).astimezone(UTC)


def standard(clock: datetime, fold: int = 0) -> datetime:
    """Take summer time back."""
    return clock - (clock.replace(tzinfo=SEOUL, fold=fold).dst() or timedelta())


def clocks(count: int, *, first: int = 1900, last: int = 2100, seed: int = 1) -> list[datetime]:
    """Make random times on clocks that came just once."""
    numbers = random.Random(seed)
    begin = datetime(first, 1, 2)  # noqa: DTZ001 - a clock in Seoul
    seconds = int((datetime(last, 12, 30) - begin).total_seconds())  # noqa: DTZ001 - as above
    made = (begin + timedelta(seconds=numbers.randrange(seconds)) for _ in iter(int, 1))
    plain = (clock for clock in made if len(set(offsets(clock))) == 1)
    return [clock for clock, _ in zip(plain, range(count), strict=False)]
