package main

import (
	"fmt"
	"net"
	"sync"
	"sync/atomic"
	"time"

	"github.com/valyala/fasthttp"
)

const timeout = 5 * time.Second

// send asks as fast as answers come, over as many connections as told. Each
// connection plays another client of a proxy, so that the rate limit's table
// of clients is part of what is measured.
func send(o options, to *gateway, within time.Duration) (samples, error) {
	client := &fasthttp.HostClient{
		Addr: to.address, MaxConns: o.connections, ReadTimeout: timeout, WriteTimeout: timeout,
		Dial:                     func(address string) (net.Conn, error) { return net.DialTimeout("tcp", address, timeout) },
		NoDefaultUserAgentHeader: true, DisablePathNormalizing: true,
	}
	defer client.CloseIdleConnections()
	took := make([][]time.Duration, o.connections)
	var errors atomic.Int64
	var workers sync.WaitGroup
	begun := time.Now()
	for worker := range o.connections {
		workers.Go(func() {
			took[worker] = work(client, to, worker, begun.Add(within), &errors)
		})
	}
	workers.Wait()
	all := samples{errors: errors.Load(), duration: time.Since(begun)}
	for _, part := range took {
		all.took = append(all.took, part...)
	}
	if len(all.took) == 0 {
		return all, fmt.Errorf("%s never answered", to.address)
	}
	return all, nil
}

func work(client *fasthttp.HostClient, to *gateway, worker int, until time.Time, errors *atomic.Int64) []time.Duration {
	request, response := fasthttp.AcquireRequest(), fasthttp.AcquireResponse()
	defer fasthttp.ReleaseRequest(request)
	defer fasthttp.ReleaseResponse(response)
	request.SetRequestURI("http://" + to.address + "/load/items?page=1")
	request.Header.Set("X-Forwarded-For", fmt.Sprintf("198.51.100.%d", worker%250))
	if len(to.tokens) > 0 {
		request.Header.Set("Authorization", "Bearer "+to.tokens[worker])
	}
	took := make([]time.Duration, 0, 1<<16)
	for {
		begun := time.Now()
		if !begun.Before(until) {
			return took
		}
		if err := client.Do(request, response); err != nil || response.StatusCode() != fasthttp.StatusOK {
			errors.Add(1)
			continue
		}
		took = append(took, time.Since(begun))
	}
}
