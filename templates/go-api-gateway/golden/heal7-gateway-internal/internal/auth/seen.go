package auth

import (
	"crypto/sha256"
	"time"

	lru "github.com/hashicorp/golang-lru/v2"
)

const (
	// A client sends the same token many times, and to verify a signature costs
	// more than everything else the gateway does for a request.
	seenTokens = 10_000
	// How much longer than its key a token can live here.
	seenFor = time.Minute
)

// seen remembers which tokens were found good, by their hash.
type seen struct {
	tokens *lru.Cache[[sha256.Size]byte, verdict]
}

type verdict struct {
	subject string
	until   time.Time
}

func newSeen() *seen {
	// Fails only for a size below 1.
	tokens, err := lru.New[[sha256.Size]byte, verdict](seenTokens)
	if err != nil {
		panic(err)
	}
	return &seen{tokens: tokens}
}

func (s *seen) subject(token []byte, now time.Time) (string, bool) {
	found, ok := s.tokens.Get(sha256.Sum256(token))
	if !ok || !now.Before(found.until) {
		return "", false
	}
	return found.subject, true
}

// add never keeps a token beyond its own end.
func (s *seen) add(token []byte, subject string, now, expires time.Time) {
	until := now.Add(seenFor)
	if expires.Before(until) {
		until = expires
	}
	s.tokens.Add(sha256.Sum256(token), verdict{subject, until})
}
