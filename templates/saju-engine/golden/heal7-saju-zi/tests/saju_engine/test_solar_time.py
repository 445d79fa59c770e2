"""True solar time against the sun's hour angle by ephem."""

import math
from datetime import datetime, timedelta

import ephem
import saju_core

from tests.saju_engine.seoul import clocks, instant, local_time

LONGITUDE = 126.98
DAY = timedelta(days=1)


def sundial(moment: datetime) -> float:
    """Share of the true solar day that is over, 0 at midnight."""
    place = ephem.Observer()
    place.lon, place.lat = str(LONGITUDE), "37.57"
    place.pressure = 0
    place.date = ephem.Date(moment.replace(tzinfo=None))
    sun = ephem.Sun(place)
    return float((place.sidereal_time() - sun.g_ra) / (2 * math.pi) + 0.5) % 1


def test_within_3_seconds_of_ephems_sundial() -> None:
    """In years whose UTC is near UT1, which ephem means by its dates."""
    times = clocks(300, first=1972, last=2026, seed=5)
    queries = [
        saju_core.Query(local_time(time), solar_time="apparent", longitude=LONGITUDE)
        for time in times
    ]
    for time, chart in zip(times, saju_core.charts(queries), strict=True):
        assert isinstance(chart, saju_core.Chart)
        read = datetime.fromisoformat(chart.clock)
        share = (read - datetime(read.year, read.month, read.day)) / DAY  # noqa: DTZ001
        apart = (share - sundial(instant(time)) + 0.5) % 1 - 0.5
        assert abs(apart) * DAY < timedelta(seconds=3), time
