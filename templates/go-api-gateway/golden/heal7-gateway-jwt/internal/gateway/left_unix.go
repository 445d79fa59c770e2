//go:build unix

package gateway

import (
	"net"
	"syscall"
)

// clientLeft looks whether the other end has closed, without taking anything
// from the connection. fasthttp does not tell.
func clientLeft(connection net.Conn) bool {
	tcp, ok := connection.(*net.TCPConn)
	if !ok {
		return false
	}
	raw, err := tcp.SyscallConn()
	if err != nil {
		return false
	}
	left := false
	err = raw.Control(func(descriptor uintptr) {
		var one [1]byte
		count, _, err := syscall.Recvfrom(int(descriptor), one[:], syscall.MSG_PEEK|syscall.MSG_DONTWAIT)
		left = count == 0 && err == nil || err == syscall.ECONNRESET
	})
	return err == nil && left
}
