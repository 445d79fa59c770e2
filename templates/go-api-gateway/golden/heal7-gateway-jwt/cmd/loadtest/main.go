// Command loadtest measures the gateway on this machine: client, gateway and a
// service behind it share the processors over loopback.
//
//	go run ./cmd/loadtest -duration 10s -min-rps 10000 -max-p95 500ms
//
// Prints one JSON object; exits 1 when a threshold is missed.
package main

import (
	"encoding/json"
	"flag"
	"fmt"
	"os"
	"time"
)

type options struct {
	gateway     string
	duration    time.Duration
	warmUp      time.Duration
	connections int
	body        int
	jwt         bool
	minRPS      float64
	maxP95      time.Duration
	maxErrors   int64
}

func main() {
	var o options
	flag.StringVar(&o.gateway, "gateway", "", "binary to measure; built when left out")
	flag.DurationVar(&o.duration, "duration", 10*time.Second, "how long to measure")
	flag.DurationVar(&o.warmUp, "warm-up", time.Second, "how long to run before that")
	flag.IntVar(&o.connections, "connections", 64, "connections of the client, each with one request at a time")
	flag.IntVar(&o.body, "body", 512, "bytes in each answer of the service")
	flag.BoolVar(&o.jwt, "jwt", false, "check a token (ES256) in each request")
	flag.Float64Var(&o.minRPS, "min-rps", 10_000, "fewest answers a second")
	flag.DurationVar(&o.maxP95, "max-p95", 500*time.Millisecond, "highest 95th percentile")
	flag.Int64Var(&o.maxErrors, "max-errors", 0, "most answers other than 200")
	flag.Parse()

	result, err := run(o)
	if err != nil {
		fmt.Fprintln(os.Stderr, "loadtest:", err)
		os.Exit(1)
	}
	// Numbers and a list of texts can always be encoded.
	text, _ := json.Marshal(result)
	fmt.Println(string(text))
	if len(result.Missed) > 0 {
		os.Exit(1)
	}
}

func run(o options) (result, error) {
	folder, err := os.MkdirTemp("", "loadtest-")
	if err != nil {
		return result{}, err
	}
	defer os.RemoveAll(folder)
	service, err := startService(o.body)
	if err != nil {
		return result{}, err
	}
	defer service.stop()
	measured, err := startGateway(o, folder, service.address)
	if err != nil {
		return result{}, err
	}
	defer measured.stop()
	if _, err := send(o, measured, o.warmUp); err != nil {
		return result{}, err
	}
	samples, err := send(o, measured, o.duration)
	if err != nil {
		return result{}, err
	}
	return judge(o, samples), nil
}
