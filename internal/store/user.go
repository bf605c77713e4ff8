package store

import (
	"context"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

	"github.com/jackc/pgx/v5"

	"switchyard.dev/switchyard/internal/auth"
)

const (
	maxEmail = 254
	maxName  = 200
)

// User is a person.
type User struct {
	ID           string     `json:"id"`
	Email        string     `json:"email"` // lower case
	Name         string     `json:"name"`
	Role         auth.Role  `json:"role"`
	PasswordHash string     `json:"-"` // "" until the invitation was used
	DisabledAt   *time.Time `json:"disabled_at"`
	CreatedAt    time.Time  `json:"created_at"`
	UpdatedAt    time.Time  `json:"updated_at"`
}

// Disabled tells whether the person was shut out.
func (u User) Disabled() bool { return u.DisabledAt != nil }

// Invited tells whether the person has yet to choose a password.
func (u User) Invited() bool { return u.PasswordHash == "" }

// Actor is the person as the one who does something.
func (u User) Actor(ip string) Actor { return Actor{UserID: u.ID, Name: u.Name, IP: ip} }

// NewUser is what CreateUser needs. Name may be empty: then it is the part of
// the email before the @. PasswordHash is empty for somebody invited.
type NewUser struct {
	Email        string
	Name         string
	Role         auth.Role
	PasswordHash string
}

func (u NewUser) checked() (NewUser, error) {
	u.Email = strings.ToLower(strings.TrimSpace(u.Email))
	local, domain, ok := strings.Cut(u.Email, "@")
	switch {
	case !ok || local == "" || domain == "" || strings.Contains(domain, "@"):
		return u, &Invalid{Field: "email", Reason: "needs one @ with something on both sides"}
	case len(u.Email) > maxEmail || !printable(u.Email) || strings.ContainsFunc(u.Email, unicode.IsSpace):
		return u, &Invalid{Field: "email", Reason: "is too long or holds spaces"}
	case !u.Role.Valid():
		return u, &Invalid{Field: "role", Reason: "is none of viewer, designer, admin"}
	}
	if strings.TrimSpace(u.Name) == "" {
		u.Name = local
	}
	var err error
	u.Name, err = checkedName(u.Name)
	return u, err
}

// checkedName trims a name and refuses one that is empty, too long or not
// printable on one line.
func checkedName(name string) (string, error) {
	name = strings.TrimSpace(name)
	switch {
	case name == "":
		return "", &Invalid{Field: "name", Reason: "is missing"}
	case utf8.RuneCountInString(name) > maxName:
		return "", &Invalid{Field: "name", Reason: "is longer than 200 characters"}
	case !printable(name):
		return "", &Invalid{Field: "name", Reason: "holds a line break or another character that cannot be shown"}
	}
	return name, nil
}

func printable(s string) bool {
	return utf8.ValidString(s) && !strings.ContainsFunc(s, func(r rune) bool {
		return unicode.IsControl(r) || r == '\u2028' || r == '\u2029'
	})
}

const userColumns = `users.id::text, users.email, users.name, users.role, coalesce(users.password_hash, ''), users.disabled_at, users.created_at, users.updated_at`

func (u *User) fields() []any {
	return []any{&u.ID, &u.Email, &u.Name, &u.Role, &u.PasswordHash, &u.DisabledAt, &u.CreatedAt, &u.UpdatedAt}
}

func scanUser(row pgx.CollectableRow) (User, error) {
	var u User
	err := row.Scan(u.fields()...)
	return u, err
}

// CreateUser adds a person. Creating an admin closes the first-admin link.
// ErrEmailTaken when the email exists in any case of letters.
func (s *Store) CreateUser(ctx context.Context, actor Actor, n NewUser) (User, error) {
	n, err := n.checked()
	if err != nil {
		return User{}, err
	}
	var user User
	err = s.inTx(ctx, func(tx pgx.Tx) error {
		if err := lockPeople(ctx, tx); err != nil {
			return err
		}
		user, err = insertUser(ctx, tx, actor, n)
		return err
	})
	return user, err
}

func insertUser(ctx context.Context, tx pgx.Tx, actor Actor, n NewUser) (User, error) {
	var u User
	err := tx.QueryRow(ctx, `
		insert into users (email, name, role, password_hash) values ($1, $2, $3, nullif($4, ''))
		returning `+userColumns, n.Email, n.Name, string(n.Role), n.PasswordHash).Scan(u.fields()...)
	if err != nil {
		return User{}, err
	}
	return u, record(ctx, tx, actor, AuditUserCreated, u.object(), detail{"email": u.Email, "role": u.Role})
}

func (u User) object() object { return object{"user", u.ID, u.Name} }

// lockPeople serialises the transactions that change people and their links, so
// that each sees what the one before it left: two demotions cannot each count
// on the other's admin, a link cannot be used twice. It is held until the
// transaction ends and is taken before any row.
func lockPeople(ctx context.Context, tx pgx.Tx) error {
	_, err := tx.Exec(ctx, `select pg_advisory_xact_lock(hashtext('switchyard people'))`)
	return err
}

// UserByID returns one person.
func (s *Store) UserByID(ctx context.Context, id string) (User, error) {
	return userByID(ctx, s.pool, id, "")
}

// userByID reads one person; lock is "" or "for update".
func userByID(ctx context.Context, q querier, id, lock string) (User, error) {
	var u User
	err := q.QueryRow(ctx, `select `+userColumns+` from users where id = $1::uuid `+lock, id).Scan(u.fields()...)
	return u, mapError(err)
}

// UserByEmail returns one person by email, in any case of letters.
func (s *Store) UserByEmail(ctx context.Context, email string) (User, error) {
	var u User
	err := s.pool.QueryRow(ctx, `select `+userColumns+` from users where email = $1`,
		strings.ToLower(strings.TrimSpace(email))).Scan(u.fields()...)
	return u, mapError(err)
}

// Users lists everybody by name, those who are disabled too.
func (s *Store) Users(ctx context.Context) ([]User, error) {
	rows, err := s.pool.Query(ctx, `select `+userColumns+` from users order by lower(name), id`)
	if err != nil {
		return nil, mapError(err)
	}
	users, err := pgx.CollectRows(rows, scanUser)
	return users, mapError(err)
}

// CountAdmins counts the admins who are not disabled, invited ones included.
// While it is 0 the first-admin link is open.
func (s *Store) CountAdmins(ctx context.Context) (int, error) { return countAdmins(ctx, s.pool) }

func countAdmins(ctx context.Context, q querier) (int, error) {
	var n int
	err := q.QueryRow(ctx, `select count(*) from users where role = 'admin' and disabled_at is null`).Scan(&n)
	return n, mapError(err)
}
