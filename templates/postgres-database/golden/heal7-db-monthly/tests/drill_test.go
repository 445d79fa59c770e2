package tests

import (
	"encoding/json"
	"os"
	"os/exec"
	"testing"
	"time"

	"github.com/heal7/heal7-db-monthly/internal/partitions"
	"github.com/heal7/heal7-db-monthly/internal/testdb"
	"github.com/heal7/heal7-db-monthly/seeds"
)

func TestABackupCanBeRestored(t *testing.T) {
	address := testdb.Create(t)
	if err := testdb.Migrator(t, address).Up(t.Context()); err != nil {
		t.Fatal(err)
	}
	db := testdb.Connect(t, address)
	if _, err := partitions.Ensure(t.Context(), db, time.Now(), 1); err != nil {
		t.Fatal(err)
	}
	if _, err := db.Exec(seeds.Development); err != nil {
		t.Fatal(err)
	}

	drill := exec.CommandContext(t.Context(), "../scripts/restore-drill.sh")
	drill.Env = append(os.Environ(), "DATABASE_URL="+address)
	drill.Stderr = os.Stderr
	output, err := drill.Output()
	if err != nil {
		t.Fatalf("%v: %s", err, output)
	}
	var report struct {
		Rows      int  `json:"rows"`
		Identical bool `json:"identical"`
	}
	if err := json.Unmarshal(output, &report); err != nil {
		t.Fatal(err)
	}
	// And the rows of the migrations' own table.
	if !report.Identical || report.Rows < 1200 {
		t.Errorf("got %s", output)
	}
	var left int
	err = db.QueryRow("SELECT count(*) FROM pg_database WHERE datname LIKE 'drill_%'").Scan(&left)
	if err != nil || left != 0 {
		t.Errorf("%d scratch databases are left, %v", left, err)
	}
}
