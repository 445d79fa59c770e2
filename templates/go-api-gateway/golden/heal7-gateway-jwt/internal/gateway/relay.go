package gateway

import (
	"io"

	"github.com/valyala/fasthttp"
)

// relay hands the body of a service's answer to the client as it comes, and
// says in the end how that went. It owns the answer until then.
type relay struct {
	answer *fasthttp.Response
	body   io.Reader
	// How much the service promised; below 0 when it did not say.
	promised int
	read     int
	broken   bool
	complete bool
	ended    func(code int)
}

func (r *relay) Read(into []byte) (int, error) {
	count, err := r.body.Read(into)
	r.read += count
	switch {
	case err == io.EOF:
		r.complete = true
	case err != nil:
		r.broken = true
	}
	return count, err
}

// Close is called by the server when the client has everything, or is gone.
func (r *relay) Close() error {
	if r.ended == nil {
		return nil
	}
	err := r.answer.CloseBodyStream()
	switch {
	case r.broken:
		// The client sees a body that is cut short. In the counts it is what it
		// would have been if the service had failed a moment earlier.
		r.ended(fasthttp.StatusBadGateway)
	case r.complete || r.promised >= 0 && r.read >= r.promised:
		r.ended(r.answer.StatusCode())
	default:
		r.ended(statusClientLeft)
	}
	r.ended = nil
	fasthttp.ReleaseResponse(r.answer)
	return err
}
