"""People to score, and what the real model says about them."""

from typing import Any

import numpy as np

from ai_models.features import Rows, encode
from ai_models.schemas import Pair, Person

WOOD = {
    "elements": {"wood": 3, "fire": 1, "earth": 2, "metal": 1, "water": 1},
    "dayMaster": "wood",
}
FIRE = {
    "elements": {"wood": 0, "fire": 4, "earth": 1, "metal": 0, "water": 1},
    "dayMaster": "fire",
}
METAL = {
    "elements": {"wood": 1, "fire": 1, "earth": 1, "metal": 4, "water": 1},
    "dayMaster": "metal",
}


def pair(a: Any = WOOD, b: Any = FIRE) -> Pair:
    return Pair(a=Person.model_validate(a), b=Person.model_validate(b))


def rows(count: int) -> Rows:
    """Rows that differ in their first column, so that answers can be told apart."""
    made = np.repeat(encode([pair()]), count, axis=0)
    made[:, 0] = np.arange(count)
    return made
