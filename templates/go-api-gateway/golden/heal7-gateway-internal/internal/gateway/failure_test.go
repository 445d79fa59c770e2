package gateway

import (
	"bufio"
	"context"
	"io"
	"net"
	"net/http"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
)

// rawService answers each connection by a function, and counts them.
type rawService struct {
	url         string
	connections atomic.Int64
}

func newRawService(t *testing.T, answer func(number int64, request *http.Request, connection *net.TCPConn)) *rawService {
	t.Helper()
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = listener.Close() })
	service := &rawService{url: "http://" + listener.Addr().String()}
	go func() {
		for {
			connection, err := listener.Accept()
			if err != nil {
				return
			}
			number := service.connections.Add(1)
			go func() {
				defer connection.Close()
				request, err := http.ReadRequest(bufio.NewReader(connection))
				if err == nil {
					_, _ = io.Copy(io.Discard, request.Body)
					answer(number, request, connection.(*net.TCPConn))
				}
			}()
		}
	}()
	return service
}

// reset makes closing send RST, as a process that is killed may.
func reset(connection *net.TCPConn) { _ = connection.SetLinger(0) }

func good(connection *net.TCPConn) {
	_, _ = io.WriteString(connection, "HTTP/1.1 200 OK\r\nContent-Length: 2\r\nConnection: close\r\n\r\nok")
}

func closedPort(t *testing.T) string {
	t.Helper()
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer listener.Close()
	return "http://" + listener.Addr().String()
}

func TestAServiceThatIsNotThereIs502(t *testing.T) {
	g := startTo(t, closedPort(t), nil)
	got := g.status(502, "/to/x", "X-Request-Id", "abc-1")
	if got.Header.Get("Content-Type") != "application/problem+json" || !strings.Contains(got.body, `"requestId":"abc-1"`) {
		t.Errorf("%v %s", got.Header, got.body)
	}
	if strings.Contains(got.body, "127.0.0.1") {
		t.Errorf("tells of the inside: %s", got.body)
	}
	if !strings.Contains(g.log.String(), "connection refused") {
		t.Errorf("the cause is not in the log: %s", g.log)
	}
}

func TestASlowServiceIs504AndNotAskedAgain(t *testing.T) {
	var asked atomic.Int64
	ended := make(chan struct{})
	g := start(t, http.HandlerFunc(func(http.ResponseWriter, *http.Request) {
		asked.Add(1)
		<-ended
	}), map[string]string{"ROUTES": "/to=%,/patient=%;timeout=20ms", "RESPONSE_TIMEOUT_MS": "20"})
	defer close(ended)
	g.status(504, "/to")
	g.status(504, "/patient")
	if asked.Load() != 2 {
		t.Errorf("asked %d times", asked.Load())
	}
}

func TestARouteMayWaitLongerThanOthers(t *testing.T) {
	release := make(chan struct{})
	finish := sync.OnceFunc(func() { close(release) })
	defer finish()
	g := start(t, http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.URL.Path == "/wait" {
			<-release
		}
	}), map[string]string{"ROUTES": "/to=%,/patient=%;timeout=1m", "RESPONSE_TIMEOUT_MS": "20", "BREAKER_MIN_REQUESTS": "1000"})
	done := make(chan int)
	go func() { done <- g.get("/patient/wait").StatusCode }()
	// That one gives up says that its time is over for the other as well.
	g.status(504, "/to/wait")
	finish()
	if code := <-done; code != 200 {
		t.Errorf("got %d", code)
	}
}

func TestABrokenConnectionIsTriedAgainOnlyWhenThatIsHarmless(t *testing.T) {
	for _, c := range []struct {
		method string
		body   io.Reader
		want   int
		asked  int64
	}{
		{http.MethodGet, nil, 200, 2},
		{http.MethodPut, strings.NewReader("small"), 200, 2},
		{http.MethodPost, strings.NewReader("small"), 502, 1},
		{http.MethodPatch, nil, 502, 1},
		// A stream is gone once it is read.
		{http.MethodPut, io.MultiReader(strings.NewReader("stream")), 502, 1},
	} {
		for name, die := range map[string]func(*net.TCPConn){"closed": func(*net.TCPConn) {}, "reset": reset} {
			service := newRawService(t, func(number int64, _ *http.Request, connection *net.TCPConn) {
				if number == 1 {
					die(connection)
					return
				}
				good(connection)
			})
			g := startTo(t, service.url, nil)
			got := g.send(c.method, "/to", c.body)
			if got.StatusCode != c.want || service.connections.Load() != c.asked {
				t.Errorf("%s, %s: %d after %d attempts, want %d after %d",
					c.method, name, got.StatusCode, service.connections.Load(), c.want, c.asked)
			}
		}
	}
}

