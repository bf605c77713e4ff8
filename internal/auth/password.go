package auth

import (
	"context"
	"crypto/rand"
	"crypto/subtle"
	"encoding/base64"
	"errors"
	"fmt"
	"runtime"
	"strings"

	"golang.org/x/crypto/argon2"
)

// argonParams are the costs of one hash. They are kept with the hash, so that
// they can be raised without breaking what is stored.
type argonParams struct {
	memory  uint32 // KiB
	time    uint32
	threads uint8
}

// current are OWASP's recommended minimum for Argon2id: 19 MiB, two passes.
var current = argonParams{memory: 19 * 1024, time: 2, threads: 1}

const (
	saltBytes = 16
	keyBytes  = 32
)

// Bounds on what a stored hash may ask for; a damaged row must not take the
// server's memory.
const (
	maxMemory = 256 * 1024
	maxTime   = 16
)

// slots caps how many hashes are computed at once, however many people sign in:
// each takes 19 MiB and a core.
var slots = make(chan struct{}, max(2, runtime.GOMAXPROCS(0)))

var errHash = errors.New("auth: a stored password hash is damaged")

// decoy is what the password of an unknown person is checked against.
var decoy = encode(current, make([]byte, saltBytes), make([]byte, keyBytes))

// HashPassword returns the Argon2id hash of a password in PHC form. It waits
// for its turn and returns ctx's error when ctx ends first.
func HashPassword(ctx context.Context, password string) (string, error) {
	salt := make([]byte, saltBytes)
	rand.Read(salt) //nolint:errcheck // since Go 1.24 it never returns an error
	key, err := derive(ctx, password, salt, current, keyBytes)
	if err != nil {
		return "", err
	}
	return encode(current, salt, key), nil
}

// CheckPassword tells whether a password fits a hash. Pass "" for somebody who
// does not exist or has no password: the answer is no, after the same work.
// An error means that ctx ended or the hash is damaged.
func CheckPassword(ctx context.Context, hash, password string) (bool, error) {
	known := hash != ""
	if !known {
		hash = decoy
	}
	params, salt, want, err := decode(hash)
	if err != nil {
		return false, err
	}
	got, err := derive(ctx, password, salt, params, uint32(len(want)))
	if err != nil {
		return false, err
	}
	return subtle.ConstantTimeCompare(got, want) == 1 && known, nil
}

func derive(ctx context.Context, password string, salt []byte, p argonParams, length uint32) ([]byte, error) {
	select {
	case slots <- struct{}{}:
	case <-ctx.Done():
		return nil, fmt.Errorf("wait to check a password: %w", ctx.Err())
	}
	defer func() { <-slots }()
	return argon2.IDKey([]byte(password), salt, p.time, p.memory, p.threads, length), nil
}

func encode(p argonParams, salt, key []byte) string {
	b64 := base64.RawStdEncoding
	return fmt.Sprintf("$argon2id$v=%d$m=%d,t=%d,p=%d$%s$%s",
		argon2.Version, p.memory, p.time, p.threads, b64.EncodeToString(salt), b64.EncodeToString(key))
}

func decode(hash string) (p argonParams, salt, key []byte, err error) {
	parts := strings.Split(hash, "$")
	if len(parts) != 6 || parts[0] != "" || parts[1] != "argon2id" {
		return p, nil, nil, errHash
	}
	var version int
	if _, err := fmt.Sscanf(parts[2], "v=%d", &version); err != nil || version != argon2.Version {
		return p, nil, nil, errHash
	}
	if _, err := fmt.Sscanf(parts[3], "m=%d,t=%d,p=%d", &p.memory, &p.time, &p.threads); err != nil {
		return p, nil, nil, errHash
	}
	if p.memory == 0 || p.memory > maxMemory || p.time == 0 || p.time > maxTime || p.threads == 0 {
		return p, nil, nil, errHash
	}
	if salt, err = base64.RawStdEncoding.DecodeString(parts[4]); err != nil || len(salt) < 8 {
		return p, nil, nil, errHash
	}
	if key, err = base64.RawStdEncoding.DecodeString(parts[5]); err != nil || len(key) < 16 || len(key) > 64 {
		return p, nil, nil, errHash
	}
	return p, salt, key, nil
}
