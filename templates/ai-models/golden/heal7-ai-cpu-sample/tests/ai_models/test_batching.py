import asyncio
import threading
from collections.abc import Awaitable, Callable
from typing import Any

import numpy as np
import pytest

from ai_models.batching import Batch, Batcher, Limits, QueueFullError
from ai_models.features import Rows
from tests.ai_models.people import rows

LONG = 30.0


class Model:
    """Answers with each row's first column, when it is allowed to."""

    def __init__(self) -> None:
        self.sizes: list[int] = []
        self.began = threading.Event()
        self.allowed = threading.Event()
        self.allowed.set()
        self.error: Exception | None = None

    def infer(self, rows: Rows) -> Rows:
        self.sizes.append(len(rows))
        self.began.set()
        assert self.allowed.wait(LONG)
        if self.error:
            raise self.error
        first: Rows = rows[:, 0]
        return first


def run(
    test: Callable[[Batcher, Model], Awaitable[None]],
    *,
    max_batch: int = 8,
    max_wait: float = 0.0,
    queue: int = 16,
    observe: Callable[[Batch], None] = lambda batch: None,
) -> Model:
    model = Model()

    async def body() -> None:
        batcher = Batcher(model.infer, Limits(max_batch, max_wait, queue), observe)
        batcher.start()
        try:
            await asyncio.wait_for(test(batcher, model), LONG)
        finally:
            model.allowed.set()
            await batcher.stop()

    asyncio.run(body())
    return model


async def settle(batcher: Batcher, depth: int) -> None:
    """Let every task have its turn, after which this much waits."""
    for _ in range(3):
        await asyncio.sleep(0)
    assert batcher.depth == depth


def submit(batcher: Batcher, *sizes: int) -> list[asyncio.Task[Rows]]:
    return [asyncio.create_task(batcher.submit(rows(size))) for size in sizes]


async def held(batcher: Batcher, model: Model) -> asyncio.Task[Rows]:
    """Occupy the model with one row."""
    model.allowed.clear()
    (task,) = submit(batcher, 1)
    assert await asyncio.to_thread(model.began.wait, LONG)
    return task


def test_what_comes_during_an_inference_goes_together_into_the_next() -> None:
    async def test(batcher: Batcher, model: Model) -> None:
        first = await held(batcher, model)
        others = submit(batcher, 2, 3)
        await settle(batcher, 5)
        model.allowed.set()
        await asyncio.gather(first, *others)

    assert run(test).sizes == [1, 5]


def test_everybody_gets_the_answers_to_their_own_rows() -> None:
    async def test(batcher: Batcher, model: Model) -> None:
        await held(batcher, model)
        two, three = submit(batcher, 2, 3)
        await settle(batcher, 5)
        model.allowed.set()
        assert (await two).tolist() == [0, 1]
        assert (await three).tolist() == [0, 1, 2]

    run(test)


def test_a_batch_is_never_larger_than_allowed_and_nothing_is_divided() -> None:
    async def test(batcher: Batcher, model: Model) -> None:
        await held(batcher, model)
        tasks = submit(batcher, 5, 3, 4, 4)
        await settle(batcher, 16)
        model.allowed.set()
        await asyncio.gather(*tasks)

    assert run(test).sizes == [1, 8, 8]


def test_a_request_that_does_not_fit_waits_for_the_next_batch() -> None:
    async def test(batcher: Batcher, model: Model) -> None:
        await held(batcher, model)
        tasks = submit(batcher, 5, 6)
        await settle(batcher, 11)
        model.allowed.set()
        await asyncio.gather(*tasks)

    assert run(test).sizes == [1, 5, 6]


def test_the_first_waits_for_others_but_a_full_batch_does_not() -> None:
    async def test(batcher: Batcher, _: Model) -> None:
        tasks = submit(batcher, 3, 3, 2)
        await asyncio.gather(*tasks)

    assert run(test, max_wait=LONG).sizes == [8]


def test_the_wait_for_others_ends() -> None:
    async def test(batcher: Batcher, _: Model) -> None:
        await batcher.submit(rows(1))

    assert run(test, max_wait=0.01).sizes == [1]


def test_over_the_limit_is_refused_with_a_time_to_come_back() -> None:
    async def test(batcher: Batcher, model: Model) -> None:
        await held(batcher, model)
        tasks = submit(batcher, 8, 8)
        await settle(batcher, 16)
        with pytest.raises(QueueFullError) as caught:
            await batcher.submit(rows(1))
        assert caught.value.retry_after >= 1
        model.allowed.set()
        await asyncio.gather(*tasks)
        assert (await batcher.submit(rows(1))).tolist() == [0]

    run(test)


def test_whoever_stops_waiting_makes_room_and_is_not_computed() -> None:
    async def test(batcher: Batcher, model: Model) -> None:
        await held(batcher, model)
        left, stayed = submit(batcher, 8, 2)
        await settle(batcher, 10)
        left.cancel()
        await settle(batcher, 2)
        model.allowed.set()
        assert (await stayed).tolist() == [0, 1]

    assert run(test).sizes == [1, 2]


def test_leaving_during_the_inference_harms_nobody_else() -> None:
    async def test(batcher: Batcher, model: Model) -> None:
        first = await held(batcher, model)
        first.cancel()
        (second,) = submit(batcher, 2)
        await settle(batcher, 2)
        model.allowed.set()
        assert (await second).tolist() == [0, 1]

    run(test)


def test_a_failure_reaches_everybody_in_the_batch_and_the_next_one_works() -> None:
    seen: list[Batch] = []

    async def test(batcher: Batcher, model: Model) -> None:
        await held(batcher, model)
        tasks = submit(batcher, 1, 2)
        await settle(batcher, 3)
        model.error = RuntimeError("out of memory")
        model.allowed.set()
        answers: list[Any] = await asyncio.gather(*tasks, return_exceptions=True)
        assert [str(answer) for answer in answers] == ["out of memory"] * 2
        model.error = None
        assert np.array_equal(await batcher.submit(rows(1)), [0])

    run(test, observe=seen.append)
    assert [batch.error is None for batch in seen] == [False, False, True]


def test_a_short_inference_needs_no_thread() -> None:
    threads: list[str] = []

    def infer(given: Rows) -> Rows:
        threads.append(threading.current_thread().name)
        first: Rows = given[:, 0]
        return first

    async def score(*, in_thread: bool) -> None:
        batcher = Batcher(infer, Limits(8, 0.0, 8), in_thread=in_thread)
        batcher.start()
        assert (await batcher.submit(rows(2))).tolist() == [0, 1]
        await batcher.stop()

    asyncio.run(score(in_thread=False))
    asyncio.run(score(in_thread=True))
    assert threads == [threading.main_thread().name, "inference_0"]


def test_each_batch_is_measured() -> None:
    seen: list[Batch] = []

    async def test(batcher: Batcher, _: Model) -> None:
        await batcher.submit(rows(3))

    run(test, observe=seen.append)
    (batch,) = seen
    assert batch.rows == 3
    assert batch.waited >= 0
    assert batch.seconds >= 0
