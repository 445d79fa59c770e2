"""The types of ASGI, and the one answer that everything here gives: JSON."""

import json
from collections.abc import Awaitable, Callable, MutableMapping
from typing import Any

Scope = MutableMapping[str, Any]
Message = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]
App = Callable[[Scope, Receive, Send], Awaitable[None]]


async def send_bytes(send: Send, code: int, content_type: str, body: bytes) -> None:
    """Send a whole answer that nobody may keep."""
    headers = [
        (b"content-type", content_type.encode()),
        (b"content-length", str(len(body)).encode()),
        (b"cache-control", b"no-store"),
    ]
    await send({"type": "http.response.start", "status": code, "headers": headers})
    await send({"type": "http.response.body", "body": body})


async def send_json(send: Send, code: int, body: Any) -> None:
    """Send a whole answer in JSON."""
    await send_bytes(send, code, "application/json", json.dumps(body).encode())
