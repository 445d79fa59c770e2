package gateway

import (
	"bufio"
	"bytes"
	"context"
	"fmt"
	"io"
	"net"
	"net/http"
	"strings"
	"testing"
)

func TestPassesOnPathQueryBodyAndHeaders(t *testing.T) {
	g := start(t, http.HandlerFunc(echo), nil)
	got := g.send(http.MethodPost, "/to/a%2Fb/%ED%95%9C?q=1&q=%20x", strings.NewReader("hello"),
		"Accept-Language", "ko", "X-Request-Id", "abc-1", "Connection", "X-Secret", "X-Secret", "1")
	if got.StatusCode != http.StatusOK || got.Header.Get("X-Request-Id") != "abc-1" {
		t.Fatalf("%d %v", got.StatusCode, got.Header)
	}
	seen := got.echoed(t)
	if seen.Method != "POST" || seen.URI != "/a%2Fb/%ED%95%9C?q=1&q=%20x" || seen.Body != 5 {
		t.Errorf("the service saw %+v", seen)
	}
	if seen.Headers.Get("Accept-Language") != "ko" || seen.Headers.Get("X-Request-Id") != "abc-1" {
		t.Errorf("headers %v", seen.Headers)
	}
	if seen.Headers.Get("X-Secret") != "" || seen.Headers.Get("Connection") != "" {
		t.Errorf("hop-by-hop headers passed: %v", seen.Headers)
	}
	if seen.Headers.Get("X-Forwarded-For") != "127.0.0.1" || strings.Contains(seen.Host, g.url) {
		t.Errorf("host %q, headers %v", seen.Host, seen.Headers)
	}
	if got.Header.Get("X-Content-Type-Options") != "nosniff" {
		t.Errorf("not hardened: %v", got.Header)
	}
}

func TestPassesOnEveryMethodAndStatus(t *testing.T) {
	g := start(t, http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("X-Method", r.Method)
		w.Header().Add("Set-Cookie", "a=1")
		w.Header().Add("Set-Cookie", "b=2")
		var code int
		_, _ = fmt.Sscanf(r.URL.Path, "/%d", &code)
		w.WriteHeader(code)
	}), nil)
	for _, method := range []string{"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"} {
		for _, code := range []int{200, 204, 304, 404, 500} {
			got := g.send(method, fmt.Sprintf("/to/%d", code), nil)
			if got.StatusCode != code || got.Header.Get("X-Method") != method || len(got.Header.Values("Set-Cookie")) != 2 {
				t.Errorf("%s %d: %d %v", method, code, got.StatusCode, got.Header)
			}
		}
	}
}

func TestHeadKeepsTheLength(t *testing.T) {
	g := start(t, http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Length", "123456")
	}), nil)
	if got := g.send(http.MethodHead, "/to", nil); got.ContentLength != 123456 {
		t.Errorf("length %d", got.ContentLength)
	}
}

func TestAnswersItselfWhatGoesNowhere(t *testing.T) {
	g := start(t, http.HandlerFunc(echo), nil)
	for _, c := range []struct {
		method, path, header, value string
		want                        int
	}{
		{"GET", "/elsewhere", "", "", 404},
		{"GET", "/tooth", "", "", 404},
		{"GET", "/to/%2e%2e/x", "", "", 400},
		{"TRACE", "/to", "", "", 405},
		{"GET", "/to", "Upgrade", "websocket", 501},
		{"GET", "/to", "X-Long", strings.Repeat("a", 20<<10), 431},
	} {
		headers := []string{}
		if c.header != "" {
			headers = []string{c.header, c.value}
		}
		got := g.send(c.method, c.path, nil, headers...)
		if got.StatusCode != c.want || got.Header.Get("Content-Type") != "application/problem+json" || got.detail() == "" {
			t.Errorf("%s %s: %d %v %s, want %d", c.method, c.path, got.StatusCode, got.Header, got.body, c.want)
		}
	}
}

func TestBodies(t *testing.T) {
	g := start(t, http.HandlerFunc(echo), map[string]string{"BODY_LIMIT_BYTES": "1000000"})
	// No length is known of a reader that is nothing but a reader.
	chunked := func(size int) io.Reader { return io.MultiReader(bytes.NewReader(make([]byte, size))) }
	for name, c := range map[string]struct {
		body io.Reader
		want int
		size int
	}{
		"small":              {bytes.NewReader(make([]byte, 100)), 200, 100},
		"beyond memory":      {bytes.NewReader(make([]byte, 900_000)), 200, 900_000},
		"chunked":            {chunked(300_000), 200, 300_000},
		"chunked, small":     {chunked(3), 200, 3},
		"too large":          {bytes.NewReader(make([]byte, 1_000_001)), 413, 0},
		"chunked, too large": {chunked(2_000_000), 413, 0},
	} {
		t.Run(name, func(t *testing.T) {
			got := g.send(http.MethodPost, "/to", c.body)
			if got.StatusCode != c.want {
				t.Fatalf("%d %s", got.StatusCode, got.body)
			}
			if c.want == 200 && got.echoed(t).Body != c.size {
				t.Errorf("the service got %d bytes", got.echoed(t).Body)
			}
		})
	}
}

