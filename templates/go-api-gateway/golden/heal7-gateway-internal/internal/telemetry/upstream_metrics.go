package telemetry

import "github.com/prometheus/client_golang/prometheus"

// Outcome is what came of one attempt to ask an upstream.
type Outcome int

// The outcomes.
const (
	OK Outcome = iota
	// Unavailable: it said 502, 503 or 504.
	Unavailable
	TimedOut
	Unreachable
	// Refused by the circuit breaker.
	Refused
	// NotSent for a reason on our side or the client's.
	NotSent
	outcomes
)

var outcomeNames = [outcomes]string{"ok", "unavailable", "timeout", "unreachable", "refused", "not_sent"}

// UpstreamMetrics are the counters of one upstream, found once.
type UpstreamMetrics struct {
	answers [outcomes]prometheus.Counter
	retried prometheus.Counter
	denied  prometheus.Counter
	circuit prometheus.Gauge
}

// Upstream makes the counters of an address.
func (m *Metrics) Upstream(address string) *UpstreamMetrics {
	made := &UpstreamMetrics{
		retried: m.retries.WithLabelValues(address, "true"),
		denied:  m.retries.WithLabelValues(address, "false"),
		circuit: m.circuit.WithLabelValues(address),
	}
	for outcome, name := range outcomeNames {
		made.answers[outcome] = m.answers.WithLabelValues(address, name)
	}
	return made
}

// Answered counts an attempt.
func (u *UpstreamMetrics) Answered(outcome Outcome) { u.answers[outcome].Inc() }

// Retried counts a second attempt, or one that the budget did not allow.
func (u *UpstreamMetrics) Retried(allowed bool) {
	if allowed {
		u.retried.Inc()
	} else {
		u.denied.Inc()
	}
}

// Circuit records the state of the circuit breaker.
func (u *UpstreamMetrics) Circuit(state int) { u.circuit.Set(float64(state)) }
