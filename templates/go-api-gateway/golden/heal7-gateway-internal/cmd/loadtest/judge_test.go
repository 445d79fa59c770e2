package main

import (
	"testing"
	"time"
)

func TestJudge(t *testing.T) {
	took := make([]time.Duration, 100)
	for index := range took {
		took[index] = time.Duration(100-index) * time.Millisecond
	}
	measured := samples{took: took, errors: 1, duration: 2 * time.Second}
	good := judge(options{minRPS: 50, maxP95: 95 * time.Millisecond, maxErrors: 1}, measured)
	if good.RPS != 50 || good.P50 != 50 || good.P95 != 95 || good.P99 != 99 || len(good.Missed) != 0 {
		t.Errorf("got %+v", good)
	}
	bad := judge(options{minRPS: 51, maxP95: 94 * time.Millisecond}, measured)
	if len(bad.Missed) != 3 {
		t.Errorf("missed %v", bad.Missed)
	}
}
