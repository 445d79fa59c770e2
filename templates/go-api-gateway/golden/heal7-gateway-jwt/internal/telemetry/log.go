// Package telemetry holds logs, metrics and traces.
package telemetry

import (
	"bufio"
	"context"
	"io"
	"log/slog"
	"strings"
	"sync"
	"time"
)

// flushEvery bounds how late a line is seen, and how much a crash can take.
const flushEvery = 200 * time.Millisecond

// Log writes one JSON object a line. Lines are gathered and written together:
// one system call for each would cost more than the rest of a request.
type Log struct {
	*slog.Logger
	out *buffered
}

// NewLog writes to out until ctx ends; Flush after that.
func NewLog(ctx context.Context, out io.Writer, level, service, version string) *Log {
	gathered := &buffered{writer: bufio.NewWriterSize(out, 64<<10)}
	var least slog.Level
	// The configuration allows only names that slog knows.
	_ = least.UnmarshalText([]byte(level))
	handler := slog.NewJSONHandler(gathered, &slog.HandlerOptions{Level: least, ReplaceAttr: rename})
	go gathered.flushUntil(ctx)
	return &Log{
		Logger: slog.New(handler).With("service", service, "version", version),
		out:    gathered,
	}
}

// Flush writes what is gathered.
func (l *Log) Flush() { l.out.flush() }

// rename gives the keys and levels that all heal7 services share.
func rename(groups []string, attribute slog.Attr) slog.Attr {
	if len(groups) > 0 {
		return attribute
	}
	switch attribute.Key {
	case slog.MessageKey:
		attribute.Key = "message"
	case slog.LevelKey:
		if level, ok := attribute.Value.Any().(slog.Level); ok {
			attribute.Value = slog.StringValue(strings.ToLower(level.String()))
		}
	}
	return attribute
}

type buffered struct {
	mutex  sync.Mutex
	writer *bufio.Writer
}

func (b *buffered) Write(line []byte) (int, error) {
	b.mutex.Lock()
	defer b.mutex.Unlock()
	return b.writer.Write(line)
}

func (b *buffered) flush() {
	b.mutex.Lock()
	defer b.mutex.Unlock()
	// Where would a failure to log be logged?
	_ = b.writer.Flush()
}

func (b *buffered) flushUntil(ctx context.Context) {
	ticker := time.NewTicker(flushEvery)
	defer ticker.Stop()
	for {
		select {
		case <-ctx.Done():
			return
		case <-ticker.C:
			b.flush()
		}
	}
}
