package auth

import (
	"context"
	"errors"
	"strings"
	"sync"
	"testing"
	"time"
)

func TestEveryRoleMayDoWhatTheOneBelowMay(t *testing.T) {
	roles := Roles()
	for i, role := range roles {
		for _, action := range Actions() {
			if i > 0 && Can(roles[i-1], action) && !Can(role, action) {
				t.Errorf("%s may not %s although %s may", role, action, roles[i-1])
			}
		}
	}
}

func TestWhoMayDoWhat(t *testing.T) {
	want := map[Role][]Action{
		Viewer:   {View},
		Designer: {View, Edit, SaveVersion},
		Admin:    Actions(),
	}
	for role, allowed := range want {
		may := map[Action]bool{}
		for _, a := range allowed {
			may[a] = true
		}
		for _, action := range Actions() {
			if Can(role, action) != may[action] {
				t.Errorf("Can(%s, %s) = %t", role, action, !may[action])
			}
		}
	}
	for _, role := range []Role{"", "Admin", "root", "admin "} {
		for _, action := range Actions() {
			if Can(role, action) {
				t.Errorf("unknown role %q may %s", role, action)
			}
		}
	}
	if Can(Admin, "") || Can(Admin, "delete_everything") {
		t.Error("an unknown action is allowed")
	}
	if len(least) != len(Actions()) {
		t.Errorf("%d actions have a lowest role, %d are listed", len(least), len(Actions()))
	}
}

func TestSecretsAreLongAndDifferent(t *testing.T) {
	seen := map[string]bool{}
	for range 1000 {
		link, token := NewSecret(), NewAPIToken()
		if len(link) != 43 {
			t.Fatalf("secret %q has %d characters, 256 bits need 43", link, len(link))
		}
		if !IsAPIToken(token) {
			t.Fatalf("%q is not recognised as a token", token)
		}
		if seen[link] || seen[token] {
			t.Fatal("a secret came twice")
		}
		seen[link], seen[token] = true, true
	}
	for _, s := range []string{"", "sy_", "sy_short", "xx_" + strings.Repeat("a", 43), "sy_" + strings.Repeat("-", 43), "sy_" + strings.Repeat("a", 44)} {
		if IsAPIToken(s) {
			t.Errorf("%q passes as a token", s)
		}
	}
}

func TestPasswordRoundTrip(t *testing.T) {
	hash, err := HashPassword(t.Context(), "correct horse battery")
	if err != nil {
		t.Fatal(err)
	}
	if !strings.HasPrefix(hash, "$argon2id$v=19$m=19456,t=2,p=1$") {
		t.Errorf("hash %q does not say how it was made", hash)
	}
	again, err := HashPassword(t.Context(), "correct horse battery")
	if err != nil || again == hash {
		t.Errorf("the same password gives the same hash (error %v): no salt", err)
	}
	for password, want := range map[string]bool{"correct horse battery": true, "correct horse batterx": false, "": false} {
		got, err := CheckPassword(t.Context(), hash, password)
		if err != nil || got != want {
			t.Errorf("CheckPassword(%q) = %t, %v", password, got, err)
		}
	}
}

func TestUnknownPersonNeverSignsIn(t *testing.T) {
	// The decoy's key is 32 zero bytes; even whoever found its preimage is refused.
	for _, password := range []string{"", "x", "\x00"} {
		if ok, err := CheckPassword(t.Context(), "", password); ok || err != nil {
			t.Errorf("CheckPassword for nobody with %q = %t, %v", password, ok, err)
		}
	}
}

func TestUnknownPersonTakesTheSameWork(t *testing.T) {
	params, salt, key, err := decode(decoy)
	if err != nil {
		t.Fatal(err)
	}
	if params != current || len(salt) != saltBytes || len(key) != keyBytes {
		t.Errorf("the decoy costs %+v, a new hash %+v", params, current)
	}
}

func TestDamagedHashesAreErrors(t *testing.T) {
	for _, hash := range []string{
		"x", "$argon2id$", "$argon2i$v=19$m=64,t=1,p=1$c2FsdHNhbHQ$a2V5a2V5a2V5a2V5a2V5", "$argon2id$v=19$m=4294967295,t=1,p=1$c2FsdHNhbHQ$a2V5a2V5a2V5a2V5a2V5",
		"$argon2id$v=19$m=64,t=0,p=1$c2FsdHNhbHQ$a2V5a2V5a2V5a2V5a2V5", "$argon2id$v=19$m=64,t=1,p=1$c2FsdHNhbHQ$",
	} {
		if ok, err := CheckPassword(t.Context(), hash, "x"); ok || err == nil {
			t.Errorf("CheckPassword with hash %q = %t, %v; want an error", hash, ok, err)
		}
	}
}

func TestHashingWaitsForItsTurnOnlyAsLongAsTheRequest(t *testing.T) {
	for range cap(slots) {
		slots <- struct{}{}
	}
	defer func() {
		for range cap(slots) {
			<-slots
		}
	}()
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := HashPassword(ctx, "correct horse battery"); !errors.Is(err, context.Canceled) {
		t.Errorf("HashPassword with every slot taken and the request gone: %v", err)
	}
}

