package header

import (
	"net/netip"
	"strings"
	"testing"

	"github.com/valyala/fasthttp"
	"pgregory.net/rapid"
)

func origin(trusted bool) Origin {
	return Origin{
		Peer: netip.MustParseAddr("10.0.0.9"), Trusted: trusted,
		Host: []byte("api.heal7.com"), RequestID: "id-1",
	}
}

func TestRequestTellsTheServiceWhoAsks(t *testing.T) {
	var h fasthttp.RequestHeader
	Request(&h, origin(false))
	for name, want := range map[string]string{
		"X-Forwarded-For": "10.0.0.9", "X-Forwarded-Host": "api.heal7.com",
		"X-Forwarded-Proto": "http", "X-Request-Id": "id-1",
	} {
		if got := string(h.Peek(name)); got != want {
			t.Errorf("%s is %q, want %q", name, got, want)
		}
	}
}

func TestRequestBelievesOnlyProxies(t *testing.T) {
	given := map[string]string{
		"X-Forwarded-For": "203.0.113.7", "X-Forwarded-Host": "heal7.com", "X-Forwarded-Proto": "https",
	}
	for _, c := range []struct {
		trusted          bool
		list, host, http string
	}{
		{true, "203.0.113.7, 10.0.0.9", "heal7.com", "https"},
		{false, "10.0.0.9", "api.heal7.com", "http"},
	} {
		var h fasthttp.RequestHeader
		for name, value := range given {
			h.Set(name, value)
		}
		Request(&h, origin(c.trusted))
		if got := string(h.Peek("X-Forwarded-For")); got != c.list {
			t.Errorf("trusted %v: list %q, want %q", c.trusted, got, c.list)
		}
		if got := string(h.Peek("X-Forwarded-Host")); got != c.host {
			t.Errorf("trusted %v: host %q", c.trusted, got)
		}
		if got := string(h.Peek("X-Forwarded-Proto")); got != c.http {
			t.Errorf("trusted %v: proto %q", c.trusted, got)
		}
	}
}

func TestRequestJoinsListsSentInParts(t *testing.T) {
	var h fasthttp.RequestHeader
	h.Add("X-Forwarded-For", "203.0.113.7")
	h.Add("X-Forwarded-For", "198.51.100.1")
	Request(&h, origin(true))
	if got := string(All(&h, "X-Forwarded-For")); got != "203.0.113.7, 198.51.100.1, 10.0.0.9" {
		t.Errorf("got %q", got)
	}
}

func TestRequestHasOneID(t *testing.T) {
	var h fasthttp.RequestHeader
	h.Add("X-Request-Id", "first")
	h.Add("X-Request-Id", "second")
	Request(&h, origin(true))
	if got := string(All(&h, "X-Request-Id")); got != "id-1" {
		t.Errorf("got %q", got)
	}
}

func TestRequestNeverPassesASubjectOfTheClient(t *testing.T) {
	var h fasthttp.RequestHeader
	h.Set("X-Auth-Subject", "admin")
	h.Set("Forwarded", "for=1.1.1.1")
	Request(&h, origin(true))
	if len(h.Peek("X-Auth-Subject")) > 0 || len(h.Peek("Forwarded")) > 0 {
		t.Error("passed on")
	}
	known := origin(false)
	known.Subject = "user-1"
	h.Set("X-Auth-Subject", "admin")
	Request(&h, known)
	if got := string(h.Peek("X-Auth-Subject")); got != "user-1" {
		t.Errorf("got %q", got)
	}
}

func TestHopByHopHeadersStayOnTheirConnection(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		listed := rapid.SliceOfN(rapid.StringMatching(`X-[A-Z][a-z]{1,6}`), 0, 4).Draw(t, "listed")
		separator := rapid.SampledFrom([]string{",", ", ", " ,,"}).Draw(t, "separator")
		var request fasthttp.RequestHeader
		var response fasthttp.ResponseHeader
		for _, name := range append(append([]string{}, listed...), hopByHop...) {
			request.Set(name, "value")
			response.Set(name, "value")
		}
		request.Set("Accept", "text/plain")
		response.Set("Etag", "1")
		request.Set("Connection", strings.Join(listed, separator))
		response.Set("Connection", strings.Join(listed, separator))
		Request(&request, origin(false))
		Response(&response)
		for _, name := range append(append([]string{"Connection"}, listed...), hopByHop...) {
			if len(request.Peek(name)) > 0 || len(response.Peek(name)) > 0 {
				t.Fatalf("%s passed", name)
			}
		}
		if len(request.Peek("Accept")) == 0 || len(response.Peek("Etag")) == 0 {
			t.Fatal("others did not pass")
		}
	})
}

// A client may name headers as hop-by-hop to have them dropped.
func TestConnectionCannotDropWhatTheGatewaySays(t *testing.T) {
	var h fasthttp.RequestHeader
	h.Set("Connection", "X-Forwarded-For, X-Request-Id, X-Auth-Subject")
	known := origin(false)
	known.Subject = "user-1"
	Request(&h, known)
	for _, name := range []string{"X-Forwarded-For", "X-Request-Id", "X-Auth-Subject"} {
		if len(h.Peek(name)) == 0 {
			t.Errorf("%s is gone", name)
		}
	}
}

func TestResponseIsHardenedAndSaysLittle(t *testing.T) {
	var h fasthttp.ResponseHeader
	h.Set("Server", "uvicorn")
	h.Set("X-Powered-By", "Next.js")
	h.Set("Content-Security-Policy", "default-src 'self'")
	Response(&h)
	if len(h.Peek("Server")) > 0 || len(h.Peek("X-Powered-By")) > 0 {
		t.Error("reveals the service")
	}
	if got := string(h.Peek("X-Content-Type-Options")); got != "nosniff" {
		t.Errorf("X-Content-Type-Options is %q", got)
	}
	if got := string(h.Peek("Content-Security-Policy")); got != "default-src 'self'" {
		t.Errorf("the service's own policy became %q", got)
	}
}

func TestKeepOrMakeID(t *testing.T) {
	if got := KeepOrMakeID([]byte("abc-1.2:3_4")); got != "abc-1.2:3_4" {
		t.Errorf("got %q", got)
	}
	for _, bad := range []string{"", "a b", `a"b`, "a\nb", strings.Repeat("a", 129), "한글"} {
		got := KeepOrMakeID([]byte(bad))
		if got == bad || len(got) != 36 {
			t.Errorf("%q became %q", bad, got)
		}
	}
}
