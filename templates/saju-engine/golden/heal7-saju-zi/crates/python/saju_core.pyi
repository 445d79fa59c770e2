from collections.abc import Sequence
from typing import Final, Literal, final

FIRST_YEAR: Final[int]
LAST_YEAR: Final[int]
# hanja, hangul, romanised
STEMS: Final[list[tuple[str, str, str]]]
BRANCHES: Final[list[tuple[str, str, str]]]
# From ipchun, the sun at 315 degrees, on.
TERM_NAMES: Final[list[tuple[str, str, str]]]

@final
class Query:
    # ValueError when a value is none of these, or solar time has no longitude.
    def __new__(
        cls,
        local_time: str,
        *,
        fold: int | None = None,
        day_boundary: Literal["midnight", "zi"] = "midnight",
        daylight_saving: Literal["removed", "kept"] = "removed",
        solar_time: Literal["off", "mean", "apparent"] = "off",
        longitude: float | None = None,
    ) -> Query: ...

@final
class Chart:
    # Places in the cycle of sixty, 0 (甲子) to 59 (癸亥).
    @property
    def year(self) -> int: ...
    @property
    def month(self) -> int: ...
    @property
    def day(self) -> int: ...
    @property
    def hour(self) -> int: ...
    # Seconds of the Unix era.
    @property
    def instant(self) -> int: ...
    @property
    def offset_seconds(self) -> int: ...
    @property
    def summer_time(self) -> bool: ...
    # What day and hour were read from, YYYY-MM-DDTHH:MM:SS.
    @property
    def clock(self) -> str: ...
    # Index into TERM_NAMES, and seconds of the Unix era.
    @property
    def term(self) -> tuple[int, int]: ...
    @property
    def next_term(self) -> tuple[int, int]: ...

@final
class Refusal:
    @property
    def code(self) -> str: ...
    @property
    def field(self) -> str: ...
    @property
    def message(self) -> str: ...

def charts(queries: Sequence[Query]) -> list[Chart | Refusal]: ...

# Index and seconds of the Unix era. ValueError outside of FIRST_YEAR to LAST_YEAR.
def solar_terms(year: int) -> list[tuple[int, int]]: ...
