"""What every request passes on its way to the application, and back."""

import asyncio
import time

from opentelemetry import trace

from chassis.asgi import App, Message, Receive, Scope, Send, send_bytes, send_json
from chassis.body import ClientLeftError, RefusedError, read_body, refuse_announced
from chassis.exchange import Exchange, request_id
from chassis.logs import Log
from chassis.metrics import Metrics
from chassis.readiness import Readiness
from chassis.tracing import begin_span, end_span

# As in nginx: the client left before the answer was complete.
CLIENT_LEFT = 499


class Edge:
    """Answers probes; counts, logs, traces and limits everything else."""

    def __init__(
        self,
        app: App,
        *,
        log: Log,
        metrics: Metrics,
        readiness: Readiness,
        max_body_bytes: int,
        body_seconds: float,
    ) -> None:
        self._app = app
        self._log = log
        self._metrics = metrics
        self._readiness = readiness
        self._max_body_bytes = max_body_bytes
        self._body_seconds = body_seconds
        self.cut = 0
        """Requests ended by force, when their time to drain was over."""

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Stand before the application."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
        elif not await self._answer_probe(scope["path"], send):
            await self._answer(scope, receive, send)

    async def _answer_probe(self, path: str, send: Send) -> bool:
        """Answer what the cluster asks: neither counted nor logged."""
        if path == "/health":
            await send_json(send, 200, {"status": "ok"})
        elif path == "/ready":
            report = await self._readiness.report()
            await send_json(send, 200 if report["ready"] else 503, report)
        elif path == "/metrics":
            await send_bytes(send, 200, self._metrics.content_type, self._metrics.text())
        else:
            return False
        return True

    async def _answer(self, scope: Scope, receive: Receive, send: Send) -> None:
        start = time.perf_counter()
        method, path = scope["method"], scope["path"]
        identity = request_id(scope["headers"])
        exchange = Exchange(send, request_id=identity, last=self._readiness.draining)
        scope.setdefault("state", {})["request_id"] = identity
        span = begin_span(method, path, scope["headers"])
        code = CLIENT_LEFT
        try:
            with trace.use_span(span, end_on_exit=False):
                await self._let_in(scope, receive, exchange)
            if exchange.complete and exchange.status is not None:
                code = exchange.status
        except ClientLeftError:
            pass
        except asyncio.CancelledError:
            self.cut += 1
            code = 503
            raise
        except Exception as error:
            code = 500
            self._log.error("request failed", error, requestId=identity, path=path)
            if exchange.status is None:
                await send_json(exchange.send, 500, {"error": "internal error"})
        finally:
            seconds = time.perf_counter() - start
            end_span(span, code=code, route=getattr(scope.get("route"), "path", None))
            self._metrics.observe(method=method, code=code, seconds=seconds)
            say = self._log.error if code >= 500 else self._log.info
            say(
                "request",
                requestId=identity,
                method=method,
                path=path,
                status=code,
                durationMs=round(seconds * 1000, 1),
            )

    async def _let_in(self, scope: Scope, receive: Receive, exchange: Exchange) -> None:
        try:
            refuse_announced(scope["headers"], self._max_body_bytes)
            body = await read_body(receive, limit=self._max_body_bytes, seconds=self._body_seconds)
        except RefusedError as refused:
            await send_json(exchange.send, refused.code, {"error": refused.reason})
            return
        await _while_wanted(self._app, scope, body, receive, exchange)


async def _while_wanted(
    app: App, scope: Scope, body: bytes, receive: Receive, exchange: Exchange
) -> None:
    """Run the application, and stop it when the client leaves."""
    task = asyncio.current_task()
    assert task is not None  # noqa: S101 - ASGI servers run requests in tasks
    left = False

    def on_message(_: asyncio.Future[Message]) -> None:
        nonlocal left
        if not exchange.complete and not watcher.cancelled():
            left = True
            task.cancel()

    # After the body the only message to come is that the client has left.
    watcher = asyncio.ensure_future(receive())
    watcher.add_done_callback(on_message)
    unread: list[bytes] = [body]

    async def replay() -> Message:
        if unread:
            return {"type": "http.request", "body": unread.pop(), "more_body": False}
        return await asyncio.shield(watcher)

    try:
        await app(scope, replay, exchange.send)
    except asyncio.CancelledError:
        if not left or task.uncancel() > 0:
            raise
        raise ClientLeftError from None
    finally:
        watcher.cancel()
