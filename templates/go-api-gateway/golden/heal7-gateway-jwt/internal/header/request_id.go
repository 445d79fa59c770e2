package header

import "github.com/google/uuid"

// KeepOrMakeID takes an id from the caller only when it is safe to repeat in
// logs and headers.
func KeepOrMakeID(given []byte) string {
	if safe(given) {
		return string(given)
	}
	return uuid.NewString()
}

func safe(id []byte) bool {
	if len(id) == 0 || len(id) > 128 {
		return false
	}
	for _, c := range id {
		word := c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || c == '_'
		if !word && c != '.' && c != ':' && c != '-' {
			return false
		}
	}
	return true
}
