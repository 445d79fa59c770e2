package auth

import (
	"context"
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/x509"
	"encoding/json"
	"encoding/pem"
	"errors"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"sync/atomic"
	"testing"
	"time"

	"github.com/MicahParks/jwkset"
	"github.com/golang-jwt/jwt/v5"

	"github.com/heal7/heal7-gateway-internal/internal/config"
)

const issuer, audience = "https://issuer.test", "heal7"

func newKey(t *testing.T) *ecdsa.PrivateKey {
	t.Helper()
	key, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	return key
}

func claims() jwt.MapClaims {
	return jwt.MapClaims{
		"iss": issuer, "aud": audience, "sub": "user-1",
		"exp": time.Now().Add(time.Hour).Unix(),
	}
}

func sign(t *testing.T, key any, method jwt.SigningMethod, kid string, claims jwt.MapClaims) []byte {
	t.Helper()
	token := jwt.NewWithClaims(method, claims)
	if kid != "" {
		token.Header["kid"] = kid
	}
	text, err := token.SignedString(key)
	if err != nil {
		t.Fatal(err)
	}
	return []byte("Bearer " + text)
}

// keyServer publishes the keys that it is told to.
type keyServer struct {
	*httptest.Server
	body    atomic.Value
	fetched atomic.Int64
}

func newKeyServer(t *testing.T) *keyServer {
	t.Helper()
	server := &keyServer{}
	server.Server = httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		server.fetched.Add(1)
		body, ok := server.body.Load().([]byte)
		if !ok {
			w.WriteHeader(http.StatusServiceUnavailable)
			return
		}
		_, _ = w.Write(body)
	}))
	t.Cleanup(server.Close)
	return server
}

func (s *keyServer) publish(t *testing.T, keys map[string]*ecdsa.PrivateKey) {
	t.Helper()
	var set jwkset.JWKSMarshal
	for kid, key := range keys {
		jwk, err := jwkset.NewJWKFromKey(key.Public(), jwkset.JWKOptions{
			Metadata: jwkset.JWKMetadataOptions{KID: kid, ALG: jwkset.AlgES256, USE: jwkset.UseSig},
		})
		if err != nil {
			t.Fatal(err)
		}
		set.Keys = append(set.Keys, jwk.Marshal())
	}
	body, err := json.Marshal(set)
	if err != nil {
		t.Fatal(err)
	}
	s.body.Store(body)
}

func newChecker(t *testing.T, settings config.Auth) *Checker {
	t.Helper()
	settings.Mode, settings.Issuer, settings.Audience = config.AuthJWT, issuer, audience
	settings.Algorithms = []string{"ES256"}
	ctx, cancel := context.WithCancel(context.Background())
	t.Cleanup(cancel)
	checker, err := New(ctx, settings, slog.New(slog.DiscardHandler))
	if err != nil {
		t.Fatal(err)
	}
	return checker
}

func eventually(t *testing.T, what string, is func() bool) {
	t.Helper()
	deadline := time.After(20 * time.Second)
	tick := time.NewTicker(5 * time.Millisecond)
	defer tick.Stop()
	for !is() {
		select {
		case <-deadline:
			t.Fatal("never: " + what)
		case <-tick.C:
		}
	}
}

func TestCheckAcceptsATokenOfTheIssuerOnly(t *testing.T) {
	key, stranger := newKey(t), newKey(t)
	server := newKeyServer(t)
	server.publish(t, map[string]*ecdsa.PrivateKey{"one": key})
	checker := newChecker(t, config.Auth{JWKSURL: server.URL})
	eventually(t, "ready", checker.Ready)

	with := func(name string, value any) jwt.MapClaims {
		changed := claims()
		if value == nil {
			delete(changed, name)
		} else {
			changed[name] = value
		}
		return changed
	}
	es := jwt.SigningMethodES256
	for name, c := range map[string]struct {
		header []byte
		want   error
	}{
		"good":            {sign(t, key, es, "one", claims()), nil},
		"no header":       {nil, ErrNoToken},
		"basic":           {[]byte("Basic dTpw"), ErrNoToken},
		"nonsense":        {[]byte("Bearer a.b.c"), ErrBadToken},
		"strange key":     {sign(t, stranger, es, "one", claims()), ErrBadToken},
		"unknown key":     {sign(t, stranger, es, "two", claims()), ErrBadToken},
		"wrong issuer":    {sign(t, key, es, "one", with("iss", "https://other")), ErrBadToken},
		"no issuer":       {sign(t, key, es, "one", with("iss", nil)), ErrBadToken},
		"wrong audience":  {sign(t, key, es, "one", with("aud", "other")), ErrBadToken},
		"no audience":     {sign(t, key, es, "one", with("aud", nil)), ErrBadToken},
		"expired":         {sign(t, key, es, "one", with("exp", time.Now().Add(-time.Hour).Unix())), ErrBadToken},
		"never expires":   {sign(t, key, es, "one", with("exp", nil)), ErrBadToken},
		"not yet":         {sign(t, key, es, "one", with("nbf", time.Now().Add(time.Hour).Unix())), ErrBadToken},
		"no signature":    {sign(t, jwt.UnsafeAllowNoneSignatureType, jwt.SigningMethodNone, "one", claims()), ErrBadToken},
		"shared secret":   {sign(t, []byte("secret"), jwt.SigningMethodHS256, "one", claims()), ErrBadToken},
		"line in subject": {sign(t, key, es, "one", with("sub", "a\r\nX-Role: admin")), ErrBadToken},
	} {
		t.Run(name, func(t *testing.T) {
			subject, err := checker.Check(c.header)
			if !errors.Is(err, c.want) || (c.want == nil && subject != "user-1") {
				t.Errorf("got %q, %v", subject, err)
			}
		})
	}
}

