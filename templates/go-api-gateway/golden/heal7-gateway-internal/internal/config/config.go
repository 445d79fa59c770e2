// Package config reads the gateway's configuration from the environment.
package config

import (
	"errors"
	"net/netip"
	"regexp"
	"slices"
	"strings"
	"time"

	"github.com/heal7/heal7-gateway-internal/internal/client"
	"github.com/heal7/heal7-gateway-internal/internal/route"
)

// Ways to tell who calls. There is no default: a gateway that lets everybody
// in does so because somebody wrote AUTH=none.
const (
	AuthNone = "none"
	AuthJWT  = "jwt"
)

// Config is the whole configuration, validated.
type Config struct {
	Port           int
	Host           string
	LogLevel       string
	ServiceName    string
	ServiceVersion string

	Routes           []route.Route
	Dependencies     []Dependency
	DependencyWithin time.Duration

	Upstream  Upstream
	Auth      Auth
	RateLimit RateLimit

	TrustedProxies  []netip.Prefix
	BodyLimit       int
	ReadTimeout     time.Duration
	MaxConnections  int
	AccessLogSample float64

	DrainDelay   time.Duration
	DrainTimeout time.Duration

	OTLPEndpoint     string
	TraceSampleRatio float64
}

// Upstream is how the services behind the gateway are called.
type Upstream struct {
	ConnectTimeout  time.Duration
	ResponseTimeout time.Duration
	TotalTimeout    time.Duration
	IdleTimeout     time.Duration
	Connections     int
	Retries         int
	RetryBudget     float64
	BreakerRatio    float64
	BreakerMinimum  int
	BreakerOpen     time.Duration
}

// Auth is who may use private routes.
type Auth struct {
	Mode          string
	Issuer        string
	Audience      string
	JWKSURL       string
	PublicKeyFile string
	Algorithms    []string
}

// RateLimit is per client; no limit when PerSecond is 0.
type RateLimit struct {
	PerSecond int
	Burst     int
	Clients   int
}

// Dependency is something that must answer before the gateway is ready.
type Dependency struct {
	Name string
	URL  string
}

// Asymmetric ones only: with a shared secret, every service that can check a
// token could make one.
var algorithms = []string{
	"RS256", "RS384", "RS512", "PS256", "PS384", "PS512",
	"ES256", "ES384", "ES512", "EdDSA",
}

var dependency = regexp.MustCompile(`^([a-z][-a-z0-9]*)=(https?://[^\s,]+)$`)

// Read takes the configuration from lookup, which is os.Getenv but in tests.
// Its error is one line that names every wrong variable.
func Read(lookup func(string) string) (Config, error) {
	r := &reader{lookup: lookup}
	config := Config{
		Port:             r.integer("PORT", 8000, 0, 65535),
		Host:             r.text("HOST", "0.0.0.0"),
		LogLevel:         r.oneOf("LOG_LEVEL", "info", "debug", "info", "warn", "error"),
		ServiceName:      r.text("SERVICE_NAME", "heal7-gateway-internal"),
		ServiceVersion:   r.text("SERVICE_VERSION", "0.0.0-dev"),
		DependencyWithin: r.milliseconds("UPSTREAM_TIMEOUT_MS", 1_000, 1),
		Upstream: Upstream{
			ConnectTimeout:  r.milliseconds("CONNECT_TIMEOUT_MS", 1_000, 1),
			ResponseTimeout: r.milliseconds("RESPONSE_TIMEOUT_MS", 10_000, 1),
			TotalTimeout:    r.milliseconds("TOTAL_TIMEOUT_MS", 14_000, 1),
			IdleTimeout:     r.milliseconds("UPSTREAM_IDLE_MS", 4_000, 1),
			Connections:     r.integer("UPSTREAM_CONNECTIONS", 512, 1, 65_536),
			Retries:         r.integer("RETRIES", 2, 0, 5),
			RetryBudget:     r.share("RETRY_BUDGET", 0.1),
			BreakerRatio:    r.share("BREAKER_ERROR_RATIO", 0.5),
			BreakerMinimum:  r.integer("BREAKER_MIN_REQUESTS", 20, 1, 1_000_000),
			BreakerOpen:     r.milliseconds("BREAKER_OPEN_MS", 5_000, 1),
		},
		RateLimit: RateLimit{
			PerSecond: r.integer("RATE_LIMIT_RPS", 0, 0, 1_000_000),
			Clients:   r.integer("RATE_LIMIT_CLIENTS", 10_000, 1, 10_000_000),
		},
		BodyLimit:        r.integer("BODY_LIMIT_BYTES", 10<<20, 0, 1<<30),
		ReadTimeout:      r.milliseconds("READ_TIMEOUT_MS", 30_000, 1),
		MaxConnections:   r.integer("MAX_CONNECTIONS", 20_000, 1, 1_000_000),
		AccessLogSample:  r.share("ACCESS_LOG_SAMPLE", 1),
		DrainDelay:       r.milliseconds("DRAIN_DELAY_MS", 5_000, 0),
		DrainTimeout:     r.milliseconds("DRAIN_TIMEOUT_MS", 20_000, 0),
		OTLPEndpoint:     r.httpURL("OTEL_EXPORTER_OTLP_ENDPOINT"),
		TraceSampleRatio: r.share("TRACE_SAMPLE_RATIO", 1),
	}
	config.RateLimit.Burst = r.integer("RATE_LIMIT_BURST", max(1, 2*config.RateLimit.PerSecond), 1, 2_000_000)
	config.Routes = readRoutes(r)
	config.Dependencies = readDependencies(r)
	config.TrustedProxies = readProxies(r)
	config.Auth = readAuth(r, len(config.Routes) > 0)
	if len(r.problems) > 0 {
		return Config{}, errors.New("wrong configuration: " + strings.Join(r.problems, "; "))
	}
	return config, nil
}

