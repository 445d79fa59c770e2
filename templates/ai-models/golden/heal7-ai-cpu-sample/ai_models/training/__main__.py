"""Trains the model and writes it: `python -m ai_models.training [FOLDER]`.

It takes seconds and needs no data: the network learns a rule (teacher.py). A
real model takes its place by MODEL_SOURCE, or by another build step.
"""

import hashlib
import json
import sys
from pathlib import Path

from ai_models.training.export import export
from ai_models.training.network import Weights, learn
from ai_models.training.teacher import charts, teach

NAME = "compatibility"
VERSION = "1"
_ROWS = 2_048
_SEED = 7


def train() -> Weights:
    """Train it; the same on every run of one machine."""
    rows = charts(_ROWS, _SEED)
    return learn(rows, teach(rows), _SEED)


def write(folder: Path) -> None:
    """Write model.onnx, and manifest.json that names and seals it."""
    model = export(train())
    manifest = {
        "name": NAME,
        "version": VERSION,
        "sha256": hashlib.sha256(model).hexdigest(),
    }
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "model.onnx").write_bytes(model)
    (folder / "manifest.json").write_text(json.dumps(manifest, indent=2) + "\n", encoding="utf-8")


if __name__ == "__main__":
    write(Path(sys.argv[1] if len(sys.argv) > 1 else "model"))
