// Package smoke asks a running gateway: the one at SMOKE_URL, else one that it
// builds and starts.
package smoke

import (
	"bufio"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"sync/atomic"
	"syscall"
	"testing"
)

// started is nil when SMOKE_URL names the gateway: it is not ours to stop then.
var (
	base    string
	binary  string
	started *exec.Cmd
)

func TestMain(m *testing.M) {
	if base = strings.TrimRight(os.Getenv("SMOKE_URL"), "/"); base != "" {
		os.Exit(m.Run())
	}
	code, err := startAndRun(m)
	if err != nil {
		fmt.Fprintln(os.Stderr, "smoke:", err)
		os.Exit(1)
	}
	os.Exit(code)
}

func startAndRun(m *testing.M) (int, error) {
	folder, err := os.MkdirTemp("", "smoke-")
	if err != nil {
		return 0, err
	}
	defer os.RemoveAll(folder)
	binary = filepath.Join(folder, "gateway")
	build := exec.Command("go", "build", "-o", binary, "../../cmd/gateway")
	build.Stderr = os.Stderr
	if err := build.Run(); err != nil {
		return 0, fmt.Errorf("go build: %w", err)
	}
	service := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		_, _ = io.WriteString(w, r.URL.Path)
	}))
	defer service.Close()
	started = exec.Command(binary)
	started.Env = append(os.Environ(),
		"HOST=127.0.0.1", "PORT=0", "AUTH=none", "ROUTES=/smoke="+service.URL, "DRAIN_DELAY_MS=1000")
	started.Stderr = os.Stderr
	output, err := started.StdoutPipe()
	if err != nil {
		return 0, err
	}
	if err := started.Start(); err != nil {
		return 0, err
	}
	defer func() { _ = started.Process.Kill() }()
	lines := bufio.NewReader(output)
	if base, err = listening(lines); err != nil {
		return 0, err
	}
	go func() { _, _ = io.Copy(io.Discard, lines) }()
	return m.Run(), nil
}

func listening(lines *bufio.Reader) (string, error) {
	for {
		line, err := lines.ReadBytes('\n')
		if err != nil {
			return "", fmt.Errorf("the gateway ended before it listened: %s", line)
		}
		var entry struct {
			Message string
			Address struct{ Port int }
		}
		if json.Unmarshal(line, &entry) == nil && entry.Message == "listening" {
			return fmt.Sprintf("http://127.0.0.1:%d", entry.Address.Port), nil
		}
	}
}

func get(t *testing.T, path string) (*http.Response, string) {
	t.Helper()
	response, err := http.Get(base + path)
	if err != nil {
		t.Fatal(err)
	}
	defer response.Body.Close()
	body, err := io.ReadAll(response.Body)
	if err != nil {
		t.Fatal(err)
	}
	return response, string(body)
}

func TestIsHealthyAndReady(t *testing.T) {
	for _, path := range []string{"/health", "/ready"} {
		if response, body := get(t, path); response.StatusCode != http.StatusOK {
			t.Errorf("%s: %d %s", path, response.StatusCode, body)
		}
	}
}

func TestAnUnknownPathIsAProblem(t *testing.T) {
	response, body := get(t, "/no-such-route-of-the-gateway")
	if response.StatusCode != http.StatusNotFound ||
		response.Header.Get("Content-Type") != "application/problem+json" ||
		response.Header.Get("X-Request-Id") == "" || !strings.Contains(body, `"status":404`) {
		t.Errorf("%d %v %s", response.StatusCode, response.Header, body)
	}
}

func TestCountsItsRequests(t *testing.T) {
	get(t, "/no-such-route-of-the-gateway")
	if _, body := get(t, "/metrics"); !strings.Contains(body, `http_requests_total{code="404",method="GET"}`) {
		t.Error("the request is not in /metrics")
	}
}

func TestPassesOn(t *testing.T) {
	if started == nil {
		t.Skip("the routes of SMOKE_URL are not ours")
	}
	if response, body := get(t, "/smoke/a/b"); response.StatusCode != http.StatusOK || body != "/a/b" {
		t.Errorf("%d %q", response.StatusCode, body)
	}
}

func TestHealthcheckCommand(t *testing.T) {
	if started == nil {
		t.Skip("there is no binary of SMOKE_URL here")
	}
	for port, want := range map[string]int{strings.TrimPrefix(base, "http://127.0.0.1:"): 0, "1": 1} {
		command := exec.Command(binary, "healthcheck")
		command.Env = append(os.Environ(), "PORT="+port)
		_ = command.Run()
		if got := command.ProcessState.ExitCode(); got != want {
			t.Errorf("port %s: exit code %d", port, got)
		}
	}
}

func TestRefusesAWrongConfiguration(t *testing.T) {
	if started == nil {
		t.Skip("there is no binary of SMOKE_URL here")
	}
	command := exec.Command(binary)
	command.Env = append(os.Environ(), "PORT=x", "ROUTES=/a=http://a")
	output, _ := command.Output()
	if command.ProcessState.ExitCode() != 1 || strings.Count(string(output), "\n") != 1 ||
		!strings.Contains(string(output), "PORT") || !strings.Contains(string(output), "AUTH") {
		t.Errorf("exit code %d, %s", command.ProcessState.ExitCode(), output)
	}
}

// Last in the file: the gateway is gone after it.
func TestSIGTERMEndsItWithNoFailedRequest(t *testing.T) {
	if started == nil {
		t.Skip("SMOKE_URL names a gateway that is not ours to stop")
	}
	// What a load balancer does: sends requests until /ready says no.
	var stop atomic.Bool
	var answered atomic.Int64
	var clients sync.WaitGroup
	for range 4 {
		clients.Go(func() {
			for !stop.Load() {
				response, err := http.Get(base + "/smoke/x")
				if err != nil {
					t.Error(err)
					return
				}
				_, _ = io.Copy(io.Discard, response.Body)
				response.Body.Close()
				if response.StatusCode != http.StatusOK {
					t.Error(response.Status)
					return
				}
				answered.Add(1)
			}
		})
	}
	if err := started.Process.Signal(syscall.SIGTERM); err != nil {
		t.Fatal(err)
	}
	for {
		response, _ := get(t, "/ready")
		if response.StatusCode != http.StatusOK {
			break
		}
	}
	stop.Store(true)
	clients.Wait()
	if answered.Load() == 0 {
		t.Error("no request was sent meanwhile")
	}
	if err := started.Wait(); err != nil {
		t.Error(err)
	}
}
