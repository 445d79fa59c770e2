// Command gateway is the service; `gateway healthcheck` asks a running one.
package main

import (
	"fmt"
	"os"

	"github.com/heal7/heal7-gateway-internal/internal/config"
)

func main() {
	if len(os.Args) > 1 && os.Args[1] == "healthcheck" {
		os.Exit(healthcheck(os.Getenv("PORT")))
	}
	if len(os.Args) > 1 {
		fmt.Fprintf(os.Stderr, "unknown argument %q: there is only healthcheck\n", os.Args[1])
		os.Exit(2)
	}
	settings, err := config.Read(os.Getenv)
	if err != nil {
		fail(err)
	}
	if err := serve(settings); err != nil {
		fail(err)
	}
}
