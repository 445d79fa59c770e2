package telemetry

import (
	"context"
	"strings"

	"github.com/valyala/fasthttp"
	"go.opentelemetry.io/otel/attribute"
	"go.opentelemetry.io/otel/codes"
	"go.opentelemetry.io/otel/exporters/otlp/otlptrace/otlptracehttp"
	"go.opentelemetry.io/otel/propagation"
	"go.opentelemetry.io/otel/sdk/resource"
	sdk "go.opentelemetry.io/otel/sdk/trace"
	"go.opentelemetry.io/otel/trace"

	"github.com/heal7/heal7-gateway-jwt/internal/config"
)

// Tracing makes a span of each request. A nil Tracing makes none and costs
// nothing; trace headers then pass through as they came.
type Tracing struct {
	provider *sdk.TracerProvider
	tracer   trace.Tracer
	w3c      propagation.TraceContext
}

// NewTracing answers nil when no endpoint is configured. The endpoint is the
// collector's base address (OTLP specification); headers and the like come
// from the standard OTEL_EXPORTER_OTLP_* variables.
func NewTracing(ctx context.Context, c config.Config) (*Tracing, error) {
	if c.OTLPEndpoint == "" {
		return nil, nil
	}
	exporter, err := otlptracehttp.New(ctx,
		otlptracehttp.WithEndpointURL(strings.TrimRight(c.OTLPEndpoint, "/")+"/v1/traces"))
	if err != nil {
		return nil, err
	}
	about, err := resource.New(ctx, resource.WithFromEnv(), resource.WithAttributes(
		attribute.String("service.name", c.ServiceName),
		attribute.String("service.version", c.ServiceVersion),
	))
	if err != nil {
		return nil, err
	}
	provider := sdk.NewTracerProvider(
		sdk.WithBatcher(exporter),
		sdk.WithResource(about),
		sdk.WithSampler(sdk.ParentBased(sdk.TraceIDRatioBased(c.TraceSampleRatio))),
	)
	return &Tracing{provider: provider, tracer: provider.Tracer("gateway")}, nil
}

// Start begins the span of a request and tells the service of it by the W3C
// headers of the outgoing request.
func (t *Tracing) Start(outgoing *fasthttp.RequestHeader, method, prefix string) trace.Span {
	if t == nil {
		return nil
	}
	headers := carrier{outgoing}
	parent := t.w3c.Extract(context.Background(), headers)
	// Named by the route: a name with the path in it would be of no use to
	// anybody who looks for slow routes.
	ctx, span := t.tracer.Start(parent, method+" "+prefix,
		trace.WithSpanKind(trace.SpanKindServer),
		trace.WithAttributes(
			attribute.String("http.request.method", method),
			attribute.String("http.route", prefix),
		))
	t.w3c.Inject(ctx, headers)
	return span
}

// End closes a span; nil is allowed.
func End(span trace.Span, code int) {
	if span == nil {
		return
	}
	span.SetAttributes(attribute.Int("http.response.status_code", code))
	if code >= 500 {
		span.SetStatus(codes.Error, "")
	}
	span.End()
}

// Stop sends what is left.
func (t *Tracing) Stop(ctx context.Context) error {
	if t == nil {
		return nil
	}
	return t.provider.Shutdown(ctx)
}

type carrier struct{ header *fasthttp.RequestHeader }

func (c carrier) Get(key string) string { return string(c.header.Peek(key)) }

func (c carrier) Set(key, value string) { c.header.Set(key, value) }

func (c carrier) Keys() []string { return nil }
