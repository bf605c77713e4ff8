package store

import (
	"context"
	"time"

	"github.com/jackc/pgx/v5"

	"switchyard.dev/switchyard/internal/auth"
)

// How long a session lasts: unused, and in all. A working day with a break
// fits in the first, a working week in the second.
const (
	SessionIdle     = 12 * time.Hour
	SessionLifetime = 7 * 24 * time.Hour
)

// touchEvery is how fresh "last seen" and "last used" are kept: one write a
// minute at most, however many requests come.
const touchEvery = time.Minute

// Session is one signed-in browser. ID is no secret; the cookie's token is
// known to the browser only.
type Session struct {
	ID         string
	UserID     string
	IP         string
	CreatedAt  time.Time
	LastSeenAt time.Time
	ExpiresAt  time.Time // the latest end; it ends earlier when idle
}

// CreateSession signs a person in and returns the session's secret token. ttl
// is its longest life, SessionLifetime when 0. ErrDisabled for somebody who is
// shut out. Expired sessions are cleared away on the occasion.
func (s *Store) CreateSession(ctx context.Context, actor Actor, userID string, ttl time.Duration) (string, error) {
	if ttl <= 0 || ttl > SessionLifetime {
		ttl = SessionLifetime
	}
	token := auth.NewSecret()
	err := s.inTx(ctx, func(tx pgx.Tx) error {
		// The row's lock orders this against disabling and changes of password.
		user, err := userByID(ctx, tx, userID, "for share")
		if err != nil {
			return err
		}
		if user.Disabled() {
			return ErrDisabled
		}
		var id string
		err = tx.QueryRow(ctx, `
			insert into sessions (hash, user_id, ip, expires_at) values ($1, $2::uuid, $3, now() + $4::interval) returning id::text`,
			auth.HashSecret(token), userID, actor.IP, ttl).Scan(&id)
		if err != nil {
			return err
		}
		if _, err := tx.Exec(ctx, `delete from sessions where expires_at < now() or last_seen_at < now() - $1::interval`, SessionIdle); err != nil {
			return err
		}
		return record(ctx, tx, user.Actor(actor.IP), AuditSignIn, object{"session", id, ""}, nil)
	})
	if err != nil {
		return "", err
	}
	return token, nil
}

// SignInFailed notes a failed sign-in. email is what was typed, known or not.
func (s *Store) SignInFailed(ctx context.Context, actor Actor, email, reason string) error {
	const most = maxEmail
	if len(email) > most || !printable(email) {
		email = "(not an email)"
	}
	return s.inTx(ctx, func(tx pgx.Tx) error {
		return record(ctx, tx, actor, AuditSignInFailed, object{"session", "", ""}, detail{"email": email, "reason": reason})
	})
}

// SessionUser returns who is behind a session's token. ErrNotFound when the
// session ended, expired or was idle for too long, or the person is disabled.
func (s *Store) SessionUser(ctx context.Context, token string) (User, Session, error) {
	var u User
	var x Session
	var stale bool
	err := s.pool.QueryRow(ctx, `
		select `+userColumns+`,
		  sessions.id::text, sessions.user_id::text, sessions.ip, sessions.created_at, sessions.last_seen_at, sessions.expires_at,
		  sessions.last_seen_at < now() - $3::interval
		from sessions join users on users.id = sessions.user_id
		where sessions.hash = $1 and sessions.expires_at > now() and sessions.last_seen_at > now() - $2::interval
		  and users.disabled_at is null`, auth.HashSecret(token), SessionIdle, touchEvery).
		Scan(append(u.fields(), &x.ID, &x.UserID, &x.IP, &x.CreatedAt, &x.LastSeenAt, &x.ExpiresAt, &stale)...)
	if err != nil {
		return User{}, Session{}, mapError(err)
	}
	if stale {
		_, err = s.pool.Exec(ctx, `
			update sessions set last_seen_at = now() where id = $1::uuid and last_seen_at < now() - $2::interval`, x.ID, touchEvery)
	}
	return u, x, mapError(err)
}

// DeleteSession signs a browser out. A session that is not there is no error.
func (s *Store) DeleteSession(ctx context.Context, actor Actor, token string) error {
	return s.inTx(ctx, func(tx pgx.Tx) error {
		var id string
		rows, err := tx.Query(ctx, `delete from sessions where hash = $1 returning id::text`, auth.HashSecret(token))
		if err != nil {
			return err
		}
		ids, err := pgx.CollectRows(rows, pgx.RowTo[string])
		if err != nil || len(ids) == 0 {
			return err
		}
		id = ids[0]
		return record(ctx, tx, actor, AuditSignOut, object{"session", id, ""}, nil)
	})
}

// DeleteSessionsOf signs a person out everywhere.
func (s *Store) DeleteSessionsOf(ctx context.Context, actor Actor, userID string) error {
	_, err := s.changeUser(ctx, userID, func(tx pgx.Tx, u User) error {
		if err := endSessions(ctx, tx, u.ID); err != nil {
			return err
		}
		return record(ctx, tx, actor, AuditSessionsEnded, u.object(), nil)
	})
	return err
}

func endSessions(ctx context.Context, tx pgx.Tx, userID string) error {
	_, err := tx.Exec(ctx, `delete from sessions where user_id = $1::uuid`, userID)
	return err
}
