package telemetry

import (
	"strconv"
	"sync/atomic"
	"time"

	"github.com/prometheus/client_golang/prometheus"
	"github.com/prometheus/client_golang/prometheus/collectors"
)

// Metrics counts requests. Labels are method and code only: a path label would
// grow with every address that a crawler invents.
type Metrics struct {
	Registry *prometheus.Registry

	requests  *prometheus.CounterVec
	durations *prometheus.HistogramVec
	// Children of the two, found by index: looking them up by label values
	// would allocate for each request.
	cells [len(methods) + 1][statuses]atomic.Pointer[cell]

	answers *prometheus.CounterVec
	retries *prometheus.CounterVec
	circuit *prometheus.GaugeVec
	refused *prometheus.CounterVec
}

type cell struct {
	count    prometheus.Counter
	duration prometheus.Observer
}

var methods = [...]string{"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"}

const statuses = 600

// NewMetrics registers everything in a registry of its own.
func NewMetrics() *Metrics {
	m := &Metrics{
		Registry: prometheus.NewRegistry(),
		requests: prometheus.NewCounterVec(prometheus.CounterOpts{
			Name: "http_requests_total",
			Help: "Requests answered, without probes and scrapes.",
		}, []string{"method", "code"}),
		durations: prometheus.NewHistogramVec(prometheus.HistogramOpts{
			Name:    "http_request_duration_seconds",
			Help:    "Time from the request read to the answer handed over.",
			Buckets: []float64{0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10},
		}, []string{"method", "code"}),
		answers: prometheus.NewCounterVec(prometheus.CounterOpts{
			Name: "gateway_upstream_attempts_total",
			Help: "Attempts by what came of them: ok, unavailable, timeout, unreachable, refused by the circuit breaker, not_sent.",
		}, []string{"upstream", "outcome"}),
		retries: prometheus.NewCounterVec(prometheus.CounterOpts{
			Name: "gateway_upstream_retries_total",
			Help: "Attempts made again, and those that the budget did not allow.",
		}, []string{"upstream", "allowed"}),
		circuit: prometheus.NewGaugeVec(prometheus.GaugeOpts{
			Name: "gateway_upstream_circuit_state",
			Help: "0 closed, 1 half open, 2 open.",
		}, []string{"upstream"}),
		refused: prometheus.NewCounterVec(prometheus.CounterOpts{
			Name: "gateway_refused_total",
			Help: "Requests that the gateway answered itself, by reason.",
		}, []string{"reason"}),
	}
	m.Registry.MustRegister(
		m.requests, m.durations, m.answers, m.retries, m.circuit, m.refused,
		collectors.NewGoCollector(),
		collectors.NewProcessCollector(collectors.ProcessCollectorOpts{}),
	)
	return m
}

// Observe counts one request.
func (m *Metrics) Observe(method string, code int, took time.Duration) {
	row := methodIndex(method)
	if code < 0 || code >= statuses {
		code = 0
	}
	found := m.cells[row][code].Load()
	if found == nil {
		found = m.cell(row, code)
	}
	found.count.Inc()
	found.duration.Observe(took.Seconds())
}

func (m *Metrics) cell(row, code int) *cell {
	method := "OTHER"
	if row < len(methods) {
		method = methods[row]
	}
	text := strconv.Itoa(code)
	made := &cell{
		count:    m.requests.WithLabelValues(method, text),
		duration: m.durations.WithLabelValues(method, text),
	}
	m.cells[row][code].Store(made)
	return made
}

func methodIndex(method string) int {
	for index, known := range methods {
		if method == known {
			return index
		}
	}
	return len(methods)
}

// Refused counts a request that no service saw.
func (m *Metrics) Refused(reason string) {
	m.refused.WithLabelValues(reason).Inc()
}
