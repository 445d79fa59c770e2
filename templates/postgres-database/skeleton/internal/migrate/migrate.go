// Package migrate moves the schema along its history.
package migrate

import (
	"context"
	"database/sql"
	"fmt"
	"io/fs"
	"log/slog"
	"time"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/stdlib"
	"github.com/pressly/goose/v3"
	"github.com/pressly/goose/v3/lock"
)

// Migrator holds a connection pool; Close it.
type Migrator struct {
	db       *sql.DB
	provider *goose.Provider
	log      *slog.Logger
}

// Open connects. Every statement gives up on a lock after lockTimeout.
func Open(url string, lockTimeout time.Duration, files fs.FS, log *slog.Logger) (*Migrator, error) {
	config, err := pgx.ParseConfig(url)
	if err != nil {
		// The error of pgx leaves the password out.
		return nil, fmt.Errorf("DATABASE_URL: %w", err)
	}
	config.RuntimeParams["lock_timeout"] = fmt.Sprint(lockTimeout.Milliseconds())
	config.RuntimeParams["application_name"] = "${{ values.name }}"
	db := stdlib.OpenDB(*config)
	// Two releases at once: one migrates, the other waits and finds it done.
	locker, err := lock.NewPostgresSessionLocker()
	if err != nil {
		return nil, err
	}
	provider, err := goose.NewProvider(goose.DialectPostgres, db, files, goose.WithSessionLocker(locker))
	if err != nil {
		return nil, err
	}
	return &Migrator{db: db, provider: provider, log: log}, nil
}

// DB is the pool, for what comes after the migrations.
func (m *Migrator) DB() *sql.DB { return m.db }

// Close gives the connections back.
func (m *Migrator) Close() error { return m.db.Close() }

// Up applies what is missing, each migration in a transaction of its own: one
// that fails leaves the schema as the one before it did.
func (m *Migrator) Up(ctx context.Context) error {
	results, err := m.provider.Up(ctx)
	m.report(results)
	return err
}

// Down takes the newest migrations back, `steps` of them.
func (m *Migrator) Down(ctx context.Context, steps int) error {
	for range steps {
		result, err := m.provider.Down(ctx)
		if err != nil {
			return err
		}
		m.report([]*goose.MigrationResult{result})
	}
	return nil
}

// Pending counts migrations that are not applied yet.
func (m *Migrator) Pending(ctx context.Context) (int, error) {
	statuses, err := m.provider.Status(ctx)
	if err != nil {
		return 0, err
	}
	pending := 0
	for _, status := range statuses {
		m.log.Info("migration", "file", status.Source.Path, "state", status.State)
		if status.State == goose.StatePending {
			pending++
		}
	}
	return pending, nil
}

func (m *Migrator) report(results []*goose.MigrationResult) {
	for _, result := range results {
		m.log.Info("migrated", "file", result.Source.Path, "direction", result.Direction, "ms", result.Duration.Milliseconds())
	}
}
