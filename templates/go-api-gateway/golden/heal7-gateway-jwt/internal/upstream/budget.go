package upstream

import "sync/atomic"

// budget allows retries as a share of requests, so that a service which fails
// altogether gets (1 + share) times its load and not a multiple of it. Written
// by hand, as two atomic operations: the libraries that have one bring an
// executor which costs several allocations a request.
type budget struct {
	// In thousandths of a retry.
	saved   atomic.Int64
	deposit int64
}

const (
	oneRetry = 1_000
	// Spared for quiet times: that many retries in a row, however few requests
	// there were before.
	mostSaved = 10 * oneRetry
)

func newBudget(share float64) *budget {
	b := &budget{deposit: int64(share * oneRetry)}
	if b.deposit > 0 {
		b.saved.Store(mostSaved)
	}
	return b
}

func (b *budget) request() {
	if b.saved.Load() < mostSaved {
		b.saved.Add(b.deposit)
	}
}

func (b *budget) retry() bool {
	for {
		saved := b.saved.Load()
		if saved < oneRetry {
			return false
		}
		if b.saved.CompareAndSwap(saved, saved-oneRetry) {
			return true
		}
	}
}
