"""One request and its answer, as the edge sees them."""

import re
import uuid
from collections.abc import Iterable

from chassis.asgi import Message, Send

_SAFE_ID = re.compile(rb"[\w.:-]{1,128}", re.ASCII)


def request_id(headers: Iterable[tuple[bytes, bytes]]) -> str:
    """Take the caller's only when it is safe to repeat in logs and headers."""
    for name, value in headers:
        if name == b"x-request-id" and _SAFE_ID.fullmatch(value):
            return value.decode("ascii")
    return str(uuid.uuid4())


class Exchange:
    """Passes the answer on, adds our headers, and remembers how far it came."""

    def __init__(self, send: Send, *, request_id: str, last: bool) -> None:
        self._send = send
        self._headers = [(b"x-request-id", request_id.encode())]
        if last:
            # A kept-alive connection would bring its next request to a closed port.
            self._headers.append((b"connection", b"close"))
        self.status: int | None = None
        self.complete = False

    async def send(self, message: Message) -> None:
        """Stand in for the server's own `send`."""
        if message["type"] == "http.response.start":
            self.status = message["status"]
            message = {**message, "headers": [*message.get("headers", []), *self._headers]}
        elif message["type"] == "http.response.body":
            self.complete = not message.get("more_body", False)
        await self._send(message)
