"""Instants of solar terms against two independent computations.

ephem is a port of XEphem's libastro, sxtwl one of Xu Jianwei's almanac (寿星万年历).
Both foretold how the Earth's rotation would slow down, sxtwl from 2016 on, and we do
not: for later years ephem is asked in TT, which needs no foretelling.
"""

import math

import ephem
import pytest
import saju_core
import sxtwl

UNIX_EPOCH = 2_440_587.5
DUBLIN_EPOCH = 2_415_020.0
SECONDS_PER_DEGREE = 365.2422 * 86_400 / 360
TT_MINUS_UTC = 69.184
"""Since 2017."""
BEIJING = 8 * 3600


def seconds_of_ephem(index: int, unix: float) -> float:
    """How long after ephem's sun has reached the term our instant is."""
    date = ephem.Date(unix / 86_400 + UNIX_EPOCH - DUBLIN_EPOCH)
    sun = ephem.Sun()
    sun.compute(date, epoch=date)
    apparent = ephem.Ecliptic(ephem.Equatorial(sun.g_ra, sun.g_dec, epoch=date))
    degrees = math.degrees(apparent.lon) - (315 + 15 * index)
    return ((degrees + 180) % 360 - 180) * SECONDS_PER_DEGREE


@pytest.mark.parametrize("decade", range(1900, 2017, 10))
def test_within_20_seconds_of_ephem(decade: int) -> None:
    """Of which up to 12 are ephem's own: it leaves out small terms of its series."""
    for year in range(decade, min(decade + 10, 2017)):
        for index, unix in saju_core.solar_terms(year):
            assert abs(seconds_of_ephem(index, unix)) < 20, (year, index)


@pytest.mark.parametrize("decade", range(2020, 2101, 10))
def test_within_25_seconds_of_ephem_in_the_future(decade: int) -> None:
    for year in range(decade, min(decade + 10, 2101)):
        for index, unix in saju_core.solar_terms(year):
            delta = ephem.delta_t(ephem.Date(unix / 86_400 + UNIX_EPOCH - DUBLIN_EPOCH))
            ut = unix + TT_MINUS_UTC - delta
            assert abs(seconds_of_ephem(index, ut)) < 25, (year, index)


@pytest.mark.parametrize("year", range(1900, 2016, 5))
def test_within_5_seconds_of_sxtwl(year: int) -> None:
    """From ipchun of the year to that of the next."""
    ours = [*saju_core.solar_terms(year), *saju_core.solar_terms(year + 1)][2:27]
    theirs = sxtwl.getJieQiByYear(year)
    assert [index for index, _ in ours] == [(term.jqIndex - 3) % 24 for term in theirs]
    for (index, unix), term in zip(ours, theirs, strict=True):
        assert abs(unix - ((term.jd - UNIX_EPOCH) * 86_400 - BEIJING)) < 5, index


def test_years_outside_are_refused() -> None:
    for year in (1899, 2101):
        with pytest.raises(ValueError, match="1900 to 2100"):
            saju_core.solar_terms(year)
