package store

import (
	"context"
	"time"

	"github.com/jackc/pgx/v5"

	"switchyard.dev/switchyard/internal/auth"
)

// Token is an API token without its secret.
type Token struct {
	ID         string     `json:"id"`
	UserID     string     `json:"user_id"`
	UserName   string     `json:"user_name"`
	UserEmail  string     `json:"user_email"`
	Name       string     `json:"name"`
	Hint       string     `json:"hint"` // the secret's last four characters
	CreatedAt  time.Time  `json:"created_at"`
	LastUsedAt *time.Time `json:"last_used_at"` // to the minute
	RevokedAt  *time.Time `json:"revoked_at"`
}

// TokenFilter narrows the list of tokens; empty fields do not.
type TokenFilter struct {
	UserID  string
	Revoked bool // revoked ones too
}

const tokenColumns = `tokens.id::text, tokens.user_id::text, users.name, users.email, tokens.name, tokens.hint, tokens.created_at, tokens.last_used_at, tokens.revoked_at`

func (t *Token) fields() []any {
	return []any{&t.ID, &t.UserID, &t.UserName, &t.UserEmail, &t.Name, &t.Hint, &t.CreatedAt, &t.LastUsedAt, &t.RevokedAt}
}

// CreateToken makes an API token that acts as the given person and returns its
// secret, which is not kept.
func (s *Store) CreateToken(ctx context.Context, actor Actor, userID, name string) (Token, string, error) {
	name, err := checkedName(name)
	if err != nil {
		return Token{}, "", err
	}
	secret := auth.NewAPIToken()
	var t Token
	err = s.inTx(ctx, func(tx pgx.Tx) error {
		user, err := userByID(ctx, tx, userID, "for share")
		if err != nil {
			return err
		}
		if user.Disabled() {
			return ErrDisabled
		}
		err = tx.QueryRow(ctx, `
			with made as (
			  insert into tokens (hash, user_id, name, hint, created_by)
			  values ($1, $2::uuid, $3, $4, nullif($5, '')::uuid) returning *
			)
			select `+tokenColumns+` from made as tokens join users on users.id = tokens.user_id`,
			auth.HashSecret(secret), userID, name, secret[len(secret)-4:], actor.UserID).Scan(t.fields()...)
		if err != nil {
			return err
		}
		return record(ctx, tx, actor, AuditTokenCreated, object{"token", t.ID, t.Name}, detail{"user": user.Email})
	})
	if err != nil {
		return Token{}, "", err
	}
	return t, secret, nil
}

// TokenUser returns who a token acts as. ErrNotFound when it is unknown or
// revoked, or the person is disabled.
func (s *Store) TokenUser(ctx context.Context, secret string) (User, Token, error) {
	if !auth.IsAPIToken(secret) {
		return User{}, Token{}, ErrNotFound
	}
	var u User
	var t Token
	var stale bool
	err := s.pool.QueryRow(ctx, `
		select `+userColumns+`, `+tokenColumns+`, coalesce(tokens.last_used_at < now() - $2::interval, true)
		from tokens join users on users.id = tokens.user_id
		where tokens.hash = $1 and tokens.revoked_at is null and users.disabled_at is null`,
		auth.HashSecret(secret), touchEvery).
		Scan(append(append(u.fields(), t.fields()...), &stale)...)
	if err != nil {
		return User{}, Token{}, mapError(err)
	}
	if stale {
		_, err = s.pool.Exec(ctx, `
			update tokens set last_used_at = now()
			where id = $1::uuid and coalesce(last_used_at < now() - $2::interval, true)`, t.ID, touchEvery)
	}
	return u, t, mapError(err)
}

// Tokens lists tokens, newest first.
func (s *Store) Tokens(ctx context.Context, filter TokenFilter) ([]Token, error) {
	rows, err := s.pool.Query(ctx, `
		select `+tokenColumns+` from tokens join users on users.id = tokens.user_id
		where ($1 = '' or tokens.user_id = nullif($1, '')::uuid) and ($2 or tokens.revoked_at is null)
		order by tokens.created_at desc, tokens.id`, filter.UserID, filter.Revoked)
	if err != nil {
		return nil, mapError(err)
	}
	tokens, err := pgx.CollectRows(rows, scanToken)
	return tokens, mapError(err)
}

func scanToken(row pgx.CollectableRow) (Token, error) {
	var t Token
	err := row.Scan(t.fields()...)
	return t, err
}

// Token returns one token by its id, revoked or not.
func (s *Store) Token(ctx context.Context, id string) (Token, error) {
	var t Token
	err := s.pool.QueryRow(ctx, `
		select `+tokenColumns+` from tokens join users on users.id = tokens.user_id where tokens.id = $1::uuid`, id).Scan(t.fields()...)
	return t, mapError(err)
}

// RevokeToken stops a token at once. ErrNotFound when it was revoked before.
func (s *Store) RevokeToken(ctx context.Context, actor Actor, id string) error {
	return s.inTx(ctx, func(tx pgx.Tx) error {
		var name string
		err := tx.QueryRow(ctx, `
			update tokens set revoked_at = now() where id = $1::uuid and revoked_at is null returning name`, id).Scan(&name)
		if err != nil {
			return err
		}
		return record(ctx, tx, actor, AuditTokenRevoked, object{"token", id, name}, nil)
	})
}
