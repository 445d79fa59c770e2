"""Measures how many charts a second a service gives.

python -m scripts.bench [--url URL] [--batch N] [--clients N] [--seconds N]

Without a URL the core alone is measured, in this process and one thread. Processor
time says more than the clock where other programs run beside it.
"""

import argparse
import http.client
import json
import random
import time
import urllib.request
from concurrent.futures import ThreadPoolExecutor
from urllib.parse import urlsplit

import saju_core

_PROCESSOR = "process_cpu_seconds_total "


def births(count: int) -> list[dict[str, str]]:
    numbers = random.Random(1)
    # Between 3 and 22 o'clock: clocks in Seoul were only changed at night.
    return [
        {
            "localTime": f"{numbers.randint(1900, 2100)}-{numbers.randint(1, 12):02}"
            f"-{numbers.randint(1, 28):02}T{numbers.randint(4, 22):02}:{numbers.randrange(60):02}"
        }
        for _ in range(count)
    ]


def core(seconds: float, batch: int) -> str:
    queries = [saju_core.Query(birth["localTime"]) for birth in births(batch)]
    done, began, end = 0, time.process_time(), time.monotonic() + seconds
    while time.monotonic() < end:
        done += len(saju_core.charts(queries))
    return f"core: {done / (time.process_time() - began):.0f} charts per second of processor time"


def client(url: str, seconds: float, batch: int) -> int:
    address = urlsplit(url)
    body = json.dumps({"births": births(batch)})
    headers = {"content-type": "application/json"}
    connection = http.client.HTTPConnection(address.hostname or "", address.port or 80)
    done, end = 0, time.monotonic() + seconds
    while time.monotonic() < end:
        connection.request("POST", "/v1/pillars/batch", body, headers)
        answer = connection.getresponse()
        text = answer.read()
        if answer.status != 200:
            raise SystemExit(f"{answer.status}: {text.decode()}")
        done += batch
    return done


def processor_seconds(url: str) -> float:
    with urllib.request.urlopen(f"{url}/metrics") as answer:
        lines = answer.read().decode().splitlines()
    return next(float(line.split()[1]) for line in lines if line.startswith(_PROCESSOR))


def service(url: str, clients: int, seconds: float, batch: int) -> str:
    began, used = time.monotonic(), processor_seconds(url)
    with ThreadPoolExecutor(clients) as pool:
        asked = [pool.submit(client, url, seconds, batch) for _ in range(clients)]
        done = sum(each.result() for each in asked)
    wall, used = time.monotonic() - began, processor_seconds(url) - used
    return (
        f"service: {done / wall:.0f} charts/s in batches of {batch} by {clients} clients, "
        f"{done / used:.0f} per second of its processor time"
    )


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--url")
    arguments.add_argument("--batch", type=int, default=500)
    arguments.add_argument("--clients", type=int, default=2)
    arguments.add_argument("--seconds", type=float, default=5)
    given = arguments.parse_args()
    if given.url is None:
        print(core(given.seconds, given.batch))
    else:
        print(service(given.url, given.clients, given.seconds, given.batch))


if __name__ == "__main__":
    main()
