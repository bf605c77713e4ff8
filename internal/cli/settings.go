package cli

import (
	"context"
	"fmt"
	"io"
	"log/slog"

	"switchyard.dev/switchyard/internal/config"
	"switchyard.dev/switchyard/internal/localpg"
	"switchyard.dev/switchyard/internal/store"
)

// storeFlags say where the data is; every command that reads it takes them. A
// test holds them to the table of settings.
type storeFlags struct {
	DataDir     *string `help:"Folder of this installation." placeholder:"DIR" complete:"dir"`
	DatabaseURL *string `help:"Postgres to use instead of a private one." placeholder:"URL"`
	PGBin       *string `name:"pg-bin" help:"Folder with postgres and initdb." placeholder:"DIR" complete:"dir"`
	LogLevel    *string `help:"debug, info, warn or error." placeholder:"LEVEL" complete:"debug,info,warn,error"`
	LogFormat   *string `help:"text or json." placeholder:"FORMAT" complete:"text,json"`
}

func (f storeFlags) given() map[string]string {
	return given(map[string]*string{
		"data-dir": f.DataDir, "database-url": f.DatabaseURL, "pg-bin": f.PGBin,
		"log-level": f.LogLevel, "log-format": f.LogFormat,
	})
}

// given keeps the flags that were on the command line.
func given(flags map[string]*string) map[string]string {
	out := map[string]string{}
	for name, value := range flags {
		if value != nil {
			out[name] = *value
		}
	}
	return out
}

// load reads the settings and warns of variables that mean nothing.
func load(streams Streams, flags map[string]string) (config.Config, *slog.Logger, error) {
	loaded, err := config.Load(streams.Env, flags)
	if err != nil {
		return config.Config{}, nil, err
	}
	log := newLog(loaded.Config, streams.Err)
	for _, warning := range loaded.Warnings {
		log.Warn(warning)
	}
	return loaded.Config, log, nil
}

func newLog(c config.Config, w io.Writer) *slog.Logger {
	opts := &slog.HandlerOptions{Level: c.LogLevel}
	if c.LogFormat == "json" {
		return slog.New(slog.NewJSONHandler(w, opts))
	}
	return slog.New(slog.NewTextHandler(w, opts))
}

// database is an open store with whatever has to be stopped after it.
type database struct {
	*store.Store
	private *localpg.Server // nil: somebody else's Postgres
}

// open finds the database: the one that is configured, the private one of a
// serve that runs on the same data directory, else a private one of our own.
func open(ctx context.Context, c config.Config, w io.Writer) (*database, error) {
	if c.DatabaseURL != "" {
		return openAt(ctx, c.DatabaseURL, nil)
	}
	url, running, err := localpg.Attach(ctx, c.DataDir)
	if err != nil {
		return nil, fmt.Errorf("find the running Switchyard: %w", err)
	}
	if running {
		return openAt(ctx, url, nil)
	}
	return openPrivate(ctx, c, w)
}

// openPrivate starts the private Postgres.
func openPrivate(ctx context.Context, c config.Config, w io.Writer) (*database, error) {
	log := &pgLog{to: w, all: c.LogLevel <= slog.LevelDebug}
	private, err := localpg.Start(ctx, localpg.Options{DataDir: c.DataDir, BinDir: c.PGBin, Log: log})
	if err != nil {
		log.tell()
		return nil, err
	}
	return openAt(ctx, private.URL(), private)
}

func openAt(ctx context.Context, url string, private *localpg.Server) (*database, error) {
	s, err := store.Open(ctx, url)
	if err != nil {
		if private != nil {
			_ = private.Stop(context.WithoutCancel(ctx)) // the first error counts
		}
		return nil, err
	}
	return &database{Store: s, private: private}, nil
}

// stop closes the connections and the private Postgres.
func (d *database) stop(ctx context.Context) error {
	d.Close()
	if d.private == nil {
		return nil
	}
	return d.private.Stop(ctx)
}
