"""Puts requests that come at the same time through the model together."""

import asyncio
import math
from collections import deque
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from ai_models.features import Rows


class QueueFullError(Exception):
    """As many rows wait as may."""

    def __init__(self, retry_after: int) -> None:
        super().__init__("too many requests are waiting")
        self.retry_after = retry_after


class Limits(NamedTuple):
    """Of a batch in rows and seconds, and of the queue in rows."""

    max_batch: int
    max_wait: float
    queue: int


class Batch(NamedTuple):
    """What an inference was like, for whoever measures it."""

    rows: int
    waited: float
    """Of the request that waited longest, in seconds."""
    seconds: float
    """Of the inference itself."""
    error: Exception | None


@dataclass(eq=False)
class _Waiting:
    rows: Rows
    since: float
    answer: asyncio.Future[Rows]


class Batcher:
    """One inference at a time; while it runs, the next batch gathers.

    A request is never divided. Whoever stops waiting leaves the queue at once.
    Inferences run in a thread, unless they are so short that changing threads
    would take longer: under load that takes many milliseconds.
    """

    def __init__(
        self,
        infer: Callable[[Rows], Rows],
        limits: Limits,
        observe: Callable[[Batch], None] = lambda batch: None,
        *,
        in_thread: bool = True,
    ) -> None:
        self._infer = infer
        self._limits = limits
        self._observe = observe
        self._queue: deque[_Waiting] = deque()
        self._arrived = asyncio.Event()
        self._thread = ThreadPoolExecutor(1, "inference") if in_thread else None
        self._usual_seconds = 0.0
        self._worker: asyncio.Task[None] | None = None
        self.depth = 0
        """Rows that wait."""

    def start(self) -> None:
        """Begin to take from the queue."""
        self._worker = asyncio.create_task(self._work())

    @property
    def working(self) -> bool:
        """Whether anything is taken from the queue."""
        return self._worker is not None and not self._worker.done()

    async def stop(self) -> None:
        """End; nobody may be waiting any more."""
        if self._worker is not None:
            self._worker.cancel()
            await asyncio.gather(self._worker, return_exceptions=True)
        if self._thread is not None:
            self._thread.shutdown()

    async def submit(self, rows: Rows) -> Rows:
        """Wait for the scores of these rows; cancelling it takes them back."""
        if self.depth + len(rows) > self._limits.queue:
            raise QueueFullError(self._retry_after())
        loop = asyncio.get_running_loop()
        waiting = _Waiting(rows, loop.time(), loop.create_future())
        self._queue.append(waiting)
        self.depth += len(rows)
        self._arrived.set()
        try:
            return await waiting.answer
        except asyncio.CancelledError:
            if waiting in self._queue:
                self._queue.remove(waiting)
                self.depth -= len(rows)
            raise

    def _retry_after(self) -> int:
        """Seconds until what waits now is done, as far as one can tell."""
        batches = math.ceil(self.depth / self._limits.max_batch)
        return max(1, math.ceil(batches * self._usual_seconds))

    async def _work(self) -> None:
        while True:
            batch = await self._gather()
            if batch:
                await self._run(batch)

    async def _gather(self) -> list[_Waiting]:
        """Take what waits, once a batch is full or its first has waited enough."""
        while not self._queue:
            await self._arrival(None)
        end = self._queue[0].since + self._limits.max_wait
        while self.depth < self._limits.max_batch and await self._arrival(end):
            pass
        taken: list[_Waiting] = []
        room = self._limits.max_batch
        while self._queue and len(self._queue[0].rows) <= room:
            taken.append(self._queue.popleft())
            room -= len(taken[-1].rows)
        self.depth -= self._limits.max_batch - room
        return taken

    async def _arrival(self, end: float | None) -> bool:
        """Wait for the next arrival, until `end` at most; says whether one came."""
        self._arrived.clear()
        try:
            async with asyncio.timeout_at(end):
                await self._arrived.wait()
        except TimeoutError:
            return False
        return True

    async def _run(self, batch: list[_Waiting]) -> None:
        loop = asyncio.get_running_loop()
        rows = np.concatenate([waiting.rows for waiting in batch])
        begin = loop.time()
        error: Exception | None = None
        try:
            if self._thread is None:
                scores = self._infer(rows)
            else:
                scores = await loop.run_in_executor(self._thread, self._infer, rows)
        except Exception as caught:
            error = caught
        seconds = loop.time() - begin
        self._usual_seconds = 0.9 * self._usual_seconds + 0.1 * seconds
        self._observe(Batch(len(rows), begin - batch[0].since, seconds, error))
        done = 0
        for waiting in batch:
            until = done + len(waiting.rows)
            # Whoever has left meanwhile has cancelled theirs.
            if not waiting.answer.done():
                if error is None:
                    waiting.answer.set_result(scores[done:until])
                else:
                    waiting.answer.set_exception(error)
            done = until
