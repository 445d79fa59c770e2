// Package route says which service a path belongs to.
package route

import (
	"bytes"
	"errors"
	"slices"
	"strings"
)

// ErrAmbiguous is a path that the gateway and a service could read in two
// ways, and so slip past the rules of a private route.
var ErrAmbiguous = errors.New("the path has dot segments, backslashes, control characters or an escaped prefix: write it plainly")

// Table finds the route of a path: the one with the longest prefix.
type Table struct {
	routes []Route
}

// NewTable keeps its own copy of the routes.
func NewTable(routes []Route) *Table {
	sorted := slices.Clone(routes)
	slices.SortStableFunc(sorted, func(a, b Route) int {
		return len(b.Prefix) - len(a.Prefix)
	})
	return &Table{routes: sorted}
}

// Len is the number of routes.
func (t *Table) Len() int { return len(t.routes) }

// Match answers the index of the route, in the order that Routes has, or -1.
//
// raw is the path as it was sent; decoded is the same with escapes resolved and
// slashes merged, which is how a service may read it. The route is chosen by
// the latter, and must be visible in the former as well.
func (t *Table) Match(raw, decoded []byte) (int, error) {
	if suspicious(raw) {
		return -1, ErrAmbiguous
	}
	index := t.find(decoded)
	if index >= 0 && !under(raw, t.routes[index].Prefix) {
		return -1, ErrAmbiguous
	}
	return index, nil
}

// Routes are those of the table, longest prefix first.
func (t *Table) Routes() []Route { return t.routes }

func (t *Table) find(path []byte) int {
	for index := range t.routes {
		if under(path, t.routes[index].Prefix) {
			return index
		}
	}
	return -1
}

// Rewrite appends to buffer the path that the service gets.
func (r *Route) Rewrite(buffer, raw []byte) []byte {
	if r.KeepPrefix {
		return append(buffer, raw...)
	}
	rest := raw
	if r.Prefix != "/" {
		rest = raw[len(r.Prefix):]
	}
	buffer = append(buffer, r.Base...)
	if len(rest) == 0 && r.Base == "" {
		return append(buffer, '/')
	}
	return append(buffer, rest...)
}

func under(path []byte, prefix string) bool {
	if prefix == "/" {
		return len(path) > 0 && path[0] == '/'
	}
	return len(path) >= len(prefix) && string(path[:len(prefix)]) == prefix &&
		(len(path) == len(prefix) || path[len(prefix)] == '/')
}

// suspicious looks at the path as the most generous service would: escapes
// resolved, backslashes taken for slashes, parameters after a semicolon cut.
func suspicious(raw []byte) bool {
	if !bytes.ContainsAny(raw, ".%\\") && !hasControl(raw) {
		return false
	}
	decoded := decode(raw)
	if hasControl(decoded) || bytes.IndexByte(decoded, '\\') >= 0 {
		return true
	}
	for part := range strings.SplitSeq(string(decoded), "/") {
		name, _, _ := strings.Cut(part, ";")
		if name == "." || name == ".." {
			return true
		}
	}
	return false
}

func hasControl(text []byte) bool {
	for _, character := range text {
		if character < 0x20 || character == 0x7f {
			return true
		}
	}
	return false
}

// decode leaves broken escapes as they are.
func decode(raw []byte) []byte {
	decoded := make([]byte, 0, len(raw))
	for index := 0; index < len(raw); index++ {
		if raw[index] == '%' && index+2 < len(raw) {
			high, okHigh := hexValue(raw[index+1])
			low, okLow := hexValue(raw[index+2])
			if okHigh && okLow {
				decoded = append(decoded, high<<4|low)
				index += 2
				continue
			}
		}
		decoded = append(decoded, raw[index])
	}
	return decoded
}

func hexValue(digit byte) (byte, bool) {
	switch {
	case digit >= '0' && digit <= '9':
		return digit - '0', true
	case digit >= 'a' && digit <= 'f':
		return digit - 'a' + 10, true
	case digit >= 'A' && digit <= 'F':
		return digit - 'A' + 10, true
	}
	return 0, false
}
