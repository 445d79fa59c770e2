package gateway

import (
	"errors"
	"io"

	"github.com/valyala/fasthttp"

	"github.com/heal7/heal7-gateway-jwt/internal/upstream"
)

// Bodies up to this size are taken in whole: a request can then be repeated,
// and a connection to a service is free again before a slow client has read.
// Longer ones and those of unknown length are passed on as they come.
const wholeBody = 64 << 10

var errTooLarge = errors.New("it is larger than this gateway lets through")

// passBody gives the client's body to the outgoing request.
func passBody(incoming, outgoing *fasthttp.Request, limit int) error {
	length := incoming.Header.ContentLength()
	if length > limit {
		return &upstream.BodyError{Cause: errTooLarge}
	}
	stream := incoming.BodyStream()
	switch {
	case stream == nil:
		outgoing.SetBodyRaw(incoming.Body())
	case length >= 0 && length <= wholeBody:
		body := outgoing.SwapBody(nil)
		body = grow(body, length)
		if _, err := io.ReadFull(stream, body); err != nil {
			return &upstream.BodyError{Cause: err}
		}
		outgoing.SwapBody(body)
	default:
		outgoing.SetBodyStream(&limited{from: stream, left: limit}, length)
	}
	return nil
}

// limited stops a body of unknown length at the limit, and marks errors as the
// client's: they say nothing about the service.
type limited struct {
	from io.Reader
	left int
}

func (l *limited) Read(into []byte) (int, error) {
	count, err := l.from.Read(into)
	if l.left -= count; l.left < 0 {
		return 0, &upstream.BodyError{Cause: errTooLarge}
	}
	if err != nil && err != io.EOF {
		err = &upstream.BodyError{Cause: err}
	}
	return count, err
}

// How much of a body that nobody wants is read all the same: a connection that
// is closed with bytes unread is reset, and the answer may be lost with it.
const linger = 2 << 20

// abandonBody gives up on what is left of a request's body.
func abandonBody(ctx *fasthttp.RequestCtx) {
	stream := ctx.Request.BodyStream()
	if stream == nil {
		return
	}
	// Whatever goes wrong with it no longer matters.
	_, _ = io.CopyN(io.Discard, stream, linger)
	ctx.SetConnectionClose()
}

func grow(body []byte, length int) []byte {
	if cap(body) < length {
		return make([]byte, length)
	}
	return body[:length]
}
