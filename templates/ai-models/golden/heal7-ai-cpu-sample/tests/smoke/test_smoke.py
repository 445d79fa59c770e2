"""Asks a running service when SMOKE_URL names one, else one started here."""

import os
import signal
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest

from tests.ai_models.people import FIRE, WOOD
from tests.chassis.process import PATIENCE, running


@pytest.fixture(scope="module")
def client(model_dir: Path) -> Iterator[httpx.Client]:
    given = os.environ.get("SMOKE_URL")
    if given:
        with httpx.Client(base_url=given, timeout=PATIENCE) as client:
            yield client
        return
    source = str(model_dir / "model.onnx")
    with running("ai_models", MODEL_SOURCE=source, DRAIN_DELAY_MS="0") as process:
        process.wait_for("model ready")
        with httpx.Client(base_url=process.url, timeout=PATIENCE, trust_env=False) as client:
            yield client
        process.signal(signal.SIGTERM)
        assert process.exit_code() == 0


def test_is_healthy_and_ready(client: httpx.Client) -> None:
    assert client.get("/health").status_code == 200
    assert client.get("/ready").status_code == 200


def test_scores_and_refuses(client: httpx.Client) -> None:
    scored = client.post("/v1/score", json={"a": WOOD, "b": FIRE})
    assert scored.status_code == 200
    assert 0 <= scored.json()["score"] <= 100
    refused = client.post("/v1/score", json={"a": WOOD})
    assert refused.status_code == 422
    assert "b" in refused.json()["error"]


def test_counts_its_requests(client: httpx.Client) -> None:
    client.get("/v1/model")
    text = client.get("/metrics").text
    assert 'http_requests_total{code="200",method="GET"}' in text
    assert "queue_depth" in text
