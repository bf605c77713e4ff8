# shellcheck shell=bash
# Sourced by setup.sh: a C compiler, which Go's race detector is linked with.

# need_compiler never fails an ordinary user's set-up: without a compiler the
# same tests run, only races go unnoticed, and that is said each time.
need_compiler() {
  local name
  for name in "${CC:-}" gcc clang; do
    if [ -n "$name" ] && have "$name"; then return 0; fi
  done
  if is_root && have apt-get; then
    say "installing gcc with apt-get"
    quietly apt_install gcc libc6-dev || fail "apt-get could not install gcc: see the lines above."
    return 0
  fi
  say "no C compiler is installed: Go's tests will run without the race detector"
  remember GO_TEST_RACE ""
}
