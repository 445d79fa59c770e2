"""Asks a running service when SMOKE_URL names one, else one started here."""

import os
import signal
from collections.abc import Iterator

import httpx
import pytest

from tests.chassis.process import PATIENCE, running


@pytest.fixture(scope="module")
def client() -> Iterator[httpx.Client]:
    given = os.environ.get("SMOKE_URL")
    if given:
        with httpx.Client(base_url=given, timeout=PATIENCE) as client:
            yield client
        return
    with running("saju_engine", DRAIN_DELAY_MS="0") as process:
        with httpx.Client(base_url=process.url, timeout=PATIENCE, trust_env=False) as client:
            yield client
        process.signal(signal.SIGTERM)
        assert process.exit_code() == 0


def test_is_healthy_and_ready(client: httpx.Client) -> None:
    assert client.get("/health").status_code == 200
    assert client.get("/ready").status_code == 200


def test_casts_a_chart_and_refuses(client: httpx.Client) -> None:
    made = client.post("/v1/pillars", json={"localTime": "2000-01-01T12:00"})
    assert made.status_code == 200
    assert made.json()["pillars"]["day"]["hangul"] == "무오"
    refused = client.post("/v1/pillars", json={"localTime": "1988-05-08T02:30"})
    assert refused.status_code == 400
    assert refused.json()["code"] == "nonexistent-local-time"


def test_answers_a_batch(client: httpx.Client) -> None:
    births = [{"localTime": f"2000-01-{day:02}T12:00"} for day in range(1, 29)]
    made = client.post("/v1/pillars/batch", json={"births": births})
    indices = [each["chart"]["pillars"]["day"]["index"] for each in made.json()["answers"]]
    assert indices == [(54 + day) % 60 for day in range(28)]


def test_counts_its_requests(client: httpx.Client) -> None:
    client.get("/v1/solar-terms/2000")
    text = client.get("/metrics").text
    assert 'http_requests_total{code="200",method="GET"}' in text