func TestPasswordPolicy(t *testing.T) {
	personal := []string{"morgan.bailey-smith@example.com", "Morgan Bailey-Smith"}
	for _, weak := range []string{
		"", "short", "elevenchars", "aaaaaaaaaaaaaaaa", "abababababababab", "123456789012", "210987654321", "qwertyuiopas",
		"1q2w3e4r5t6y", "Password1234!", "passwordpassword", "P@ssw0rd12345", "Welcome2026!!", "switchyard2026", "adminadmin12",
		"letmein123456789", "morgan.bailey-smith", "Morgan Bailey-Smith", "morganbaileysmith1", "morgan.bailey-smith@example.com",
		strings.Repeat("long enough ", 100), "broken \xff utf-8 text",
	} {
		var refused *WeakPassword
		if err := CheckNewPassword(weak, personal...); !errors.As(err, &refused) {
			t.Errorf("%q is accepted", weak)
		}
	}
	for _, good := range []string{"correct horse battery", "zwölf große Bären", "x7#Lq9!vT2mP", "the yard is quiet at noon", "пароль надёжный"} {
		if err := CheckNewPassword(good, personal...); err != nil {
			t.Errorf("%q is refused: %v", good, err)
		}
	}
	if err := CheckNewPassword("correct horse battery", "", "  "); err != nil {
		t.Errorf("an empty name refuses every password: %v", err)
	}
}

// clock is a clock that stands still until it is moved.
type clock struct{ t time.Time }

func (c *clock) now() time.Time { return c.t }

func TestLimiterLetsABurstThroughAndThenDrips(t *testing.T) {
	c := &clock{time.Unix(0, 0)}
	l := NewLimiter(3, time.Minute, c.now)
	for i := range 3 {
		if ok, _ := l.Allow("a"); !ok {
			t.Fatalf("attempt %d of the burst is refused", i+1)
		}
	}
	ok, wait := l.Allow("a")
	if ok || wait != time.Minute {
		t.Fatalf("after the burst: %t, wait %v", ok, wait)
	}
	if ok, _ := l.Allow("b"); !ok {
		t.Error("another key is refused too")
	}
	c.t = c.t.Add(wait)
	if ok, _ := l.Allow("a"); !ok {
		t.Error("refused after the wait that was asked for")
	}
	if ok, _ := l.Allow("a"); ok {
		t.Error("one interval gave two tokens")
	}
	c.t = c.t.Add(-time.Hour)
	if ok, _ := l.Allow("a"); ok {
		t.Error("a clock that goes back gives tokens")
	}
}

func TestLimiterForgetsFullBuckets(t *testing.T) {
	c := &clock{time.Unix(0, 0)}
	l := NewLimiter(1, time.Second, c.now)
	for i := range sweepAt * 3 {
		l.Allow(strings.Repeat("k", i%7) + time.Duration(i).String())
		c.t = c.t.Add(time.Millisecond)
	}
	if n := len(l.buckets); n > sweepAt+1 {
		t.Errorf("%d buckets are kept", n)
	}
}

func TestAttackerDoesNotLockTheOwnerOut(t *testing.T) {
	c := &clock{time.Unix(0, 0)}
	s := NewSignIns(c.now)
	reached := 0
	for range 1000 {
		if ok, _ := s.Allow("owner@example.com", "203.0.113.9"); ok {
			reached++
		}
	}
	if reached > 20 {
		t.Errorf("%d of 1000 guesses reach the hash", reached)
	}
	if ok, _ := s.Allow("Owner@Example.com ", "198.51.100.1"); !ok {
		t.Error("the owner is refused at another address")
	}
}

func TestAccountIsLimitedOverAllAddresses(t *testing.T) {
	s := NewSignIns((&clock{time.Unix(0, 0)}).now)
	reached := 0
	for i := range 200 {
		ip := "2001:db8:0:" + string(rune('a'+i%6)) + string(rune('0'+i%10)) + "::1"
		if ok, _ := s.Allow([]string{"a@example.com", " A@EXAMPLE.com"}[i%2], ip); ok {
			reached++
		}
	}
	if reached != 20 {
		t.Errorf("%d guesses over many addresses reach the hash, want 20", reached)
	}
}

func TestOneCustomerIsOneAddress(t *testing.T) {
	for _, pair := range [][2]string{{"2001:db8::1", "2001:db8::ffff:2"}, {"::ffff:192.0.2.1", "192.0.2.1"}, {"fe80::1%eth0", "fe80::2%eth1"}} {
		if a, b := addressKey(pair[0]), addressKey(pair[1]); a != b {
			t.Errorf("%s and %s are %q and %q", pair[0], pair[1], a, b)
		}
	}
	if addressKey("192.0.2.1") == addressKey("192.0.2.2") {
		t.Error("two IPv4 addresses share a bucket")
	}
}

func TestSuccessGivesTheAttemptBack(t *testing.T) {
	s := NewSignIns((&clock{time.Unix(0, 0)}).now)
	var wg sync.WaitGroup
	for range 8 {
		wg.Go(func() {
			for range 25 {
				if ok, _ := s.Allow("a@example.com", "192.0.2.1"); ok {
					s.Succeeded("a@example.com", "192.0.2.1")
				}
			}
		})
	}
	wg.Wait()
	if ok, _ := s.Allow("a@example.com", "192.0.2.1"); !ok {
		t.Error("people who sign in rightly use up the limit")
	}
}
