// Package config reads the environment.
package config

import (
	"errors"
	"fmt"
	"log/slog"
	"strconv"
	"time"
)

// Config is what the environment says, judged.
type Config struct {
	DatabaseURL string
	// Environment of the database; seeds are refused in production.
	Environment string
	LogLevel    slog.Level
	// How many periods ahead partitions are made.
	PartitionsAhead int
	// How long a statement may wait for a lock that others hold: a migration
	// that waits makes everybody behind it wait too.
	LockTimeout time.Duration
	// How long the whole command may take.
	Timeout time.Duration
}

// Read judges every variable, and names all that are wrong at once.
func Read(getenv func(string) string) (Config, error) {
	config := Config{
		DatabaseURL:     getenv("DATABASE_URL"),
		Environment:     or(getenv("ENVIRONMENT"), "production"),
		PartitionsAhead: 3,
		LockTimeout:     5 * time.Second,
		Timeout:         10 * time.Minute,
	}
	var wrong []error
	fail := func(name, format string, args ...any) {
		wrong = append(wrong, fmt.Errorf("%s: %s", name, fmt.Sprintf(format, args...)))
	}
	if config.DatabaseURL == "" {
		fail("DATABASE_URL", "is missing: postgres://user:password@host:5432/database")
	}
	if text := getenv("LOG_LEVEL"); text != "" {
		if err := config.LogLevel.UnmarshalText([]byte(text)); err != nil {
			fail("LOG_LEVEL", "%q is none of debug, info, warn, error", text)
		}
	}
	if text := getenv("PARTITIONS_AHEAD"); text != "" {
		ahead, err := strconv.Atoi(text)
		if err != nil || ahead < 1 || ahead > 120 {
			fail("PARTITIONS_AHEAD", "%q is no number from 1 to 120", text)
		}
		config.PartitionsAhead = ahead
	}
	for name, field := range map[string]*time.Duration{
		"LOCK_TIMEOUT": &config.LockTimeout,
		"TIMEOUT":      &config.Timeout,
	} {
		if text := getenv(name); text != "" {
			duration, err := time.ParseDuration(text)
			if err != nil || duration <= 0 {
				fail(name, "%q is no duration such as 30s or 5m", text)
			}
			*field = duration
		}
	}
	return config, errors.Join(wrong...)
}

func or(text, fallback string) string {
	if text == "" {
		return fallback
	}
	return text
}
