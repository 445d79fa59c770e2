package client

import (
	"net/netip"
	"time"

	lru "github.com/hashicorp/golang-lru/v2"
	"golang.org/x/time/rate"
)

// Limiter gives each client a bucket of its own. Memory is bounded: beyond the
// given number of clients the one not seen for longest is forgotten.
type Limiter struct {
	buckets *lru.Cache[netip.Addr, *rate.Limiter]
	limit   rate.Limit
	burst   int
}

// NewLimiter answers nil, which allows everything, when perSecond is 0.
func NewLimiter(perSecond, burst, clients int) *Limiter {
	if perSecond == 0 {
		return nil
	}
	// Fails only for a size below 1, which the configuration refuses.
	buckets, err := lru.New[netip.Addr, *rate.Limiter](clients)
	if err != nil {
		panic(err)
	}
	return &Limiter{buckets: buckets, limit: rate.Limit(perSecond), burst: burst}
}

// Allow takes one request out of the client's bucket.
func (l *Limiter) Allow(client netip.Addr, now time.Time) bool {
	if l == nil {
		return true
	}
	key := bucketKey(client)
	bucket, found := l.buckets.Get(key)
	if !found {
		fresh := rate.NewLimiter(l.limit, l.burst)
		// Two first requests at once must share one bucket.
		if previous, raced, _ := l.buckets.PeekOrAdd(key, fresh); raced {
			bucket = previous
		} else {
			bucket = fresh
		}
	}
	return bucket.AllowN(now, 1)
}

// bucketKey is the address, or its /64 for IPv6: that much is given to one
// household, which could otherwise take a new bucket for each request.
func bucketKey(client netip.Addr) netip.Addr {
	if !client.Is6() {
		return client
	}
	prefix, err := client.Prefix(64)
	if err != nil {
		return client
	}
	return prefix.Addr()
}
