"""The model's life: loading, warming up, answering, and giving up."""

import asyncio
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager

from ai_models.batching import Batch, Batcher, Limits, QueueFullError
from ai_models.features import encode
from ai_models.measures import Measures
from ai_models.model import Model
from ai_models.schemas import ModelInfo, Pair
from ai_models.settings import Settings
from ai_models.store import get_model
from chassis.service import Service

# A GPU that has failed goes on failing until its process starts anew.
_FAILURES_IN_A_ROW = 3

# Requests may wait this long for an inference that runs in their own thread.
_SHORT_SECONDS = 0.002


class NotReadyError(Exception):
    """The model is still on its way."""


class DeadlineError(Exception):
    """The answer would come too late."""


class Scorer:
    """Loads the model behind the requests' back; ready once it is warm."""

    def __init__(self, service: Service[Settings]) -> None:
        self._service = service
        self._settings = service.settings
        self._measures = Measures(service.metrics.registry)
        self._failures = 0
        self._model: Model | None = None
        self._batcher: Batcher | None = None
        service.readiness.add("model", lambda: self._batcher is not None and self._batcher.working)
        self._measures.follow_depth(lambda: self._batcher.depth if self._batcher else 0)

    @asynccontextmanager
    async def running(self) -> AsyncIterator[None]:
        """Load in the background; stop when the last request is answered."""
        loading = asyncio.create_task(self._load())
        try:
            yield
        finally:
            loading.cancel()
            await asyncio.gather(loading, return_exceptions=True)
            if self._batcher is not None:
                await self._batcher.stop()

    async def _load(self) -> None:
        settings = self._settings
        try:
            model, seconds = await asyncio.to_thread(self._load_model)
        except Exception as error:
            self._service.fail("the model cannot be loaded", error)
            return
        batcher = Batcher(
            model.score,
            Limits(settings.max_batch, settings.max_wait_ms / 1000, settings.queue_limit),
            self._observe,
            in_thread=seconds > _SHORT_SECONDS,
        )
        batcher.start()
        self._measures.name(model)
        self._model, self._batcher = model, batcher
        self._service.log.info("model ready", model=self.info.model_dump())

    def _load_model(self) -> tuple[Model, float]:
        settings = self._settings
        stored = get_model(
            settings.model_source,
            sha256=settings.model_sha256,
            cache_dir=settings.model_cache_dir,
            timeout=settings.load_timeout_ms / 1000,
        )
        model = Model(stored, accelerator=settings.accelerator, threads=settings.intra_op_threads)
        return model, model.warm_up(settings.max_batch)

    def _observe(self, batch: Batch) -> None:
        self._measures.observe(batch)
        if batch.error is None:
            self._failures = 0
            return
        self._failures += 1
        self._service.log.error("inference failed", batch.error, rows=batch.rows)
        if self._failures >= _FAILURES_IN_A_ROW:
            self._service.fail("the model fails again and again", batch.error)

    @property
    def info(self) -> ModelInfo:
        """Which model answers, on what."""
        if self._model is None:
            raise NotReadyError
        stored = self._model.stored
        return ModelInfo(
            name=stored.name,
            version=stored.version,
            sha256=stored.sha256,
            provider=self._model.provider,
        )

    async def score(self, pairs: Sequence[Pair], *, seconds: float) -> list[float]:
        """Score pairs within this time, or not at all."""
        if self._batcher is None:
            raise NotReadyError
        try:
            async with asyncio.timeout(seconds):
                scores = await self._batcher.submit(encode(pairs))
        except QueueFullError:
            self._measures.refuse("full")
            raise
        except TimeoutError:
            self._measures.refuse("deadline")
            raise DeadlineError from None
        return [round(float(score), 2) for score in scores]
