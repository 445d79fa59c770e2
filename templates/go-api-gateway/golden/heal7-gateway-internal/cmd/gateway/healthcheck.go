package main

import (
	"net/http"
	"time"
)

// healthcheck is for the image's HEALTHCHECK: the image has no shell.
func healthcheck(port string) int {
	if port == "" {
		port = "8000"
	}
	client := http.Client{Timeout: 2 * time.Second}
	response, err := client.Get("http://127.0.0.1:" + port + "/health")
	if err != nil {
		return 1
	}
	defer response.Body.Close()
	if response.StatusCode != http.StatusOK {
		return 1
	}
	return 0
}
