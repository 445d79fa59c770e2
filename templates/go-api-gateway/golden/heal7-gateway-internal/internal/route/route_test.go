package route

import (
	"strings"
	"testing"
	"time"

	"github.com/valyala/fasthttp"
	"pgregory.net/rapid"
)

func TestParseReadsEveryOption(t *testing.T) {
	routes, err := Parse("/saju=http://heal7-saju-engine:8001, /ai=https://ai.internal:8002/v2/;public;timeout=60s ,/raw=http://raw;keep-prefix")
	if err != nil {
		t.Fatal(err)
	}
	want := []Route{
		{Prefix: "/saju", Upstream: "http://heal7-saju-engine:8001"},
		{Prefix: "/ai", Upstream: "https://ai.internal:8002", Base: "/v2", Public: true, Timeout: time.Minute},
		{Prefix: "/raw", Upstream: "http://raw", KeepPrefix: true},
	}
	if len(routes) != len(want) {
		t.Fatalf("got %d routes: %+v", len(routes), routes)
	}
	for index := range want {
		if routes[index] != want[index] {
			t.Errorf("route %d is %+v, want %+v", index, routes[index], want[index])
		}
	}
}

func TestParseRefusesAndSaysWhy(t *testing.T) {
	for text, reason := range map[string]string{
		"saju=http://a":                "does not begin with a slash",
		"/saju":                        "not of the form",
		"/saju=ftp://a":                "not http://",
		"/saju=http://":                "not http://",
		"/saju=http://u:p@a":           "nothing else",
		"/saju=http://a?x=1":           "nothing else",
		"/saju=http://a;publik":        "unknown option",
		"/saju=http://a;timeout=2":     "not a duration",
		"/saju=http://a;timeout=48h":   "not a duration",
		"/saju=http://a/b;keep-prefix": "choose one",
		"/a=http://a,/a=http://b":      "already",
		"/a=http://a,/a/=http://b":     "already",
		"/../x=http://a":               "begins with a dot",
		"/a//b=http://a":               "empty",
		"/a%2fb=http://a":              "escaping",
		"/metrics=http://a":            "gateway itself",
	} {
		if _, err := Parse(text); err == nil || !strings.Contains(err.Error(), reason) {
			t.Errorf("%q: error is %v, want one with %q", text, err, reason)
		}
	}
}

func TestParseOfNothingIsNoRoute(t *testing.T) {
	if routes, err := Parse(" , "); err != nil || len(routes) != 0 {
		t.Errorf("got %v, %v", routes, err)
	}
}

func TestParseNeverPanicsAndKeepsItsPromises(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		text := rapid.OneOf(
			rapid.String(),
			rapid.StringMatching(`(/[a-z.%]{0,4}){0,3}=(http|https|ftp)://[a-z:@/?#0-9]{0,12}(;(public|keep-prefix|timeout=[0-9]{1,3}s))?`),
		).Draw(t, "routes")
		routes, err := Parse(text)
		if err != nil {
			return
		}
		for _, one := range routes {
			if !strings.HasPrefix(one.Prefix, "/") || strings.Contains(one.Prefix, "..") ||
				(len(one.Prefix) > 1 && strings.HasSuffix(one.Prefix, "/")) {
				t.Fatalf("prefix %q of %q", one.Prefix, text)
			}
			if !strings.HasPrefix(one.Upstream, "http") || strings.ContainsAny(one.Upstream, "@?#") {
				t.Fatalf("upstream %q of %q", one.Upstream, text)
			}
		}
	})
}

func table(t *testing.T, text string) *Table {
	t.Helper()
	routes, err := Parse(text)
	if err != nil {
		t.Fatal(err)
	}
	return NewTable(routes)
}

// match reads a path as the server does.
func match(table *Table, raw string) (prefix string, err error) {
	var uri fasthttp.URI
	if err := uri.Parse(nil, []byte(raw)); err != nil {
		return "", err
	}
	index, err := table.Match(uri.PathOriginal(), uri.Path())
	if index < 0 {
		return "", err
	}
	return table.Routes()[index].Prefix, err
}

