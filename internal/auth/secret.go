package auth

import (
	"crypto/rand"
	"crypto/sha256"
	"encoding/base64"
	"math/big"
	"strings"
)

// secretBytes is the entropy of every secret that is handed out.
const secretBytes = 32

// TokenPrefix starts every API token, so that people and secret scanners know
// one when they see it.
const TokenPrefix = "sy_"

// base62Len is how many base-62 digits hold 256 bits.
const base62Len = 43

// NewSecret returns a fresh 256-bit secret for links and sessions, in the
// alphabet that needs no escaping in URLs and cookies (43 characters).
func NewSecret() string {
	return base64.RawURLEncoding.EncodeToString(randomBytes())
}

// NewAPIToken returns a fresh API token: "sy_" and 43 letters and digits.
func NewAPIToken() string {
	digits := new(big.Int).SetBytes(randomBytes()).Text(62)
	return TokenPrefix + strings.Repeat("0", base62Len-len(digits)) + digits
}

// IsAPIToken tells whether s has the form of an API token. It saves a query
// for what cannot be one.
func IsAPIToken(s string) bool {
	rest, ok := strings.CutPrefix(s, TokenPrefix)
	if !ok || len(rest) != base62Len {
		return false
	}
	for _, c := range []byte(rest) {
		if !('0' <= c && c <= '9' || 'a' <= c && c <= 'z' || 'A' <= c && c <= 'Z') {
			return false
		}
	}
	return true
}

// HashSecret is what is stored of a secret. A plain hash is enough: 256 random
// bits cannot be guessed, and the lookup by hash leaks no useful timing.
func HashSecret(secret string) []byte {
	sum := sha256.Sum256([]byte(secret))
	return sum[:]
}

func randomBytes() []byte {
	b := make([]byte, secretBytes)
	rand.Read(b) //nolint:errcheck // since Go 1.24 it never returns an error
	return b
}
