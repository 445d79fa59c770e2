"""The edge around an application, with the messages of an ASGI server."""

import asyncio
import io
import json
import logging
from collections.abc import Coroutine, Iterator
from typing import Any

import pytest

from chassis.asgi import App, Message
from chassis.edge import Edge
from chassis.logs import open_log
from chassis.metrics import Metrics
from chassis.readiness import Readiness
from tests.chassis.process import PATIENCE
from tests.chassis.sample import Sample

Answer = tuple[int, dict[str, str], Any]


class Fixture:
    """An edge, and a client of it that can leave."""

    def __init__(self, app: App, *, max_body_bytes: int = 100, body_seconds: float = 10) -> None:
        self.logged = io.StringIO()
        self.metrics = Metrics()
        self.readiness = Readiness()
        self.edge = Edge(
            app,
            log=open_log("info", {}, self.logged),
            metrics=self.metrics,
            readiness=self.readiness,
            max_body_bytes=max_body_bytes,
            body_seconds=body_seconds,
        )
        self.left = asyncio.Event()

    async def ask(
        self, method: str, path: str, body: bytes | None = b"", **headers: str
    ) -> Answer | None:
        """Ask; a body of None never arrives."""
        sent: list[Message] = []
        parts = [] if body is None else [body]

        async def receive() -> Message:
            if parts:
                return {"type": "http.request", "body": parts.pop(), "more_body": False}
            await self.left.wait()
            return {"type": "http.disconnect"}

        async def send(message: Message) -> None:
            sent.append(message)

        scope = {
            "type": "http",
            "asgi": {"version": "3.0"},
            "method": method,
            "path": path,
            "query_string": b"token=secret",
            "headers": [
                (name.replace("_", "-").encode(), value.encode("latin-1"))
                for name, value in headers.items()
            ],
        }
        await self.edge(scope, receive, send)
        if not sent:
            return None
        answered = {key.decode(): value.decode() for key, value in sent[0]["headers"]}
        text = b"".join(message["body"] for message in sent[1:])
        return sent[0]["status"], answered, text.decode()

    @property
    def counted(self) -> list[str]:
        lines = self.metrics.text().decode().splitlines()
        return [line for line in lines if line.startswith("http_requests_total{")]

    @property
    def lines(self) -> list[dict[str, Any]]:
        return [json.loads(line) for line in self.logged.getvalue().splitlines()]


@pytest.fixture(autouse=True)
def _restore_logging() -> Iterator[None]:
    root = logging.getLogger()
    handlers, level = root.handlers, root.level
    yield
    root.handlers = handlers
    root.setLevel(level)
    logging.captureWarnings(capture=False)


def run(test: Coroutine[Any, Any, None]) -> None:
    asyncio.run(asyncio.wait_for(test, PATIENCE))


def test_probes_are_answered_but_neither_counted_nor_logged() -> None:
    async def test() -> None:
        edge = Fixture(Sample().build())
        for path in ("/health", "/ready", "/metrics"):
            answer = await edge.ask("GET", path)
            assert answer is not None
            assert answer[0] == 200
        assert edge.counted == []
        assert edge.lines == []

    run(test())


def test_ready_says_no_on_drain_while_requests_are_served() -> None:
    async def test() -> None:
        edge = Fixture(Sample().build())
        edge.readiness.drain()
        ready = await edge.ask("GET", "/ready")
        assert ready is not None
        assert ready[0] == 503
        served = await edge.ask("GET", "/hello/a")
        assert served is not None
        assert served[0] == 200
        assert served[1]["connection"] == "close"

    run(test())


def test_requests_are_counted_by_method_and_code() -> None:
    async def test() -> None:
        edge = Fixture(Sample().build())
        await edge.ask("GET", "/hello/a")
        await edge.ask("GET", "/hello/b")
        await edge.ask("GET", "/nowhere")
        assert edge.counted == [
            'http_requests_total{code="200",method="GET"} 2.0',
            'http_requests_total{code="404",method="GET"} 1.0',
        ]
        text = edge.metrics.text().decode()
        assert 'http_request_duration_seconds_count{code="200",method="GET"} 2.0' in text

    run(test())


