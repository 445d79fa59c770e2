// Package auth checks the tokens of private routes.
package auth

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"log/slog"
	"os"
	"sync/atomic"
	"time"

	"github.com/MicahParks/keyfunc/v3"
	"github.com/golang-jwt/jwt/v5"
	"golang.org/x/time/rate"

	"github.com/heal7/heal7-gateway-internal/internal/config"
)

// What can be wrong with a request.
var (
	ErrNoToken  = errors.New("a bearer token is needed")
	ErrBadToken = errors.New("the token is not valid")
	// ErrNoKeys is on our side: the keys have not been had yet.
	ErrNoKeys = errors.New("the keys that tokens are checked with are not there yet")
)

const (
	// How far the clocks of issuer and gateway may differ.
	leeway = 30 * time.Second
	// Keys are fetched anew this often, and as soon as a token names an unknown
	// one: a key that the issuer has withdrawn is accepted no longer than this.
	refreshEvery = 5 * time.Minute
	// Unknown names come from anybody, and must not become load on the issuer.
	unknownKeyEvery = 10 * time.Second
	fetchTimeout    = 5 * time.Second
	firstRetry      = 100 * time.Millisecond
	bearer          = "bearer "
)

// Checker checks tokens. A nil Checker is that of AUTH=none.
type Checker struct {
	parser *jwt.Parser
	// From JWT_PUBLIC_KEY_FILE; nil without.
	fileKey jwt.VerificationKey
	// Set when the key set has been fetched for the first time.
	keySet atomic.Pointer[keyfunc.Keyfunc]
	useSet bool
	seen   *seen
}

// New reads the key file and begins to fetch the key set, until ctx ends.
func New(ctx context.Context, settings config.Auth, logger *slog.Logger) (*Checker, error) {
	if settings.Mode != config.AuthJWT {
		return nil, nil
	}
	checker := &Checker{
		parser: jwt.NewParser(
			jwt.WithValidMethods(settings.Algorithms),
			jwt.WithIssuer(settings.Issuer),
			jwt.WithAudience(settings.Audience),
			jwt.WithExpirationRequired(),
			jwt.WithLeeway(leeway),
		),
		useSet: settings.JWKSURL != "",
		seen:   newSeen(),
	}
	if settings.PublicKeyFile != "" {
		key, err := readKey(settings.PublicKeyFile)
		if err != nil {
			return nil, fmt.Errorf("JWT_PUBLIC_KEY_FILE: %w", err)
		}
		checker.fileKey = key
	}
	if checker.useSet {
		go checker.fetch(ctx, settings.JWKSURL, logger)
	}
	return checker, nil
}

// Ready is false until there is a key to check tokens with.
func (c *Checker) Ready() bool {
	return c == nil || !c.useSet || c.keySet.Load() != nil
}

// Check answers the subject of the token in an Authorization header.
func (c *Checker) Check(authorization []byte) (string, error) {
	if len(authorization) <= len(bearer) || !bytes.EqualFold(authorization[:len(bearer)], []byte(bearer)) {
		return "", ErrNoToken
	}
	if !c.Ready() && c.fileKey == nil {
		return "", ErrNoKeys
	}
	raw := bytes.TrimSpace(authorization[len(bearer):])
	now := time.Now()
	if subject, found := c.seen.subject(raw, now); found {
		return subject, nil
	}
	return c.verify(raw, now)
}

func (c *Checker) verify(raw []byte, now time.Time) (string, error) {
	var claims jwt.RegisteredClaims
	token := string(raw)
	if _, err := c.parser.ParseWithClaims(token, &claims, c.key); err != nil {
		return "", fmt.Errorf("%w: %w", ErrBadToken, err)
	}
	if !printable(claims.Subject) {
		return "", fmt.Errorf("%w: the subject cannot be put into a header", ErrBadToken)
	}
	c.seen.add(raw, claims.Subject, now, claims.ExpiresAt.Time)
	return claims.Subject, nil
}

func (c *Checker) key(token *jwt.Token) (any, error) {
	set := c.keySet.Load()
	if set == nil {
		return c.fileKey, nil
	}
	key, err := (*set).Keyfunc(token)
	if c.fileKey == nil {
		return key, err
	}
	if err != nil {
		return c.fileKey, nil
	}
	return jwt.VerificationKeySet{Keys: []jwt.VerificationKey{key, c.fileKey}}, nil
}

// fetch tries until it has the keys once; from then on they refresh themselves,
// and the last ones known stay in use while the issuer cannot be reached.
func (c *Checker) fetch(ctx context.Context, address string, logger *slog.Logger) {
	atOnce := false
	for wait := firstRetry; ; wait = min(2*wait, 30*time.Second) {
		attempt, cancel := context.WithCancel(ctx)
		set, err := keyfunc.NewDefaultOverrideCtx(attempt, []string{address}, keyfunc.Override{
			HTTPTimeout:               fetchTimeout,
			NoErrorReturnFirstHTTPReq: &atOnce,
			RefreshInterval:           refreshEvery,
			RefreshUnknownKID:         rate.NewLimiter(rate.Every(unknownKeyEvery), 1),
			// A turn that is further off is refused at once. Much shorter, a busy
			// machine would miss a turn that is free.
			RateLimitWaitMax: 100 * time.Millisecond,
			RefreshErrorHandlerFunc: func(string) func(context.Context, error) {
				return func(_ context.Context, err error) {
					logger.Warn("key set not refreshed", "error", err.Error())
				}
			},
		})
		if err == nil {
			c.keySet.Store(&set)
			logger.Info("key set fetched")
			<-ctx.Done()
			cancel()
			return
		}
		cancel()
		logger.Warn("key set not fetched", "error", err.Error(), "retryMs", wait.Milliseconds())
		select {
		case <-ctx.Done():
			return
		case <-time.After(wait):
		}
	}
}

func readKey(path string) (jwt.VerificationKey, error) {
	text, err := os.ReadFile(path)
	if err != nil {
		return nil, err
	}
	if key, err := jwt.ParseRSAPublicKeyFromPEM(text); err == nil {
		return key, nil
	}
	if key, err := jwt.ParseECPublicKeyFromPEM(text); err == nil {
		return key, nil
	}
	if key, err := jwt.ParseEdPublicKeyFromPEM(text); err == nil {
		return key, nil
	}
	return nil, fmt.Errorf("%s holds no RSA, EC or Ed25519 public key in PEM", path)
}

func printable(text string) bool {
	for _, c := range text {
		if c < 0x20 || c > 0x7e {
			return false
		}
	}
	return true
}
