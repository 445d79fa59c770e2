package gateway

import (
	"context"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"github.com/heal7/heal7-gateway-jwt/internal/config"
	"github.com/heal7/heal7-gateway-jwt/internal/telemetry"
)

const (
	traceID = "4bf92f3577b34da6a3ce929d0e0e4736"
	parent  = "00-" + traceID + "-00f067aa0ba902b7-01"
)

func TestTracesGoOnThroughTheGateway(t *testing.T) {
	sent := make(chan string, 1)
	collector := httptest.NewServer(http.HandlerFunc(func(_ http.ResponseWriter, r *http.Request) {
		_, _ = io.Copy(io.Discard, r.Body)
		sent <- r.URL.Path
	}))
	t.Cleanup(collector.Close)
	service := httptest.NewServer(http.HandlerFunc(echo))
	t.Cleanup(service.Close)
	variables := map[string]string{
		"ROUTES": "/to=" + service.URL, "AUTH": "none", "OTEL_EXPORTER_OTLP_ENDPOINT": collector.URL,
	}
	settings, err := config.Read(func(name string) string { return variables[name] })
	if err != nil {
		t.Fatal(err)
	}
	tracing, err := telemetry.NewTracing(context.Background(), settings)
	if err != nil {
		t.Fatal(err)
	}
	g := startWith(t, Parts{Config: settings, Tracing: tracing})
	got := g.status(200, "/to", "Traceparent", parent).echoed(t).Headers.Get("Traceparent")
	if !strings.HasPrefix(got, "00-"+traceID+"-") || got == parent {
		t.Errorf("the service got %q", got)
	}
	if !strings.Contains(g.log.String(), `"traceId":"`+traceID+`"`) {
		t.Error("the trace is not in the log")
	}
	if err := tracing.Stop(context.Background()); err != nil {
		t.Fatal(err)
	}
	if path := <-sent; path != "/v1/traces" {
		t.Errorf("sent to %s", path)
	}
}

func TestWithoutACollectorTraceHeadersPassAsTheyCame(t *testing.T) {
	g := start(t, http.HandlerFunc(echo), nil)
	if got := g.status(200, "/to", "Traceparent", parent).echoed(t).Headers.Get("Traceparent"); got != parent {
		t.Errorf("got %q", got)
	}
}
