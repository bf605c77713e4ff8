package page

import (
	"time"

	"switchyard.dev/switchyard/internal/auth"
)

// PeopleProps are for the people page.
type PeopleProps struct {
	Frame
	Rows   []PersonRow
	Name   string
	Email  string
	Role   auth.Role
	Errors Errors
	Link   *OneTimeLink // shown once, right after it was made
}

// PersonRow is one person.
type PersonRow struct {
	ID        string
	Name      string
	Email     string
	Role      auth.Role
	Disabled  bool
	Invited   bool // has no password yet
	Self      bool
	CreatedAt time.Time
}

// OneTimeLink is a link that is shown once, for somebody else to follow.
type OneTimeLink struct {
	For    string
	URL    string
	Invite bool
	Hours  int
}

// TokensProps are for the tokens page.
type TokensProps struct {
	Frame
	Rows   []TokenRow
	All    bool // tokens of everybody, for admins
	CanAll bool
	Name   string
	Errors Errors
	Secret string // shown once
}

// TokenRow is one API token, without its secret.
type TokenRow struct {
	ID       string
	Name     string
	Owner    string
	Hint     string // how the secret ends
	Created  time.Time
	LastUsed *time.Time
	Revoked  bool
}

// AccountProps are for one's own account.
type AccountProps struct {
	Frame
	Errors Errors
}

func roleAbout(role auth.Role) string {
	switch role {
	case auth.Viewer:
		return "reads"
	case auth.Designer:
		return "edits drafts, saves versions"
	case auth.Admin:
		return "publishes, manages people"
	}
	return ""
}
