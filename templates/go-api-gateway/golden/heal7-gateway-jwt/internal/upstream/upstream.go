// Package upstream calls the services behind the gateway.
package upstream

import (
	"context"
	"crypto/tls"
	"errors"
	"io"
	"net"
	"strings"
	"syscall"
	"time"

	"github.com/sony/gobreaker/v2"
	"github.com/valyala/fasthttp"

	"github.com/heal7/heal7-gateway-jwt/internal/config"
	"github.com/heal7/heal7-gateway-jwt/internal/telemetry"
)

// Why there is no answer of the service.
var (
	// ErrOpen: it failed so often that it is left alone for a while.
	ErrOpen = errors.New("the service is left alone after too many failures")
	// ErrTimeout: it did not answer in time.
	ErrTimeout = errors.New("the service did not answer in time")
	// ErrUnreachable: no connection, or one that broke.
	ErrUnreachable = errors.New("the service could not be reached")
	// ErrBusy: every connection that we allow ourselves is in use.
	ErrBusy = errors.New("too many requests to the service are under way")
)

// Upstream is one service: its connections, circuit breaker and retry budget.
// Routes to the same address share it.
type Upstream struct {
	Address  string
	host     string
	scheme   string
	client   *fasthttp.HostClient
	breaker  *gobreaker.TwoStepCircuitBreaker[struct{}]
	budget   *budget
	settings config.Upstream
	metrics  *telemetry.UpstreamMetrics
}

// New makes the client of an address such as http://host:port.
func New(address string, settings config.Upstream, metrics *telemetry.UpstreamMetrics) *Upstream {
	scheme, host, _ := strings.Cut(address, "://")
	u := &Upstream{
		Address: address, host: host, scheme: scheme,
		settings: settings, metrics: metrics, budget: newBudget(settings.RetryBudget),
	}
	u.client = &fasthttp.HostClient{
		Addr:        fasthttp.AddMissingPort(host, scheme == "https"),
		IsTLS:       scheme == "https",
		TLSConfig:   &tls.Config{MinVersion: tls.VersionTLS12},
		DialTimeout: u.dial,
		MaxConns:    settings.Connections,
		// Below the keep-alive of common servers (5 s in Node.js and uvicorn):
		// who closes first must be us, or a request meets a closing connection.
		MaxIdleConnDuration: settings.IdleTimeout,
		// Connections move to new replicas in time.
		MaxConnDuration: 5 * time.Minute,
		// The freshest one, for the same reason.
		ConnPoolStrategy:         fasthttp.LIFO,
		ReadBufferSize:           16 << 10,
		StreamResponseBody:       true,
		DisablePathNormalizing:   true,
		NoDefaultUserAgentHeader: true,
		// Retries are ours, with a budget.
		MaxIdemponentCallAttempts: 1,
	}
	u.breaker = gobreaker.NewTwoStepCircuitBreaker[struct{}](gobreaker.Settings{
		Name:         address,
		MaxRequests:  5,
		Interval:     10 * time.Second,
		BucketPeriod: time.Second,
		Timeout:      settings.BreakerOpen,
		ReadyToTrip: func(counts gobreaker.Counts) bool {
			return counts.Requests >= uint32(settings.BreakerMinimum) &&
				float64(counts.TotalFailures) >= settings.BreakerRatio*float64(counts.Requests)
		},
		OnStateChange: func(_ string, _, to gobreaker.State) {
			metrics.Circuit(int(to))
		},
	})
	metrics.Circuit(int(gobreaker.StateClosed))
	return u
}

// Host goes into the Host header.
func (u *Upstream) Host() string { return u.host }

// Scheme is http or https.
func (u *Upstream) Scheme() string { return u.scheme }

