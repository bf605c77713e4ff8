package server

import "net/http"

// RouteLine is a route with its guard, for the tests of the table.
type RouteLine struct {
	Method, Path, Realm, Guard string
}

// RouteLines lists the table.
func RouteLines() []RouteLine {
	var lines []RouteLine
	for _, g := range (&server{}).table() {
		for _, rt := range g.routes {
			lines = append(lines, RouteLine{rt.method, rt.path, string(g.guard.realm), g.guard.name})
		}
	}
	return lines
}

// BareRouter is the router over no dependencies at all: it can be walked, not
// called.
func BareRouter() http.Handler { return (&server{}).router() }

// OpenAPI is the document as it is served.
func OpenAPI() []byte { return openAPI }

// FileName is how flows are called in downloads.
var FileName = fileName
