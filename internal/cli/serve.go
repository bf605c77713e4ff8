package cli

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net"
	"net/http"
	"net/url"
	"os"
	"os/signal"
	"runtime/debug"
	"syscall"
	"time"

	"switchyard.dev/switchyard/internal/config"
	"switchyard.dev/switchyard/internal/live"
	"switchyard.dev/switchyard/internal/modules"
	"switchyard.dev/switchyard/internal/sample"
	"switchyard.dev/switchyard/internal/server"
	"switchyard.dev/switchyard/internal/store"
)

type serveCmd struct {
	Addr *string `help:"host:port to listen at; port 0 takes a free one." placeholder:"ADDR"`
	URL  *string `name:"url" help:"Address by which people reach it." placeholder:"URL"`
	storeFlags
}

// stopPatience is how long a stop may take: edits under way are committed,
// requests answered, Postgres brought down.
const stopPatience = 15 * time.Second

// requestPatience is the part of it that requests may take. Whoever sends or
// reads more slowly is cut off, so that Postgres has time to end in order.
const requestPatience = 5 * time.Second

// gcPercent trades memory for speed: the live heap is small (documents of open
// flows), and collecting it less often gave a quarter more durable edits a
// second with eight busy flows. GOGC overrides it.
const gcPercent = 400

func (c *serveCmd) flags() map[string]string {
	flags := c.given()
	for name, value := range given(map[string]*string{"addr": c.Addr, "url": c.URL}) {
		flags[name] = value
	}
	return flags
}

// Run serves until a signal comes or Postgres is gone for good.
func (c *serveCmd) Run(ctx context.Context, streams Streams) error {
	cfg, log, err := load(streams, c.flags())
	if err != nil {
		return err
	}
	if os.Getenv("GOGC") == "" {
		debug.SetGCPercent(gcPercent)
	}
	ctx, stop := signal.NotifyContext(ctx, syscall.SIGTERM, syscall.SIGINT)
	defer stop()
	app, err := start(ctx, cfg, log, streams)
	if err != nil {
		return err
	}
	reason := app.wait(ctx)
	// From here a second signal ends the process at once.
	stop()
	return errors.Join(reason, app.close())
}

// app is a running server with everything that it holds.
type app struct {
	db     *database
	hub    *live.Hub
	http   *http.Server
	log    *slog.Logger
	failed chan error
}

// start brings everything up in the order in which one needs the other, and
// says where it is.
func start(ctx context.Context, cfg config.Config, log *slog.Logger, streams Streams) (*app, error) {
	listener, err := listen(ctx, cfg.Addr)
	if err != nil {
		return nil, err
	}
	a := &app{log: log, failed: make(chan error, 1)}
	if cfg.DatabaseURL != "" {
		a.db, err = openAt(ctx, cfg.DatabaseURL, nil)
	} else {
		a.db, err = openPrivate(ctx, cfg, streams.Err)
	}
	if err != nil {
		_ = listener.Close()
		return nil, err
	}
	known := modules.New(a.db.Store, log, nil)
	a.hub = live.NewHub(a.db.Store, live.Options{Log: log, Modules: known.Lint})
	a.http = &http.Server{
		Handler: server.New(server.Deps{
			Store: a.db.Store, Hub: a.hub, Modules: known, External: external(cfg), Log: log, Version: Version,
		}),
		ReadHeaderTimeout: 10 * time.Second, ReadTimeout: time.Minute, WriteTimeout: 5 * time.Minute, IdleTimeout: 2 * time.Minute,
		MaxHeaderBytes: 64 << 10, ErrorLog: slog.NewLogLogger(log.Handler(), slog.LevelDebug),
	}
	if err := a.announce(ctx, cfg, listener.Addr(), streams); err != nil {
		_ = listener.Close()
		return nil, errors.Join(err, a.close())
	}
	go func() { a.failed <- a.http.Serve(listener) }()
	return a, nil
}

