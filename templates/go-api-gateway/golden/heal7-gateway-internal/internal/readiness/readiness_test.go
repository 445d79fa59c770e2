package readiness

import (
	"context"
	"net/http"
	"net/http/httptest"
	"sync/atomic"
	"testing"
	"time"

	"github.com/heal7/heal7-gateway-internal/internal/config"
)

func TestReadyFollowsADependency(t *testing.T) {
	var status, asked atomic.Int64
	status.Store(503)
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		asked.Add(1)
		w.WriteHeader(int(status.Load()))
	}))
	t.Cleanup(server.Close)
	check := New([]config.Dependency{{Name: "api", URL: server.URL}}, time.Second, func() bool { return true })
	now := time.Unix(0, 0)
	check.now = func() time.Time { return now }

	if state := check.State(context.Background()); state.Ready || state.Upstreams["api"] != down {
		t.Errorf("got %+v", state)
	}
	status.Store(200)
	if state := check.State(context.Background()); state.Ready || asked.Load() != 1 {
		t.Errorf("asked again at once: %+v", state)
	}
	now = now.Add(freshFor)
	if state := check.State(context.Background()); !state.Ready || state.Upstreams["api"] != up {
		t.Errorf("got %+v", state)
	}
	check.Drain()
	if state := check.State(context.Background()); state.Ready || !state.Draining {
		t.Errorf("got %+v", state)
	}
}

func TestNotReadyWithoutKeys(t *testing.T) {
	check := New(nil, time.Second, func() bool { return false })
	if state := check.State(context.Background()); state.Ready || state.Keys != down {
		t.Errorf("got %+v", state)
	}
}
