// Package testdb gives tests an empty database on a real server.
package testdb

import (
	"context"
	"database/sql"
	"fmt"
	"io"
	"log/slog"
	"math/rand/v2"
	"net/url"
	"os"
	"testing"
	"time"

	_ "github.com/jackc/pgx/v5/stdlib" // the driver

	"github.com/${{ values.repoOwner }}/${{ values.name }}/internal/migrate"
	"github.com/${{ values.repoOwner }}/${{ values.name }}/migrations"
)

// Create makes a database on the server of DATABASE_URL, for one test.
func Create(t *testing.T) string {
	t.Helper()
	server := os.Getenv("DATABASE_URL")
	if server == "" {
		t.Fatal("DATABASE_URL is missing: the tests need a PostgreSQL on which they may create databases")
	}
	admin := Connect(t, server)
	name := fmt.Sprintf("test_%d", rand.Uint64())
	if _, err := admin.Exec("CREATE DATABASE " + name); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if _, err := admin.Exec("DROP DATABASE " + name + " WITH (FORCE)"); err != nil {
			t.Error(err)
		}
	})
	address, err := url.Parse(server)
	if err != nil {
		t.Fatal("DATABASE_URL is no URL")
	}
	address.Path = "/" + name
	return address.String()
}

// Connect opens a pool that is closed when the test ends.
func Connect(t *testing.T, url string) *sql.DB {
	t.Helper()
	db, err := sql.Open("pgx", url)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = db.Close() })
	return db
}

// Migrator of a database, quiet.
func Migrator(t *testing.T, url string) *migrate.Migrator {
	t.Helper()
	migrator, err := migrate.Open(url, 200*time.Millisecond, migrations.Files, slog.New(slog.NewTextHandler(io.Discard, nil)))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = migrator.Close() })
	return migrator
}

// Migrated is a database with the whole schema.
func Migrated(t *testing.T) *sql.DB {
	t.Helper()
	address := Create(t)
	if err := Migrator(t, address).Up(context.Background()); err != nil {
		t.Fatal(err)
	}
	return Connect(t, address)
}
