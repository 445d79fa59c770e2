package tests

import (
	"context"
	"database/sql"
	"strings"
	"testing"

	"github.com/heal7/heal7-db-monthly/internal/testdb"
)

// Everything of the schema that a migration can change, as one text.
func schema(t *testing.T, db *sql.DB) string {
	t.Helper()
	var text sql.NullString
	err := db.QueryRow(`
		SELECT string_agg(line, E'\n' ORDER BY line) FROM (
			SELECT format('%s %s %s %s', table_name, column_name, data_type, column_default) AS line
			FROM information_schema.columns WHERE table_schema = 'readings'
			UNION ALL
			SELECT indexdef FROM pg_indexes WHERE schemaname = 'readings'
			UNION ALL
			SELECT format('%s %s', conrelid::regclass, pg_get_constraintdef(oid))
			FROM pg_constraint WHERE connamespace = to_regnamespace('readings')
			UNION ALL
			SELECT oid::regprocedure::text FROM pg_proc WHERE pronamespace = to_regnamespace('readings')
		) AS lines`).Scan(&text)
	if err != nil {
		t.Fatal(err)
	}
	return text.String
}

func TestUpDownUp(t *testing.T) {
	ctx := context.Background()
	address := testdb.Create(t)
	migrator := testdb.Migrator(t, address)
	db := testdb.Connect(t, address)

	if err := migrator.Up(ctx); err != nil {
		t.Fatal(err)
	}
	first := schema(t, db)
	if !strings.Contains(first, "saju_calculations") {
		t.Fatalf("the schema was not made:\n%s", first)
	}
	if err := migrator.Down(ctx, 3); err != nil {
		t.Fatal(err)
	}
	if left := schema(t, db); left != "" {
		t.Fatalf("left behind:\n%s", left)
	}
	if err := migrator.Up(ctx); err != nil {
		t.Fatal(err)
	}
	if second := schema(t, db); second != first {
		t.Fatalf("the second time it is another schema:\n%s\n---\n%s", first, second)
	}
}

func TestTwoReleasesAtOnceMigrateOnce(t *testing.T) {
	address := testdb.Create(t)
	done := make(chan error)
	for range 2 {
		migrator := testdb.Migrator(t, address)
		go func() { done <- migrator.Up(context.Background()) }()
	}
	for range 2 {
		if err := <-done; err != nil {
			t.Error(err)
		}
	}
	pending, err := testdb.Migrator(t, address).Pending(context.Background())
	if err != nil || pending != 0 {
		t.Fatalf("%d migrations are missing, %v", pending, err)
	}
}