func TestKeysRotateWithoutARestart(t *testing.T) {
	old, fresh := newKey(t), newKey(t)
	server := newKeyServer(t)
	server.publish(t, map[string]*ecdsa.PrivateKey{"old": old})
	checker := newChecker(t, config.Auth{JWKSURL: server.URL})
	eventually(t, "ready", checker.Ready)

	server.publish(t, map[string]*ecdsa.PrivateKey{"old": old, "fresh": fresh})
	if _, err := checker.Check(sign(t, fresh, jwt.SigningMethodES256, "fresh", claims())); err != nil {
		t.Errorf("a token with the new key: %v", err)
	}
	asked := server.fetched.Load()
	for range 20 {
		_, _ = checker.Check(sign(t, newKey(t), jwt.SigningMethodES256, "made-up", claims()))
	}
	if more := server.fetched.Load() - asked; more > 1 {
		t.Errorf("made-up key names were %d requests to the issuer", more)
	}
}

func TestWithoutKeysNobodyGetsIn(t *testing.T) {
	key := newKey(t)
	server := newKeyServer(t)
	checker := newChecker(t, config.Auth{JWKSURL: server.URL})
	token := sign(t, key, jwt.SigningMethodES256, "one", claims())
	if _, err := checker.Check(token); !errors.Is(err, ErrNoKeys) || checker.Ready() {
		t.Errorf("got %v, ready %v", err, checker.Ready())
	}
	eventually(t, "asked", func() bool { return server.fetched.Load() > 0 })
	server.publish(t, map[string]*ecdsa.PrivateKey{"one": key})
	eventually(t, "ready after the issuer came back", checker.Ready)
	if _, err := checker.Check(token); err != nil {
		t.Error(err)
	}
}

func TestKeyFile(t *testing.T) {
	key := newKey(t)
	public, err := x509.MarshalPKIXPublicKey(key.Public())
	if err != nil {
		t.Fatal(err)
	}
	path := filepath.Join(t.TempDir(), "key.pem")
	text := pem.EncodeToMemory(&pem.Block{Type: "PUBLIC KEY", Bytes: public})
	if err := os.WriteFile(path, text, 0o600); err != nil {
		t.Fatal(err)
	}
	checker := newChecker(t, config.Auth{PublicKeyFile: path})
	if _, err := checker.Check(sign(t, key, jwt.SigningMethodES256, "", claims())); err != nil || !checker.Ready() {
		t.Errorf("got %v", err)
	}
	if _, err := checker.Check(sign(t, newKey(t), jwt.SigningMethodES256, "", claims())); !errors.Is(err, ErrBadToken) {
		t.Errorf("a strange key: %v", err)
	}
}

func TestKeyFileThatIsNone(t *testing.T) {
	_, err := New(context.Background(), config.Auth{Mode: config.AuthJWT, PublicKeyFile: os.DevNull}, slog.Default())
	if err == nil {
		t.Error("accepted")
	}
}

func TestSeenTokensEndWithTheToken(t *testing.T) {
	memory, now := newSeen(), time.Unix(1_000, 0)
	memory.add([]byte("short"), "a", now, now.Add(time.Second))
	memory.add([]byte("long"), "b", now, now.Add(time.Hour))
	for _, c := range []struct {
		token string
		after time.Duration
		want  bool
	}{
		{"short", 999 * time.Millisecond, true},
		{"short", time.Second, false},
		{"long", seenFor - 1, true},
		{"long", seenFor, false},
		{"other", 0, false},
	} {
		if _, found := memory.subject([]byte(c.token), now.Add(c.after)); found != c.want {
			t.Errorf("%s after %s: found %v", c.token, c.after, found)
		}
	}
}
