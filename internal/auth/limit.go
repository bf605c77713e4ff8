package auth

import (
	"net/netip"
	"strings"
	"sync"
	"time"
)

// Limiter is a set of token buckets, one for each key: burst at once, then one
// each interval. It is safe for concurrent use.
type Limiter struct {
	burst    float64
	interval time.Duration
	now      func() time.Time

	mu      sync.Mutex
	buckets map[string]bucket
}

type bucket struct {
	tokens float64
	at     time.Time
}

// sweepAt is how many buckets there may be before the full ones, which say
// nothing, are thrown away.
const sweepAt = 10_000

// NewLimiter makes a limiter; now is the clock, nil for the system's.
func NewLimiter(burst int, interval time.Duration, now func() time.Time) *Limiter {
	if now == nil {
		now = time.Now
	}
	return &Limiter{burst: float64(burst), interval: interval, now: now, buckets: map[string]bucket{}}
}

// Allow takes one token of key's bucket. When there is none it says how long
// until there is.
func (l *Limiter) Allow(key string) (ok bool, wait time.Duration) {
	l.mu.Lock()
	defer l.mu.Unlock()
	b := l.filled(key)
	if b.tokens < 1 {
		return false, time.Duration((1 - b.tokens) * float64(l.interval))
	}
	b.tokens--
	l.put(key, b)
	return true, 0
}

// Return gives back a token that Allow took.
func (l *Limiter) Return(key string) {
	l.mu.Lock()
	defer l.mu.Unlock()
	b := l.filled(key)
	b.tokens = min(b.tokens+1, l.burst)
	l.put(key, b)
}

// filled is key's bucket with what dripped in since it was last touched.
func (l *Limiter) filled(key string) bucket {
	now := l.now()
	b, ok := l.buckets[key]
	if !ok {
		return bucket{l.burst, now}
	}
	if passed := now.Sub(b.at); passed > 0 {
		b.tokens = min(b.tokens+float64(passed)/float64(l.interval), l.burst)
	}
	b.at = now
	return b
}

func (l *Limiter) put(key string, b bucket) {
	if len(l.buckets) >= sweepAt {
		for other := range l.buckets {
			if l.filled(other).tokens >= l.burst {
				delete(l.buckets, other)
			}
		}
	}
	l.buckets[key] = b
}

// SignIns limits attempts to sign in, per address they come from and per
// account. Nobody is locked out for good, and an attacker at one address does
// not lock an account for its owner at another: the address's smaller bucket
// runs dry first, and what it refuses does not count against the account.
type SignIns struct{ address, account *Limiter }

// NewSignIns makes the limiter; now is the clock, nil for the system's.
func NewSignIns(now func() time.Time) *SignIns {
	return &SignIns{
		address: NewLimiter(10, 6*time.Second, now),
		account: NewLimiter(20, 6*time.Second, now),
	}
}

// Allow counts one attempt before any password is looked at. When it is refused
// wait says for how long.
func (s *SignIns) Allow(email, ip string) (ok bool, wait time.Duration) {
	if ok, wait = s.address.Allow(addressKey(ip)); !ok {
		return false, wait
	}
	return s.account.Allow(accountKey(email))
}

// Succeeded takes back an attempt that Allow counted: only failures use up what
// people who share an address have.
func (s *SignIns) Succeeded(email, ip string) {
	s.address.Return(addressKey(ip))
	s.account.Return(accountKey(email))
}

func accountKey(email string) string { return strings.ToLower(strings.TrimSpace(email)) }

// addressKey is the address itself for IPv4 and the /64 for IPv6, which is what
// one customer gets.
func addressKey(ip string) string {
	addr, err := netip.ParseAddr(ip)
	if err != nil {
		return ip
	}
	if addr = addr.Unmap().WithZone(""); addr.Is4() {
		return addr.String()
	}
	prefix, err := addr.Prefix(64)
	if err != nil {
		return addr.String()
	}
	return prefix.String()
}
