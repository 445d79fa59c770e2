"""OpenTelemetry traces of requests, sent to a collector by OTLP over HTTP."""

import threading
from collections.abc import Callable, Iterable, Mapping

from opentelemetry import trace
from opentelemetry.exporter.otlp.proto.http.trace_exporter import OTLPSpanExporter
from opentelemetry.propagate import set_global_textmap
from opentelemetry.sdk.resources import Resource
from opentelemetry.sdk.trace import TracerProvider
from opentelemetry.sdk.trace.export import BatchSpanProcessor
from opentelemetry.sdk.trace.sampling import ParentBasedTraceIdRatio
from opentelemetry.trace import Span, SpanKind, Status, StatusCode
from opentelemetry.trace.propagation.tracecontext import TraceContextTextMapPropagator

from chassis.config import ServiceSettings

_PROPAGATOR = TraceContextTextMapPropagator()
_FLUSH_SECONDS = 5


def start_tracing(settings: ServiceSettings) -> Callable[[], bool]:
    """Register the tracer; answers with what flushes and stops it.

    Without OTEL_EXPORTER_OTLP_ENDPOINT nothing is registered and a span costs
    next to nothing.
    """
    endpoint = settings.otel_exporter_otlp_endpoint
    if endpoint is None:
        return lambda: True
    # The endpoint is the collector's base address (OTLP specification); headers
    # and timeouts come from the standard OTEL_EXPORTER_OTLP_* variables.
    exporter = OTLPSpanExporter(endpoint=f"{endpoint.rstrip('/')}/v1/traces")
    provider = TracerProvider(
        # With OTEL_RESOURCE_ATTRIBUTES underneath.
        resource=Resource.create(
            {
                "service.name": settings.service_name,
                "service.version": settings.service_version,
            }
        ),
        sampler=ParentBasedTraceIdRatio(settings.trace_sample_ratio),
        # The process ends by drain alone, which flushes.
        shutdown_on_exit=False,
    )
    provider.add_span_processor(BatchSpanProcessor(exporter))
    trace.set_tracer_provider(provider)
    set_global_textmap(_PROPAGATOR)
    return lambda: _within(_FLUSH_SECONDS, provider.shutdown)


def _within(seconds: float, action: Callable[[], None]) -> bool:
    """Run something that a dead collector could hold up for long."""
    thread = threading.Thread(target=action, daemon=True)
    thread.start()
    thread.join(seconds)
    return not thread.is_alive()


def begin_span(method: str, path: str, headers: Iterable[tuple[bytes, bytes]]) -> Span:
    """Begin the span of a request, within the caller's trace if it names one."""
    carrier: Mapping[str, str] = {
        name.decode("latin-1"): value.decode("latin-1")
        for name, value in headers
        if name in (b"traceparent", b"tracestate")
    }
    return trace.get_tracer("chassis").start_span(
        method,
        context=_PROPAGATOR.extract(carrier),
        kind=SpanKind.SERVER,
        attributes={"http.request.method": method, "url.path": path},
    )


def end_span(span: Span, *, code: int, route: str | None) -> None:
    """End it, named by the route, which unlike the path has few values."""
    if span.is_recording():
        span.set_attribute("http.response.status_code", code)
        if route is not None:
            span.set_attribute("http.route", route)
            span.update_name(f"{getattr(span, 'name', '')} {route}")
        if code >= 500:
            span.set_status(Status(StatusCode.ERROR))
    span.end()
