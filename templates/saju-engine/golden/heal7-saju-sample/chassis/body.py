"""Reads a request's body, no more of it and for no longer than allowed."""

import asyncio
from collections.abc import Iterable

from chassis.asgi import Receive


class RefusedError(Exception):
    """The request is answered with this and goes no further."""

    def __init__(self, code: int, reason: str) -> None:
        super().__init__(reason)
        self.code = code
        self.reason = reason


class ClientLeftError(Exception):
    """Nobody is there any more to read an answer."""


def refuse_announced(headers: Iterable[tuple[bytes, bytes]], limit: int) -> None:
    """Refuse by Content-Length, before a byte of the body is read."""
    for name, value in headers:
        if name == b"content-length" and value.isdigit() and int(value) > limit:
            raise _too_large(limit)


async def read_body(receive: Receive, *, limit: int, seconds: float) -> bytes:
    """Read all of the body into memory; `limit` makes that affordable."""
    body = b""
    try:
        async with asyncio.timeout(seconds):
            while True:
                message = await receive()
                if message["type"] == "http.disconnect":
                    raise ClientLeftError
                part: bytes = message.get("body", b"")
                body += part
                if len(body) > limit:
                    raise _too_large(limit)
                if not message.get("more_body", False):
                    return body
    except TimeoutError:
        raise RefusedError(408, f"the body took longer than {seconds:g} s to arrive") from None


def _too_large(limit: int) -> RefusedError:
    return RefusedError(413, f"the body is larger than {limit} bytes")
