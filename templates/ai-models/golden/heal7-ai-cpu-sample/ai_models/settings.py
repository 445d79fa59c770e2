"""What this service reads from the environment besides the chassis."""

from pathlib import Path
from typing import Annotated, Literal, Self

from pydantic import Field, model_validator

from chassis.config import Milliseconds, ServiceSettings

Rows = Annotated[int, Field(ge=1, le=65_536)]


class Settings(ServiceSettings):
    """A pair of people to be scored is a row of the model's input."""

    port: int = Field(default=8002, ge=0, le=65535)
    service_name: str = Field(default="heal7-ai-cpu-sample", min_length=1)

    model_source: str = Field(default="model/model.onnx", min_length=1)
    """A file, or an http(s) address that is fetched into the cache once."""
    model_sha256: str | None = Field(default=None, pattern=r"^[0-9a-f]{64}$")
    """Of the model; a file may have it in manifest.json beside it instead."""
    model_cache_dir: Path = Path("/tmp/models")  # noqa: S108 - a volume is mounted there
    accelerator: Literal["auto", "cuda", "cpu"] = "auto"
    """auto takes a GPU where there is one; cuda does not start without."""
    intra_op_threads: int = Field(default=1, ge=0, le=256)
    """Of one inference on the CPU; 0 takes all of the node's."""

    max_pairs: Rows = 64
    """In one request."""
    max_batch: Rows = 64
    """Rows in one inference."""
    max_wait_ms: Annotated[int, Field(ge=0, le=1_000)] = 2
    """How long the first of a batch waits for others."""
    queue_limit: Rows = 512
    """Rows that may wait; what comes then is refused with 429."""
    deadline_ms: Annotated[int, Field(ge=1, le=60_000)] = 2_000
    """How long a request may take, unless it asks for less."""
    load_timeout_ms: Milliseconds = 300_000
    """How long fetching the model may take."""

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        if not self.max_pairs <= self.max_batch <= self.queue_limit:
            raise ValueError("MAX_PAIRS <= MAX_BATCH <= QUEUE_LIMIT must hold")
        if self.model_source.startswith(("http://", "https://")) and self.model_sha256 is None:
            raise ValueError("MODEL_SHA256 is needed for a model that is fetched")
        return self
