package upstream

import (
	"testing"

	"pgregory.net/rapid"
)

func TestBudgetIsAShareOfRequests(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		share := rapid.Float64Range(0, 1).Draw(t, "share")
		requests := rapid.IntRange(0, 5_000).Draw(t, "requests")
		budget, retries := newBudget(share), 0
		for range requests {
			budget.request()
			if budget.retry() {
				retries++
			}
		}
		spare := float64(mostSaved) / oneRetry
		if most := share*float64(requests) + spare; float64(retries) > most {
			t.Fatalf("%d retries, at most %.1f", retries, most)
		}
	})
}

func TestBudgetOfNothingAllowsNothing(t *testing.T) {
	budget := newBudget(0)
	budget.request()
	if budget.retry() {
		t.Error("allowed")
	}
}
