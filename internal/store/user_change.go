package store

import (
	"context"

	"github.com/jackc/pgx/v5"

	"switchyard.dev/switchyard/internal/auth"
)

// SetRole changes what a person may do and ends their sessions. ErrLastAdmin
// when nobody else could administer afterwards.
func (s *Store) SetRole(ctx context.Context, actor Actor, id string, role auth.Role) (User, error) {
	if !role.Valid() {
		return User{}, &Invalid{Field: "role", Reason: "is none of viewer, designer, admin"}
	}
	return s.changeUser(ctx, id, func(tx pgx.Tx, u User) error {
		if u.Role == role {
			return nil
		}
		if role != auth.Admin {
			if err := keepAnAdmin(ctx, tx, u); err != nil {
				return err
			}
		}
		if _, err := tx.Exec(ctx, `update users set role = $2, updated_at = now() where id = $1::uuid`, id, string(role)); err != nil {
			return err
		}
		if err := endSessions(ctx, tx, id); err != nil {
			return err
		}
		return record(ctx, tx, actor, AuditUserRole, u.object(), detail{"from": u.Role, "to": role})
	})
}

// SetDisabled shuts a person out, at once, or lets them back in. Sessions end,
// tokens stop working while the person is disabled. ErrLastAdmin when nobody
// else could administer afterwards.
func (s *Store) SetDisabled(ctx context.Context, actor Actor, id string, disabled bool) (User, error) {
	return s.changeUser(ctx, id, func(tx pgx.Tx, u User) error {
		if u.Disabled() == disabled {
			return nil
		}
		action := AuditUserEnabled
		if disabled {
			action = AuditUserDisabled
			if err := keepAnAdmin(ctx, tx, u); err != nil {
				return err
			}
		}
		if _, err := tx.Exec(ctx, `
			update users set disabled_at = case when $2 then now() end, updated_at = now() where id = $1::uuid`, id, disabled); err != nil {
			return err
		}
		if err := endSessions(ctx, tx, id); err != nil {
			return err
		}
		return record(ctx, tx, actor, action, u.object(), nil)
	})
}

// rename changes a person's name, which is checked.
func rename(ctx context.Context, tx pgx.Tx, actor Actor, u User, name string) error {
	if _, err := tx.Exec(ctx, `update users set name = $2, updated_at = now() where id = $1::uuid`, u.ID, name); err != nil {
		return err
	}
	return record(ctx, tx, actor, AuditUserRenamed, u.object(), detail{"from": u.Name, "to": name})
}

// SetPassword stores the hash of a new password, ends every session of the
// person and closes their open links.
func (s *Store) SetPassword(ctx context.Context, actor Actor, id, hash string) error {
	_, err := s.changeUser(ctx, id, func(tx pgx.Tx, u User) error {
		if err := setPassword(ctx, tx, id, hash); err != nil {
			return err
		}
		return record(ctx, tx, actor, AuditPasswordSet, u.object(), nil)
	})
	return err
}

func setPassword(ctx context.Context, tx pgx.Tx, id, hash string) error {
	if hash == "" {
		return &Invalid{Field: "password", Reason: "is missing"}
	}
	if _, err := tx.Exec(ctx, `update users set password_hash = $2, updated_at = now() where id = $1::uuid`, id, hash); err != nil {
		return err
	}
	if _, err := tx.Exec(ctx, `update links set used_at = now() where user_id = $1::uuid and used_at is null`, id); err != nil {
		return err
	}
	return endSessions(ctx, tx, id)
}

// changeUser runs change on the person's locked row and returns it as it is
// afterwards.
func (s *Store) changeUser(ctx context.Context, id string, change func(pgx.Tx, User) error) (User, error) {
	var user User
	err := s.inTx(ctx, func(tx pgx.Tx) error {
		if err := lockPeople(ctx, tx); err != nil {
			return err
		}
		before, err := userByID(ctx, tx, id, "for update")
		if err != nil {
			return err
		}
		if err := change(tx, before); err != nil {
			return err
		}
		user, err = userByID(ctx, tx, id, "")
		return err
	})
	return user, err
}

// keepAnAdmin refuses to take an admin away when no other one could sign in:
// somebody who has not chosen a password yet does not count.
func keepAnAdmin(ctx context.Context, tx pgx.Tx, u User) error {
	if u.Role != auth.Admin || u.Disabled() {
		return nil
	}
	var others int
	err := tx.QueryRow(ctx, `
		select count(*) from users
		where role = 'admin' and disabled_at is null and password_hash is not null and id <> $1::uuid`, u.ID).Scan(&others)
	if err != nil {
		return err
	}
	if others == 0 {
		return ErrLastAdmin
	}
	return nil
}
