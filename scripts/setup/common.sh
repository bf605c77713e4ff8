# shellcheck shell=bash
# Sourced by setup.sh, in the top folder of the checkout.

# fail prints one sentence and ends the set-up.
fail() {
  printf 'set-up: %s\n' "$*" >&2
  exit 1
}

say() { printf 'set-up: %s\n' "$*" >&2; }

have() { command -v "$1" >/dev/null 2>&1; }

is_root() { [ "$(id -u)" = 0 ]; }

# cache_dir is the folder that Go's os.UserCacheDir names, where localpg looks
# too; the checkout's own when there is no home directory to write to.
cache_dir() {
  local base
  case $(uname -s) in
  Darwin) base=${HOME:-}/Library/Caches ;;
  *) base=${XDG_CACHE_HOME:-${HOME:-}/.cache} ;;
  esac
  if mkdir -p "$base/switchyard" 2>/dev/null && [ -w "$base/switchyard" ]; then
    echo "$base/switchyard"
  else
    mkdir -p .cache
    echo "$PWD/.cache"
  fi
}

# quietly runs a command, keeps what it prints in a log, and shows the end of
# it only when the command fails.
quietly() {
  mkdir -p .cache
  if "$@" >.cache/setup.log 2>&1; then return 0; fi
  tail -n 15 .cache/setup.log >&2
  return 1
}

# unpacking makes a folder that takes its final name only when it is complete.
unpacking() {
  local half=$1.half
  rm -rf "$half"
  mkdir -p "$half"
  echo "$half"
}

need_go() {
  have go || fail "Go is missing: install Go 1.26 or newer and put it in PATH."
  quietly go version || fail "Go does not run, or is older than go.mod asks for and cannot fetch a newer one: install Go 1.26 or newer."
}

need_node() {
  if ! have node || ! have npm; then fail "Node is missing: install Node 20 or newer with npm."; fi
  local version
  version=$(node --version 2>/dev/null) || fail "Node does not run: reinstall Node 20 or newer."
  version=${version#v}
  [ "${version%%.*}" -ge 20 ] || fail "Node $version is too old: install Node 20 or newer."
}

# need_packages follows the same rule as the Makefile: npm ci when the lock file
# is newer than what was installed from it.
need_packages() {
  local installed=node_modules/.package-lock.json
  [ -f "$installed" ] && [ ! package-lock.json -nt "$installed" ] && return 0
  say "installing npm packages"
  npm_quietly ci || fail "npm ci failed: see the lines above."
  touch "$installed"
}

npm_quietly() {
  local cache=${npm_config_cache:-${HOME:-/nonexistent}/.npm}
  mkdir -p "$cache" 2>/dev/null && [ -w "$cache" ] || cache=$(cache_dir)/npm
  quietly env npm_config_cache="$cache" npm "$@" --no-fund --no-audit --no-update-notifier --loglevel=error
}

# apt_install tries with the package lists at hand, and once more with new ones.
apt_install() {
  local apt=(env DEBIAN_FRONTEND=noninteractive apt-get -o DPkg::Lock::Timeout=300)
  "${apt[@]}" install -y -q --no-install-recommends "$@" && return 0
  "${apt[@]}" update -q && "${apt[@]}" install -y -q --no-install-recommends "$@"
}

# found collects KEY=value lines for .cache/env; the shell can source it.
found=""
remember() { found+=$(printf '%s=%q' "$1" "$2")$'\n'; }

write_found() {
  mkdir -p .cache
  if [ -f .cache/env ] && [ "$(cat .cache/env)" = "${found%$'\n'}" ]; then return 0; fi
  printf '%s' "$found" >.cache/env.new
  mv .cache/env.new .cache/env
}
