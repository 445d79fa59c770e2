"""The real service: its routes, its limits, and how it ends."""

import json
import signal
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import httpx
import pytest

from ai_models.app import describe
from chassis.openapi import openapi_text
from tests.ai_models.people import FIRE, METAL, WOOD
from tests.chassis.process import PATIENCE, Process, client_of, running
from tests.chassis.servers import stub

PAIR = {"a": WOOD, "b": FIRE}


@pytest.fixture(scope="module")
def service(model_dir: Path) -> Iterator[Process]:
    with started(model_dir, MAX_PAIRS="4", MAX_BATCH="8") as process:
        yield process


@pytest.fixture
def client(service: Process) -> Iterator[httpx.Client]:
    with client_of(service) as client:
        yield client


def started(model_dir: Path, **env: str) -> Any:
    source = str(model_dir / "model.onnx")
    return running("ai_models", **{"MODEL_SOURCE": source, "DRAIN_DELAY_MS": "2000", **env})


def test_the_committed_description_is_the_one_served(client: httpx.Client) -> None:
    described = describe()
    assert Path("openapi.yaml").read_text(encoding="utf-8") == openapi_text(described)
    assert client.get("/openapi.json").json() == json.loads(json.dumps(described.openapi()))


def test_is_ready_once_the_model_is_warm(service: Process, client: httpx.Client) -> None:
    assert service.wait_for("model ready")["model"]["provider"] == "CPUExecutionProvider"
    assert client.get("/ready").json()["checks"] == {"model": "up"}
    assert client.get("/v1/model").json()["name"] == "compatibility"


def test_scores_a_pair_either_way_round(service: Process, client: httpx.Client) -> None:
    service.wait_for("model ready")
    answer = client.post("/v1/score", json=PAIR).json()
    assert answer["model"] == {"name": "compatibility", "version": "1"}
    assert 0 <= answer["score"] <= 100
    other = client.post("/v1/score", json={"a": FIRE, "b": WOOD}).json()
    assert other["score"] == pytest.approx(answer["score"], abs=0.02)


def test_wood_feeds_fire_and_is_overcome_by_metal(service: Process, client: httpx.Client) -> None:
    service.wait_for("model ready")
    pairs = [PAIR, {"a": WOOD, "b": METAL}]
    feeds, overcome = client.post("/v1/score/batch", json={"pairs": pairs}).json()["scores"]
    assert feeds > overcome + 20


@pytest.mark.parametrize(
    ("body", "named"),
    [
        ({"pairs": []}, "pairs"),
        ({"pairs": [PAIR] * 5}, "at most 4"),
        ({"pairs": [{"a": WOOD}]}, "pairs.0.b"),
        ([PAIR], "body"),
    ],
)
def test_refuses_what_is_no_batch(client: httpx.Client, body: Any, named: str) -> None:
    answer = client.post("/v1/score/batch", json=body)
    assert answer.status_code == 422
    assert named in answer.json()["error"]


def test_a_deadline_that_cannot_be_met_is_a_504(model_dir: Path) -> None:
    # Nobody else comes, so that the batch waits longer than the request may.
    with started(model_dir, MAX_WAIT_MS="1000") as process, client_of(process) as client:
        process.wait_for("model ready")
        answer = client.post("/v1/score", json=PAIR, headers={"x-deadline-ms": "5"})
        assert answer.status_code == 504
        assert answer.json() == {"error": "the deadline is over"}
        refused = 'inference_refused_total{reason="deadline"} 1.0'
        assert refused in client.get("/metrics").text


def test_what_the_queue_cannot_hold_is_a_429(model_dir: Path) -> None:
    limits = {"MAX_PAIRS": "1", "MAX_BATCH": "2", "QUEUE_LIMIT": "2", "MAX_WAIT_MS": "0"}
    with started(model_dir, **limits) as process, ThreadPoolExecutor(32) as pool:
        process.wait_for("model ready")
        with httpx.Client(base_url=process.url, timeout=PATIENCE, trust_env=False) as client:
            refused: list[httpx.Response] = []
            while not refused:
                sent = [pool.submit(client.post, "/v1/score", json=PAIR) for _ in range(64)]
                answers = [each.result() for each in sent]
                assert {answer.status_code for answer in answers} <= {200, 429}
                refused = [answer for answer in answers if answer.status_code == 429]
            assert int(refused[0].headers["retry-after"]) >= 1


def test_requests_at_the_same_time_share_an_inference(model_dir: Path) -> None:
    with started(model_dir, MAX_WAIT_MS="1000", MAX_BATCH="4", MAX_PAIRS="4") as process:
        process.wait_for("model ready")
        with client_of(process) as client, ThreadPoolExecutor(4) as pool:
            sent = [pool.submit(client.post, "/v1/score", json=PAIR) for _ in range(4)]
            assert {each.result().status_code for each in sent} == {200}
            text = client.get("/metrics").text
        assert 'batch_size_bucket{le="2.0"} 0.0' in text
        assert 'batch_size_bucket{le="4.0"} 1.0' in text
        assert "queue_depth 0.0" in text
        assert 'model_info{name="compatibility",provider="CPUExecutionProvider"' in text


def test_sigterm_under_load_fails_no_request(model_dir: Path) -> None:
    with started(model_dir) as process:
        process.wait_for("model ready")

        def load(first: bool) -> list[int]:
            codes: list[int] = []
            with client_of(process) as client:
                while client.get("/ready").status_code == 200:
                    codes.append(client.post("/v1/score", json=PAIR).status_code)
                    if first and len(codes) == 5:
                        process.signal(signal.SIGTERM)
            return codes

        with ThreadPoolExecutor(4) as pool:
            codes = [code for each in pool.map(load, [True, False, False, False]) for code in each]
        assert set(codes) == {200}
        assert process.exit_code() == 0


def test_answers_health_but_no_score_while_the_model_is_on_its_way() -> None:
    with stub() as store:
        store.hold()
        env = {"MODEL_SOURCE": f"{store.url}/m.onnx", "MODEL_SHA256": "0" * 64}
        with running("ai_models", **env) as process:
            with client_of(process) as client:
                assert client.get("/health").status_code == 200
                assert client.get("/ready").status_code == 503
                answer = client.post("/v1/score", json=PAIR)
                assert answer.status_code == 503
                assert answer.headers["retry-after"] == "1"
            store.release()
            # What comes is not what the checksum says.
            assert process.exit_code() == 1
            failed = process.wait_for("the model cannot be loaded")
            assert "checksum" in failed["error"]["message"]


@pytest.mark.parametrize(
    ("env", "named"),
    [
        ({"MAX_BATCH": "2", "MAX_PAIRS": "4"}, "MAX_PAIRS <= MAX_BATCH"),
        ({"MODEL_SOURCE": "https://models/m.onnx"}, "MODEL_SHA256"),
        ({"ACCELERATOR": "tpu", "DEADLINE_MS": "0"}, "DEADLINE_MS"),
    ],
)
def test_wrong_settings_end_it_with_one_line(env: dict[str, str], named: str) -> None:
    with running("ai_models", **env) as process:
        assert process.exit_code() == 1
        (line,) = process.lines
        assert named in line["message"]
