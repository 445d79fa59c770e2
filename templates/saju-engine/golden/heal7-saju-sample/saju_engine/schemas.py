"""What requests and answers look like.

A birth time is personal data. It is in a request and in its answer, and nowhere
else: no message, log line, metric or trace repeats it.
"""

from datetime import datetime
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field
from pydantic.alias_generators import to_camel
from saju_core import FIRST_YEAR, LAST_YEAR

from chassis.api import Problem

DayBoundary = Literal["midnight", "zi"]
Year = Annotated[int, Field(ge=FIRST_YEAR, le=LAST_YEAR)]

MOST_BIRTHS = 1_000


class _Camel(BaseModel):
    model_config = ConfigDict(alias_generator=to_camel, validate_by_name=True, frozen=True)


class _Asked(_Camel):
    model_config = ConfigDict(extra="forbid", allow_inf_nan=False)


class SolarTime(_Asked):
    """Reads day and hour from the sun over a place instead of the civil clock."""

    kind: Literal["mean", "apparent"]
    """apparent adds the equation of time: true solar time."""
    longitude: Annotated[float, Field(ge=-180, le=180, strict=True)]
    """Of the place of birth, in degrees east."""


class Birth(_Asked):
    """A birth, as clocks in Seoul showed it."""

    local_time: Annotated[
        str,
        Field(
            pattern=r"^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}(:[0-9]{2})?$",
            description=f"Time on clocks in Seoul, from {FIRST_YEAR} to {LAST_YEAR}",
            examples=["1988-08-01T00:30"],
        ),
    ]
    fold: Annotated[int, Field(ge=0, le=1, strict=True)] | None = Field(
        default=None,
        description="Which of two, when clocks were put back and showed a time twice",
    )
    day_boundary: DayBoundary | None = Field(
        default=None,
        description="Whether the day changes at 0:00 or at 23:00; the service has a default",
    )
    daylight_saving: Literal["removed", "kept"] = Field(
        default="removed",
        description="Whether day and hour are read from the clock without summer time or with it",
    )
    solar_time: SolarTime | None = Field(
        default=None, description="Left out: day and hour are of the civil clock"
    )


class Births(_Asked):
    """Births to be answered together; the service may allow fewer than the schema."""

    births: Annotated[list[Birth], Field(min_length=1, max_length=MOST_BIRTHS)]


class Name(_Camel):
    """How a pillar or a solar term is written."""

    hanja: str
    hangul: str
    romanised: str


class Pillar(Name):
    """One of the sixty pairs of a stem and a branch."""

    index: Annotated[int, Field(ge=0, le=59)]
    """Place in the cycle, 0 (甲子) to 59 (癸亥)."""


class Pillars(_Camel):
    """The four of them."""

    year: Pillar
    month: Pillar
    day: Pillar
    hour: Pillar


class SolarTerm(Name):
    """One of the twenty-four, and when the sun got there."""

    longitude: Annotated[int, Field(ge=0, lt=360)]
    """Apparent ecliptic longitude of the sun, in degrees."""
    instant: datetime


class Chart(_Camel):
    """The pillars, and what they were read from."""

    pillars: Pillars
    instant: datetime = Field(description="Of the birth, in UTC")
    utc_offset: str = Field(description="Of Seoul at that time", examples=["+09:00"])
    summer_time: bool = Field(description="Whether clocks in Seoul were put forward")
    clock: str = Field(description="What day and hour were read from")
    day_boundary: DayBoundary
    solar_term: SolarTerm = Field(description="Began the month")
    next_solar_term: SolarTerm = Field(description="Ends the month")


class CalendarProblem(Problem):
    """Why a birth has no chart."""

    code: str = Field(description="For programs", examples=["nonexistent-local-time"])
    field: str = Field(description="What has to change", examples=["localTime"])


class Answer(_Camel):
    """Of one birth: one of the two."""

    chart: Chart | None = None
    problem: CalendarProblem | None = None


class Answers(_Camel):
    """In the order of the births."""

    answers: list[Answer]


class SolarTerms(_Camel):
    """Of one year by UTC, in order."""

    year: int
    terms: list[SolarTerm]