func readRoutes(r *reader) []route.Route {
	routes, err := route.Parse(r.text("ROUTES", ""))
	if err != nil {
		r.wrong("ROUTES", "%v", err)
	}
	return routes
}

func readDependencies(r *reader) []Dependency {
	var dependencies []Dependency
	for _, entry := range r.list("UPSTREAMS", "") {
		match := dependency.FindStringSubmatch(entry)
		if match == nil {
			r.wrong("UPSTREAMS", "%q is not of the form name=http://host/path", entry)
			continue
		}
		dependencies = append(dependencies, Dependency{Name: match[1], URL: match[2]})
	}
	return dependencies
}

func readProxies(r *reader) []netip.Prefix {
	var proxies []netip.Prefix
	for _, entry := range r.list("TRUSTED_PROXIES", "") {
		prefix, err := client.ParsePrefix(entry)
		if err != nil {
			r.wrong("TRUSTED_PROXIES", "%q is neither an address nor a range such as 10.0.0.0/8", entry)
			continue
		}
		proxies = append(proxies, prefix)
	}
	return proxies
}

// Without routes there is nothing to protect, so AUTH may be left out.
func readAuth(r *reader, needed bool) Auth {
	auth := Auth{
		Mode:          r.text("AUTH", ""),
		Issuer:        r.text("JWT_ISSUER", ""),
		Audience:      r.text("JWT_AUDIENCE", ""),
		JWKSURL:       r.httpURL("JWT_JWKS_URL"),
		PublicKeyFile: r.text("JWT_PUBLIC_KEY_FILE", ""),
		Algorithms:    r.list("JWT_ALGORITHMS", "RS256,ES256"),
	}
	switch auth.Mode {
	case AuthNone:
	case AuthJWT:
		requireJWT(r, auth)
	case "":
		if needed {
			r.wrong("AUTH", "say jwt, or none to let everybody use every route")
		}
	default:
		r.wrong("AUTH", "%q is neither jwt nor none", auth.Mode)
	}
	return auth
}

func requireJWT(r *reader, auth Auth) {
	if auth.Issuer == "" {
		r.wrong("JWT_ISSUER", "needed with AUTH=jwt: the iss of tokens to accept")
	}
	if auth.Audience == "" {
		r.wrong("JWT_AUDIENCE", "needed with AUTH=jwt: the aud of tokens to accept")
	}
	if auth.PublicKeyFile == "" && r.text("JWT_JWKS_URL", "") == "" {
		r.wrong("JWT_JWKS_URL", "needed with AUTH=jwt, unless there is a JWT_PUBLIC_KEY_FILE")
	}
	if len(auth.Algorithms) == 0 {
		r.wrong("JWT_ALGORITHMS", "names no algorithm")
	}
	for _, algorithm := range auth.Algorithms {
		if !slices.Contains(algorithms, algorithm) {
			r.wrong("JWT_ALGORITHMS", "%q is none of %s", algorithm, strings.Join(algorithms, ", "))
		}
	}
}
