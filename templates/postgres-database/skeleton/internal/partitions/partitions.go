// Package partitions makes partitions before they are needed and drops those
// that are no longer.
package partitions

import (
	"context"
	"database/sql"
	"time"
)

// Ensure makes the partition of now and `ahead` more; it answers with the names
// of those that were missing.
func Ensure(ctx context.Context, db *sql.DB, now time.Time, ahead int) ([]string, error) {
	return names(ctx, db, "SELECT ${{ values.schema }}.ensure_partitions($1, $2)", now, ahead)
}

// Drop drops partitions that end before a time, with their rows.
func Drop(ctx context.Context, db *sql.DB, before time.Time) ([]string, error) {
	return names(ctx, db, "SELECT ${{ values.schema }}.drop_partitions($1)", before)
}

// Both act as the owner: the partitions have to be the owner's too.
func names(ctx context.Context, db *sql.DB, query string, args ...any) ([]string, error) {
	tx, err := db.BeginTx(ctx, nil)
	if err != nil {
		return nil, err
	}
	// Without effect after the commit.
	defer func() { _ = tx.Rollback() }()
	if _, err := tx.ExecContext(ctx, "SET LOCAL ROLE ${{ values.schema }}_owner"); err != nil {
		return nil, err
	}
	rows, err := tx.QueryContext(ctx, query, args...)
	if err != nil {
		return nil, err
	}
	defer func() { _ = rows.Close() }()
	made := []string{}
	for rows.Next() {
		var name string
		if err := rows.Scan(&name); err != nil {
			return nil, err
		}
		made = append(made, name)
	}
	if err := rows.Err(); err != nil {
		return nil, err
	}
	return made, tx.Commit()
}
