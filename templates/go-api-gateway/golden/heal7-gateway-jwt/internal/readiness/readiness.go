// Package readiness says whether the gateway may get traffic.
package readiness

import (
	"context"
	"net/http"
	"sync"
	"sync/atomic"
	"time"

	"github.com/heal7/heal7-gateway-jwt/internal/config"
)

// State is the answer of /ready.
type State struct {
	Ready     bool              `json:"ready"`
	Draining  bool              `json:"draining"`
	Keys      string            `json:"keys"`
	Upstreams map[string]string `json:"upstreams"`
}

const (
	up   = "up"
	down = "down"
	// Probes of every replica must not add up to load on a dependency.
	freshFor = 2 * time.Second
)

// Check is ready while not draining, with keys to check tokens with, and with
// every dependency answering 2xx.
type Check struct {
	draining     atomic.Bool
	keys         func() bool
	dependencies []config.Dependency
	client       http.Client
	now          func() time.Time

	mutex  sync.Mutex
	asked  time.Time
	states map[string]string
}

// New asks dependencies, each within the given time.
func New(dependencies []config.Dependency, within time.Duration, keys func() bool) *Check {
	return &Check{
		dependencies: dependencies,
		keys:         keys,
		now:          time.Now,
		client: http.Client{
			Timeout: within,
			CheckRedirect: func(*http.Request, []*http.Request) error {
				return http.ErrUseLastResponse
			},
		},
	}
}

// Drain makes the answer no from here on, for good.
func (c *Check) Drain() { c.draining.Store(true) }

// Draining says whether the gateway is about to stop.
func (c *Check) Draining() bool { return c.draining.Load() }

// State asks what was not asked lately.
func (c *Check) State(ctx context.Context) State {
	state := State{
		Ready: !c.Draining(), Draining: c.Draining(), Keys: up, Upstreams: c.upstreams(ctx),
	}
	if !c.keys() {
		state.Keys, state.Ready = down, false
	}
	for _, answer := range state.Upstreams {
		state.Ready = state.Ready && answer == up
	}
	return state
}

func (c *Check) upstreams(ctx context.Context) map[string]string {
	c.mutex.Lock()
	defer c.mutex.Unlock()
	if c.states != nil && c.now().Sub(c.asked) < freshFor {
		return c.states
	}
	answers := make([]string, len(c.dependencies))
	var waiting sync.WaitGroup
	for index, dependency := range c.dependencies {
		waiting.Go(func() { answers[index] = c.ask(ctx, dependency.URL) })
	}
	waiting.Wait()
	// A new map: the last one may still be read.
	c.states = make(map[string]string, len(answers))
	for index, answer := range answers {
		c.states[c.dependencies[index].Name] = answer
	}
	c.asked = c.now()
	return c.states
}

func (c *Check) ask(ctx context.Context, url string) string {
	request, err := http.NewRequestWithContext(ctx, http.MethodGet, url, nil)
	if err != nil {
		return down
	}
	response, err := c.client.Do(request)
	if err != nil {
		return down
	}
	defer response.Body.Close()
	if response.StatusCode < 200 || response.StatusCode > 299 {
		return down
	}
	return up
}
