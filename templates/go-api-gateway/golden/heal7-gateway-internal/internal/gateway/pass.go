package gateway

import (
	"context"
	"errors"
	"io"
	"log/slog"
	"math/rand/v2"
	"net"
	"net/netip"
	"strings"
	"time"

	"github.com/gofiber/fiber/v3"
	"github.com/valyala/fasthttp"
	"go.opentelemetry.io/otel/trace"

	"github.com/heal7/heal7-gateway-internal/internal/auth"
	"github.com/heal7/heal7-gateway-internal/internal/header"
	"github.com/heal7/heal7-gateway-internal/internal/route"
	"github.com/heal7/heal7-gateway-internal/internal/telemetry"
	"github.com/heal7/heal7-gateway-internal/internal/upstream"
)

// As in nginx: the client left before the answer was there.
const statusClientLeft = 499

// Quicker answers are not worth a system call to learn who is still there.
// Tests always look.
var worthLooking = 100 * time.Millisecond

// exchange is one request and what is known of it.
type exchange struct {
	begun  time.Time
	id     string
	method string
	path   string
	client netip.Addr
	peer   netip.Addr
	route  *route.Route
	to     *upstream.Upstream
	// Who the token speaks of.
	subject string
	span    trace.Span
	err     error
}

// refusal is an answer that the gateway gives itself.
type refusal struct {
	status int
	detail string
	// Label of the metric.
	reason string
}

// pass is everything that is no probe.
func (g *gateway) pass(c fiber.Ctx) error {
	ctx := c.RequestCtx()
	x := g.meet(ctx)
	if refused := g.admit(ctx, x); refused != nil {
		g.refuse(ctx, x, refused)
		return nil
	}
	if refused := g.forward(ctx, x); refused != nil {
		g.refuse(ctx, x, refused)
	}
	return nil
}

func (g *gateway) meet(ctx *fasthttp.RequestCtx) *exchange {
	request := &ctx.Request.Header
	peer := peerAddress(ctx)
	x := &exchange{
		begun:  time.Now(),
		id:     header.KeepOrMakeID(request.Peek(header.RequestID)),
		method: methodName(request.Method()),
		path:   string(ctx.URI().PathOriginal()),
		peer:   peer,
		client: g.proxies.Address(peer, header.ForwardedFor(request)),
	}
	return x
}

// admit finds the route, and says no to what may not use it.
func (g *gateway) admit(ctx *fasthttp.RequestCtx, x *exchange) *refusal {
	request := &ctx.Request.Header
	index, err := g.table.Match(ctx.URI().PathOriginal(), ctx.URI().Path())
	switch {
	case err != nil:
		return &refusal{fasthttp.StatusBadRequest, err.Error(), "path"}
	// Before anything that costs: a client over its limit must be cheap.
	case !g.limiter.Allow(x.client, x.begun):
		ctx.Response.Header.Set("Retry-After", "1")
		return &refusal{fasthttp.StatusTooManyRequests, "too many requests from this client", "rate"}
	case index < 0:
		return &refusal{fasthttp.StatusNotFound, "no service has this path", "route"}
	case x.method == "":
		return &refusal{fasthttp.StatusMethodNotAllowed, "this method is not passed on", "method"}
	case asksForWebSocket(request):
		return &refusal{fasthttp.StatusNotImplemented, "WebSocket connections are not passed on: use HTTP streaming", "websocket"}
	}
	x.route, x.to = &g.table.Routes()[index], g.upstreams[index]
	if g.Tokens == nil || x.route.Public {
		return nil
	}
	if x.subject, err = g.Tokens.Check(request.Peek("Authorization")); err != nil {
		return unauthorised(ctx, x, err)
	}
	return nil
}

func unauthorised(ctx *fasthttp.RequestCtx, x *exchange, err error) *refusal {
	x.err = err
	switch {
	case errors.Is(err, auth.ErrNoKeys):
		return &refusal{fasthttp.StatusServiceUnavailable, auth.ErrNoKeys.Error(), "keys"}
	case errors.Is(err, auth.ErrNoToken):
		ctx.Response.Header.Set("WWW-Authenticate", "Bearer")
		return &refusal{fasthttp.StatusUnauthorized, auth.ErrNoToken.Error(), "token"}
	}
	// What is wrong with it stays in our log.
	ctx.Response.Header.Set("WWW-Authenticate", `Bearer error="invalid_token"`)
	return &refusal{fasthttp.StatusUnauthorized, auth.ErrBadToken.Error(), "token"}
}

