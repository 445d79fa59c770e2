"""What requests and answers look like."""

from typing import Annotated, Literal, Self

from pydantic import BaseModel, ConfigDict, Field, model_validator

Element = Literal["wood", "fire", "earth", "metal", "water"]
Count = Annotated[int, Field(ge=0, le=8, strict=True)]


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Elements(_Strict):
    """How many of the chart's eight characters belong to each element."""

    wood: Count
    fire: Count
    earth: Count
    metal: Count
    water: Count

    @model_validator(mode="after")
    def _of_a_chart(self) -> Self:
        # Six without the hour of birth.
        if sum(self.counts()) not in (6, 8):
            raise ValueError("a chart has 8 characters, or 6 without the hour of birth")
        return self

    def counts(self) -> tuple[int, int, int, int, int]:
        """In the order of the generating cycle."""
        return (self.wood, self.fire, self.earth, self.metal, self.water)


class Person(_Strict):
    """What the score needs to know of somebody: no name, no birthday."""

    elements: Elements
    day_master: Element = Field(alias="dayMaster")


class Pair(_Strict):
    """Two people; the order makes no difference."""

    a: Person
    b: Person


class Pairs(_Strict):
    """Pairs to be scored together; the service may allow fewer than the schema."""

    pairs: Annotated[list[Pair], Field(min_length=1, max_length=1024)]


class ModelName(BaseModel):
    """Which model gave an answer."""

    name: str
    version: str


class Score(BaseModel):
    """From 0 to 100."""

    score: float
    model: ModelName


class Scores(BaseModel):
    """In the order of the pairs."""

    scores: list[float]
    model: ModelName


class ModelInfo(ModelName):
    """The model and what it runs on."""

    sha256: str
    provider: str
