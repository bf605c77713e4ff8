// Package migrations holds the database schema as numbered SQL files, built
// into the binary. They run forward only, in order, each in one transaction;
// a file that was released is never changed: the next change is a new file.
package migrations

import "embed"

// FS holds the migrations at its root, named NNNN_what.sql.
//
//go:embed *.sql
var FS embed.FS
