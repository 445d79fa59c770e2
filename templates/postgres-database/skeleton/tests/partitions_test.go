package tests

import (
	"context"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/${{ values.repoOwner }}/${{ values.name }}/internal/partitions"
	"github.com/${{ values.repoOwner }}/${{ values.name }}/internal/testdb"
)

// A second before the year changes in Seoul, and a second after.
var (
	before = time.Date(2025, 12, 31, 14, 59, 59, 0, time.UTC)
	after  = before.Add(2 * time.Second)
)

{% if values.partitionBy === 'year' -%}
const (
	oldPeriod = "saju_calculations_2025"
	newPeriod = "saju_calculations_2026"
)
{%- else -%}
const (
	oldPeriod = "saju_calculations_2025_12"
	newPeriod = "saju_calculations_2026_01"
)
{%- endif %}

func TestMakesEachPartitionOnce(t *testing.T) {
	ctx := context.Background()
	db := testdb.Migrated(t)
	made, err := partitions.Ensure(ctx, db, before, 1)
	if err != nil || !slices.Equal(made, []string{oldPeriod, newPeriod}) {
		t.Fatalf("made %v, %v", made, err)
	}
	made, err = partitions.Ensure(ctx, db, before, 1)
	if err != nil || len(made) != 0 {
		t.Fatalf("the second time it made %v, %v", made, err)
	}
}

func TestTheDayBeginsInSeoul(t *testing.T) {
	ctx := context.Background()
	db := testdb.Migrated(t)
	if _, err := partitions.Ensure(ctx, db, before, 1); err != nil {
		t.Fatal(err)
	}
	if _, err := db.Exec(`INSERT INTO ${{ values.schema }}.users (id) VALUES (gen_random_uuid())`); err != nil {
		t.Fatal(err)
	}
	for at, want := range map[time.Time]string{before: oldPeriod, after: newPeriod} {
		var table string
		err := db.QueryRow(`
			INSERT INTO ${{ values.schema }}.saju_calculations (user_id, created_at, pillars)
			SELECT id, $1, '{}' FROM ${{ values.schema }}.users
			RETURNING tableoid::regclass`, at).Scan(&table)
		if err != nil {
			t.Fatal(err)
		}
		if !strings.HasSuffix(table, want) {
			t.Errorf("%s is in %s, not in %s", at, table, want)
		}
	}
}

func TestARowWithoutAPartitionIsRefused(t *testing.T) {
	db := testdb.Migrated(t)
	_, err := db.Exec(`
		WITH u AS (INSERT INTO ${{ values.schema }}.users DEFAULT VALUES RETURNING id)
		INSERT INTO ${{ values.schema }}.saju_calculations (user_id, created_at, pillars)
		SELECT id, '2001-01-01', '{}' FROM u`)
	if err == nil || !strings.Contains(err.Error(), "no partition") {
		t.Fatalf("got %v", err)
	}
}

func TestDropsWhatHasEndedAndNothingElse(t *testing.T) {
	ctx := context.Background()
	db := testdb.Migrated(t)
	if _, err := partitions.Ensure(ctx, db, before, 1); err != nil {
		t.Fatal(err)
	}
	dropped, err := partitions.Drop(ctx, db, before)
	if err != nil || len(dropped) != 0 {
		t.Fatalf("dropped %v before its end, %v", dropped, err)
	}
	dropped, err = partitions.Drop(ctx, db, after)
	if err != nil || !slices.Equal(dropped, []string{oldPeriod}) {
		t.Fatalf("dropped %v, %v", dropped, err)
	}
}

func TestGivesUpOnALockInsteadOfHoldingEverybodyUp(t *testing.T) {
	ctx := context.Background()
	address := testdb.Create(t)
	migrator := testdb.Migrator(t, address)
	if err := migrator.Up(ctx); err != nil {
		t.Fatal(err)
	}
	tx, err := testdb.Connect(t, address).Begin()
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = tx.Rollback() }()
	if _, err := tx.Exec("LOCK TABLE ${{ values.schema }}.saju_calculations IN ACCESS EXCLUSIVE MODE"); err != nil {
		t.Fatal(err)
	}
	_, err = partitions.Ensure(ctx, migrator.DB(), before, 0)
	if err == nil || !strings.Contains(err.Error(), "lock timeout") {
		t.Fatalf("got %v", err)
	}
}
