package config

import (
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"
)

func read(variables map[string]string) (Config, error) {
	return Read(func(name string) string { return variables[name] })
}

func TestReadOfNothingIsAGatewayWithoutRoutes(t *testing.T) {
	got, err := read(nil)
	if err != nil {
		t.Fatal(err)
	}
	if got.Port != 8000 || got.Host != "0.0.0.0" || got.DrainDelay != 5*time.Second || len(got.Routes) != 0 {
		t.Errorf("got %+v", got)
	}
}

func TestReadRefusesRoutesWithoutAWordOnAuth(t *testing.T) {
	_, err := read(map[string]string{"ROUTES": "/a=http://a"})
	if err == nil || !strings.Contains(err.Error(), "AUTH: say jwt, or none") {
		t.Errorf("got %v", err)
	}
	if _, err := read(map[string]string{"ROUTES": "/a=http://a", "AUTH": "none"}); err != nil {
		t.Errorf("got %v", err)
	}
}

func TestReadNamesEveryWrongVariableInOneLine(t *testing.T) {
	_, err := read(map[string]string{
		"PORT": "x", "LOG_LEVEL": "loud", "ROUTES": "a", "UPSTREAMS": "b", "TRUSTED_PROXIES": "10.0.0.0/99",
		"RETRY_BUDGET": "NaN", "DRAIN_DELAY_MS": "-1", "OTEL_EXPORTER_OTLP_ENDPOINT": "collector:4318",
		"AUTH": "jwt", "JWT_ALGORITHMS": "HS256",
	})
	if err == nil {
		t.Fatal("accepted")
	}
	for _, name := range []string{
		"PORT:", "LOG_LEVEL:", "ROUTES:", "UPSTREAMS:", "TRUSTED_PROXIES:", "RETRY_BUDGET:", "DRAIN_DELAY_MS:",
		"OTEL_EXPORTER_OTLP_ENDPOINT:", "JWT_ISSUER:", "JWT_AUDIENCE:", "JWT_JWKS_URL:", `JWT_ALGORITHMS: "HS256"`,
	} {
		if !strings.Contains(err.Error(), name) {
			t.Errorf("%s is not named in: %v", name, err)
		}
	}
	if strings.Contains(err.Error(), "\n") {
		t.Error("more than one line")
	}
}

func TestReadOfJWT(t *testing.T) {
	got, err := read(map[string]string{
		"AUTH": "jwt", "JWT_ISSUER": "https://issuer", "JWT_AUDIENCE": "heal7",
		"JWT_JWKS_URL": "https://issuer/keys", "JWT_ALGORITHMS": "ES256, EdDSA",
	})
	if err != nil {
		t.Fatal(err)
	}
	if got.Auth.Algorithms[1] != "EdDSA" || got.Auth.JWKSURL != "https://issuer/keys" {
		t.Errorf("got %+v", got.Auth)
	}
}

func TestReadKeepsPasswordsOutOfItsErrors(t *testing.T) {
	_, err := read(map[string]string{"JWT_JWKS_URL": "ftp://user:secret@host", "AUTH": "none"})
	if err == nil || strings.Contains(err.Error(), "secret") {
		t.Errorf("got %v", err)
	}
}

func TestReadBurstFollowsTheRate(t *testing.T) {
	got, err := read(map[string]string{"RATE_LIMIT_RPS": "50"})
	if err != nil || got.RateLimit.Burst != 100 {
		t.Errorf("got %+v, %v", got.RateLimit, err)
	}
}

func TestReadNeverPanics(t *testing.T) {
	names := []string{
		"PORT", "LOG_LEVEL", "ROUTES", "UPSTREAMS", "TRUSTED_PROXIES", "RETRY_BUDGET",
		"AUTH", "JWT_ALGORITHMS", "JWT_JWKS_URL", "RATE_LIMIT_RPS", "OTEL_EXPORTER_OTLP_ENDPOINT",
	}
	rapid.Check(t, func(t *rapid.T) {
		variables := rapid.MapOf(rapid.SampledFrom(names), rapid.String()).Draw(t, "variables")
		if got, err := read(variables); err == nil && (got.Port < 0 || got.Port > 65535) {
			t.Fatalf("port %d", got.Port)
		}
	})
}
