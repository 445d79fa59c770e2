// Package gateway is the HTTP server: probes, and everything else passed on.
package gateway

import (
	"errors"
	"log/slog"
	"net/http"
	"time"

	"github.com/gofiber/fiber/v3"
	"github.com/prometheus/client_golang/prometheus/promhttp"
	"github.com/valyala/fasthttp"
	"github.com/valyala/fasthttp/fasthttpadaptor"

	"github.com/heal7/heal7-gateway-jwt/internal/auth"
	"github.com/heal7/heal7-gateway-jwt/internal/client"
	"github.com/heal7/heal7-gateway-jwt/internal/config"
	"github.com/heal7/heal7-gateway-jwt/internal/readiness"
	"github.com/heal7/heal7-gateway-jwt/internal/route"
	"github.com/heal7/heal7-gateway-jwt/internal/telemetry"
	"github.com/heal7/heal7-gateway-jwt/internal/upstream"
)

// Parts are what the server is put together from.
type Parts struct {
	Config    config.Config
	Logger    *slog.Logger
	Metrics   *telemetry.Metrics
	Tracing   *telemetry.Tracing
	Readiness *readiness.Check
	// Nil lets everybody use every route.
	Tokens *auth.Checker
}

type gateway struct {
	Parts
	table     *route.Table
	upstreams []*upstream.Upstream
	limiter   *client.Limiter
	proxies   client.Proxies
}

const (
	// Tokens are long; headers beyond this are refused with 431.
	headerBytes = 16 << 10
	idleTimeout = 75 * time.Second
)

// New makes the server. It listens when its Listener method is called.
func New(parts Parts) *fiber.App {
	g := &gateway{
		Parts:   parts,
		table:   route.NewTable(parts.Config.Routes),
		proxies: parts.Config.TrustedProxies,
		limiter: client.NewLimiter(parts.Config.RateLimit.PerSecond,
			parts.Config.RateLimit.Burst, parts.Config.RateLimit.Clients),
	}
	g.upstreams = connect(g.table.Routes(), parts)
	app := fiber.New(fiber.Config{
		BodyLimit:                    wholeBody,
		StreamRequestBody:            true,
		DisablePreParseMultipartForm: true,
		DisableDefaultContentType:    true,
		DisableHeadAutoRegister:      true,
		ReadBufferSize:               headerBytes,
		ReadTimeout:                  parts.Config.ReadTimeout,
		IdleTimeout:                  idleTimeout,
		Concurrency:                  parts.Config.MaxConnections,
		CaseSensitive:                true,
		StrictRouting:                true,
		ErrorHandler:                 answerError,
	})
	app.Server().NoDefaultServerHeader = true
	app.Get("/health", health)
	app.Get("/ready", g.ready)
	app.Get("/metrics", g.metrics())
	app.Use(g.pass)
	return app
}

// connect makes one upstream for each address, however many routes lead there.
func connect(routes []route.Route, parts Parts) []*upstream.Upstream {
	known := map[string]*upstream.Upstream{}
	upstreams := make([]*upstream.Upstream, len(routes))
	for index, one := range routes {
		if known[one.Upstream] == nil {
			known[one.Upstream] = upstream.New(one.Upstream, parts.Config.Upstream,
				parts.Metrics.Upstream(one.Upstream))
		}
		upstreams[index] = known[one.Upstream]
	}
	return upstreams
}

func health(c fiber.Ctx) error {
	c.Set(fiber.HeaderCacheControl, "no-store")
	return c.JSON(fiber.Map{"status": "ok"})
}

func (g *gateway) ready(c fiber.Ctx) error {
	state := g.Readiness.State(c.Context())
	if !state.Ready {
		c.Status(fiber.StatusServiceUnavailable)
	}
	c.Set(fiber.HeaderCacheControl, "no-store")
	return c.JSON(state)
}

func (g *gateway) metrics() fiber.Handler {
	text := fasthttpadaptor.NewFastHTTPHandler(http.Handler(
		promhttp.HandlerFor(g.Metrics.Registry, promhttp.HandlerOpts{})))
	return func(c fiber.Ctx) error {
		text(c.RequestCtx())
		return nil
	}
}

// answerError is for what never becomes a request: headers too long, methods
// that HTTP does not know, bytes that are no HTTP.
func answerError(c fiber.Ctx, err error) error {
	status := fasthttp.StatusInternalServerError
	var known *fiber.Error
	if errors.As(err, &known) {
		status = known.Code
	}
	writeProblem(c.RequestCtx(), status, "the request could not be read", "")
	return nil
}
