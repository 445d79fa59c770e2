package main

import (
	"fmt"
	"math"
	"slices"
	"time"
)

// samples are the times of all answers, and how many were not 200.
type samples struct {
	took     []time.Duration
	errors   int64
	duration time.Duration
}

type result struct {
	RPS      float64  `json:"rps"`
	P50      float64  `json:"p50Ms"`
	P95      float64  `json:"p95Ms"`
	P99      float64  `json:"p99Ms"`
	Errors   int64    `json:"errors"`
	Requests int      `json:"requests"`
	Seconds  float64  `json:"seconds"`
	Missed   []string `json:"missed"`
}

func judge(o options, s samples) result {
	slices.Sort(s.took)
	r := result{
		RPS:      math.Round(float64(len(s.took)) / s.duration.Seconds()),
		P50:      percentile(s.took, 0.50),
		P95:      percentile(s.took, 0.95),
		P99:      percentile(s.took, 0.99),
		Errors:   s.errors,
		Requests: len(s.took),
		Seconds:  s.duration.Seconds(),
		Missed:   []string{},
	}
	if r.RPS < o.minRPS {
		r.Missed = append(r.Missed, fmt.Sprintf("rps %.0f is below %.0f", r.RPS, o.minRPS))
	}
	if highest := milliseconds(o.maxP95); r.P95 > highest {
		r.Missed = append(r.Missed, fmt.Sprintf("p95 %.1f ms is above %.1f ms", r.P95, highest))
	}
	if r.Errors > o.maxErrors {
		r.Missed = append(r.Missed, fmt.Sprintf("errors %d are above %d", r.Errors, o.maxErrors))
	}
	return r
}

// percentile of a sorted list by nearest rank.
func percentile(sorted []time.Duration, share float64) float64 {
	if len(sorted) == 0 {
		return 0
	}
	rank := int(math.Ceil(share*float64(len(sorted)))) - 1
	return milliseconds(sorted[max(0, rank)])
}

func milliseconds(d time.Duration) float64 {
	return math.Round(float64(d.Microseconds())) / 1000
}
