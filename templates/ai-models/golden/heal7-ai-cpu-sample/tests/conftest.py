import subprocess
import sys
from pathlib import Path

import pytest


@pytest.fixture(scope="session")
def model_dir(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The model, made as the image makes it."""
    folder = tmp_path_factory.mktemp("model")
    subprocess.run([sys.executable, "-m", "ai_models.training", str(folder)], check=True)
    return folder
