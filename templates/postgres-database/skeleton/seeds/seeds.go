// Package seeds holds rows for developing and testing.
package seeds

import _ "embed"

// Development is run by `database seed`.
//
//go:embed development.sql
var Development string
