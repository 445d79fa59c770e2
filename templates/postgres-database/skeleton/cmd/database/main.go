// Command database migrates the schema, keeps its partitions ahead of time, and
// fills a development database.
package main

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"os"
	"os/signal"
	"strconv"
	"syscall"
	"time"

	"github.com/${{ values.repoOwner }}/${{ values.name }}/internal/config"
	"github.com/${{ values.repoOwner }}/${{ values.name }}/internal/migrate"
	"github.com/${{ values.repoOwner }}/${{ values.name }}/internal/partitions"
	"github.com/${{ values.repoOwner }}/${{ values.name }}/migrations"
	"github.com/${{ values.repoOwner }}/${{ values.name }}/seeds"
)

const usage = `usage: database COMMAND

  migrate              apply what is missing, and make partitions ahead of time
  down N               take the newest N migrations back
  status               list migrations; exit 1 when some are missing
  partitions           make partitions ahead of time
  drop-before DATE     drop partitions that end before DATE (YYYY-MM-DD)
  seed                 rows for development; refused in production`

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), syscall.SIGTERM, syscall.SIGINT)
	defer stop()
	log := slog.New(slog.NewJSONHandler(os.Stdout, nil))
	settings, err := config.Read(os.Getenv)
	if err != nil {
		log.Error("wrong configuration", "error", err)
		os.Exit(1)
	}
	log = slog.New(slog.NewJSONHandler(os.Stdout, &slog.HandlerOptions{Level: settings.LogLevel}))
	ctx, cancel := context.WithTimeout(ctx, settings.Timeout)
	defer cancel()
	if err := run(ctx, settings, log, os.Args[1:]); err != nil {
		log.Error("failed", "command", os.Args[1:], "error", err)
		os.Exit(1)
	}
}

func run(ctx context.Context, settings config.Config, log *slog.Logger, args []string) error {
	if len(args) == 0 {
		return errors.New(usage)
	}
	migrator, err := migrate.Open(settings.DatabaseURL, settings.LockTimeout, migrations.Files, log)
	if err != nil {
		return err
	}
	defer func() { _ = migrator.Close() }()
	db := migrator.DB()
	ensure := func() error {
		made, err := partitions.Ensure(ctx, db, time.Now(), settings.PartitionsAhead)
		log.Info("partitions", "made", made)
		return err
	}

	switch command, rest := args[0], args[1:]; {
	case command == "migrate" && len(rest) == 0:
		if err := migrator.Up(ctx); err != nil {
			return err
		}
		return ensure()
	case command == "partitions" && len(rest) == 0:
		return ensure()
	case command == "down" && len(rest) == 1:
		steps, err := strconv.Atoi(rest[0])
		if err != nil || steps < 1 {
			return fmt.Errorf("down takes the number of migrations to take back, not %q", rest[0])
		}
		return migrator.Down(ctx, steps)
	case command == "status" && len(rest) == 0:
		pending, err := migrator.Pending(ctx)
		if err == nil && pending > 0 {
			err = fmt.Errorf("%d migrations are missing: run migrate", pending)
		}
		return err
	case command == "drop-before" && len(rest) == 1:
		before, err := time.Parse(time.DateOnly, rest[0])
		if err != nil {
			return fmt.Errorf("drop-before takes a date such as 2025-01-01, not %q", rest[0])
		}
		dropped, err := partitions.Drop(ctx, db, before)
		log.Info("partitions", "dropped", dropped)
		return err
	case command == "seed" && len(rest) == 0:
		if settings.Environment == "production" {
			return errors.New("seeds are refused in production: set ENVIRONMENT to the name of another environment")
		}
		_, err := db.ExecContext(ctx, seeds.Development)
		return err
	}
	return errors.New(usage)
}
