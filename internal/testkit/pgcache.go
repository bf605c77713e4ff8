//go:build unix

package testkit

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"time"

	"github.com/jackc/pgx/v5"

	"switchyard.dev/switchyard/internal/localpg"
	"switchyard.dev/switchyard/internal/store"
	"switchyard.dev/switchyard/migrations"
)

const (
	// layout is part of the cache's key: raise it when the way in which the
	// cluster is made changes.
	layout = "1"
	// clusterFolder is where localpg keeps the cluster in a data directory.
	clusterFolder = "postgres"
	workPrefix    = "switchyard-test-"
	// unusedFor is how long a cached cluster or an abandoned copy is kept.
	unusedFor    = 7 * 24 * time.Hour
	abandonedFor = time.Minute
)

// fastSettings give up durability, which a test of the program does not need.
// What a test of durability needs it must start itself.
func fastSettings() map[string]string {
	return map[string]string{
		"fsync": "off", "synchronous_commit": "off", "full_page_writes": "off",
		"wal_level": "minimal", "max_wal_senders": "0", "max_wal_size": "256MB", "min_wal_size": "16MB",
		"autovacuum": "off", "shared_buffers": "64MB", "max_connections": "300", "jit": "off",
		"log_min_messages": "warning",
	}
}

// quiet shows the server's log only when asked for: failed statements are part
// of many tests.
func quiet() io.Writer {
	if os.Getenv("SWITCHYARD_TEST_PG_LOG") != "" {
		return os.Stderr
	}
	return nil
}

// copyOfMigrated makes a data directory, in memory if there is room, that holds
// a migrated cluster which is not running yet.
func copyOfMigrated(ctx context.Context) (dir string, err error) {
	place := roomyPlace()
	go sweep(ctx, place)
	dir, err = os.MkdirTemp(place, workPrefix)
	if err != nil {
		return "", fmt.Errorf("make a directory for the tests' Postgres: %w", err)
	}
	defer func() {
		if err != nil {
			_ = os.RemoveAll(dir)
		}
	}()
	version, err := localpg.Version(ctx, localpg.Options{DataDir: dir})
	if err != nil {
		return "", err
	}
	key, err := cacheKey(version)
	if err != nil {
		return "", err
	}
	cached, err := cachedCluster(ctx, key, place)
	if err != nil {
		return "", err
	}
	if err := copyTree(cached, filepath.Join(dir, clusterFolder)); err != nil {
		return "", fmt.Errorf("copy the cached cluster: %w", err)
	}
	return dir, nil
}

// cacheKey changes with the build of Postgres and with every migration.
func cacheKey(version string) (string, error) {
	sum := sha256.New()
	fmt.Fprintf(sum, "%s\n%s\n", layout, version)
	err := fs.WalkDir(migrations.FS, ".", func(path string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() {
			return err
		}
		text, err := fs.ReadFile(migrations.FS, path)
		fmt.Fprintf(sum, "%s %d\n%s", path, len(text), text)
		return err
	})
	if err != nil {
		return "", fmt.Errorf("read the migrations: %w", err)
	}
	return hex.EncodeToString(sum.Sum(nil)[:12]), nil
}

// cachedCluster is the folder of the migrated cluster, which is made when it is
// not there. Of several processes one makes it and the others wait.
func cachedCluster(ctx context.Context, key, place string) (string, error) {
	cache := filepath.Join(cacheDir(), "test-clusters")
	if err := os.MkdirAll(cache, 0o700); err != nil {
		return "", fmt.Errorf("make the cache: %w", err)
	}
	wanted := filepath.Join(cache, key)
	if isThere(wanted) {
		return wanted, nil
	}
	lock, err := os.OpenFile(filepath.Join(cache, "lock"), os.O_RDWR|os.O_CREATE, 0o600)
	if err != nil {
		return "", fmt.Errorf("lock the cache: %w", err)
	}
	defer lock.Close()
	if err := syscall.Flock(int(lock.Fd()), syscall.LOCK_EX); err != nil {
		return "", fmt.Errorf("lock the cache: %w", err)
	}
	if isThere(wanted) {
		return wanted, nil
	}
	prune(cache)
	half := filepath.Join(cache, "half")
	if err := os.RemoveAll(half); err != nil {
		return "", fmt.Errorf("clear the cache: %w", err)
	}
	if err := makeMigrated(ctx, place, half); err != nil {
		return "", err
	}
	if err := os.Rename(half, wanted); err != nil {
		return "", fmt.Errorf("keep the migrated cluster: %w", err)
	}
	return wanted, nil
}

// makeMigrated makes a cluster with a migrated template and copies it, shut
// down in order, to the given place.
func makeMigrated(ctx context.Context, place, to string) (err error) {
	dir, err := os.MkdirTemp(place, workPrefix)
	if err != nil {
		return fmt.Errorf("make a directory for a new cluster: %w", err)
	}
	defer func() { err = errors.Join(err, localpg.Discard(context.WithoutCancel(ctx), dir)) }()
	server, err := localpg.Start(ctx, localpg.Options{DataDir: dir, Settings: fastSettings(), Disposable: true, Log: quiet()})
	if err != nil {
		return err
	}
	err = migrateTemplate(ctx, server)
	if err = errors.Join(err, server.Stop(ctx)); err != nil {
		return err
	}
	if err := copyTree(filepath.Join(dir, clusterFolder), to); err != nil {
		return fmt.Errorf("copy the migrated cluster to the cache: %w", err)
	}
	return nil
}

func migrateTemplate(ctx context.Context, server *localpg.Server) error {
	conn, err := pgx.Connect(ctx, server.URL())
	if err != nil {
		return fmt.Errorf("connect to a new cluster: %w", err)
	}
	_, err = conn.Exec(ctx, "create database "+template)
	if err = errors.Join(err, conn.Close(ctx)); err != nil {
		return fmt.Errorf("make the template: %w", err)
	}
	if err := store.Migrate(ctx, databaseURL(server, template)); err != nil {
		return fmt.Errorf("migrate the template: %w", err)
	}
	return nil
}

func cacheDir() string {
	base, err := os.UserCacheDir()
	if err != nil { // no home directory
		base = filepath.Join(os.TempDir(), fmt.Sprintf("cache-%d", os.Geteuid()))
	}
	return filepath.Join(base, "switchyard")
}

func isThere(path string) bool {
	_, err := os.Stat(path)
	return err == nil
}

// prune removes cached clusters of migrations that are long gone. The lock of
// the cache is held; a copy that is being taken of a week-old one may fail.
func prune(cache string) {
	entries, err := os.ReadDir(cache)
	if err != nil {
		return
	}
	for _, entry := range entries {
		info, err := entry.Info()
		if err == nil && entry.IsDir() && time.Since(info.ModTime()) > unusedFor {
			_ = os.RemoveAll(filepath.Join(cache, entry.Name()))
		}
	}
}

// sweep removes the clusters of test processes that were killed. One that is
// in use, or so new that it may not be taken yet, is left alone.
func sweep(ctx context.Context, place string) {
	entries, err := os.ReadDir(place)
	if err != nil {
		return
	}
	for _, entry := range entries {
		info, err := entry.Info()
		if err != nil || !strings.HasPrefix(entry.Name(), workPrefix) || time.Since(info.ModTime()) < abandonedFor {
			continue
		}
		dir := filepath.Join(place, entry.Name())
		if _, running, err := localpg.Attach(ctx, dir); err == nil && !running {
			_ = localpg.Discard(ctx, dir)
		}
	}
}