// forward asks the service and hands its answer over.
func (g *gateway) forward(ctx *fasthttp.RequestCtx, x *exchange) *refusal {
	outgoing := fasthttp.AcquireRequest()
	defer fasthttp.ReleaseRequest(outgoing)
	g.prepare(ctx, x, outgoing)
	if err := passBody(&ctx.Request, outgoing, g.Config.BodyLimit); err != nil {
		return failed(ctx, x, err)
	}
	answer := fasthttp.AcquireResponse()
	if err := x.to.Do(outgoing, answer, x.route.Timeout); err != nil {
		fasthttp.ReleaseResponse(answer)
		return failed(ctx, x, err)
	}
	if answer.StatusCode() == fasthttp.StatusSwitchingProtocols {
		_ = answer.CloseBodyStream()
		fasthttp.ReleaseResponse(answer)
		return failed(ctx, x, errors.New("the service switched protocols unasked"))
	}
	return g.handOver(ctx, x, answer)
}

func (g *gateway) prepare(ctx *fasthttp.RequestCtx, x *exchange, outgoing *fasthttp.Request) {
	ctx.Request.Header.CopyTo(&outgoing.Header)
	header.Request(&outgoing.Header, header.Origin{
		Peer:      x.peer,
		Trusted:   g.proxies.Trusted(x.peer),
		Host:      ctx.Host(),
		TLS:       ctx.IsTLS(),
		RequestID: x.id,
		Subject:   x.subject,
	})
	outgoing.Header.SetProtocol("HTTP/1.1")
	outgoing.Header.SetHost(x.to.Host())
	uri := outgoing.URI()
	uri.DisablePathNormalizing = true
	uri.SetScheme(x.to.Scheme())
	uri.SetHost(x.to.Host())
	uri.SetPathBytes(x.route.Rewrite(nil, ctx.URI().PathOriginal()))
	uri.SetQueryStringBytes(ctx.URI().QueryString())
	x.span = g.Tracing.Start(&outgoing.Header, x.method, x.route.Prefix)
}

func (g *gateway) handOver(ctx *fasthttp.RequestCtx, x *exchange, answer *fasthttp.Response) *refusal {
	response := &ctx.Response
	length := answer.Header.ContentLength()
	body := answer.BodyStream()
	if body != nil && length >= 0 && length <= wholeBody {
		whole := grow(response.SwapBody(nil), length)
		_, err := io.ReadFull(body, whole)
		response.SwapBody(whole)
		if err != nil {
			_ = answer.CloseBodyStream()
			fasthttp.ReleaseResponse(answer)
			return failed(ctx, x, upstream.Classify(err))
		}
		body = nil
	}
	answer.Header.CopyTo(&response.Header)
	response.Header.SetNoDefaultContentType(true)
	header.Response(&response.Header)
	response.Header.Set(header.RequestID, x.id)
	g.closeWhenDraining(ctx)
	if body != nil {
		response.SetBodyStream(&relay{
			answer: answer, body: body, promised: length,
			ended: func(code int) { g.end(x, code) },
		}, length)
		return nil
	}
	code := answer.StatusCode()
	// An answer without a body, such as that to HEAD, keeps the length it names.
	if answer.SkipBody || ctx.IsHead() {
		response.SkipBody = true
		response.Header.SetContentLength(length)
	}
	_ = answer.CloseBodyStream()
	fasthttp.ReleaseResponse(answer)
	if time.Since(x.begun) > worthLooking && clientLeft(ctx.Conn()) {
		code = statusClientLeft
	}
	g.end(x, code)
	return nil
}

