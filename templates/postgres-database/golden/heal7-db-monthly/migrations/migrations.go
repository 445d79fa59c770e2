// Package migrations holds the schema's history. A file that has been released
// is never edited: the next one corrects it.
package migrations

import "embed"

// Files are the SQL migrations, in the order of their numbers.
//
//go:embed *.sql
var Files embed.FS
