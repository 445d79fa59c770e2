"""A birth time is in a request and in its answer, and nowhere else."""

import signal

from tests.chassis.process import client_of, running
from tests.chassis.servers import stub

BIRTHS = [
    {"localTime": "1987-06-05T04:03"},
    {"localTime": "1988-05-08T02:30"},
    {"localTime": "1987-06-05T04:03", "1987-06-05T04:03": 1},
    {"localTime": "1987-06-05 04:03"},
    {"localTime": "1987-06-05T04:03", "solarTime": {"kind": "mean", "longitude": 1987.06}},
]
SECRETS = ["1987", "06-05", "04:03", "05-08", "02:30", "549830", "579029"]


def test_logs_metrics_traces_and_refusals_hold_no_birth_time() -> None:
    with stub() as collector:
        env = {"OTEL_EXPORTER_OTLP_ENDPOINT": collector.url, "LOG_LEVEL": "debug"}
        with running("saju_engine", DRAIN_DELAY_MS="0", **env) as process:
            with client_of(process) as client:
                answers = [client.post("/v1/pillars", json=birth) for birth in BIRTHS]
                batch = client.post("/v1/pillars/batch", json={"births": BIRTHS[:2]})
                metrics = client.get("/metrics").text
            process.signal(signal.SIGTERM)
            assert process.exit_code() == 0
        assert [answer.status_code for answer in answers] == [200, 400, 422, 422, 422]
        assert batch.status_code == 200
        requests = [line for line in process.lines if line["message"] == "request"]
        assert len(requests) == 6
        samples = [line for line in metrics.splitlines() if line.startswith(("http_", "saju_"))]
        seen = [
            *(str({**line, "time": ""}) for line in process.lines),
            *(line.rsplit(" ", 1)[0] for line in samples),
            *(answer.text for answer in answers[1:]),
            *(body.decode("latin-1") for body in collector.bodies),
        ]
        assert any("/v1/pillars" in text for text in seen)
        for secret in SECRETS:
            assert not [text for text in seen if secret in text]
