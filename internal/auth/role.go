// Package auth holds the rules about who may do what and how secrets are made
// and kept. It knows nothing of requests or tables.
//
// Laws:
//   - What a role may do is decided by Can alone, over a closed list of actions;
//     an unknown role or action may do nothing.
//   - A secret that Switchyard hands out has 256 bits from the system's random
//     source; only its SHA-256 is ever stored. Passwords are stored as Argon2id.
//   - Checking a password takes the same work whether or not the person exists.
package auth

// Role is what a person may do here.
type Role string

// The roles, from least to most.
const (
	Viewer   Role = "viewer"   // reads
	Designer Role = "designer" // edits drafts, saves versions, tests
	Admin    Role = "admin"    // publishes, rolls back, manages people, tokens, environments
)

// Roles lists all roles, from least to most.
func Roles() []Role { return []Role{Viewer, Designer, Admin} }

// Valid tells whether r is one of the roles.
func (r Role) Valid() bool { return rank(r) > 0 }

func rank(r Role) int {
	switch r {
	case Viewer:
		return 1
	case Designer:
		return 2
	case Admin:
		return 3
	}
	return 0
}

// Action is something that a person may be allowed to do.
type Action string

// The closed list of actions.
const (
	View               Action = "view"                // see flows, versions, publications, diagnostics
	Edit               Action = "edit"                // change drafts; create, import, rename, archive flows
	SaveVersion        Action = "save_version"        // make a version of a draft
	Publish            Action = "publish"             // publish and roll back
	ManagePeople       Action = "manage_people"       // add, disable, reset, change roles
	ManageTokens       Action = "manage_tokens"       // other people's tokens; one's own need View
	ManageEnvironments Action = "manage_environments" // add and change environments
	ManageRules        Action = "manage_rules"        // decide what the linter's rules mean here
	ReadAudit          Action = "read_audit"
)

// least is the lowest role that may do each action.
var least = map[Action]Role{
	View:               Viewer,
	Edit:               Designer,
	SaveVersion:        Designer,
	Publish:            Admin,
	ManagePeople:       Admin,
	ManageTokens:       Admin,
	ManageEnvironments: Admin,
	ManageRules:        Admin,
	ReadAudit:          Admin,
}

// Actions lists all actions, in the order in which they are declared.
func Actions() []Action {
	return []Action{View, Edit, SaveVersion, Publish, ManagePeople, ManageTokens, ManageEnvironments, ManageRules, ReadAudit}
}

// Can tells whether a person with this role may do this. Unknown roles and
// unknown actions may not.
func Can(role Role, action Action) bool {
	needed, ok := least[action]
	return ok && role.Valid() && rank(role) >= rank(needed)
}