func listen(ctx context.Context, addr string) (net.Listener, error) {
	var lc net.ListenConfig
	l, err := lc.Listen(ctx, "tcp", addr)
	switch {
	case errors.Is(err, syscall.EADDRINUSE):
		return nil, fmt.Errorf("something listens at %s already: stop it, or choose another address with --addr", addr)
	case err != nil:
		return nil, fmt.Errorf("listen: %w", err)
	}
	return l, nil
}

func external(cfg config.Config) *url.URL {
	if cfg.URL == "" {
		return nil
	}
	u, err := url.Parse(cfg.URL)
	if err != nil {
		return nil // config.Load has checked it
	}
	return u
}

// announce prepares a first start and prints where to go.
func (a *app) announce(ctx context.Context, cfg config.Config, addr net.Addr, streams Streams) error {
	problems, err := a.db.DurabilityProblems(ctx)
	if err != nil {
		return err
	}
	for _, p := range problems {
		a.log.Warn("the database may lose acknowledged edits in a power failure", "setting", p)
	}
	if err := installSample(ctx, a.db.Store); err != nil {
		return err
	}
	cfg.Addr = addr.String()
	at := publicURL(cfg)
	fmt.Fprintf(streams.Out, "Switchyard is at %s\n", at)
	token, err := a.db.CreateLink(ctx, store.System, store.LinkFirstAdmin, "", 24*time.Hour)
	switch {
	case errors.Is(err, store.ErrLinkClosed):
		return nil
	case err != nil:
		return err
	}
	fmt.Fprintf(streams.Out, "Create the first admin at %s/setup/%s\n", at, token)
	return nil
}

// installSample puts the sample flow into a database that never had a flow.
// Flows are archived, never deleted, so none at all means a first start.
func installSample(ctx context.Context, s *store.Store) error {
	for _, archived := range []bool{false, true} {
		flows, _, err := s.Flows(ctx, store.FlowFilter{Archived: archived, Page: store.Page{Limit: 1}})
		if err != nil || len(flows) > 0 {
			return err
		}
	}
	_, err := s.CreateFlow(ctx, store.System, store.NewFlow{
		Name: sample.Name, Description: sample.Description, Type: sample.Type, Format: sample.Format, Content: sample.Content(),
	})
	return err
}

// publicURL is where people go: what is configured, else where it listens.
func publicURL(cfg config.Config) string {
	if cfg.URL != "" {
		return cfg.URL
	}
	host, port, err := net.SplitHostPort(cfg.Addr)
	if err != nil {
		return "http://" + cfg.Addr
	}
	if ip := net.ParseIP(host); host == "" || ip != nil && ip.IsUnspecified() {
		host = "localhost"
	}
	return "http://" + net.JoinHostPort(host, port)
}

// wait returns nil when it was asked to stop, else what went wrong.
func (a *app) wait(ctx context.Context) error {
	var dead <-chan struct{}
	if a.db.private != nil {
		dead = a.db.private.Dead()
	}
	select {
	case <-ctx.Done():
		return nil
	case <-dead:
		return fmt.Errorf("the private Postgres ended: %w", a.db.private.Err())
	case err := <-a.failed:
		return fmt.Errorf("serve: %w", err)
	}
}

// close stops from the outside in: sockets are told, requests finish, the
// database goes last.
func (a *app) close() error {
	ctx, cancel := context.WithTimeout(context.Background(), stopPatience)
	defer cancel()
	return errors.Join(a.hub.Close(ctx), a.endRequests(ctx), a.db.stop(ctx))
}

// endRequests waits for the answers under way. A client that takes too long is
// no failure of ours.
func (a *app) endRequests(ctx context.Context) error {
	ctx, cancel := context.WithTimeout(ctx, requestPatience)
	defer cancel()
	err := a.http.Shutdown(ctx)
	if errors.Is(err, context.DeadlineExceeded) {
		a.log.Warn("requests were cut off: they did not end in time")
		return a.http.Close()
	}
	return err
}
