package route

import (
	"fmt"
	"net/url"
	"regexp"
	"strings"
	"time"
)

// Route sends requests whose path begins with Prefix to one service.
type Route struct {
	// Prefix begins with a slash and ends without one; "/" takes everything.
	Prefix string
	// Upstream is the address of the service, without a path.
	Upstream string
	// Base takes the place of Prefix in the path that the service sees. With
	// KeepPrefix the path goes on as it came.
	Base       string
	KeepPrefix bool
	// Public routes are open to everybody, whatever AUTH says.
	Public bool
	// Timeout of the response and of all attempts; 0 leaves the general ones.
	Timeout time.Duration
}

// Characters that mean themselves in a path: no escapes, no dots alone.
var segment = regexp.MustCompile(`^[A-Za-z0-9_~-][A-Za-z0-9._~-]*$`)

// Parse reads `/prefix=http://host:port/base;option;...,...`. Options are
// `public`, `keep-prefix` and `timeout=30s`.
func Parse(text string) ([]Route, error) {
	var routes []Route
	seen := map[string]bool{}
	for _, entry := range strings.Split(text, ",") {
		if entry = strings.TrimSpace(entry); entry == "" {
			continue
		}
		one, err := parseOne(entry)
		if err != nil {
			return nil, fmt.Errorf("%q: %w", entry, err)
		}
		if seen[one.Prefix] {
			return nil, fmt.Errorf("%q: there is a route for %s already", entry, one.Prefix)
		}
		seen[one.Prefix] = true
		routes = append(routes, one)
	}
	return routes, nil
}

func parseOne(entry string) (Route, error) {
	prefix, rest, found := strings.Cut(entry, "=")
	if !found {
		return Route{}, fmt.Errorf("not of the form /prefix=http://host:port")
	}
	var route Route
	var err error
	if route.Prefix, err = parsePath(prefix); err != nil {
		return Route{}, fmt.Errorf("prefix: %w", err)
	}
	if reserved(route.Prefix) {
		return Route{}, fmt.Errorf("%s is answered by the gateway itself", route.Prefix)
	}
	address, options, _ := strings.Cut(rest, ";")
	if route.Upstream, route.Base, err = parseAddress(address); err != nil {
		return Route{}, err
	}
	for _, option := range strings.Split(options, ";") {
		if err := route.set(strings.TrimSpace(option)); err != nil {
			return Route{}, err
		}
	}
	if route.KeepPrefix && route.Base != "" {
		return Route{}, fmt.Errorf("keep-prefix with the path %s: choose one", route.Base)
	}
	return route, nil
}

func (r *Route) set(option string) error {
	name, value, _ := strings.Cut(option, "=")
	switch name {
	case "":
	case "public":
		r.Public = true
	case "keep-prefix":
		r.KeepPrefix = true
	case "timeout":
		timeout, err := time.ParseDuration(value)
		if err != nil || timeout < time.Millisecond || timeout > time.Hour {
			return fmt.Errorf("timeout %q is not a duration from 1ms to 1h", value)
		}
		r.Timeout = timeout
	default:
		return fmt.Errorf("unknown option %q: there are public, keep-prefix and timeout", name)
	}
	return nil
}

func parseAddress(text string) (upstream, base string, err error) {
	address, err := url.Parse(text)
	if err != nil || address.Hostname() == "" ||
		(address.Scheme != "http" && address.Scheme != "https") {
		return "", "", fmt.Errorf("the address is not http://host:port or https://host:port")
	}
	if address.User != nil || address.RawQuery != "" || address.Fragment != "" {
		return "", "", fmt.Errorf("the address may hold a host, a port and a path, nothing else")
	}
	if address.Path != "" {
		if base, err = parsePath(address.EscapedPath()); err != nil {
			return "", "", fmt.Errorf("path of the address: %w", err)
		}
	}
	if base == "/" {
		base = ""
	}
	return address.Scheme + "://" + strings.ToLower(address.Host), base, nil
}

// parsePath accepts what needs no escaping, and drops slashes at the end.
func parsePath(text string) (string, error) {
	path := strings.TrimRight(strings.TrimSpace(text), "/")
	if path == "" && strings.TrimSpace(text) != "" {
		return "/", nil
	}
	if !strings.HasPrefix(path, "/") {
		return "", fmt.Errorf("%q does not begin with a slash", text)
	}
	for _, part := range strings.Split(path[1:], "/") {
		if !segment.MatchString(part) {
			return "", fmt.Errorf("%q has a part that is empty, begins with a dot or needs escaping", text)
		}
	}
	return path, nil
}

func reserved(prefix string) bool {
	return prefix == "/health" || prefix == "/ready" || prefix == "/metrics"
}
