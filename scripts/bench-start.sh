#!/usr/bin/env bash
# Times `serve` on a data directory that it has used before: from the start of
# the process to the first good answer of /readyz, Postgres' own start included,
# and the same with that Postgres already running.
set -euo pipefail
cd "$(dirname "$0")/.."

dir=$(mktemp -d)
chmod 755 "$dir"
pid=""
cleanup() {
  if [ -n "$pid" ]; then kill "$pid" 2>/dev/null || true; wait "$pid" 2>/dev/null || true; fi
  rm -rf "$dir"
}
trap cleanup EXIT

now() { date +%s%N; }

# start PORT [ENV…]: starts a server and waits until it is ready; sets `took` in ms.
start() {
  local port=$1
  shift
  local begun
  begun=$(now)
  env SWITCHYARD_ADDR="127.0.0.1:$port" "$@" bin/switchyard serve >"$dir/log.$port" 2>&1 &
  pid=$!
  until curl -fsS -o /dev/null "http://127.0.0.1:$port/readyz" 2>/dev/null; do
    kill -0 "$pid" 2>/dev/null || { cat "$dir/log.$port" >&2; exit 1; }
  done
  took=$((($(now) - begun) / 1000000))
}

stop() { kill "$pid"; wait "$pid" 2>/dev/null || true; pid=""; }

port=$((20000 + RANDOM % 20000))
start "$port" SWITCHYARD_DATA_DIR="$dir/data"
printf '%6d ms  first start ever: database made, migrated\n' "$took"
stop

for _ in 1 2 3; do
  start "$port" SWITCHYARD_DATA_DIR="$dir/data"
  printf '%6d ms  private Postgres started too\n' "$took"
  stop
done

start "$port" SWITCHYARD_DATA_DIR="$dir/data"
first=$pid
socket=$(sed -n 's/.*"socket":"\([^"]*\)".*/\1/p' "$dir/data/run.json")
database="postgres://switchyard@/postgres?host=$socket&port=5432&sslmode=disable"
for i in 1 2 3; do
  start "$((port + i))" SWITCHYARD_DATA_DIR="$dir/other" SWITCHYARD_DATABASE_URL="$database"
  printf '%6d ms  with a ready database\n' "$took"
  stop
done
pid=$first
