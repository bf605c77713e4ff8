package store

import (
	"context"
	"errors"
	"time"

	"github.com/jackc/pgx/v5"

	"switchyard.dev/switchyard/internal/auth"
)

// LinkKind says what a one-time link is for.
type LinkKind string

// The kinds of one-time links.
const (
	LinkFirstAdmin LinkKind = "first_admin" // creates the first admin; closed while an admin exists
	LinkInvite     LinkKind = "invite"      // lets somebody who was added choose a password
	LinkReset      LinkKind = "reset"       // lets somebody choose a new password
)

// Link is an open one-time link. User is empty for the first admin's.
type Link struct {
	ID        string
	Kind      LinkKind
	User      User
	ExpiresAt time.Time
}

// CreateLink makes a one-time link and returns its secret token, which is not
// kept. Older open links of the same kind for the same person close. userID is
// "" for LinkFirstAdmin only; that link is refused with ErrLinkClosed while an
// admin exists.
func (s *Store) CreateLink(ctx context.Context, actor Actor, kind LinkKind, userID string, ttl time.Duration) (string, error) {
	token := auth.NewSecret()
	err := s.inTx(ctx, func(tx pgx.Tx) error {
		if err := lockPeople(ctx, tx); err != nil {
			return err
		}
		user, err := linkUser(ctx, tx, kind, userID)
		if err != nil {
			return err
		}
		if _, err := tx.Exec(ctx, `
			update links set used_at = now()
			where kind = $1 and user_id is not distinct from nullif($2, '')::uuid and used_at is null`, string(kind), user.ID); err != nil {
			return err
		}
		var id string
		err = tx.QueryRow(ctx, `
			insert into links (hash, kind, user_id, expires_at)
			values ($1, $2, nullif($3, '')::uuid, now() + $4::interval) returning id::text`,
			auth.HashSecret(token), string(kind), user.ID, ttl).Scan(&id)
		if err != nil {
			return err
		}
		return record(ctx, tx, actor, AuditLinkCreated, object{"link", id, ""}, detail{"kind": kind, "user": user.Email})
	})
	if err != nil {
		return "", err
	}
	return token, nil
}

// linkUser is whom a new link is for: nobody yet for the first admin's.
func linkUser(ctx context.Context, tx pgx.Tx, kind LinkKind, userID string) (User, error) {
	if kind == LinkFirstAdmin {
		return User{}, firstAdminOpen(ctx, tx)
	}
	user, err := userByID(ctx, tx, userID, "")
	if err == nil && user.Disabled() {
		err = ErrDisabled
	}
	return user, err
}

// firstAdminOpen is ErrLinkClosed when an admin exists.
func firstAdminOpen(ctx context.Context, q querier) error {
	n, err := countAdmins(ctx, q)
	if err == nil && n > 0 {
		err = ErrLinkClosed
	}
	return err
}

// LinkByToken returns the open link behind a token, without using it.
// ErrLinkClosed when there is none: never made, used, replaced, expired, its
// person disabled, or the first admin's when an admin exists.
func (s *Store) LinkByToken(ctx context.Context, token string) (Link, error) {
	return openLink(ctx, s.pool, token)
}

func openLink(ctx context.Context, q querier, token string) (Link, error) {
	var link Link
	var userID string
	err := q.QueryRow(ctx, `
		select id::text, kind, coalesce(user_id::text, ''), expires_at from links
		where hash = $1 and used_at is null and expires_at > now()`, auth.HashSecret(token)).
		Scan(&link.ID, &link.Kind, &userID, &link.ExpiresAt)
	if errors.Is(err, pgx.ErrNoRows) {
		return Link{}, ErrLinkClosed
	}
	if err != nil {
		return Link{}, mapError(err)
	}
	if link.Kind == LinkFirstAdmin {
		return link, firstAdminOpen(ctx, q)
	}
	if link.User, err = userByID(ctx, q, userID, ""); err != nil {
		return Link{}, err
	}
	if link.User.Disabled() {
		return Link{}, ErrLinkClosed
	}
	return link, nil
}

// takeLink opens a link for use. Of several uses at the same moment the others
// wait for the people's lock and then find the link closed.
func takeLink(ctx context.Context, tx pgx.Tx, token string) (Link, error) {
	if err := lockPeople(ctx, tx); err != nil {
		return Link{}, err
	}
	return openLink(ctx, tx, token)
}

// UseLink sets the password of the person whom an invite or reset link is for,
// and their name when one is given: nothing of a use that comes too late stays.
// The link closes, with every other open link of the person, and their sessions
// end. actor's IP is kept; who it is, the link tells.
func (s *Store) UseLink(ctx context.Context, actor Actor, token, passwordHash string, name *string) (User, error) {
	if name != nil {
		checked, err := checkedName(*name)
		if err != nil {
			return User{}, err
		}
		name = &checked
	}
	var user User
	err := s.inTx(ctx, func(tx pgx.Tx) error {
		link, err := takeLink(ctx, tx, token)
		if err != nil {
			return err
		}
		if link.Kind == LinkFirstAdmin {
			return ErrLinkClosed
		}
		if err := setPassword(ctx, tx, link.User.ID, passwordHash); err != nil {
			return err
		}
		if name != nil && *name != link.User.Name {
			if err := rename(ctx, tx, link.User.Actor(actor.IP), link.User, *name); err != nil {
				return err
			}
		}
		if user, err = userByID(ctx, tx, link.User.ID, ""); err != nil {
			return err
		}
		return record(ctx, tx, user.Actor(actor.IP), AuditLinkUsed, user.object(), detail{"kind": link.Kind})
	})
	return user, err
}

// UseFirstAdminLink creates the first admin. Of two people who use the link at
// once one gets ErrLinkClosed. n.Role is ignored; the password's hash must be
// there.
func (s *Store) UseFirstAdminLink(ctx context.Context, actor Actor, token string, n NewUser) (User, error) {
	n.Role = auth.Admin
	n, err := n.checked()
	if err != nil {
		return User{}, err
	}
	if n.PasswordHash == "" {
		return User{}, &Invalid{Field: "password", Reason: "is missing"}
	}
	var user User
	err = s.inTx(ctx, func(tx pgx.Tx) error {
		link, err := takeLink(ctx, tx, token)
		if err != nil {
			return err
		}
		if link.Kind != LinkFirstAdmin {
			return ErrLinkClosed
		}
		if _, err := tx.Exec(ctx, `update links set used_at = now() where id = $1::uuid`, link.ID); err != nil {
			return err
		}
		if user, err = insertUser(ctx, tx, Actor{Name: n.Name, IP: actor.IP}, n); err != nil {
			return err
		}
		return record(ctx, tx, user.Actor(actor.IP), AuditLinkUsed, user.object(), detail{"kind": link.Kind})
	})
	return user, err
}
