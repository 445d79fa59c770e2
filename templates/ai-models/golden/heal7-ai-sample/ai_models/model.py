"""The model in ONNX Runtime, on a GPU or on the CPU."""

import ctypes
import time
from typing import Literal, cast

import numpy as np
import onnxruntime as ort

from ai_models.features import ROW_WIDTH, Rows
from ai_models.store import ModelError, StoredModel

CUDA = "CUDAExecutionProvider"
CPU = "CPUExecutionProvider"

Accelerator = Literal["auto", "cuda", "cpu"]


class Model:
    """Scores rows. Safe to call from one thread at a time."""

    def __init__(self, stored: StoredModel, *, accelerator: Accelerator, threads: int) -> None:
        self.stored = stored
        options = ort.SessionOptions()
        options.intra_op_num_threads = threads
        # Idle threads that spin would take the CPU from everything else.
        options.add_session_config_entry("session.intra_op.allow_spinning", "0")
        options.log_severity_level = 3
        self._session = ort.InferenceSession(
            str(stored.path), options, providers=_providers(accelerator)
        )
        # ONNX Runtime falls back by itself when a provider cannot start.
        self.provider: str = self._session.get_providers()[0]
        if accelerator == "cuda" and self.provider != CUDA:
            raise ModelError("ACCELERATOR is cuda, but no GPU can be used here")
        inputs = self._session.get_inputs()
        if len(inputs) != 1 or inputs[0].shape[1:] != [ROW_WIDTH]:
            raise ModelError(f"{stored.path} does not take one input of {ROW_WIDTH} columns")
        self._input: str = inputs[0].name

    def score(self, rows: Rows) -> Rows:
        """Score rows from 0 to 100."""
        (scores,) = self._session.run(None, {self._input: rows})
        return cast("Rows", scores)

    def warm_up(self, largest: int) -> float:
        """Pay now for what the first inference of a shape costs: kernels, memory.

        Answers with the seconds that the largest batch takes from then on.
        """
        seconds = 0.0
        for size in (1, largest, largest):
            begin = time.perf_counter()
            scores = self.score(np.zeros((size, ROW_WIDTH), dtype=np.float32))
            seconds = time.perf_counter() - begin
            if scores.shape != (size,) or not np.isfinite(scores).all():
                raise ModelError(f"{self.stored.path} does not answer with one score a row")
        return seconds


def _providers(accelerator: Accelerator) -> list[str]:
    if accelerator == "cpu" or CUDA not in ort.get_available_providers() or not _has_driver():
        return [CPU]
    # CUDA's libraries lie beside ONNX Runtime, as Python packages.
    ort.preload_dlls()
    return [CUDA, CPU]


def _has_driver() -> bool:
    """Whether the node has lent its NVIDIA driver to this container."""
    try:
        ctypes.CDLL("libcuda.so.1")
    except OSError:
        return False
    return True
