"""Metrics of the queue and of the model."""

from collections.abc import Callable

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram

from ai_models.batching import Batch
from ai_models.model import Model

_SECONDS = (0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5)
_ROWS = (1, 2, 4, 8, 16, 32, 64, 128, 256, 512, 1024)


class Measures:
    """What the autoscaler and the dashboards look at."""

    def __init__(self, registry: CollectorRegistry) -> None:
        self._depth = Gauge("queue_depth", "Pairs that wait for the model.", registry=registry)
        self._rows = Histogram(
            "batch_size", "Pairs in one inference.", buckets=_ROWS, registry=registry
        )
        self._waited = Histogram(
            "queue_wait_seconds",
            "Longest wait of a batch's requests.",
            buckets=_SECONDS,
            registry=registry,
        )
        self._seconds = Histogram(
            "inference_duration_seconds",
            "Time of one inference.",
            buckets=_SECONDS,
            registry=registry,
        )
        self._failed = Counter("inference_failures", "Inferences that failed.", registry=registry)
        self._refused = Counter(
            "inference_refused",
            "Requests refused: the queue was full, or the deadline over.",
            ("reason",),
            registry=registry,
        )
        for reason in ("full", "deadline"):
            self._refused.labels(reason)
        self._model = Gauge(
            "model_info",
            "The model in use and what it runs on.",
            ("name", "version", "provider"),
            registry=registry,
        )

    def follow_depth(self, depth: Callable[[], float]) -> None:
        """Ask for the depth whenever the metrics are read."""
        self._depth.set_function(depth)

    def observe(self, batch: Batch) -> None:
        """Count a batch."""
        self._rows.observe(batch.rows)
        self._waited.observe(batch.waited)
        self._seconds.observe(batch.seconds)
        if batch.error is not None:
            self._failed.inc()

    def refuse(self, reason: str) -> None:
        """Count a request that got no answer of the model."""
        self._refused.labels(reason).inc()

    def name(self, model: Model) -> None:
        """Say which model is in use."""
        stored = model.stored
        self._model.labels(stored.name, stored.version, model.provider).set(1)
