package gateway

import (
	"context"
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/x509"
	"encoding/pem"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/golang-jwt/jwt/v5"

	"github.com/heal7/heal7-gateway-jwt/internal/auth"
	"github.com/heal7/heal7-gateway-jwt/internal/config"
)

func TestPrivateRoutesNeedATokenAndPublicOnesDoNot(t *testing.T) {
	key, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	public, err := x509.MarshalPKIXPublicKey(key.Public())
	if err != nil {
		t.Fatal(err)
	}
	path := filepath.Join(t.TempDir(), "key.pem")
	if err := os.WriteFile(path, pem.EncodeToMemory(&pem.Block{Type: "PUBLIC KEY", Bytes: public}), 0o600); err != nil {
		t.Fatal(err)
	}
	token, err := jwt.NewWithClaims(jwt.SigningMethodES256, jwt.MapClaims{
		"iss": "issuer", "aud": "heal7", "sub": "user-1", "exp": time.Now().Add(time.Hour).Unix(),
	}).SignedString(key)
	if err != nil {
		t.Fatal(err)
	}
	service := httptest.NewServer(http.HandlerFunc(echo))
	t.Cleanup(service.Close)
	variables := map[string]string{
		"ROUTES": "/to=%,/open=%;public", "AUTH": "jwt", "JWT_ISSUER": "issuer", "JWT_AUDIENCE": "heal7",
		"JWT_PUBLIC_KEY_FILE": path,
	}
	settings, err := config.Read(func(name string) string {
		return strings.ReplaceAll(variables[name], "%", service.URL)
	})
	if err != nil {
		t.Fatal(err)
	}
	tokens, err := auth.New(context.Background(), settings.Auth, slog.New(slog.DiscardHandler))
	if err != nil {
		t.Fatal(err)
	}
	g := startWith(t, Parts{Config: settings, Tokens: tokens})

	if got := g.status(401, "/to"); got.Header.Get("WWW-Authenticate") != "Bearer" {
		t.Errorf("headers %v", got.Header)
	}
	bad := g.status(401, "/to", "Authorization", "Bearer "+token+"x")
	if bad.Header.Get("WWW-Authenticate") != `Bearer error="invalid_token"` || strings.Contains(bad.body, "signature") {
		t.Errorf("%v %s", bad.Header, bad.body)
	}
	good := g.status(200, "/to", "Authorization", "Bearer "+token, "X-Auth-Subject", "admin")
	if got := good.echoed(t).Headers.Values("X-Auth-Subject"); len(got) != 1 || got[0] != "user-1" {
		t.Errorf("the service takes the caller for %v", got)
	}
	open := g.status(200, "/open", "X-Auth-Subject", "admin")
	if got := open.echoed(t).Headers.Get("X-Auth-Subject"); got != "" {
		t.Errorf("the service takes the caller for %q", got)
	}
	if strings.Contains(g.log.String(), token) {
		t.Error("the token is in the log")
	}
}
