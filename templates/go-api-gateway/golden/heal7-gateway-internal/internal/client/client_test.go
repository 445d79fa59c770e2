package client

import (
	"net/netip"
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"
)

func proxies(t interface{ Fatal(...any) }, ranges ...string) Proxies {
	var list Proxies
	for _, text := range ranges {
		prefix, err := ParsePrefix(text)
		if err != nil {
			t.Fatal(err)
		}
		list = append(list, prefix)
	}
	return list
}

func TestAddress(t *testing.T) {
	ours := proxies(t, "10.0.0.0/8", "127.0.0.6", "fd00::/8")
	for _, c := range []struct{ peer, list, want string }{
		{"203.0.113.7", "", "203.0.113.7"},
		// Nobody vouches for the list of a stranger.
		{"203.0.113.7", "198.51.100.1", "203.0.113.7"},
		{"10.0.0.1", "198.51.100.1", "198.51.100.1"},
		{"10.0.0.1", "1.1.1.1, 198.51.100.1, 10.0.0.2", "198.51.100.1"},
		{"127.0.0.6", "198.51.100.1,10.0.0.2", "198.51.100.1"},
		{"::ffff:10.0.0.1", "2001:db8::1", "2001:db8::1"},
		{"10.0.0.1", "nonsense", "10.0.0.1"},
		{"10.0.0.1", "198.51.100.1, nonsense", "10.0.0.1"},
		{"10.0.0.1", "10.0.0.2, 10.0.0.3", "10.0.0.2"},
		{"10.0.0.1", " , ", "10.0.0.1"},
	} {
		got := ours.Address(netip.MustParseAddr(c.peer), []byte(c.list))
		if got != netip.MustParseAddr(c.want) {
			t.Errorf("%s with %q is %s, want %s", c.peer, c.list, got, c.want)
		}
	}
}

func TestWhatAClientWritesNeverBecomesItsAddress(t *testing.T) {
	ours := proxies(t, "10.0.0.0/8")
	rapid.Check(t, func(t *rapid.T) {
		forged := rapid.OneOf(rapid.String(), rapid.StringMatching(`([0-9.:a-f, ]{0,15},?){0,3}`)).Draw(t, "forged")
		list := strings.TrimLeft(forged+", 198.51.100.1, 10.1.1.1", ",")
		got := ours.Address(netip.MustParseAddr("10.0.0.1"), []byte(list))
		if got != netip.MustParseAddr("198.51.100.1") {
			t.Fatalf("%q made it %s", list, got)
		}
	})
}

func TestParsePrefixRefuses(t *testing.T) {
	for _, text := range []string{"", "10.0.0.0/33", "proxy", "10.0.0/8"} {
		if _, err := ParsePrefix(text); err == nil {
			t.Errorf("%q was accepted", text)
		}
	}
}

func TestLimiterAllowsTheBurstAndThenTheRate(t *testing.T) {
	limiter := NewLimiter(10, 3, 100)
	who, now := netip.MustParseAddr("198.51.100.1"), time.Unix(0, 0)
	for range 3 {
		if !limiter.Allow(who, now) {
			t.Fatal("refused within the burst")
		}
	}
	if limiter.Allow(who, now) {
		t.Fatal("allowed beyond the burst")
	}
	if !limiter.Allow(netip.MustParseAddr("198.51.100.2"), now) {
		t.Fatal("another client pays for it")
	}
	if !limiter.Allow(who, now.Add(100*time.Millisecond)) {
		t.Fatal("refused after its time")
	}
}

func TestLimiterTakesANetworkOfIPv6ForOneClient(t *testing.T) {
	limiter, now := NewLimiter(1, 1, 100), time.Unix(0, 0)
	limiter.Allow(netip.MustParseAddr("2001:db8:1:2::1"), now)
	if limiter.Allow(netip.MustParseAddr("2001:db8:1:2:ffff::9"), now) {
		t.Error("a new bucket within the same /64")
	}
	if !limiter.Allow(netip.MustParseAddr("2001:db8:1:3::1"), now) {
		t.Error("the next network has no bucket of its own")
	}
}

func TestLimiterForgetsBeyondItsSize(t *testing.T) {
	limiter, now := NewLimiter(1, 1, 2), time.Unix(0, 0)
	address := netip.MustParseAddr("198.51.100.1")
	for range 1_000 {
		limiter.Allow(address, now)
		address = address.Next()
	}
	if size := limiter.buckets.Len(); size != 2 {
		t.Errorf("remembers %d clients", size)
	}
}

func TestNoLimit(t *testing.T) {
	limiter := NewLimiter(0, 1, 1)
	for range 100 {
		if !limiter.Allow(netip.Addr{}, time.Unix(0, 0)) {
			t.Fatal("refused")
		}
	}
}
