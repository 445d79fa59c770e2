import hashlib
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from ai_models.model import Model
from ai_models.store import ModelError, StoredModel, get_model
from tests.chassis.servers import Stub, stub

CONTENT = b"as good as a model"
CHECKSUM = hashlib.sha256(CONTENT).hexdigest()


@pytest.fixture
def server() -> Iterator[Stub]:
    with stub() as server:
        server.content = CONTENT
        yield server


def fetch(server: Stub, cache: Path, sha256: str = CHECKSUM) -> StoredModel:
    return get_model(f"{server.url}/pairs.onnx?v=1", sha256=sha256, cache_dir=cache, timeout=30)


def local(path: Path, sha256: str | None = None) -> StoredModel:
    return get_model(str(path), sha256=sha256, cache_dir=path, timeout=1)


def test_a_file_is_named_and_verified_by_its_manifest(model_dir: Path) -> None:
    stored = local(model_dir / "model.onnx")
    assert (stored.name, stored.version) == ("compatibility", "1")


def test_a_file_that_was_changed_is_not_loaded(model_dir: Path, tmp_path: Path) -> None:
    shutil.copytree(model_dir, tmp_path / "copy")
    changed = tmp_path / "copy" / "model.onnx"
    changed.write_bytes(changed.read_bytes() + b"x")
    with pytest.raises(ModelError, match="checksum"):
        local(changed)


def test_a_file_of_unknown_checksum_is_not_loaded(tmp_path: Path) -> None:
    file = tmp_path / "model.onnx"
    file.write_bytes(CONTENT)
    with pytest.raises(ModelError, match="MODEL_SHA256"):
        local(file)
    assert local(file, CHECKSUM).path == file


def test_a_missing_file_says_how_to_make_it(tmp_path: Path) -> None:
    with pytest.raises(ModelError, match=r"ai_models\.training"):
        local(tmp_path / "model.onnx")


def test_an_address_is_fetched_once(server: Stub, tmp_path: Path) -> None:
    cache = tmp_path / "new" / "cache"
    first = fetch(server, cache)
    assert first.path.read_bytes() == CONTENT
    assert first.name == "pairs"
    assert fetch(server, cache) == first
    assert server.asked == ["/pairs.onnx?v=1"]
    assert list(cache.iterdir()) == [first.path]


def test_a_damaged_cache_is_mended(server: Stub, tmp_path: Path) -> None:
    path = fetch(server, tmp_path).path
    path.write_bytes(b"half a mod")
    assert fetch(server, tmp_path).path.read_bytes() == CONTENT


def test_what_is_not_the_model_asked_for_leaves_nothing_behind(
    server: Stub, tmp_path: Path
) -> None:
    with pytest.raises(ModelError, match="checksum"):
        fetch(server, tmp_path, "0" * 64)
    assert list(tmp_path.iterdir()) == []


def test_a_server_that_refuses_is_named(server: Stub, tmp_path: Path) -> None:
    server.status = 403
    with pytest.raises(ModelError, match="403"):
        fetch(server, tmp_path)
    assert list(tmp_path.iterdir()) == []


def test_a_gpu_that_is_asked_for_must_be_there(model_dir: Path) -> None:
    with pytest.raises(ModelError, match="no GPU"):
        Model(local(model_dir / "model.onnx"), accelerator="cuda", threads=1)


def test_without_a_gpu_it_runs_on_the_cpu(model_dir: Path) -> None:
    model = Model(local(model_dir / "model.onnx"), accelerator="auto", threads=1)
    assert model.provider == "CPUExecutionProvider"
