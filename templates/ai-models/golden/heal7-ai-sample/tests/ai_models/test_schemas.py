from typing import Any

import pytest
from pydantic import ValidationError

from ai_models.features import ROW_WIDTH, encode
from ai_models.schemas import Person
from tests.ai_models.people import FIRE, WOOD, pair


def person(**changes: Any) -> dict[str, Any]:
    return {**WOOD, "elements": {**WOOD["elements"], **changes}}  # type: ignore[dict-item]


def test_a_row_holds_shares_and_day_masters_of_both() -> None:
    (row,) = encode([pair(WOOD, FIRE)])
    assert len(row) == ROW_WIDTH
    assert row[:5].tolist() == [3 / 8, 1 / 8, 2 / 8, 1 / 8, 1 / 8]
    assert row[5:10].tolist() == [1, 0, 0, 0, 0]
    # Six characters: the hour is not known.
    assert row[10:15].sum() == pytest.approx(1)
    assert row[15:].tolist() == [0, 1, 0, 0, 0]


@pytest.mark.parametrize(
    "wrong",
    [
        person(wood=4),
        person(wood=-1),
        person(wood=3.0),
        person(wood="3"),
        person(wood=True),
        person(ether=0),
        {**WOOD, "dayMaster": "Wood"},
        {**WOOD, "name": "Hong Gildong"},
        {"dayMaster": "wood"},
    ],
)
def test_what_is_no_chart_is_refused(wrong: dict[str, Any]) -> None:
    with pytest.raises(ValidationError):
        Person.model_validate(wrong)
