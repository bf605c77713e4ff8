#!/usr/bin/env bash
# Fails when committed generated text is not what the generators make today.
# It compares before and after, so it also works with uncommitted changes.
set -euo pipefail
cd "$(dirname "$0")/.."

generated() {
  find web -name '*_templ.go' -o -name '*.gen.ts' | sort | xargs sha256sum
  sha256sum docs/rules.md docs/config.md
}

before=$(generated)
make --no-print-directory generate >/dev/null
after=$(generated)
if [ "$before" != "$after" ]; then
  diff <(echo "$before") <(echo "$after") | sed -n 's/^[<>] [0-9a-f]* */  /p' | sort -u >&2
  echo "Generated files were stale (now rewritten): commit them. 'make generate' makes them." >&2
  exit 1
fi
