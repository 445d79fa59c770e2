package tests

import (
	"context"
	"database/sql"
	"errors"
	"testing"

	"github.com/jackc/pgx/v5/pgconn"

	"github.com/heal7/heal7-db-monthly/internal/partitions"
	"github.com/heal7/heal7-db-monthly/internal/testdb"
)

const denied = "42501"

// Runs a statement as a role, and takes it back.
func as(t *testing.T, db *sql.DB, role, statement string) error {
	t.Helper()
	tx, err := db.Begin()
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = tx.Rollback() }()
	if _, err := tx.Exec("SET LOCAL ROLE " + role); err != nil {
		t.Fatal(err)
	}
	_, err = tx.ExecContext(context.Background(), statement)
	return err
}

func TestEachRoleMayDoItsWorkAndNoMore(t *testing.T) {
	db := testdb.Migrated(t)
	if _, err := partitions.Ensure(context.Background(), db, after, 0); err != nil {
		t.Fatal(err)
	}
	const (
		app      = "readings_app"
		readonly = "readings_readonly"
	)
	read := "SELECT * FROM readings.users"
	write := "INSERT INTO readings.users DEFAULT VALUES"
	for _, check := range []struct {
		role, statement string
		allowed         bool
	}{
		{app, read, true},
		{app, write, true},
		{app, "DELETE FROM readings.user_sessions", true},
		// Made after the grants, by the function.
		{app, "SELECT * FROM readings." + newPeriod, true},
		{app, "TRUNCATE readings.users CASCADE", false},
		{app, "DROP TABLE readings.users CASCADE", false},
		{app, "CREATE TABLE readings.mine ()", false},
		{app, "SELECT readings.drop_partitions(now())", false},
		{readonly, read, true},
		{readonly, "SELECT * FROM readings." + newPeriod, true},
		{readonly, write, false},
		{readonly, "UPDATE readings.users SET birth_date = NULL", false},
		{readonly, "SELECT readings.ensure_partitions(now(), 1)", false},
	} {
		err := as(t, db, check.role, check.statement)
		if check.allowed && err != nil {
			t.Errorf("%s may not: %s: %v", check.role, check.statement, err)
		}
		var refusal *pgconn.PgError
		if !check.allowed && (!errors.As(err, &refusal) || refusal.Code != denied) {
			t.Errorf("%s may: %s (%v)", check.role, check.statement, err)
		}
	}
}
