"""Starts a service as the image does, and follows its log."""

import json
import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import httpx

PATIENCE = 30


class Process:
    """A running service: its address, its log so far, and how it ended."""

    def __init__(self, module: str, env: dict[str, str]) -> None:
        self.lines: list[dict[str, Any]] = []
        self._child = subprocess.Popen(
            [sys.executable, "-m", module],
            env={"PATH": os.environ["PATH"], "HOST": "127.0.0.1", "PORT": "0", **env},
            stdout=subprocess.PIPE,
            text=True,
        )

    @property
    def url(self) -> str:
        line = self.wait_for("listening")
        return f"http://127.0.0.1:{line['address']['port']}"

    def wait_for(self, message: str) -> dict[str, Any]:
        """Read the log up to this message."""
        for line in self.lines:
            if line["message"] == message:
                return line
        assert self._child.stdout is not None
        for text in self._child.stdout:
            self.lines.append(json.loads(text))
            if self.lines[-1]["message"] == message:
                return self.lines[-1]
        raise AssertionError(f'it ended without saying "{message}": {self.lines}')

    def signal(self, number: signal.Signals) -> None:
        self._child.send_signal(number)

    def exit_code(self) -> int:
        """Read the rest of the log and wait for the end."""
        assert self._child.stdout is not None
        self.lines.extend(json.loads(text) for text in self._child.stdout)
        return self._child.wait(PATIENCE)

    def close(self) -> None:
        self._child.kill()
        self._child.wait(PATIENCE)
        assert self._child.stdout is not None
        self._child.stdout.close()


@contextmanager
def running(module: str, **env: str) -> Iterator[Process]:
    """Run `python -m module` with nothing in its environment but this."""
    process = Process(module, env)
    try:
        yield process
    finally:
        process.close()


@contextmanager
def client_of(process: Process) -> Iterator[httpx.Client]:
    """Talk to it, over connections kept alive."""
    with httpx.Client(base_url=process.url, timeout=PATIENCE, trust_env=False) as client:
        yield client
