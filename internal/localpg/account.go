//go:build unix

package localpg

import (
	"errors"
	"io/fs"
	"os"
	"os/user"
	"path/filepath"
	"strconv"
	"syscall"
)

// account is who Postgres runs as.
type account struct {
	uid, gid uint32
	drop     bool // this process is root and has to change to the account
}

func (a account) String() string { return userName(a.uid) }

func (a account) credential() *syscall.Credential {
	if !a.drop {
		return nil
	}
	return &syscall.Credential{Uid: a.uid, Gid: a.gid}
}

// own gives path to the account when this process is not the account itself.
func (a account) own(path string) error {
	if !a.drop {
		return nil
	}
	return os.Lchown(path, int(a.uid), int(a.gid))
}

// chooseAccount picks who runs the cluster: this user, or when this user is
// root, the owner of what is there, else "postgres", else "nobody".
func chooseAccount(dataDir string) (account, error) {
	cluster := filepath.Join(dataDir, clusterName)
	owner, exists, err := ownerOf(cluster)
	if err != nil {
		return account{}, err
	}
	self := account{uid: uint32(os.Geteuid()), gid: uint32(os.Getegid())}
	if self.uid != 0 {
		if exists && owner.uid != self.uid {
			return account{}, problem(nil, "Start Switchyard as that user or as root, or choose another directory with SWITCHYARD_DATA_DIR.",
				"The database in %s belongs to the user %s, and this process runs as %s.", cluster, owner, self)
		}
		return self, nil
	}
	if exists && owner.uid == 0 {
		return account{}, problem(nil, "Give it to an ordinary account, for example with `chown -R postgres "+cluster+"`.",
			"The database in %s belongs to root, and Postgres refuses to run as root.", cluster)
	}
	if exists {
		return owner, nil
	}
	if owner, exists, err = ownerOf(dataDir); err != nil || exists && owner.uid != 0 {
		return owner, err
	}
	for _, name := range []string{"postgres", "nobody"} {
		if found, err := lookup(user.Lookup(name)); err == nil {
			return found, nil
		}
	}
	return account{}, problem(nil, "Add an account with `useradd --system postgres`, or "+externalDatabase+".",
		"Postgres refuses to run as root, and this machine has neither an account \"postgres\" nor \"nobody\".")
}

func lookup(found *user.User, err error) (account, error) {
	if err != nil {
		return account{}, err
	}
	uid, err := strconv.ParseUint(found.Uid, 10, 32)
	if err != nil {
		return account{}, err
	}
	gid, err := strconv.ParseUint(found.Gid, 10, 32)
	if err != nil {
		return account{}, err
	}
	return account{uid: uint32(uid), gid: uint32(gid), drop: true}, nil
}

// ownerOf is the account that path belongs to, with its own main group.
func ownerOf(path string) (owner account, exists bool, err error) {
	info, err := os.Stat(path)
	if errors.Is(err, fs.ErrNotExist) {
		return account{}, false, nil
	}
	if err != nil {
		return account{}, false, unreachable(path, err)
	}
	stat := info.Sys().(*syscall.Stat_t)
	if found, err := lookup(user.LookupId(strconv.Itoa(int(stat.Uid)))); err == nil {
		return found, true, nil
	}
	return account{uid: stat.Uid, gid: stat.Gid, drop: true}, true, nil
}

// userName is the login name when there is one, else the number.
func userName(uid uint32) string {
	id := strconv.FormatUint(uint64(uid), 10)
	if found, err := user.LookupId(id); err == nil {
		return found.Username
	}
	return id
}
