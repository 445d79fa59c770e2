// Package header decides which headers pass the gateway.
package header

import (
	"bytes"
	"net/netip"

	"github.com/valyala/fasthttp"
)

// Names that the gateway sets for the services behind it.
const (
	RequestID = "X-Request-Id"
	Subject   = "X-Auth-Subject"

	forwardedFor   = "X-Forwarded-For"
	forwardedHost  = "X-Forwarded-Host"
	forwardedProto = "X-Forwarded-Proto"
)

// Of one connection, not of the message (RFC 9110, 7.6.1), and those that only
// a proxy may know.
var hopByHop = []string{
	"Keep-Alive", "Proxy-Authenticate", "Proxy-Authorization",
	"Proxy-Connection", "Te", "Trailer", "Transfer-Encoding", "Upgrade",
}

// What tells strangers about the insides of a service.
var revealing = []string{"Server", "X-Powered-By", "X-Aspnet-Version", "Via"}

// Only where the service has none of its own.
var hardening = [][2]string{
	{"X-Content-Type-Options", "nosniff"},
	{"X-Frame-Options", "DENY"},
	{"Referrer-Policy", "no-referrer"},
	{"Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'"},
	{"Strict-Transport-Security", "max-age=31536000; includeSubDomains"},
}

// Origin is what is known of the caller's side of a request.
type Origin struct {
	// Peer is at the other end of the connection.
	Peer netip.Addr
	// Trusted says that the peer is a proxy of ours.
	Trusted bool
	// Host is what the client asked for.
	Host []byte
	// TLS says that the connection itself is encrypted.
	TLS       bool
	RequestID string
	// Subject is who the token speaks of, if a token was checked.
	Subject string
}

// Request turns the headers of a client into those for a service.
func Request(header *fasthttp.RequestHeader, origin Origin) {
	stripNamed(header.Peek("Connection"), header.DelBytes)
	for _, name := range hopByHop {
		header.Del(name)
	}
	header.Del("Connection")
	header.ResetConnectionClose()
	// The older X-Forwarded-* say the same; two truths could differ.
	header.Del("Forwarded")
	header.Del(Subject)
	if origin.Subject != "" {
		header.Set(Subject, origin.Subject)
	}
	// Set alone would leave a second one that the client may have sent.
	header.Del(RequestID)
	header.Set(RequestID, origin.RequestID)
	forward(header, origin)
}

func forward(header *fasthttp.RequestHeader, origin Origin) {
	if !origin.Trusted {
		header.Del(forwardedFor)
		header.Del(forwardedHost)
		header.Del(forwardedProto)
		header.Del("X-Forwarded-Port")
		header.Del("X-Forwarded-Prefix")
		header.Del("X-Real-Ip")
	}
	peer := origin.Peer.String()
	if before := All(header, forwardedFor); len(before) > 0 {
		list := append(bytes.Clone(before), ", "...)
		header.Del(forwardedFor)
		header.SetBytesV(forwardedFor, append(list, peer...))
	} else {
		header.Set(forwardedFor, peer)
	}
	if len(header.Peek(forwardedHost)) == 0 {
		header.SetBytesV(forwardedHost, origin.Host)
	}
	if len(header.Peek(forwardedProto)) == 0 {
		scheme := "http"
		if origin.TLS {
			scheme = "https"
		}
		header.Set(forwardedProto, scheme)
	}
}

// ForwardedFor is the list of addresses that the request came through.
func ForwardedFor(header *fasthttp.RequestHeader) []byte {
	return All(header, forwardedFor)
}

// All joins a header that was sent more than once, as RFC 9110 says to read it.
func All(header *fasthttp.RequestHeader, name string) []byte {
	values := header.PeekAll(name)
	switch len(values) {
	case 0:
		return nil
	case 1:
		return values[0]
	}
	return bytes.Join(values, []byte(", "))
}

// Response turns the headers of a service into those for a client.
func Response(header *fasthttp.ResponseHeader) {
	stripNamed(header.Peek("Connection"), header.DelBytes)
	for _, name := range hopByHop {
		header.Del(name)
	}
	header.Del("Connection")
	header.ResetConnectionClose()
	for _, name := range revealing {
		header.Del(name)
	}
	Harden(header)
}

// Harden adds what browsers are to be told of every answer.
func Harden(header *fasthttp.ResponseHeader) {
	for _, pair := range hardening {
		if len(header.Peek(pair[0])) == 0 {
			header.Set(pair[0], pair[1])
		}
	}
}

// stripNamed removes what a Connection header lists.
func stripNamed(connection []byte, remove func([]byte)) {
	if len(connection) == 0 {
		return
	}
	// A copy: removing moves the memory that the list lies in.
	for name := range bytes.SplitSeq(bytes.Clone(connection), []byte(",")) {
		if name = bytes.TrimSpace(name); len(name) > 0 {
			remove(name)
		}
	}
}
