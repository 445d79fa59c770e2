"""Gets the model, and lets nothing through that is not what was asked for."""

import hashlib
import json
import os
import tempfile
import time
import urllib.request
from pathlib import Path
from typing import IO, NamedTuple

_CHUNK = 1024 * 1024
_NO_PROXY = urllib.request.build_opener(urllib.request.ProxyHandler({}))


class ModelError(Exception):
    """The model cannot be had, or is not the right one."""


class StoredModel(NamedTuple):
    """A model on this machine's disk, verified."""

    path: Path
    name: str
    version: str
    sha256: str


def get_model(source: str, *, sha256: str | None, cache_dir: Path, timeout: float) -> StoredModel:
    """Open the file, or fetch the address into the cache unless it is there."""
    if source.startswith(("http://", "https://")):
        if sha256 is None:
            raise ModelError(f"no checksum is known for {source}")
        return _fetched(source, sha256, cache_dir, timeout)
    return _local(Path(source), sha256)


def _local(path: Path, sha256: str | None) -> StoredModel:
    if not path.is_file():
        raise ModelError(f"{path} is not there; `python -m ai_models.training` makes it")
    manifest_path = path.with_name("manifest.json")
    manifest: dict[str, str] = {}
    if manifest_path.is_file():
        manifest = json.loads(manifest_path.read_text(encoding="utf-8"))
    wanted = sha256 or manifest.get("sha256")
    if wanted is None:
        raise ModelError(f"no checksum is known for {path}: set MODEL_SHA256")
    _verify(path, wanted)
    return StoredModel(
        path, manifest.get("name", path.stem), manifest.get("version", wanted[:12]), wanted
    )


def _fetched(url: str, sha256: str, cache_dir: Path, timeout: float) -> StoredModel:
    """Name the cached file by its checksum: another version never overwrites it."""
    path = cache_dir / f"{sha256}.onnx"
    name = Path(url.split("?", 1)[0]).stem
    stored = StoredModel(path, name, sha256[:12], sha256)
    if path.is_file() and _checksum(path) == sha256:
        return stored
    cache_dir.mkdir(parents=True, exist_ok=True)
    # Beside its last place, so that it appears there whole or not at all, also
    # when several replicas share the volume.
    with tempfile.NamedTemporaryFile(dir=cache_dir, suffix=".part", delete=False) as part:
        try:
            _download(url, part.file, timeout)
            part.close()
            _verify(Path(part.name), sha256)
            os.replace(part.name, path)  # noqa: PTH105 - of a temporary file's name
        finally:
            Path(part.name).unlink(missing_ok=True)
    return stored


def _download(url: str, target: IO[bytes], timeout: float) -> None:
    end = time.monotonic() + timeout
    try:
        with _NO_PROXY.open(url, timeout=min(timeout, 30)) as response:
            while chunk := response.read(_CHUNK):
                target.write(chunk)
                if time.monotonic() > end:
                    raise ModelError(f"{url} took longer than {timeout:g} s")
    except OSError as error:
        raise ModelError(f"{url} cannot be fetched: {error}") from error


def _verify(path: Path, wanted: str) -> None:
    found = _checksum(path)
    if found != wanted:
        raise ModelError(f"{path} has the checksum {found}, not {wanted}")


def _checksum(path: Path) -> str:
    digest = hashlib.sha256()
    with path.open("rb") as file:
        while chunk := file.read(_CHUNK):
            digest.update(chunk)
    return digest.hexdigest()
