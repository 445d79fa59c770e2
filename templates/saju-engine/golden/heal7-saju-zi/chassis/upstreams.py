"""The services that this one cannot do without."""

import asyncio
import re
import urllib.error
import urllib.request
from http.client import HTTPException
from typing import Any, NamedTuple

_ENTRY = re.compile(r"([a-z][-a-z0-9]*)=(https?://[^\s]+)")


class Upstream(NamedTuple):
    """One of them: a name for people, and the address that says it is up."""

    name: str
    url: str


def parse_upstreams(value: Any) -> Any:
    """Read `name=http://host/path,...`; what is no text is left to pydantic."""
    if not isinstance(value, str):
        return value
    entries = [entry.strip() for entry in value.split(",")]
    return tuple(_parse_entry(entry) for entry in entries if entry)


def _parse_entry(entry: str) -> Upstream:
    match = _ENTRY.fullmatch(entry)
    if match is None:
        raise ValueError(f'"{entry}" is not of the form name=http://host/path')
    return Upstream(match[1], match[2])


class _NoRedirects(urllib.request.HTTPRedirectHandler):
    """A login page somewhere else is no sign of health."""

    def redirect_request(self, *_: Any) -> None:
        return None


# No proxy either: the answer of a proxy says nothing about the upstream.
_OPENER = urllib.request.build_opener(_NoRedirects, urllib.request.ProxyHandler({}))


def _answers(url: str, seconds: float) -> bool:
    try:
        with _OPENER.open(url, timeout=seconds) as response:
            return 200 <= int(response.status) < 300
    except (OSError, HTTPException, ValueError):
        return False


async def is_up(upstream: Upstream, *, seconds: float) -> bool:
    """Ask whether the upstream answers 2xx within this time."""
    return await asyncio.to_thread(_answers, upstream.url, seconds)
