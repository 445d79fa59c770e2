package tests

import (
	"strings"
	"testing"
	"time"

	"github.com/heal7/heal7-db-sample/internal/partitions"
	"github.com/heal7/heal7-db-sample/internal/testdb"
	"github.com/heal7/heal7-db-sample/seeds"
)

func TestSeedsTwiceAreTheSameRows(t *testing.T) {
	db := testdb.Migrated(t)
	if _, err := partitions.Ensure(t.Context(), db, time.Now(), 1); err != nil {
		t.Fatal(err)
	}
	for range 2 {
		if _, err := db.Exec(seeds.Development); err != nil {
			t.Fatal(err)
		}
		var users, calculations int
		err := db.QueryRow(`SELECT (SELECT count(*) FROM heal7.users),
			(SELECT count(*) FROM heal7.saju_calculations)`).Scan(&users, &calculations)
		if err != nil || users != 200 || calculations != 1000 {
			t.Fatalf("%d users, %d calculations, %v", users, calculations, err)
		}
	}
}

// The two questions that the application asks most, on rows enough for the
// planner to care.
func TestTheIndexesAreUsed(t *testing.T) {
	db := testdb.Migrated(t)
	if _, err := partitions.Ensure(t.Context(), db, after, 1); err != nil {
		t.Fatal(err)
	}
	for _, statement := range []string{
		`INSERT INTO heal7.users (birth_date)
			SELECT date '1950-01-01' + n FROM generate_series(1, 20000) AS n`,
		`INSERT INTO heal7.saju_calculations (user_id, created_at, pillars)
			SELECT id, timestamptz '2026-01-10' + n * interval '1 second', '{}'
			FROM (SELECT id, row_number() OVER () AS n FROM heal7.users) AS u`,
		"ANALYZE heal7.users, heal7.saju_calculations",
	} {
		if _, err := db.Exec(statement); err != nil {
			t.Fatal(err)
		}
	}
	for query, index := range map[string]string{
		`SELECT * FROM heal7.saju_calculations
			WHERE user_id = '00000000-0000-4000-8000-000000000001' ORDER BY created_at DESC LIMIT 10`: "user_id_created_at_idx",
		`SELECT id FROM heal7.users WHERE birth_date = '1990-05-17'`: "users_birth_date_idx",
	} {
		rows, err := db.Query("EXPLAIN " + query)
		if err != nil {
			t.Fatal(err)
		}
		var plan strings.Builder
		for rows.Next() {
			var line string
			if err := rows.Scan(&line); err != nil {
				t.Fatal(err)
			}
			plan.WriteString(line + "\n")
		}
		if err := rows.Err(); err != nil {
			t.Fatal(err)
		}
		if !strings.Contains(plan.String(), index) {
			t.Errorf("%s does not use %s:\n%s", query, index, plan.String())
		}
	}
}
