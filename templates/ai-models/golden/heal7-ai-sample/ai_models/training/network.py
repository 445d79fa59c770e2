"""A network with one hidden layer, in plain numpy: forward and learning.

Both orders of a pair go through the same weights and are averaged, so that the
order cannot matter.
"""

from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from ai_models.features import PERSON_WIDTH, ROW_WIDTH

Array = npt.NDArray[np.float64]

# Of a row's columns, with the two people exchanged.
SWAPPED = [*range(PERSON_WIDTH, ROW_WIDTH), *range(PERSON_WIDTH)]

_HIDDEN = 32
_STEPS = 800
_RATE = 0.03


class Weights(NamedTuple):
    """Of both layers."""

    hidden: Array
    hidden_bias: Array
    output: Array
    output_bias: Array


def predict(weights: Weights, rows: npt.NDArray[np.floating]) -> Array:
    """Score rows from 0 to 1."""
    wide = rows.astype(np.float64)
    logits = (_logits(weights, wide)[1] + _logits(weights, wide[:, SWAPPED])[1]) / 2
    return 1 / (1 + np.exp(-logits))


def _logits(weights: Weights, rows: Array) -> tuple[Array, Array]:
    hidden = np.maximum(rows @ weights.hidden + weights.hidden_bias, 0)
    return hidden, (hidden @ weights.output + weights.output_bias)[:, 0]


def learn(rows: npt.NDArray[np.floating], wanted: Array, seed: int) -> Weights:
    """Fit the weights to what is wanted, with Adam on all rows at once."""
    random = np.random.default_rng(seed)
    weights = Weights(
        random.normal(0, np.sqrt(2 / ROW_WIDTH), (ROW_WIDTH, _HIDDEN)),
        np.zeros(_HIDDEN),
        random.normal(0, np.sqrt(1 / _HIDDEN), (_HIDDEN, 1)),
        np.zeros(1),
    )
    mean = [np.zeros_like(part) for part in weights]
    spread = [np.zeros_like(part) for part in weights]
    both = [rows.astype(np.float64), rows[:, SWAPPED].astype(np.float64)]
    for step in range(1, _STEPS + 1):
        rate = _RATE * (1 - step / (_STEPS + 1))
        slopes = _slopes(weights, both, wanted)
        parts = []
        for index, (part, slope) in enumerate(zip(weights, slopes, strict=True)):
            mean[index] = 0.9 * mean[index] + 0.1 * slope
            spread[index] = 0.999 * spread[index] + 0.001 * slope**2
            ahead = mean[index] / (1 - 0.9**step)
            scale = np.sqrt(spread[index] / (1 - 0.999**step)) + 1e-8
            parts.append(part - rate * ahead / scale)
        weights = Weights(*parts)
    return weights


def _slopes(weights: Weights, both: list[Array], wanted: Array) -> list[Array]:
    """Of the mean squared error, by each part of the weights."""
    passes = [_logits(weights, rows) for rows in both]
    score = 1 / (1 + np.exp(-sum(logits for _, logits in passes) / 2))
    slope = ((score - wanted) * score * (1 - score) / len(wanted))[:, None]
    total = [np.zeros_like(part) for part in weights]
    for rows, (hidden, _) in zip(both, passes, strict=True):
        back = (slope @ weights.output.T) * (hidden > 0)
        for part, add in zip(
            total, (rows.T @ back, back.sum(0), hidden.T @ slope, slope.sum(0)), strict=True
        ):
            part += add
    return total