def test_a_broken_route_is_a_500_with_its_cause_in_the_log_alone() -> None:
    async def test() -> None:
        edge = Fixture(Sample().build())
        answer = await edge.ask("GET", "/boom")
        assert answer is not None
        assert answer[0] == 500
        assert "broken route" not in answer[2]
        assert edge.counted == ['http_requests_total{code="500",method="GET"} 1.0']
        failed, request = edge.lines
        assert "broken route" in failed["error"]["stack"]
        assert request["level"] == "error"

    run(test())


def test_the_log_has_no_query_and_repeats_the_request_id() -> None:
    async def test() -> None:
        edge = Fixture(Sample().build())
        answer = await edge.ask("GET", "/hello/a", x_request_id="abc-1")
        assert answer is not None
        assert answer[1]["x-request-id"] == "abc-1"
        (line,) = edge.lines
        assert (line["requestId"], line["path"], line["status"]) == ("abc-1", "/hello/a", 200)
        assert "secret" not in edge.logged.getvalue()

    run(test())


@pytest.mark.parametrize("given", ['a b"c', "", "x" * 129, "사주".encode().decode("latin-1")])
def test_an_unsafe_request_id_is_replaced(given: str) -> None:
    async def test() -> None:
        edge = Fixture(Sample().build())
        answer = await edge.ask("GET", "/hello/a", x_request_id=given)
        assert answer is not None
        assert answer[1]["x-request-id"] != given
        assert len(answer[1]["x-request-id"]) == 36

    run(test())


def test_a_body_over_the_limit_is_refused_by_its_announced_and_by_its_real_size() -> None:
    async def test() -> None:
        edge = Fixture(Sample().build(), max_body_bytes=10)
        announced = await edge.ask("POST", "/echo", None, content_length="11")
        real = await edge.ask("POST", "/echo", b"x" * 11)
        for answer in (announced, real):
            assert answer is not None
            assert answer[0] == 413
            assert json.loads(answer[2]) == {"error": "the body is larger than 10 bytes"}

    run(test())


def test_a_body_of_just_the_limit_reaches_the_application() -> None:
    async def test() -> None:
        body = b'{"number":7}'
        edge = Fixture(Sample().build(), max_body_bytes=len(body))
        answer = await edge.ask("POST", "/echo", body, content_type="application/json")
        assert answer is not None
        assert (answer[0], answer[2]) == (200, "7")

    run(test())


def test_a_body_that_does_not_come_is_not_waited_for() -> None:
    async def test() -> None:
        edge = Fixture(Sample().build(), body_seconds=0.01)
        answer = await edge.ask("POST", "/echo", None)
        assert answer is not None
        assert answer[0] == 408

    run(test())


def test_what_does_not_follow_the_schema_is_refused_without_repeating_it() -> None:
    async def test() -> None:
        edge = Fixture(Sample().build())
        answer = await edge.ask("POST", "/echo", b'{"number":"hong@example.com"}')
        assert answer is not None
        assert answer[0] == 422
        assert "number" in json.loads(answer[2])["error"]
        assert "hong" not in answer[2]

    run(test())


def test_work_for_a_client_that_left_is_stopped_and_counted_as_499() -> None:
    async def test() -> None:
        sample = Sample()
        edge = Fixture(sample.build())
        asked = asyncio.create_task(edge.ask("GET", "/wait"))
        await sample.began.wait()
        edge.left.set()
        assert await asked is None
        assert sample.stopped.is_set()
        assert edge.counted == ['http_requests_total{code="499",method="GET"} 1.0']
        assert edge.edge.cut == 0

    run(test())


def test_a_client_that_leaves_before_its_body_is_whole_is_a_499_too() -> None:
    async def test() -> None:
        edge = Fixture(Sample().build())
        edge.left.set()
        assert await edge.ask("POST", "/echo", None) is None
        assert edge.counted == ['http_requests_total{code="499",method="POST"} 1.0']

    run(test())


def test_a_request_cut_by_the_server_is_remembered() -> None:
    async def test() -> None:
        sample = Sample()
        edge = Fixture(sample.build())
        asked = asyncio.create_task(edge.ask("GET", "/wait"))
        await sample.began.wait()
        asked.cancel()
        with pytest.raises(asyncio.CancelledError):
            await asked
        assert edge.edge.cut == 1

    run(test())