func TestMatchTakesTheLongestWholePrefix(t *testing.T) {
	table := table(t, "/saju=http://a,/saju/admin=http://b,/ai=http://c")
	for path, want := range map[string]string{
		"/saju": "/saju", "/saju/": "/saju", "/saju/x": "/saju", "/sajuX": "",
		"/saju/admin": "/saju/admin", "/saju/admin/x": "/saju/admin", "/saju/administrator": "/saju",
		"/": "", "/x": "", "/ai/v1.2/x": "/ai", "/ai/%ED%95%9C": "/ai", "/ai/a%2Fb": "/ai",
	} {
		if got, err := match(table, path); got != want || err != nil {
			t.Errorf("%s goes to %q (%v), want %q", path, got, err, want)
		}
	}
}

func TestMatchOfEverything(t *testing.T) {
	if got, err := match(table(t, "/=http://a"), "/any/thing"); got != "/" || err != nil {
		t.Errorf("got %q, %v", got, err)
	}
}

// Each of these reaches /saju/admin in some server, by the rules of /saju or of
// no route at all.
func TestMatchRefusesWhatCouldSlipPastAPrivateRoute(t *testing.T) {
	table := table(t, "/saju=http://a;public,/saju/admin=http://a")
	for _, path := range []string{
		"/saju/../saju/admin", "/saju/x/../admin", "/saju/./admin", "/saju/%2e%2e/admin",
		"/saju/x/%2E./admin", "/saju/x/..%2fadmin", "/saju\\admin", "/saju/x%5c..%5cadmin",
		"/saju/%61dmin", "/%73aju/admin", "/saju//admin", "/saju%2fadmin", "/saju/..;/admin",
		"/saju/%00admin", "/saju/ad%0amin",
	} {
		if got, err := match(table, path); err == nil {
			t.Errorf("%s was let through to %q", path, got)
		}
	}
}

func TestWhatIsMatchedIsWhatTheServiceReads(t *testing.T) {
	table := table(t, "/saju=http://a;public,/saju/admin=http://a")
	rapid.Check(t, func(t *rapid.T) {
		raw := "/" + rapid.StringMatching(`(saju|admin|s%61ju|%61dmin|\.\.|%2e|//|/|%2f|;|\\|x){0,8}`).Draw(t, "path")
		got, err := match(table, raw)
		if err != nil || got != "/saju" {
			return
		}
		rewritten := string(table.Routes()[1].Rewrite(nil, []byte(raw)))
		var seen fasthttp.URI
		if err := seen.Parse(nil, []byte(rewritten)); err != nil {
			return
		}
		// The public route's own service, asked for what the private one guards.
		if path := string(seen.Path()); path == "/admin" || strings.HasPrefix(path, "/admin/") {
			t.Fatalf("%s was public and became %s", raw, rewritten)
		}
	})
}

func TestRewrite(t *testing.T) {
	for _, c := range []struct{ routes, raw, want string }{
		{"/saju=http://a", "/saju", "/"},
		{"/saju=http://a", "/saju/v1/%ED%95%9C", "/v1/%ED%95%9C"},
		{"/saju=http://a/api", "/saju", "/api"},
		{"/saju=http://a/api", "/saju/v1/", "/api/v1/"},
		{"/saju=http://a;keep-prefix", "/saju/v1", "/saju/v1"},
		{"/=http://a", "/v1", "/v1"},
		{"/=http://a/api", "/v1", "/api/v1"},
	} {
		table := table(t, c.routes)
		if got := string(table.Routes()[0].Rewrite(nil, []byte(c.raw))); got != c.want {
			t.Errorf("%s: %s becomes %s, want %s", c.routes, c.raw, got, c.want)
		}
	}
}
