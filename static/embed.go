// Package static holds the files that browsers fetch: style sheets and images
// that are written by hand, and dist/, which the bundler makes. A binary built
// before the bundler ran has an empty dist/ and says so on the designer's page.
package static

import "embed"

// FS is everything below static/ that is served.
//
//go:embed css img all:dist
var FS embed.FS