// Do sends the request until there is an answer, the time is over, or another
// attempt would be harmful. timeout replaces the general ones when above 0.
//
// Repeated are only idempotent requests without a streamed body, and only when
// the connection failed: a service that is slow or says 503 has enough to do.
func (u *Upstream) Do(request *fasthttp.Request, response *fasthttp.Response, timeout time.Duration) error {
	perAttempt, total := u.settings.ResponseTimeout, u.settings.TotalTimeout
	if timeout > 0 {
		perAttempt, total = timeout, timeout
	}
	deadline := time.Now().Add(total)
	repeatable := idempotent(request.Header.Method()) && !request.IsBodyStream()
	u.budget.request()
	for attempt := 0; ; attempt++ {
		err := u.once(request, response, min(perAttempt, time.Until(deadline)))
		if !errors.Is(err, ErrUnreachable) || !repeatable || attempt >= u.settings.Retries {
			return err
		}
		allowed := time.Until(deadline) > 0 && u.budget.retry()
		u.metrics.Retried(allowed)
		if !allowed {
			return err
		}
	}
}

func (u *Upstream) once(request *fasthttp.Request, response *fasthttp.Response, within time.Duration) error {
	if within <= 0 {
		return ErrTimeout
	}
	done, err := u.breaker.Allow()
	if err != nil {
		u.metrics.Answered(telemetry.Refused)
		return ErrOpen
	}
	err = Classify(u.client.DoTimeout(request, response, within))
	switch {
	case err == nil && !overloaded(response.StatusCode()):
		done(nil)
		u.metrics.Answered(telemetry.OK)
	case err == nil:
		done(ErrUnreachable)
		u.metrics.Answered(telemetry.Unavailable)
	case errors.Is(err, ErrBusy), errors.As(err, new(*BodyError)):
		// The service is not to blame.
		done(nil)
		u.metrics.Answered(telemetry.NotSent)
	default:
		done(err)
		u.metrics.Answered(outcome(err))
	}
	return err
}

func outcome(err error) telemetry.Outcome {
	if errors.Is(err, ErrTimeout) {
		return telemetry.TimedOut
	}
	return telemetry.Unreachable
}

// BodyError is a request body that could not be read from the client.
type BodyError struct{ Cause error }

func (e *BodyError) Error() string { return "the request body: " + e.Cause.Error() }

// Unwrap gives the cause.
func (e *BodyError) Unwrap() error { return e.Cause }

// Classify turns an error of the network into one of those above.
func Classify(err error) error {
	var body *BodyError
	// Not net.Error, which asks for more than fasthttp's own timeouts have.
	var timed interface{ Timeout() bool }
	switch {
	case err == nil:
		return nil
	case errors.As(err, &body):
		return body
	case errors.Is(err, errDial):
		return joined(ErrUnreachable, err)
	case errors.Is(err, fasthttp.ErrNoFreeConns):
		return ErrBusy
	case errors.As(err, &timed) && timed.Timeout():
		return ErrTimeout
	case errors.Is(err, io.EOF), errors.Is(err, io.ErrUnexpectedEOF), errors.Is(err, fasthttp.ErrConnectionClosed),
		errors.Is(err, syscall.ECONNRESET), errors.Is(err, syscall.EPIPE):
		return joined(ErrUnreachable, err)
	}
	// An answer that is no HTTP: to repeat the request would not help.
	return err
}

func joined(kind, cause error) error { return errors.Join(kind, cause) }

var errDial = errors.New("no connection")

// dial looks the name up each time: services move.
func (u *Upstream) dial(address string, _ time.Duration) (net.Conn, error) {
	ctx, cancel := context.WithTimeout(context.Background(), u.settings.ConnectTimeout)
	defer cancel()
	connection, err := (&net.Dialer{}).DialContext(ctx, "tcp", address)
	if err != nil {
		return nil, errors.Join(errDial, err)
	}
	return connection, nil
}

func idempotent(method []byte) bool {
	switch string(method) {
	case fasthttp.MethodGet, fasthttp.MethodHead, fasthttp.MethodOptions,
		fasthttp.MethodPut, fasthttp.MethodDelete:
		return true
	}
	return false
}

// A plain 500 is often about one request, and says little about the service.
func overloaded(code int) bool {
	return code == fasthttp.StatusBadGateway ||
		code == fasthttp.StatusServiceUnavailable ||
		code == fasthttp.StatusGatewayTimeout
}
