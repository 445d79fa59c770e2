"""From requests to the core in Rust, and from its numbers to answers."""

from collections.abc import Sequence
from datetime import UTC, datetime

import saju_core

from saju_engine.schemas import (
    Birth,
    CalendarProblem,
    Chart,
    DayBoundary,
    Pillar,
    Pillars,
    SolarTerm,
)


def _pillar(index: int) -> Pillar:
    pairs = zip(saju_core.STEMS[index % 10], saju_core.BRANCHES[index % 12], strict=True)
    hanja, hangul, romanised = pairs
    return Pillar(
        index=index,
        hanja="".join(hanja),
        hangul="".join(hangul),
        romanised="-".join(romanised),
    )


_PILLARS = [_pillar(index) for index in range(60)]


def cast(births: Sequence[Birth], default: DayBoundary) -> list[Chart | CalendarProblem]:
    """Answer every birth in its place."""
    boundaries = [birth.day_boundary or default for birth in births]
    queries = [
        saju_core.Query(
            birth.local_time,
            fold=birth.fold,
            day_boundary=boundary,
            daylight_saving=birth.daylight_saving,
            solar_time=birth.solar_time.kind if birth.solar_time else "off",
            longitude=birth.solar_time.longitude if birth.solar_time else None,
        )
        for birth, boundary in zip(births, boundaries, strict=True)
    ]
    return [
        _chart(answer, boundary)
        if isinstance(answer, saju_core.Chart)
        else CalendarProblem(error=answer.message, code=answer.code, field=answer.field)
        for answer, boundary in zip(saju_core.charts(queries), boundaries, strict=True)
    ]


def solar_terms(year: int) -> list[SolarTerm]:
    """All terms of a year by UTC, in order."""
    return [_term(term) for term in saju_core.solar_terms(year)]


def _chart(chart: saju_core.Chart, boundary: DayBoundary) -> Chart:
    # The core's own numbers need no second look, which would take most of the time.
    return Chart.model_construct(
        pillars=Pillars.model_construct(
            year=_PILLARS[chart.year],
            month=_PILLARS[chart.month],
            day=_PILLARS[chart.day],
            hour=_PILLARS[chart.hour],
        ),
        instant=_utc(chart.instant),
        utc_offset=_offset(chart.offset_seconds),
        summer_time=chart.summer_time,
        clock=chart.clock,
        day_boundary=boundary,
        solar_term=_term(chart.term),
        next_solar_term=_term(chart.next_term),
    )


def _term(term: tuple[int, int]) -> SolarTerm:
    index, instant = term
    hanja, hangul, romanised = saju_core.TERM_NAMES[index]
    return SolarTerm.model_construct(
        hanja=hanja,
        hangul=hangul,
        romanised=romanised,
        longitude=(315 + 15 * index) % 360,
        instant=_utc(instant),
    )


def _utc(unix: int) -> datetime:
    return datetime.fromtimestamp(unix, UTC)


def _offset(seconds: int) -> str:
    """Write it as ISO 8601 does; before 1908 it had odd seconds, which are kept."""
    hours, rest = divmod(seconds, 3600)
    minutes, odd = divmod(rest, 60)
    return f"+{hours:02}:{minutes:02}" + (f":{odd:02}" if odd else "")
