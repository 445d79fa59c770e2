package gateway

import (
	"bytes"
	"encoding/json"
	"io"
	"log/slog"
	"net"
	"net/http"
	"net/http/httptest"
	"os"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/gofiber/fiber/v3"

	"github.com/heal7/heal7-gateway-internal/internal/config"
	"github.com/heal7/heal7-gateway-internal/internal/readiness"
	"github.com/heal7/heal7-gateway-internal/internal/telemetry"
)

func TestMain(m *testing.M) {
	worthLooking = 0
	os.Exit(m.Run())
}

// running is a gateway on a port of its own.
type running struct {
	t     *testing.T
	url   string
	app   *fiber.App
	ready *readiness.Check
	log   *lines
}

// start runs a gateway whose route /to leads to the handler; `%` in more
// variables stands for the handler's address.
func start(t *testing.T, service http.Handler, more map[string]string) *running {
	t.Helper()
	server := httptest.NewServer(service)
	t.Cleanup(server.Close)
	return startTo(t, server.URL, more)
}

func startTo(t *testing.T, address string, more map[string]string) *running {
	t.Helper()
	variables := map[string]string{"ROUTES": "/to=%", "AUTH": "none"}
	for name, value := range more {
		variables[name] = value
	}
	settings, err := config.Read(func(name string) string {
		return strings.ReplaceAll(variables[name], "%", address)
	})
	if err != nil {
		t.Fatal(err)
	}
	return startWith(t, Parts{Config: settings})
}

func startWith(t *testing.T, parts Parts) *running {
	t.Helper()
	log := &lines{}
	parts.Logger = slog.New(slog.NewJSONHandler(log, nil))
	parts.Metrics = telemetry.NewMetrics()
	parts.Readiness = readiness.New(parts.Config.Dependencies, parts.Config.DependencyWithin, parts.Tokens.Ready)
	app := New(parts)
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	ended := make(chan error, 1)
	go func() { ended <- app.Listener(listener, fiber.ListenConfig{DisableStartupMessage: true}) }()
	t.Cleanup(func() {
		_ = app.ShutdownWithTimeout(time.Second)
		_ = listener.Close()
		<-ended
	})
	return &running{t: t, url: "http://" + listener.Addr().String(), app: app, ready: parts.Readiness, log: log}
}

type answer struct {
	*http.Response
	body string
}

func (a answer) detail() string {
	var read problem
	_ = json.Unmarshal([]byte(a.body), &read)
	return read.Detail
}

func (r *running) send(method, path string, body io.Reader, headers ...string) answer {
	r.t.Helper()
	request, err := http.NewRequest(method, r.url+path, body)
	if err != nil {
		r.t.Fatal(err)
	}
	for index := 0; index < len(headers); index += 2 {
		request.Header.Add(headers[index], headers[index+1])
	}
	response, err := http.DefaultTransport.RoundTrip(request)
	if err != nil {
		r.t.Fatal(err)
	}
	defer response.Body.Close()
	text, err := io.ReadAll(response.Body)
	if err != nil {
		r.t.Fatal(err)
	}
	return answer{response, string(text)}
}

func (r *running) get(path string, headers ...string) answer {
	r.t.Helper()
	return r.send(http.MethodGet, path, nil, headers...)
}

func (r *running) status(want int, path string, headers ...string) answer {
	r.t.Helper()
	got := r.get(path, headers...)
	if got.StatusCode != want {
		r.t.Fatalf("GET %s: %d %s, want %d", path, got.StatusCode, got.body, want)
	}
	return got
}

// metric is the sample whose line begins like that, or "".
func (r *running) metric(line string) string {
	r.t.Helper()
	for _, one := range strings.Split(r.get("/metrics").body, "\n") {
		if value, found := strings.CutPrefix(one, line+" "); found {
			return value
		}
	}
	return ""
}

func eventually(t *testing.T, what string, is func() bool) {
	t.Helper()
	deadline := time.After(20 * time.Second)
	tick := time.NewTicker(5 * time.Millisecond)
	defer tick.Stop()
	for !is() {
		select {
		case <-deadline:
			t.Fatal("never: " + what)
		case <-tick.C:
		}
	}
}

// lines is a log that tests read.
type lines struct {
	mutex sync.Mutex
	text  bytes.Buffer
}

func (l *lines) Write(line []byte) (int, error) {
	l.mutex.Lock()
	defer l.mutex.Unlock()
	return l.text.Write(line)
}

func (l *lines) String() string {
	l.mutex.Lock()
	defer l.mutex.Unlock()
	return l.text.String()
}

func echo(w http.ResponseWriter, r *http.Request) {
	body, err := io.ReadAll(r.Body)
	if err != nil {
		w.WriteHeader(http.StatusBadRequest)
		return
	}
	w.Header().Set("Content-Type", "application/json")
	_ = json.NewEncoder(w).Encode(map[string]any{
		"method": r.Method, "uri": r.RequestURI, "host": r.Host,
		"headers": r.Header, "body": len(body), "length": r.ContentLength,
	})
}

type echoed struct {
	Method, URI, Host string
	Headers           http.Header
	Body              int
	Length            int64
}

func (a answer) echoed(t *testing.T) echoed {
	t.Helper()
	var read echoed
	if err := json.Unmarshal([]byte(a.body), &read); err != nil {
		t.Fatalf("%d %q: %v", a.StatusCode, a.body, err)
	}
	return read
}
