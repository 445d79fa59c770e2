"""Pairs of people as rows of numbers."""

from collections.abc import Sequence
from typing import get_args

import numpy as np
import numpy.typing as npt

from ai_models.schemas import Element, Pair, Person

ELEMENTS: tuple[Element, ...] = get_args(Element)
PERSON_WIDTH = 2 * len(ELEMENTS)
ROW_WIDTH = 2 * PERSON_WIDTH

Rows = npt.NDArray[np.float32]


def encode(pairs: Sequence[Pair]) -> Rows:
    """One row a pair: the first person's numbers, then the second's."""
    return np.array([[*_person(pair.a), *_person(pair.b)] for pair in pairs], dtype=np.float32)


def _person(person: Person) -> list[float]:
    """Shares of the elements, then the day master as one of five."""
    counts = person.elements.counts()
    total = sum(counts)
    shares = [count / total for count in counts]
    return shares + [float(element == person.day_master) for element in ELEMENTS]