func TestRetriesEndWithTheirBudget(t *testing.T) {
	service := newRawService(t, func(_ int64, _ *http.Request, connection *net.TCPConn) { reset(connection) })
	g := startTo(t, service.url, map[string]string{"RETRY_BUDGET": "0.1", "BREAKER_MIN_REQUESTS": "1000000"})
	const requests = 100
	for range requests {
		g.status(502, "/to")
	}
	// Ten are saved at the start, and each request saves a tenth of one.
	if attempts := service.connections.Load(); attempts > requests+10+requests/10 {
		t.Errorf("%d attempts for %d requests", attempts, requests)
	}
	if denied := g.metric(`gateway_upstream_retries_total{allowed="false",upstream="` + service.url + `"}`); denied == "0" {
		t.Error("no retry was denied")
	}
}

func TestAFailingServiceIsLeftAloneAndComesBack(t *testing.T) {
	var asked atomic.Int64
	var broken atomic.Bool
	broken.Store(true)
	g := start(t, http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		asked.Add(1)
		if broken.Load() {
			w.WriteHeader(http.StatusServiceUnavailable)
		}
	}), map[string]string{"BREAKER_MIN_REQUESTS": "5", "BREAKER_OPEN_MS": "50"})
	for range 5 {
		g.status(503, "/to")
	}
	refused := g.status(503, "/to")
	if asked.Load() != 5 || refused.Header.Get("Retry-After") == "" {
		t.Errorf("asked %d times, headers %v", asked.Load(), refused.Header)
	}
	broken.Store(false)
	eventually(t, "asked again", func() bool { return g.get("/to").StatusCode == 200 })
}

func TestOrdinaryErrorsOfAServiceDoNotCutItOff(t *testing.T) {
	g := start(t, http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		w.WriteHeader(http.StatusInternalServerError)
	}), map[string]string{"BREAKER_MIN_REQUESTS": "2"})
	for range 10 {
		if got := g.status(500, "/to"); got.detail() != "" {
			t.Fatal("answered by the gateway")
		}
	}
}

func TestWhatIsNoHTTPIs502(t *testing.T) {
	service := newRawService(t, func(_ int64, _ *http.Request, connection *net.TCPConn) {
		_, _ = io.WriteString(connection, "SSH-2.0-nonsense\r\n\r\n")
	})
	startTo(t, service.url, nil).status(502, "/to")
}

func TestAnAnswerCutShortIsNotPassedOffAsWhole(t *testing.T) {
	for name, head := range map[string]string{
		"small":   "HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n",
		"large":   "HTTP/1.1 200 OK\r\nContent-Length: 1000000\r\n\r\n",
		"chunked": "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n4\r\n",
	} {
		t.Run(name, func(t *testing.T) {
			service := newRawService(t, func(_ int64, _ *http.Request, connection *net.TCPConn) {
				_, _ = io.WriteString(connection, head+"part")
			})
			g := startTo(t, service.url, nil)
			response, err := http.Get(g.url + "/to")
			if err == nil {
				defer response.Body.Close()
				_, err = io.ReadAll(response.Body)
			}
			if err == nil && response.StatusCode != 502 {
				t.Errorf("%d and no error", response.StatusCode)
			}
			eventually(t, "counted as 502", func() bool {
				return g.metric(`http_requests_total{code="502",method="GET"}`) == "1"
			})
		})
	}
}

func TestAServiceThatIsBusyIsNotAskedMore(t *testing.T) {
	arrived, release := make(chan struct{}), make(chan struct{})
	g := start(t, http.HandlerFunc(func(http.ResponseWriter, *http.Request) {
		arrived <- struct{}{}
		<-release
	}), map[string]string{"UPSTREAM_CONNECTIONS": "1"})
	done := make(chan int)
	go func() { done <- g.get("/to").StatusCode }()
	<-arrived
	g.status(503, "/to")
	close(release)
	if code := <-done; code != 200 {
		t.Errorf("the first got %d", code)
	}
}

func TestDrainFinishesWhatIsUnderWay(t *testing.T) {
	arrived, release := make(chan struct{}), make(chan struct{})
	g := start(t, http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		arrived <- struct{}{}
		<-release
		_, _ = io.WriteString(w, "done")
	}), nil)
	slow := make(chan answer)
	go func() { slow <- g.get("/to") }()
	<-arrived
	g.ready.Drain()
	if got := g.status(503, "/ready"); !strings.Contains(got.body, `"draining":true`) {
		t.Error(got.body)
	}
	g.status(200, "/health")
	if got := g.status(404, "/elsewhere"); !got.Close {
		t.Error("a connection is kept alive into the drain")
	}
	stopped := make(chan error)
	go func() { stopped <- g.app.ShutdownWithContext(context.Background()) }()
	close(release)
	if got := <-slow; got.StatusCode != 200 || got.body != "done" {
		t.Errorf("%d %s", got.StatusCode, got.body)
	}
	if err := <-stopped; err != nil {
		t.Error(err)
	}
}