// failed says by which status the client learns that there is no answer.
func failed(ctx *fasthttp.RequestCtx, x *exchange, err error) *refusal {
	x.err = err
	abandonBody(ctx)
	var body *upstream.BodyError
	switch {
	case errors.Is(err, errTooLarge):
		return &refusal{fasthttp.StatusRequestEntityTooLarge, "the body " + errTooLarge.Error(), "body"}
	case errors.As(err, &body):
		return &refusal{statusClientLeft, "the body ended early", "body"}
	case errors.Is(err, upstream.ErrTimeout):
		return &refusal{fasthttp.StatusGatewayTimeout, upstream.ErrTimeout.Error(), "timeout"}
	case errors.Is(err, upstream.ErrOpen):
		ctx.Response.Header.Set("Retry-After", "5")
		return &refusal{fasthttp.StatusServiceUnavailable, upstream.ErrOpen.Error(), "circuit"}
	case errors.Is(err, upstream.ErrBusy):
		ctx.Response.Header.Set("Retry-After", "1")
		return &refusal{fasthttp.StatusServiceUnavailable, upstream.ErrBusy.Error(), "busy"}
	case errors.Is(err, upstream.ErrUnreachable):
		return &refusal{fasthttp.StatusBadGateway, upstream.ErrUnreachable.Error(), "unreachable"}
	}
	return &refusal{fasthttp.StatusBadGateway, "the service did not answer with proper HTTP", "answer"}
}

func (g *gateway) refuse(ctx *fasthttp.RequestCtx, x *exchange, refused *refusal) {
	g.Metrics.Refused(refused.reason)
	writeProblem(ctx, refused.status, refused.detail, x.id)
	ctx.Response.Header.Set(header.RequestID, x.id)
	g.closeWhenDraining(ctx)
	status := refused.status
	if time.Since(x.begun) > worthLooking && clientLeft(ctx.Conn()) {
		status = statusClientLeft
	}
	g.end(x, status)
}

// closeWhenDraining: a kept-alive connection would bring its next request to a
// closed port.
func (g *gateway) closeWhenDraining(ctx *fasthttp.RequestCtx) {
	if g.Readiness.Draining() {
		ctx.SetConnectionClose()
	}
}

// end counts and logs, when the answer has been handed over.
func (g *gateway) end(x *exchange, code int) {
	took := time.Since(x.begun)
	g.Metrics.Observe(x.method, code, took)
	telemetry.End(x.span, code)
	level := slog.LevelInfo
	if code >= 500 {
		level = slog.LevelError
	} else if g.Config.AccessLogSample < 1 && rand.Float64() >= g.Config.AccessLogSample {
		return
	}
	if !g.Logger.Enabled(context.Background(), level) {
		return
	}
	attributes := []slog.Attr{
		slog.String("requestId", x.id),
		slog.String("method", x.method),
		slog.String("path", x.path),
		slog.Int("status", code),
		slog.Int64("durationMs", took.Milliseconds()),
		slog.String("client", x.client.String()),
	}
	if x.to != nil {
		attributes = append(attributes, slog.String("upstream", x.to.Address))
	}
	if x.span != nil {
		attributes = append(attributes, slog.String("traceId", x.span.SpanContext().TraceID().String()))
	}
	if x.err != nil {
		attributes = append(attributes, slog.String("error", x.err.Error()))
	}
	g.Logger.LogAttrs(context.Background(), level, "request", attributes...)
}

// methodName is empty for what is not passed on. CONNECT and TRACE are meant
// for proxies of another kind. Constants, so that nothing is allocated.
func methodName(method []byte) string {
	switch string(method) {
	case fasthttp.MethodGet:
		return fasthttp.MethodGet
	case fasthttp.MethodHead:
		return fasthttp.MethodHead
	case fasthttp.MethodPost:
		return fasthttp.MethodPost
	case fasthttp.MethodPut:
		return fasthttp.MethodPut
	case fasthttp.MethodPatch:
		return fasthttp.MethodPatch
	case fasthttp.MethodDelete:
		return fasthttp.MethodDelete
	case fasthttp.MethodOptions:
		return fasthttp.MethodOptions
	}
	return ""
}

func asksForWebSocket(request *fasthttp.RequestHeader) bool {
	return strings.EqualFold(string(request.Peek("Upgrade")), "websocket")
}

func peerAddress(ctx *fasthttp.RequestCtx) netip.Addr {
	if address, ok := ctx.RemoteAddr().(*net.TCPAddr); ok {
		return address.AddrPort().Addr().Unmap()
	}
	return netip.Addr{}
}
