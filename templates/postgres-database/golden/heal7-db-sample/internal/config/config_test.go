package config

import (
	"strings"
	"testing"
	"time"
)

func environment(variables map[string]string) func(string) string {
	return func(name string) string { return variables[name] }
}

func TestDefaults(t *testing.T) {
	config, err := Read(environment(map[string]string{"DATABASE_URL": "postgres://x"}))
	if err != nil {
		t.Fatal(err)
	}
	if config.Environment != "production" || config.PartitionsAhead != 3 || config.LockTimeout != 5*time.Second {
		t.Fatalf("unexpected defaults: %+v", config)
	}
}

func TestNamesEveryWrongVariableAtOnce(t *testing.T) {
	_, err := Read(environment(map[string]string{
		"LOG_LEVEL":        "loud",
		"PARTITIONS_AHEAD": "0",
		"LOCK_TIMEOUT":     "soon",
	}))
	if err == nil {
		t.Fatal("wrong variables were accepted")
	}
	for _, name := range []string{"DATABASE_URL", "LOG_LEVEL", "PARTITIONS_AHEAD", "LOCK_TIMEOUT"} {
		if !strings.Contains(err.Error(), name) {
			t.Errorf("%s is not named in: %v", name, err)
		}
	}
}
