"""The real process: how it starts, what it answers, and how it ends."""

import os
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import Future, ThreadPoolExecutor

import httpx
import pytest

from tests.chassis.process import PATIENCE, Process, client_of, running
from tests.chassis.servers import stub

SAMPLE = "tests.chassis.sample"


@pytest.fixture
def sample() -> Iterator[Process]:
    with running(SAMPLE, DRAIN_DELAY_MS="2000", SERVICE_NAME="sample") as process:
        yield process


def test_answers_probes_and_requests(sample: Process) -> None:
    with client_of(sample) as client:
        assert client.get("/health").json() == {"status": "ok"}
        assert client.get("/ready").json()["ready"] is True
        assert client.get("/hello/a").json() == {"hello": "a"}
        assert 'http_requests_total{code="200",method="GET"} 1.0' in client.get("/metrics").text
    assert sample.wait_for("request")["service"] == "sample"


def test_the_health_check_says_whether_it_answers(sample: Process) -> None:
    def check(port: str) -> int:
        env = {"PATH": os.environ["PATH"], "PORT": port}
        return subprocess.run([sys.executable, "-m", "chassis.healthcheck"], env=env).returncode

    assert check(sample.url.rsplit(":", 1)[1]) == 0
    assert check("1") == 1


def test_wrong_configuration_is_one_line_and_a_1() -> None:
    with running(SAMPLE, PORT="x", LOG_LEVEL="y") as process:
        assert process.exit_code() == 1
        (line,) = process.lines
        assert "PORT" in line["message"]
        assert "LOG_LEVEL" in line["message"]


def test_a_taken_port_is_a_1_with_the_reason() -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = str(taken.getsockname()[1])
        with running(SAMPLE, PORT=port) as process:
            assert process.exit_code() == 1
        assert "in use" in process.lines[-1]["error"]["message"]


def test_sigterm_under_load_fails_no_request(sample: Process) -> None:
    """Clients go on until /ready says no, as a load balancer does."""
    url = sample.url

    def load(kept_alive: bool) -> list[int]:
        codes: list[int] = []
        with httpx.Client(base_url=url, timeout=PATIENCE, trust_env=False) as client:
            while client.get("/ready").status_code == 200:
                headers = {} if kept_alive else {"connection": "close"}
                codes.append(client.get("/hello/a", headers=headers).status_code)
                if len(codes) == 5 and kept_alive:
                    sample.signal(signal.SIGTERM)
        return codes

    with ThreadPoolExecutor(4) as pool:
        codes = [code for each in pool.map(load, [True, False, False, False]) for code in each]
    assert len(codes) >= 5
    assert set(codes) == {200}
    assert sample.exit_code() == 0
    with pytest.raises(httpx.ConnectError):
        httpx.get(f"{url}/health", trust_env=False)


def waiting(process: Process, pool: ThreadPoolExecutor) -> Future[httpx.Response]:
    """Send a request that waits, and wait until it has begun."""
    answer = pool.submit(httpx.get, f"{process.url}/wait", timeout=PATIENCE, trust_env=False)
    with client_of(process) as client:
        client.get("/began")
    return answer


def test_a_request_under_way_is_finished() -> None:
    with running(SAMPLE, DRAIN_DELAY_MS="2000") as process, ThreadPoolExecutor(1) as pool:
        answer = waiting(process, pool)
        process.signal(signal.SIGTERM)
        process.wait_for("draining")
        assert not answer.done()
        with client_of(process) as client:
            client.post("/release")
        assert answer.result().json() == "done"
        assert process.exit_code() == 0


def test_a_request_that_outlasts_the_drain_is_cut_and_that_is_a_1() -> None:
    limits = {"DRAIN_DELAY_MS": "0", "DRAIN_TIMEOUT_MS": "200"}
    with running(SAMPLE, **limits) as process, ThreadPoolExecutor(1) as pool:
        answer = waiting(process, pool)
        process.signal(signal.SIGTERM)
        assert process.exit_code() == 1
        assert process.wait_for("stopped")["cut"] == 1
        assert answer.exception() is not None or answer.result().status_code == 500


def test_a_failure_behind_the_requests_back_ends_it_with_1(sample: Process) -> None:
    with client_of(sample) as client:
        client.post("/fail")
    assert sample.exit_code() == 1
    assert sample.wait_for("lost what it needs")["error"]["message"] == "gone"


def test_traces_join_the_callers_and_are_sent_before_the_end() -> None:
    caller = "0af7651916cd43dd8448eb211c80319c"
    with stub() as collector:
        env = {"DRAIN_DELAY_MS": "0", "OTEL_EXPORTER_OTLP_ENDPOINT": collector.url}
        with running(SAMPLE, **env) as process:
            with client_of(process) as client:
                parent = {"traceparent": f"00-{caller}-b7ad6b7169203331-01"}
                client.get("/hello/a", headers=parent)
            process.signal(signal.SIGTERM)
            assert process.exit_code() == 0
        assert collector.asked == ["/v1/traces"]
        assert bytes.fromhex(caller) in collector.bodies[0]


def test_a_dead_collector_does_not_keep_it_from_ending() -> None:
    env = {"DRAIN_DELAY_MS": "0", "OTEL_EXPORTER_OTLP_ENDPOINT": "http://127.0.0.1:1"}
    with running(SAMPLE, **env) as process:
        with client_of(process) as client:
            assert client.get("/hello/a").status_code == 200
        process.signal(signal.SIGTERM)
        assert process.exit_code() == 0
