"""What a service is given to build its application with."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Generic

from chassis.config import S
from chassis.logs import Log
from chassis.metrics import Metrics
from chassis.readiness import Readiness


@dataclass(frozen=True)
class Service(Generic[S]):
    """The process's own parts: add checks to readiness, metrics to the registry."""

    settings: S
    log: Log
    metrics: Metrics = field(default_factory=Metrics)
    readiness: Readiness = field(default_factory=Readiness)
    fail: Callable[[str, BaseException], None] = lambda message, error: None
    """Ends the process with 1: for what goes wrong behind the requests' back."""
