"""Starts the service, and stops it without failing a request."""

import asyncio
import contextlib
import os
import signal
import socket
from collections.abc import Callable, Iterator
from typing import NoReturn, cast

import uvicorn
import uvloop

from chassis.asgi import App
from chassis.config import ConfigError, S, read_settings
from chassis.edge import Edge
from chassis.logs import Log, open_log
from chassis.metrics import Metrics
from chassis.readiness import Readiness
from chassis.service import Service
from chassis.tracing import start_tracing


def serve(create_app: Callable[[Service[S]], App], settings: type[S]) -> NoReturn:
    """Run the service until SIGTERM or SIGINT; never returns.

    Ends with 0 when every request was answered; with 1 when it could not start,
    when requests had to be cut, or when the service called `Service.fail`.
    """
    try:
        config = read_settings(settings, os.environ)
    except ConfigError as error:
        open_log("error", {}).error(str(error))
        raise SystemExit(1) from None
    log = open_log(
        config.log_level, {"service": config.service_name, "version": config.service_version}
    )
    with asyncio.Runner(loop_factory=uvloop.new_event_loop) as runner:
        try:
            code = runner.run(_Process(config, log).run(create_app))
        except (Exception, SystemExit) as error:
            # SystemExit is uvicorn's, when the application's own start failed.
            log.error("could not start", error)
            code = 1
    raise SystemExit(code)


class _Server(uvicorn.Server):
    """Uvicorn without its own signal handling, which would skip the drain."""

    def __init__(self, config: uvicorn.Config, on_started: Callable[[], None]) -> None:
        super().__init__(config)
        self._on_started = on_started

    @contextlib.contextmanager
    def capture_signals(self) -> Iterator[None]:
        yield

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets)
        self._on_started()


class _Process:
    """One life of the process, from the bind to the exit code."""

    def __init__(self, config: S, log: Log) -> None:
        self._config = config
        self._log = log
        self._readiness = Readiness(config.upstreams, seconds=config.upstream_timeout_ms / 1000)
        self._server: _Server | None = None
        self._draining: asyncio.Task[None] | None = None
        self._failed = False

    async def run(self, create_app: Callable[[Service[S]], App]) -> int:
        config, log = self._config, self._log
        metrics = Metrics()
        service = Service(cast("S", config), log, metrics, self._readiness, self._fail)
        edge = Edge(
            create_app(service),
            log=log,
            metrics=metrics,
            readiness=self._readiness,
            max_body_bytes=config.max_body_bytes,
            body_seconds=config.body_timeout_ms / 1000,
        )
        stop_tracing = start_tracing(config)
        listener = _bind(config.host, config.port)
        address, port = listener.getsockname()[:2]
        self._server = _Server(
            uvicorn.Config(
                edge,
                log_config=None,
                access_log=False,
                server_header=False,
                proxy_headers=False,
                ws="none",
                # Of whole seconds by its type alone.
                timeout_graceful_shutdown=cast("int", config.drain_timeout_ms / 1000),
            ),
            lambda: log.info("listening", address={"address": address, "port": port}),
        )
        loop = asyncio.get_running_loop()
        for number in (signal.SIGTERM, signal.SIGINT):
            loop.add_signal_handler(number, self._on_signal, number)
        await self._server.serve([listener])
        log.info("stopped", cut=edge.cut)
        if not stop_tracing():
            log.warning("traces were not all sent")
        return 1 if edge.cut or self._failed else 0

    def _on_signal(self, number: signal.Signals) -> None:
        # A second one of the same kind kills, as people expect of Ctrl+C.
        asyncio.get_running_loop().remove_signal_handler(number)
        self._log.info("signal", signal=number.name)
        if self._draining is None:
            self._draining = asyncio.create_task(self._drain())

    async def _drain(self) -> None:
        """Say no while the port still answers, for as long as proxies need to notice."""
        config = self._config
        self._readiness.drain()
        self._log.info("draining", delayMs=config.drain_delay_ms, timeoutMs=config.drain_timeout_ms)
        await asyncio.sleep(config.drain_delay_ms / 1000)
        self._stop()

    def _fail(self, message: str, error: BaseException) -> None:
        self._log.error(message, error)
        self._failed = True
        self._readiness.drain()
        self._stop()

    def _stop(self) -> None:
        if self._server is not None:
            self._server.should_exit = True


def _bind(host: str, port: int) -> socket.socket:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    listener = socket.socket(family, socket.SOCK_STREAM)
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listener.bind((host, port))
    except OSError:
        listener.close()
        raise
    return listener
