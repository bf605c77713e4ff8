//go:build unix

package localpg

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
)

// restoreLinks makes the symbolic links that an npm package cannot carry; the
// package lists them in pg-symlinks.json and makes them in an install script,
// which may have been switched off. Other installations are left alone.
func restoreLinks(binDir string) error {
	native := filepath.Dir(binDir)
	text, err := os.ReadFile(filepath.Join(native, "pg-symlinks.json"))
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	if err != nil {
		return fmt.Errorf("read the package's links: %w", err)
	}
	var links []struct{ Source, Target string }
	if err := json.Unmarshal(text, &links); err != nil {
		return fmt.Errorf("read the package's links: %w", err)
	}
	root := filepath.Dir(native) // the paths begin with "native/"
	for _, link := range links {
		if !filepath.IsLocal(link.Source) || !filepath.IsLocal(link.Target) {
			return fmt.Errorf("the package's link %q leads out of the package", link.Target)
		}
		target := filepath.Join(root, link.Target)
		if _, err := os.Stat(target); err == nil {
			continue
		}
		source, err := filepath.Rel(filepath.Dir(target), filepath.Join(root, link.Source))
		if err != nil {
			return fmt.Errorf("make the package's links: %w", err)
		}
		if err := os.Symlink(source, target); err != nil && !errors.Is(err, fs.ErrExist) {
			return fmt.Errorf("make the package's links: %w", err)
		}
	}
	return nil
}

// copyBinaries copies an installation that the account cannot reach into the
// data directory and returns its new folder of binaries. It works for what can
// be moved: bin, lib and share in one folder.
func copyBinaries(ctx context.Context, binDir, dataDir string, a account) (string, error) {
	from := filepath.Dir(binDir)
	if _, err := os.Stat(filepath.Join(from, "share")); err != nil {
		return "", problem(err, "Install PostgreSQL where every account can run it, or open the folder.",
			"The account %s may not enter %s, which is on the way to PostgreSQL's binaries in %s.", a, barrier(binDir, a), binDir)
	}
	key, err := fingerprint(filepath.Join(binDir, "postgres"))
	if err != nil {
		return "", err
	}
	// The copy keeps the name of its folder, because the package's list of
	// links begins with it.
	to := filepath.Join(dataDir, binariesName, key, filepath.Base(from))
	copied := filepath.Join(to, "bin")
	if _, ok := binariesIn(copied); ok {
		return copied, restoreLinks(copied)
	}
	// Only the newest copy is kept; nothing runs from an older one, because
	// the lock is held.
	if err := os.RemoveAll(filepath.Join(dataDir, binariesName)); err != nil {
		return "", fmt.Errorf("remove an older copy of the binaries: %w", err)
	}
	half := filepath.Join(dataDir, binariesName, "half")
	if err := makeDataDir(filepath.Dir(to)); err != nil {
		return "", err
	}
	if err := copyTree(ctx, from, half); err != nil {
		return "", fmt.Errorf("copy PostgreSQL's binaries to %s: %w", to, err)
	}
	if err := os.Rename(half, to); err != nil {
		return "", fmt.Errorf("copy PostgreSQL's binaries to %s: %w", to, err)
	}
	return copied, restoreLinks(copied)
}

// fingerprint tells builds of the same version apart.
func fingerprint(path string) (string, error) {
	file, err := os.Open(path)
	if err != nil {
		return "", fmt.Errorf("read PostgreSQL's binaries: %w", err)
	}
	defer file.Close()
	sum := sha256.New()
	if _, err := io.Copy(sum, file); err != nil {
		return "", fmt.Errorf("read PostgreSQL's binaries: %w", err)
	}
	return hex.EncodeToString(sum.Sum(nil)[:8]), nil
}

// copyTree copies folders, files and links; everybody may read the copy and
// run what was executable.
func copyTree(ctx context.Context, from, to string) error {
	return filepath.WalkDir(from, func(path string, entry fs.DirEntry, err error) error {
		if err = cmpOr(err, ctx.Err()); err != nil {
			return err
		}
		relative, err := filepath.Rel(from, path)
		if err != nil {
			return err
		}
		target := filepath.Join(to, relative)
		switch {
		case entry.IsDir():
			return makeDataDir(target)
		case entry.Type()&fs.ModeSymlink != 0:
			link, err := os.Readlink(path)
			if err != nil {
				return err
			}
			return os.Symlink(link, target)
		case entry.Type().IsRegular():
			return copyFile(path, target)
		default:
			return nil // nothing else belongs to an installation
		}
	})
}

func copyFile(from, to string) (err error) {
	source, err := os.Open(from)
	if err != nil {
		return err
	}
	defer source.Close()
	info, err := source.Stat()
	if err != nil {
		return err
	}
	mode := fs.FileMode(0o644)
	if info.Mode()&0o111 != 0 {
		mode = 0o755
	}
	target, err := os.OpenFile(to, os.O_WRONLY|os.O_CREATE|os.O_EXCL, mode)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, target.Close()) }()
	_, err = io.Copy(target, source)
	return errors.Join(err, target.Chmod(mode))
}
