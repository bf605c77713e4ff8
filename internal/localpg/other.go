//go:build !unix

package localpg

import "context"

// Server is a running private Postgres.
type Server struct {
	BinDir  string
	Major   int
	Version string
}

func unsupported() *Problem {
	return problem(nil, "S"+externalDatabase[1:]+".", "A private Postgres is not available on this operating system.")
}

// Start always fails here: sockets, locks and accounts work differently.
func Start(context.Context, Options) (*Server, error) { return nil, unsupported() }

// Attach always fails here.
func Attach(context.Context, string) (string, bool, error) { return "", false, unsupported() }

// Version always fails here.
func Version(context.Context, Options) (string, error) { return "", unsupported() }

// Discard always fails here.
func Discard(context.Context, string) error { return unsupported() }

// URL is empty here.
func (s *Server) URL() string { return "" }

// Stop does nothing here.
func (s *Server) Stop(context.Context) error { return nil }

// Abort does nothing here.
func (s *Server) Abort() {}

// Dead never reports here.
func (s *Server) Dead() <-chan struct{} { return nil }

// Err is nil here.
func (s *Server) Err() error { return nil }

type search struct{}
