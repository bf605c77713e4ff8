#!/usr/bin/env bash
# Makes sure that everything `make run` or `make test` needs is there, and says
# where in .cache/env. Quick and silent when nothing is missing.
#
#   scripts/setup.sh run    Go, Node, npm packages, Postgres
#   scripts/setup.sh test   the same, a C compiler and a headless Chromium
#
# Root installs with apt-get. An ordinary user takes what is installed, else
# unpacks packages into the cache folder; nobody is asked for a password.
set -euo pipefail
cd "$(dirname "$0")/.."
# shellcheck source=scripts/setup/common.sh
source scripts/setup/common.sh
# shellcheck source=scripts/setup/postgres.sh
source scripts/setup/postgres.sh
# shellcheck source=scripts/setup/compiler.sh
source scripts/setup/compiler.sh
# shellcheck source=scripts/setup/chromium.sh
source scripts/setup/chromium.sh

purpose=${1:-}
case $purpose in
run | test) ;;
*) fail "usage: scripts/setup.sh run|test" ;;
esac

need_go
need_node
need_packages
need_postgres
if [ "$purpose" = test ]; then
  need_compiler
  need_chromium
else
  look_for_chromium || true
fi
write_found