func TestBigAnswersArriveWhole(t *testing.T) {
	body := bytes.Repeat([]byte("0123456789abcdef"), 1<<17)
	g := start(t, http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.URL.Path == "/length" {
			w.Header().Set("Content-Length", fmt.Sprint(len(body)))
		}
		_, _ = w.Write(body)
	}), nil)
	for _, path := range []string{"/to/length", "/to/chunked"} {
		if got := g.status(200, path); got.body != string(body) {
			t.Errorf("%s: %d bytes", path, len(got.body))
		}
	}
}

func TestPartsOfAnAnswerAreNotHeldBack(t *testing.T) {
	release := make(chan struct{})
	g := start(t, http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		_, _ = io.WriteString(w, "data: 1\n\n")
		w.(http.Flusher).Flush()
		<-release
		_, _ = io.WriteString(w, "data: 2\n\n")
	}), nil)
	response, err := http.Get(g.url + "/to/events")
	if err != nil {
		t.Fatal(err)
	}
	defer response.Body.Close()
	reader := bufio.NewReader(response.Body)
	first, err := reader.ReadString('\n')
	close(release)
	if err != nil || first != "data: 1\n" {
		t.Fatalf("%q, %v", first, err)
	}
	if rest, err := io.ReadAll(reader); err != nil || !strings.Contains(string(rest), "data: 2") {
		t.Errorf("%q, %v", rest, err)
	}
}

func TestLimitsEachClientOfATrustedProxy(t *testing.T) {
	g := start(t, http.HandlerFunc(echo), map[string]string{
		"RATE_LIMIT_RPS": "1", "RATE_LIMIT_BURST": "2", "TRUSTED_PROXIES": "127.0.0.1",
	})
	for range 2 {
		g.status(200, "/to", "X-Forwarded-For", "203.0.113.7")
	}
	refused := g.status(429, "/to", "X-Forwarded-For", "203.0.113.7")
	if refused.Header.Get("Retry-After") == "" {
		t.Error("does not say when to come back")
	}
	g.status(200, "/to", "X-Forwarded-For", "203.0.113.8")
	g.status(429, "/to", "X-Forwarded-For", "203.0.113.8, 203.0.113.7")
	g.status(200, "/health", "X-Forwarded-For", "203.0.113.7")
}

func TestCountsRequestsWithoutProbes(t *testing.T) {
	g := start(t, http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.URL.Path == "/boom" {
			w.WriteHeader(http.StatusInternalServerError)
		}
	}), nil)
	g.get("/to/a")
	g.get("/to/boom")
	g.get("/health")
	g.get("/ready")
	if got := g.metric(`http_requests_total{code="200",method="GET"}`); got != "1" {
		t.Errorf("200: %q", got)
	}
	if got := g.metric(`http_requests_total{code="500",method="GET"}`); got != "1" {
		t.Errorf("500: %q", got)
	}
	if got := g.metric(`http_request_duration_seconds_bucket{code="200",method="GET",le="10"}`); got != "1" {
		t.Errorf("duration: %q", got)
	}
}

func TestLogsARequestWithoutItsQuery(t *testing.T) {
	g := start(t, http.HandlerFunc(echo), nil)
	g.get("/to/a?token=secret", "X-Request-Id", "abc-1")
	text := g.log.String()
	for _, part := range []string{`"requestId":"abc-1"`, `"path":"/to/a"`, `"status":200`, `"client":"127.0.0.1"`} {
		if !strings.Contains(text, part) {
			t.Errorf("%s is not in %s", part, text)
		}
	}
	if strings.Contains(text, "secret") {
		t.Error("the query is in the log")
	}
}

func TestAClientThatLeavesIsCountedAs499(t *testing.T) {
	arrived, left := make(chan struct{}, 1), make(chan struct{})
	g := start(t, http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		arrived <- struct{}{}
		<-left
		_, _ = io.WriteString(w, "too late")
	}), nil)
	ctx, leave := context.WithCancel(context.Background())
	request, err := http.NewRequestWithContext(ctx, http.MethodGet, g.url+"/to", nil)
	if err != nil {
		t.Fatal(err)
	}
	gone := make(chan struct{})
	go func() {
		defer close(gone)
		if response, err := http.DefaultClient.Do(request); err == nil {
			response.Body.Close()
		}
	}()
	<-arrived
	leave()
	<-gone
	close(left)
	eventually(t, "499", func() bool {
		return g.metric(`http_requests_total{code="499",method="GET"}`) == "1"
	})
}

func TestAClientThatLeavesAStreamIsCountedAs499(t *testing.T) {
	g := start(t, http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		for r.Context().Err() == nil {
			if _, err := w.Write(make([]byte, 32<<10)); err != nil {
				return
			}
		}
	}), nil)
	connection, err := net.Dial("tcp", strings.TrimPrefix(g.url, "http://"))
	if err != nil {
		t.Fatal(err)
	}
	_, _ = io.WriteString(connection, "GET /to HTTP/1.1\r\nHost: a\r\n\r\n")
	_, _ = io.ReadFull(connection, make([]byte, 1000))
	connection.Close()
	eventually(t, "499", func() bool {
		return g.metric(`http_requests_total{code="499",method="GET"}`) == "1"
	})
}
