package tuning

import (
	"database/sql"
	"os"
	"strconv"
	"testing"

	"go.yaml.in/yaml/v3"

	"github.com/heal7/heal7-db-monthly/internal/testdb"
)

type parameters struct {
	Common map[string]string            `yaml:"common"`
	Sizes  map[string]map[string]string `yaml:"sizes"`
}

func load(t *testing.T, file string, into any) {
	t.Helper()
	text, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	if err := yaml.Unmarshal(text, into); err != nil {
		t.Fatal(err)
	}
}

func bytes(t *testing.T, db *sql.DB, text string) (size int64) {
	t.Helper()
	if err := db.QueryRow("SELECT pg_size_bytes($1)", text).Scan(&size); err != nil {
		t.Fatalf("%s is no size: %v", text, err)
	}
	return size
}

func TestConnectionsAddUp(t *testing.T) {
	var settings parameters
	var pools struct {
		Reserved int `yaml:"reserved"`
		Clients  []struct {
			Service  string `yaml:"service"`
			Replicas int    `yaml:"replicas"`
			Pool     int    `yaml:"pool"`
		} `yaml:"clients"`
	}
	load(t, "parameters.yaml", &settings)
	load(t, "pools.yaml", &pools)
	limit, err := strconv.Atoi(settings.Common["max_connections"])
	if err != nil {
		t.Fatal(err)
	}
	sum := pools.Reserved
	for _, client := range pools.Clients {
		sum += client.Replicas * client.Pool
	}
	if sum > limit {
		t.Errorf("%d connections are promised, the server takes %d", sum, limit)
	}
}

func TestMemoryAddsUp(t *testing.T) {
	var settings parameters
	load(t, "parameters.yaml", &settings)
	db := testdb.Connect(t, testdb.Create(t))
	for name, size := range settings.Sizes {
		memory := bytes(t, db, size["memory"])
		shared := bytes(t, db, size["shared_buffers"])
		// Every connection sorting at once, beside the shared buffers.
		limit, err := strconv.ParseInt(settings.Common["max_connections"], 10, 64)
		if err != nil {
			t.Fatal(err)
		}
		work := limit * bytes(t, db, settings.Common["work_mem"])
		if shared > memory/4 || shared+work > memory/2 {
			t.Errorf("%s: %d shared and %d of work are too much for %d", name, shared, work, memory)
		}
		if bytes(t, db, size["effective_cache_size"]) > memory*3/4 {
			t.Errorf("%s: effective_cache_size is above three quarters of the memory", name)
		}
	}
}

// A real server knows every setting and takes its value.
func TestTheServerTakesThem(t *testing.T) {
	var settings parameters
	load(t, "parameters.yaml", &settings)
	db := testdb.Connect(t, testdb.Create(t))
	check := func(name, value string) {
		var context, unit sql.NullString
		err := db.QueryRow("SELECT context, unit FROM pg_settings WHERE name = $1", name).Scan(&context, &unit)
		if err != nil {
			t.Errorf("%s: the server has no such setting", name)
			return
		}
		// What takes a restart cannot be tried with SET: sizes are at least read.
		if context.String == "postmaster" {
			if unit.String != "" {
				bytes(t, db, value)
			}
			return
		}
		if _, err := db.Exec("SELECT set_config($1, $2, true)", name, value); err != nil {
			t.Errorf("%s = %s: %v", name, value, err)
		}
	}
	for name, value := range settings.Common {
		check(name, value)
	}
	for _, size := range settings.Sizes {
		for name, value := range size {
			if name != "memory" {
				check(name, value)
			}
		}
	}
}
