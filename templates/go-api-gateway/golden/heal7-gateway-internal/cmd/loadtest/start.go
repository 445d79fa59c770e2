package main

import (
	"bufio"
	"bytes"
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/x509"
	"encoding/json"
	"encoding/pem"
	"fmt"
	"io"
	"net"
	"os"
	"os/exec"
	"path/filepath"
	"syscall"
	"time"

	"github.com/golang-jwt/jwt/v5"
	"github.com/valyala/fasthttp"
)

type service struct {
	address string
	stop    func()
}

// startService answers everything with the same bytes.
func startService(size int) (service, error) {
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return service{}, err
	}
	body := bytes.Repeat([]byte("x"), size)
	server := &fasthttp.Server{Handler: func(ctx *fasthttp.RequestCtx) {
		ctx.SetContentType("text/plain")
		ctx.SetBody(body)
	}}
	go func() { _ = server.Serve(listener) }()
	return service{
		address: listener.Addr().String(),
		stop:    func() { _ = listener.Close() },
	}, nil
}

type gateway struct {
	address string
	// One for each connection; none without -jwt.
	tokens []string
	stop   func()
}

func startGateway(o options, folder, service string) (*gateway, error) {
	binary := o.gateway
	if binary == "" {
		binary = filepath.Join(folder, "gateway")
		build := exec.Command("go", "build", "-o", binary, "./cmd/gateway")
		build.Stderr = os.Stderr
		if err := build.Run(); err != nil {
			return nil, fmt.Errorf("go build ./cmd/gateway: %w", err)
		}
	}
	made := &gateway{}
	environment := []string{
		"HOST=127.0.0.1", "PORT=0", "DRAIN_DELAY_MS=0",
		"ROUTES=/load=http://" + service,
		"TRUSTED_PROXIES=127.0.0.1", "RATE_LIMIT_RPS=1000000",
		"AUTH=none",
	}
	if o.jwt {
		more, err := made.credentials(folder, o.connections)
		if err != nil {
			return nil, err
		}
		environment = append(environment, more...)
	}
	command := exec.Command(binary)
	command.Env = append(os.Environ(), environment...)
	command.Stderr = os.Stderr
	output, err := command.StdoutPipe()
	if err != nil {
		return nil, err
	}
	if err := command.Start(); err != nil {
		return nil, err
	}
	made.stop = func() {
		_ = command.Process.Signal(syscall.SIGTERM)
		_ = command.Wait()
	}
	lines := bufio.NewReader(output)
	if made.address, err = listening(lines); err != nil {
		made.stop()
		return nil, err
	}
	// The access log is written, as in production, and read by somebody.
	go func() { _, _ = io.Copy(io.Discard, lines) }()
	return made, nil
}

func listening(lines *bufio.Reader) (string, error) {
	for {
		line, err := lines.ReadBytes('\n')
		if err != nil {
			return "", fmt.Errorf("the gateway ended before it listened: %s", line)
		}
		var entry struct {
			Message string
			Address struct{ Port int }
		}
		if json.Unmarshal(line, &entry) == nil && entry.Message == "listening" {
			return fmt.Sprintf("127.0.0.1:%d", entry.Address.Port), nil
		}
	}
}

func (g *gateway) credentials(folder string, tokens int) ([]string, error) {
	key, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		return nil, err
	}
	public, err := x509.MarshalPKIXPublicKey(&key.PublicKey)
	if err != nil {
		return nil, err
	}
	path := filepath.Join(folder, "key.pem")
	if err := os.WriteFile(path, pem.EncodeToMemory(&pem.Block{Type: "PUBLIC KEY", Bytes: public}), 0o600); err != nil {
		return nil, err
	}
	for number := range tokens {
		token, err := jwt.NewWithClaims(jwt.SigningMethodES256, jwt.RegisteredClaims{
			Issuer: "loadtest", Audience: jwt.ClaimStrings{"gateway"}, Subject: fmt.Sprint("client-", number),
			ExpiresAt: jwt.NewNumericDate(time.Now().Add(time.Hour)),
		}).SignedString(key)
		if err != nil {
			return nil, err
		}
		g.tokens = append(g.tokens, token)
	}
	return []string{
		"AUTH=jwt", "JWT_ISSUER=loadtest", "JWT_AUDIENCE=gateway",
		"JWT_ALGORITHMS=ES256", "JWT_PUBLIC_KEY_FILE=" + path,
	}, nil
}
