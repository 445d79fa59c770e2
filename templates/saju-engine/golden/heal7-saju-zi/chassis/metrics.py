"""What Prometheus reads at /metrics."""

from prometheus_client import (
    CONTENT_TYPE_PLAIN_0_0_4,
    CollectorRegistry,
    Counter,
    GCCollector,
    Histogram,
    PlatformCollector,
    ProcessCollector,
    disable_created_metrics,
    generate_latest,
)

_BUCKETS = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10)


class Metrics:
    """Counts requests; a service adds its own metrics to `registry`."""

    content_type = CONTENT_TYPE_PLAIN_0_0_4

    def __init__(self) -> None:
        disable_created_metrics()  # type: ignore[no-untyped-call]
        self.registry = CollectorRegistry()
        ProcessCollector(registry=self.registry)
        PlatformCollector(registry=self.registry)
        GCCollector(registry=self.registry)
        # Method and code only: a path label would grow with every address that
        # a crawler invents.
        labels = ("method", "code")
        self._requests = Counter(
            "http_requests",
            "Requests answered, without probes and scrapes.",
            labels,
            registry=self.registry,
        )
        self._duration = Histogram(
            "http_request_duration_seconds",
            "Time from the first byte in to the last byte out.",
            labels,
            buckets=_BUCKETS,
            registry=self.registry,
        )

    def observe(self, *, method: str, code: int, seconds: float) -> None:
        """Count one request."""
        self._requests.labels(method, str(code)).inc()
        self._duration.labels(method, str(code)).observe(seconds)

    def text(self) -> bytes:
        """Everything measured so far, in Prometheus' text format."""
        return generate_latest(self.registry)
