// Package client tells clients apart by their address.
package client

import (
	"bytes"
	"net/netip"
	"strings"
)

// ParsePrefix reads a range, or a single address as the range of that alone.
func ParsePrefix(text string) (netip.Prefix, error) {
	if strings.Contains(text, "/") {
		prefix, err := netip.ParsePrefix(text)
		return prefix.Masked(), err
	}
	address, err := netip.ParseAddr(text)
	if err != nil {
		return netip.Prefix{}, err
	}
	return netip.PrefixFrom(address.Unmap(), address.Unmap().BitLen()), nil
}

// Proxies are the ranges whose word on X-Forwarded-* counts.
type Proxies []netip.Prefix

// Trusted says whether an address is one of the proxies.
func (p Proxies) Trusted(address netip.Addr) bool {
	for _, prefix := range p {
		if prefix.Contains(address) {
			return true
		}
	}
	return false
}

// Address finds who really calls: each proxy appends the address that it was
// called from, so the list is read from its end, and the first address that is
// not a proxy's is the client's. What stands before it was written by the
// client, and is not to be believed.
func (p Proxies) Address(peer netip.Addr, forwardedFor []byte) netip.Addr {
	address := peer.Unmap()
	for rest := forwardedFor; len(rest) > 0 && p.Trusted(address); {
		var last []byte
		if comma := bytes.LastIndexByte(rest, ','); comma >= 0 {
			last, rest = rest[comma+1:], rest[:comma]
		} else {
			last, rest = rest, nil
		}
		previous, err := netip.ParseAddr(string(bytes.TrimSpace(last)))
		if err != nil {
			break
		}
		address = previous.WithZone("").Unmap()
	}
	return address
}
