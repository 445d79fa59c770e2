package config

import (
	"fmt"
	"net/url"
	"strconv"
	"strings"
	"time"
)

// reader takes variables from the environment and collects every problem, so
// that one restart mends them all. Empty means unset.
type reader struct {
	lookup   func(string) string
	problems []string
}

func (r *reader) wrong(name, format string, values ...any) {
	r.problems = append(r.problems, name+": "+fmt.Sprintf(format, values...))
}

func (r *reader) text(name, fallback string) string {
	if value := strings.TrimSpace(r.lookup(name)); value != "" {
		return value
	}
	return fallback
}

func (r *reader) integer(name string, fallback, lowest, highest int) int {
	text := r.text(name, "")
	if text == "" {
		return fallback
	}
	value, err := strconv.Atoi(text)
	if err != nil || value < lowest || value > highest {
		r.wrong(name, "%q is not a whole number from %d to %d", text, lowest, highest)
		return fallback
	}
	return value
}

func (r *reader) milliseconds(name string, fallback, lowest int) time.Duration {
	const tenMinutes = 600_000
	return time.Duration(r.integer(name, fallback, lowest, tenMinutes)) * time.Millisecond
}

func (r *reader) share(name string, fallback float64) float64 {
	text := r.text(name, "")
	if text == "" {
		return fallback
	}
	value, err := strconv.ParseFloat(text, 64)
	// Written so that NaN, which compares with nothing, is refused.
	if err != nil || !(value >= 0 && value <= 1) {
		r.wrong(name, "%q is not a number from 0 to 1", text)
		return fallback
	}
	return value
}

func (r *reader) oneOf(name, fallback string, allowed ...string) string {
	value := r.text(name, fallback)
	for _, one := range allowed {
		if value == one {
			return value
		}
	}
	r.wrong(name, "%q is none of %s", value, strings.Join(allowed, ", "))
	return fallback
}

func (r *reader) list(name, fallback string) []string {
	var items []string
	for _, item := range strings.Split(r.text(name, fallback), ",") {
		if item = strings.TrimSpace(item); item != "" {
			items = append(items, item)
		}
	}
	return items
}

func (r *reader) httpURL(name string) string {
	text := r.text(name, "")
	if text == "" {
		return ""
	}
	address, err := url.Parse(text)
	if err != nil || address.Host == "" || (address.Scheme != "http" && address.Scheme != "https") {
		// Not repeated: an address may hold a password.
		r.wrong(name, "not an http or https address")
		return ""
	}
	return text
}
