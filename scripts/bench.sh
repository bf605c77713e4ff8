#!/usr/bin/env bash
# Prints the figures of the budgets, each beside its reference in the same run.
# The machine is shared: read medians and ratios. `make bench` calls this.
set -euo pipefail
cd "$(dirname "$0")/.."

title() { printf '\n== %s\n' "$1"; }

title "Page weight: script and style of the designer page, gzip (budget 120 KB)"
total=0
# What the bundler wrote as `from"./chunk.js"` comes with the page, what it wrote as `import("./part.js")` later.
needed() { # SCRIPT: the scripts that it needs before it runs, and what they need
  local name
  for name in $(grep -oE '(from|import)"\./[A-Za-z0-9_-]+\.js"' "static/dist/$1" | grep -oE '[A-Za-z0-9_-]+\.js'); do
    echo "static/dist/$name"
    needed "$name"
  done
}
for file in static/dist/designer.js $(needed designer.js | sort -u) static/dist/designer.css static/css/*.css; do
  bytes=$(gzip -9 -c "$file" | wc -c)
  total=$((total + bytes))
  printf '%8d  %s\n' "$bytes" "$file"
done
printf '%8d  together\n' "$total"
for file in $(grep -oE 'import\("\./[A-Za-z0-9_-]+\.js"\)' static/dist/designer.js | grep -oE '[A-Za-z0-9_-]+\.js' | sort -u); do
  printf '%8d  static/dist/%s, fetched when the page has painted\n' "$(gzip -9 -c "static/dist/$file" | wc -c)" "$file"
done

title "Cold start with a database that is ready (budget 300 ms to /readyz)"
scripts/bench-start.sh

title "Lint 250 actions beside encoding/json decoding the same bytes (budget 5x)"
go test -buildvcs=false -run '^$' -bench 'Lint250' -benchtime 2s ./internal/lint | grep '^Benchmark'
go run -buildvcs=false ./internal/bench/lint

title "Document: parse and edit 250 and 1,000 blocks"
go test -buildvcs=false -run '^$' -bench 'Parse250|ApplyMove|Move1000|Remove1000' -benchtime 1s ./internal/flow | grep '^Benchmark'

title "Live: edit sent to diagnostics received at 250 actions (budget p95 20 ms); durable edits beside pgbench"
go run -buildvcs=false ./internal/bench

title "Canvas beside React Flow (budgets in the design)"
go run -buildvcs=false ./internal/tools/bundle -bench .cache/bench
node .cache/bench/measure.mjs "$@"
