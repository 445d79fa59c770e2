"""Pillars against sxtwl, and civil time against Python's zoneinfo."""

import random
from datetime import UTC, datetime, timedelta

import pytest
import saju_core
import sxtwl

from tests.saju_engine.seoul import (
    SEOUL,
    clocks,
    instant,
    is_skipped,
    is_twofold,
    local_time,
    offsets,
    standard,
)

UNIX_EPOCH = 2_440_587.5
BEIJING = timedelta(hours=8)


def place(pair: sxtwl.GZ) -> int:
    """In the cycle of sixty."""
    return int((6 * pair.tg - 5 * pair.dz) % 60)


def charts(times: list[datetime], **conventions: str) -> list[saju_core.Chart]:
    queries = [saju_core.Query(local_time(time), **conventions) for time in times]  # type: ignore[arg-type]
    made = [one for one in saju_core.charts(queries) if isinstance(one, saju_core.Chart)]
    assert len(made) == len(times)
    return made


def day_of(clock: datetime) -> sxtwl.Day:
    return sxtwl.fromSolar(clock.year, clock.month, clock.day)


def months(year: int) -> list[tuple[datetime, datetime, tuple[int, int]]]:
    """From ipchun on: begin, end, and the pillars of year and month half-way."""
    edges = [
        datetime.fromtimestamp(0, UTC) + timedelta(days=term.jd - UNIX_EPOCH) - BEIJING
        for term in sxtwl.getJieQiByYear(year)
        if term.jqIndex % 2 == 1
    ]
    half_way = [day_of(edge + timedelta(days=15)) for edge in edges]
    pillars = [(place(day.getYearGZ()), place(day.getMonthGZ())) for day in half_way]
    return list(zip(edges[:-1], edges[1:], pillars[:-1], strict=True))


def test_days_and_hours_are_sxtwls() -> None:
    times = clocks(5_000)
    for clock, chart in zip(times, charts(times), strict=True):
        read = standard(clock)
        day = day_of(read)
        assert chart.clock == local_time(read)
        assert chart.day == place(day.getDayGZ()), clock
        # In its last hour the day has the hour that the next one begins with.
        following = day_of(read + timedelta(hours=1))
        hour = sxtwl.getShiGz(following.getDayGZ().tg, (read + timedelta(hours=1)).hour // 2 * 2)
        assert chart.hour == place(hour), clock


@pytest.mark.parametrize("year", range(1900, 2100, 5))
def test_years_and_months_are_sxtwls(year: int) -> None:
    """At both ends of each month but for some seconds, and between."""
    numbers = random.Random(year)
    # How far apart the edges may lie: see test_solar_terms.
    slack = timedelta(seconds=6 if year < 2015 else 250)
    for begin, end, pillars in months(year):
        length = end - begin - 2 * slack
        shares = [0.0, 1.0, *(numbers.random() for _ in range(8))]
        found = [begin + slack + length * share for share in shares]
        times = [moment.astimezone(SEOUL).replace(tzinfo=None) for moment in found]
        plain = [time for time in times if len(set(offsets(time))) == 1]
        assert len(plain) >= 8
        assert {(chart.year, chart.month) for chart in charts(plain)} == {pillars}, begin


@pytest.mark.parametrize("boundary", ["midnight", "zi"])
def test_the_boundary_of_the_day(boundary: str) -> None:
    times = clocks(500, seed=3)
    for clock, chart in zip(times, charts(times, day_boundary=boundary), strict=True):
        ahead = timedelta(hours=1 if boundary == "zi" else 0)
        assert chart.day == place(day_of(standard(clock) + ahead).getDayGZ()), clock


def test_instants_are_zoneinfos() -> None:
    times = clocks(5_000, seed=4)
    for clock, chart in zip(times, charts(times), strict=True):
        assert chart.instant == int(instant(clock).timestamp()), clock
        assert timedelta(seconds=chart.offset_seconds) == offsets(clock)[0]


def changes_of_clocks() -> list[datetime]:
    """Every quarter of an hour around every change of clocks, by zoneinfo."""
    days = [datetime(1900, 1, 3) + timedelta(days=n) for n in range(90 * 365)]  # noqa: DTZ001
    changed = [day for day in days if offsets(day)[0] != offsets(day + timedelta(days=1))[0]]
    return [day + timedelta(minutes=15 * n) for day in changed for n in range(-4 * 3, 4 * 27)]


def test_every_change_of_clocks_is_zoneinfos() -> None:
    seen = set()
    for clock in changes_of_clocks():
        alone, first, second = saju_core.charts(
            [saju_core.Query(local_time(clock), fold=fold) for fold in (None, 0, 1)]
        )
        codes = [getattr(each, "code", None) for each in (alone, first, second)]
        seen.add(tuple(codes))
        if is_skipped(clock):
            assert codes == ["nonexistent-local-time"] * 3, clock
        elif is_twofold(clock):
            assert codes == ["ambiguous-local-time", None, None], clock
            for fold, chart in enumerate((first, second)):
                assert isinstance(chart, saju_core.Chart)
                assert chart.instant == int(instant(clock, fold).timestamp())
                assert chart.clock == local_time(standard(clock, fold))
        else:
            assert codes == [None, "fold-not-ambiguous", "fold-not-ambiguous"], clock
    assert len(seen) == 3
