package gateway

import (
	"encoding/json"

	"github.com/valyala/fasthttp"

	"github.com/heal7/heal7-gateway-internal/internal/header"
)

// problem is RFC 9457.
type problem struct {
	Type      string `json:"type"`
	Title     string `json:"title"`
	Status    int    `json:"status"`
	Detail    string `json:"detail"`
	RequestID string `json:"requestId,omitempty"`
}

func writeProblem(ctx *fasthttp.RequestCtx, status int, detail, requestID string) {
	// Strings and a number: there is nothing in it that cannot be encoded.
	body, _ := json.Marshal(problem{
		Type: "about:blank", Title: fasthttp.StatusMessage(status), Status: status,
		Detail: detail, RequestID: requestID,
	})
	response := &ctx.Response
	response.ResetBody()
	response.SetStatusCode(status)
	response.Header.SetContentType("application/problem+json")
	response.Header.Set("Cache-Control", "no-store")
	header.Harden(&response.Header)
	response.SetBody(body)
}
