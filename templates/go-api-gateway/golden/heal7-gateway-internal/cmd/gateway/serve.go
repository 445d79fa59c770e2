package main

import (
	"context"
	"errors"
	"log/slog"
	"net"
	"os"
	"os/signal"
	"strconv"
	"syscall"
	"time"

	"github.com/gofiber/fiber/v3"

	"github.com/heal7/heal7-gateway-internal/internal/auth"
	"github.com/heal7/heal7-gateway-internal/internal/config"
	"github.com/heal7/heal7-gateway-internal/internal/gateway"
	"github.com/heal7/heal7-gateway-internal/internal/readiness"
	"github.com/heal7/heal7-gateway-internal/internal/telemetry"
)

const flushTracesWithin = 5 * time.Second

var errCut = errors.New("requests were cut at the end of the drain")

// fail says why in the form of every other line, whatever state the start is in.
func fail(err error) {
	log := telemetry.NewLog(context.Background(), os.Stdout, "error", "heal7-gateway-internal", "")
	log.Error(err.Error())
	log.Flush()
	os.Exit(1)
}

// serve runs until SIGTERM, and then until the last request is answered.
func serve(settings config.Config) error {
	running, stop := context.WithCancel(context.Background())
	defer stop()
	log := telemetry.NewLog(running, os.Stdout, settings.LogLevel, settings.ServiceName, settings.ServiceVersion)
	defer log.Flush()

	tokens, err := auth.New(running, settings.Auth, log.Logger)
	if err != nil {
		return err
	}
	tracing, err := telemetry.NewTracing(running, settings)
	if err != nil {
		return err
	}
	ready := readiness.New(settings.Dependencies, settings.DependencyWithin, tokens.Ready)
	app := gateway.New(gateway.Parts{
		Config: settings, Logger: log.Logger, Metrics: telemetry.NewMetrics(),
		Tracing: tracing, Readiness: ready, Tokens: tokens,
	})
	if tokens == nil && len(settings.Routes) > 0 {
		log.Warn("AUTH=none: every route is open to everybody who reaches this port")
	}

	signals := make(chan os.Signal, 1)
	signal.Notify(signals, syscall.SIGTERM, syscall.SIGINT)
	listener, err := net.Listen("tcp", net.JoinHostPort(settings.Host, strconv.Itoa(settings.Port)))
	if err != nil {
		return err
	}
	ended := make(chan error, 1)
	go func() {
		ended <- app.Listener(listener, fiber.ListenConfig{DisableStartupMessage: true})
	}()
	address := listener.Addr().(*net.TCPAddr)
	log.Info("listening", slog.Group("address", "address", address.IP.String(), "port", address.Port),
		"routes", len(settings.Routes))
	log.Flush()

	select {
	case err := <-ended:
		return err
	case received := <-signals:
		log.Info("signal", "signal", received.String())
	}
	whole := drain(app, ready, log, settings)
	ctx, cancel := context.WithTimeout(context.Background(), flushTracesWithin)
	defer cancel()
	if err := tracing.Stop(ctx); err != nil {
		log.Warn("traces not sent", "error", err.Error())
	}
	log.Info("stopped", "cut", !whole)
	if !whole {
		return errCut
	}
	return nil
}

// drain stops without failing a request: first /ready says no while the port
// still answers, for as long as load balancers need to notice; then the port
// closes and requests under way finish.
func drain(app *fiber.App, ready *readiness.Check, log *telemetry.Log, settings config.Config) bool {
	ready.Drain()
	log.Info("draining", "delayMs", settings.DrainDelay.Milliseconds(), "timeoutMs", settings.DrainTimeout.Milliseconds())
	log.Flush()
	time.Sleep(settings.DrainDelay)
	return app.ShutdownWithTimeout(settings.DrainTimeout) == nil
}
