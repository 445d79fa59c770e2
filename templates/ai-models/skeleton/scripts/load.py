"""Puts load on a running service and says what came of it.

    .venv/bin/python scripts/load.py --connections 64 --seconds 10

Keeps each connection busy with one request after another, which is the load of
that many callers who wait for their answers. What happened inside comes from
/metrics: the batches, and the processor time, which unlike requests per second
hardly depends on what else the machine has to do.
"""

import argparse
import asyncio
import json
import random
import time
import urllib.request
from collections import Counter
from typing import NamedTuple
from urllib.parse import urlsplit

ELEMENTS = ("wood", "fire", "earth", "metal", "water")


def person(source: random.Random) -> dict[str, object]:
    drawn = Counter(source.choices(ELEMENTS, k=8))
    return {
        "elements": {element: drawn[element] for element in ELEMENTS},
        "dayMaster": source.choice(ELEMENTS),
    }


def request_of(host: str, pairs: int, source: random.Random) -> bytes:
    people = [{"a": person(source), "b": person(source)} for _ in range(pairs)]
    path = "/v1/score" if pairs == 1 else "/v1/score/batch"
    body = json.dumps(people[0] if pairs == 1 else {"pairs": people}).encode()
    head = (
        f"POST {path} HTTP/1.1\r\nhost: {host}\r\n"
        f"content-type: application/json\r\ncontent-length: {len(body)}\r\n\r\n"
    )
    return head.encode() + body


async def answer(reader: asyncio.StreamReader) -> int:
    head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1").lower()
    length = int(head.split("content-length: ", 1)[1].split("\r\n", 1)[0])
    await reader.readexactly(length)
    return int(head.split(" ", 2)[1])


async def caller(
    host: str, port: int, requests: list[bytes], end: float, seen: list[tuple[int, float]]
) -> None:
    reader, writer = await asyncio.open_connection(host, port)
    turn = 0
    while time.perf_counter() < end:
        begin = time.perf_counter()
        writer.write(requests[turn % len(requests)])
        code = await answer(reader)
        seen.append((code, time.perf_counter() - begin))
        turn += 1
    writer.close()


class Inside(NamedTuple):
    """What the service has counted so far."""

    batches: float
    rows: float
    inference_seconds: float
    processor_seconds: float

    def since(self, before: "Inside") -> "Inside":
        return Inside(*(now - then for now, then in zip(self, before, strict=True)))


def inside(url: str) -> Inside:
    with urllib.request.urlopen(f"{url}/metrics") as response:
        lines = response.read().decode().splitlines()
    samples = (line.rsplit(" ", 1) for line in lines if not line.startswith("#"))
    values = {name: float(value) for name, value in samples}
    return Inside(
        values["batch_size_count"],
        values["batch_size_sum"],
        values["inference_duration_seconds_sum"],
        values["process_cpu_seconds_total"],
    )


async def load(url: str, connections: int, seconds: float, pairs: int) -> None:
    where = urlsplit(url)
    host, port = where.hostname or "127.0.0.1", where.port or 80
    source = random.Random(1)
    requests = [request_of(host, pairs, source) for _ in range(200)]
    seen: list[tuple[int, float]] = []
    before = inside(url)
    begin = time.perf_counter()
    end = begin + seconds
    await asyncio.gather(*(caller(host, port, requests, end, seen) for _ in range(connections)))
    took = time.perf_counter() - begin
    spent = inside(url).since(before)
    times = sorted(time for _, time in seen)
    codes = dict(Counter(code for code, _ in seen))
    print(f"{len(seen) / took:.0f} requests/s, {spent.rows / took:.0f} pairs/s, codes {codes}")
    for share in (50, 95, 99):
        print(f"p{share} {times[len(times) * share // 100] * 1000:.1f} ms")
    print(f"{spent.processor_seconds / len(seen) * 1000:.2f} ms of processor a request")
    print(
        f"{spent.rows / spent.batches:.1f} pairs a batch, "
        f"{spent.inference_seconds / spent.batches * 1e6:.0f} us an inference"
    )


if __name__ == "__main__":
    parser = argparse.ArgumentParser()
    parser.add_argument("--url", default="http://127.0.0.1:8002")
    parser.add_argument("--connections", type=int, default=64)
    parser.add_argument("--seconds", type=float, default=10)
    parser.add_argument("--pairs", type=int, default=1, help="in each request")
    given = parser.parse_args()
    asyncio.run(load(given.url, given.connections, given.seconds, given.pairs))
