"""Whether this process may get traffic."""

import asyncio
import time
from collections.abc import Callable, Sequence
from typing import Literal, TypedDict

from chassis.upstreams import Upstream, is_up

State = Literal["up", "down"]


class Report(TypedDict):
    """The body of /ready."""

    ready: bool
    draining: bool
    checks: dict[str, State]
    upstreams: dict[str, State]


class Readiness:
    """Ready while not draining, every check says yes and every upstream answers.

    Answers of upstreams are shared between callers and kept for a moment, so
    that the probes of every replica do not add up to load on the upstream.
    """

    def __init__(
        self,
        upstreams: Sequence[Upstream] = (),
        *,
        seconds: float = 1.0,
        fresh_for: float = 2.0,
        now: Callable[[], float] = time.monotonic,
    ) -> None:
        self._upstreams = upstreams
        self._seconds = seconds
        self._fresh_for = fresh_for
        self._now = now
        self._checks: dict[str, Callable[[], bool]] = {}
        self._last: tuple[float, asyncio.Task[dict[str, State]]] | None = None
        self.draining = False

    def add(self, name: str, check: Callable[[], bool]) -> None:
        """Make readiness depend on this as well; it is asked at every probe."""
        self._checks[name] = check

    def drain(self) -> None:
        """From here on the answer is no, for good."""
        self.draining = True

    async def report(self) -> Report:
        """Ask everything that readiness depends on."""
        upstreams = await asyncio.shield(self._shared_probe())
        checks = {name: _state(check()) for name, check in self._checks.items()}
        up = all(state == "up" for state in [*checks.values(), *upstreams.values()])
        return {
            "ready": up and not self.draining,
            "draining": self.draining,
            "checks": checks,
            "upstreams": upstreams,
        }

    def _shared_probe(self) -> asyncio.Task[dict[str, State]]:
        now = self._now()
        if self._last is None or now - self._last[0] >= self._fresh_for:
            self._last = (now, asyncio.create_task(self._probe()))
        return self._last[1]

    async def _probe(self) -> dict[str, State]:
        states = await asyncio.gather(
            *(is_up(one, seconds=self._seconds) for one in self._upstreams)
        )
        return {one.name: _state(up) for one, up in zip(self._upstreams, states, strict=True)}


def _state(up: bool) -> State:
    return "up" if up else "down"
