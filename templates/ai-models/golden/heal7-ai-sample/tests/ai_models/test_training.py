"""The model against the rule it learned, and against numpy."""

import subprocess
import sys
from pathlib import Path

import numpy as np
import numpy.typing as npt
import onnx
import pytest
from onnx import numpy_helper

from ai_models.features import Rows
from ai_models.model import Model
from ai_models.store import get_model
from ai_models.training.teacher import charts, teach

Array = npt.NDArray[np.float64]


@pytest.fixture(scope="module")
def model(model_dir: Path) -> Model:
    stored = get_model(str(model_dir / "model.onnx"), sha256=None, cache_dir=model_dir, timeout=1)
    return Model(stored, accelerator="cpu", threads=1)


def in_numpy(file: Path, rows: Rows) -> Array:
    """Compute the graph's answer from its constants, without ONNX Runtime."""
    graph = onnx.load(file).graph
    part = {one.name: numpy_helper.to_array(one) for one in graph.initializer}

    def logit(rows: Rows) -> Array:
        hidden = np.maximum(rows @ part["hidden"] + part["hidden_bias"], 0)
        return np.asarray(hidden @ part["output"] + part["output_bias"])[:, 0]

    swapped = np.concatenate([rows[:, 10:], rows[:, :10]], axis=1)
    return 100 / (1 + np.exp(-(logit(rows) + logit(swapped)) / 2))


def test_onnx_runtime_computes_what_numpy_does(model: Model, model_dir: Path) -> None:
    rows = charts(500, seed=1)
    expected = in_numpy(model_dir / "model.onnx", rows)
    np.testing.assert_allclose(model.score(rows), expected, atol=1e-3)


def test_it_has_learned_the_rule(model: Model) -> None:
    """On charts that it has never seen; the rule's own spread is 23 points."""
    rows = charts(2_000, seed=99)
    missed = np.abs(model.score(rows) - 100 * teach(rows))
    assert missed.mean() < 2.5
    assert missed.max() < 12


def test_the_order_of_the_two_makes_no_difference(model: Model) -> None:
    rows = charts(100, seed=2)
    swapped = np.concatenate([rows[:, 10:], rows[:, :10]], axis=1)
    np.testing.assert_allclose(model.score(rows), model.score(swapped), atol=1e-4)


def test_a_row_is_scored_alike_alone_and_in_a_batch(model: Model) -> None:
    rows = charts(64, seed=3)
    alone = np.concatenate([model.score(rows[index : index + 1]) for index in range(64)])
    np.testing.assert_allclose(model.score(rows), alone, atol=1e-4)


def test_the_same_training_gives_the_same_bytes(model_dir: Path, tmp_path: Path) -> None:
    subprocess.run([sys.executable, "-m", "ai_models.training", str(tmp_path)], check=True)
    for name in ("model.onnx", "manifest.json"):
        assert (tmp_path / name).read_bytes() == (model_dir / name).read_bytes()
