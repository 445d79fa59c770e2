"""Asks the application itself, without a process around it."""

import asyncio
import logging
from typing import Any

import httpx

from chassis.config import read_settings
from chassis.logs import Log
from chassis.service import Service
from saju_engine.app import create_app
from saju_engine.settings import Settings


class Client:
    """An application of its own, with this in its environment."""

    def __init__(self, **env: str) -> None:
        log = Log(logging.getLogger("test"))
        self.service = Service(read_settings(Settings, env), log)
        self._app = create_app(self.service)

    def get(self, path: str) -> httpx.Response:
        return asyncio.run(self._ask("GET", path))

    def post(self, path: str, body: Any) -> httpx.Response:
        return asyncio.run(self._ask("POST", path, json=body))

    def post_text(self, path: str, text: str) -> httpx.Response:
        headers = {"content-type": "application/json"}
        return asyncio.run(self._ask("POST", path, content=text, headers=headers))

    async def _ask(self, method: str, path: str, **options: Any) -> httpx.Response:
        transport = httpx.ASGITransport(self._app)
        async with httpx.AsyncClient(transport=transport, base_url="http://test") as client:
            return await client.request(method, path, **options)
