"""The rule that the model learns: how the five elements meet.

Each element gives birth to the next in the cycle and overcomes the one after
it. Day masters that feed each other get on; so do charts of which one has what
the other lacks.
"""

import numpy as np
import numpy.typing as npt

from ai_models.features import ELEMENTS, PERSON_WIDTH, Rows

_COUNT = len(ELEMENTS)
# By the distance around the cycle: the same, feeding, overcoming, overcome, fed.
_MEETING = np.array([0.5, 1.0, 0.0, 0.0, 1.0])


def teach(rows: Rows) -> npt.NDArray[np.float64]:
    """Score rows from 0 to 1 by the rule."""
    wide = rows.astype(np.float64)
    shares_a, master_a = wide[:, :_COUNT], wide[:, _COUNT:PERSON_WIDTH]
    shares_b = wide[:, PERSON_WIDTH : PERSON_WIDTH + _COUNT]
    master_b = wide[:, PERSON_WIDTH + _COUNT :]
    distance = (master_b.argmax(1) - master_a.argmax(1)) % _COUNT
    # Together balanced: 1 when all five elements are even, 0 when there is one.
    shared = (shares_a + shares_b) / 2
    uneven = np.abs(shared - 1 / _COUNT).sum(1) / (2 - 2 / _COUNT)
    score: npt.NDArray[np.float64] = 0.5 * _MEETING[distance] + 0.5 * (1 - uneven)
    return score


def charts(count: int, seed: int) -> Rows:
    """Make rows as they come from real charts, the same for the same seed."""
    random = np.random.default_rng(seed)
    people = []
    for _ in range(2):
        known = random.choice([6, 8], size=(count, 1), p=[0.2, 0.8])
        drawn = random.integers(0, _COUNT, size=(count, 8))
        counted = (np.arange(8) < known)[:, :, None] & (drawn[:, :, None] == np.arange(_COUNT))
        # The first character drawn is the day master's own.
        people += [counted.sum(1) / known, drawn[:, :1] == np.arange(_COUNT)]
    return np.concatenate(people, axis=1).astype(np.float32)
