# shellcheck shell=bash
# Sourced by setup.sh: a Chromium for the browser tests. The headless shell is
# preferred, it starts three times as fast as the whole browser.

readonly chromium_package=chromium-headless-shell

need_chromium() {
  if [ -n "${SWITCHYARD_CHROMIUM:-}" ] && [ ! -x "$SWITCHYARD_CHROMIUM" ]; then
    fail "SWITCHYARD_CHROMIUM names $SWITCHYARD_CHROMIUM, which is not a program."
  fi
  look_for_chromium && return 0
  if have apt-get && is_root; then
    say "installing $chromium_package with apt-get"
    quietly apt_install "$chromium_package" || fail "apt-get could not install $chromium_package: see the lines above, or name a Chromium in SWITCHYARD_CHROMIUM."
  elif have apt-get && have dpkg; then
    unpack_chromium
  fi
  look_for_chromium || fail "no Chromium was found for the browser tests: install chromium or Google Chrome, or name one in SWITCHYARD_CHROMIUM."
}

# look_for_chromium notes the first browser that is there.
look_for_chromium() {
  local name path
  for name in "${SWITCHYARD_CHROMIUM:-}" chromium-headless-shell chromium chromium-browser google-chrome google-chrome-stable \
    "$(unpacked_chromium)" \
    "/Applications/Chromium.app/Contents/MacOS/Chromium" \
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome"; do
    if [ -n "$name" ] && path=$(command -v "$name" 2>/dev/null); then
      remember SWITCHYARD_CHROMIUM "$path"
      return 0
    fi
  done
  return 1
}

unpacked_chromium() { echo "$(cache_dir)/chromium/run"; }

# unpack_chromium takes the package and those of its libraries that are not
# installed apart into the cache folder, as a user who may not install.
unpack_chromium() {
  local place half packages options
  place=$(cache_dir)/chromium
  say "no Chromium is installed: unpacking Debian's into $place"
  half=$(unpacking "$place")
  options=()
  packages=$(packages_to_unpack)
  # One word a package, hence no quotes below.
  # shellcheck disable=SC2086
  if [ -z "$packages" ] || ! quietly download_packages "$half" $packages; then
    private_lists
    packages=$(packages_to_unpack)
    [ -n "$packages" ] || fail "apt-get has no $chromium_package: install chromium or Google Chrome, or name one in SWITCHYARD_CHROMIUM."
    quietly download_packages "$half" $packages || fail "apt-get could not download $chromium_package: see the lines above."
  fi
  local file
  for file in "$half"/packages/*.deb; do
    quietly dpkg -x "$file" "$half/root" || fail "could not unpack $file."
  done
  rm -rf "$half/packages"
  rm -rf "$place"
  mv "$half" "$place"
  write_chromium_starter "$place"
  quietly "$place/run" --version || fail "the unpacked Chromium does not run: install chromium, or name one in SWITCHYARD_CHROMIUM."
}

# packages_to_unpack asks apt what an installation would add, without doing it.
packages_to_unpack() {
  apt-get ${options[@]+"${options[@]}"} install -s -q --no-install-recommends "$chromium_package" 2>/dev/null |
    awk '/^Inst / { print $2 }' || true # nothing found is the caller's matter
}

download_packages() {
  local to=$1/packages
  shift
  rm -rf "$to"
  mkdir -p "$to"
  (cd "$to" && apt-get ${options[@]+"${options[@]}"} download -q "$@")
}

# private_lists are for a machine whose package lists are missing or old.
private_lists() {
  local lists
  lists=$(cache_dir)/apt
  mkdir -p "$lists/lists/partial" "$lists/cache/archives/partial"
  options=(-o "Dir::State::Lists=$lists/lists" -o "Dir::Cache=$lists/cache" -o Debug::NoLocking=1)
  quietly apt-get "${options[@]}" update -q || fail "apt-get could not fetch its package lists: install chromium, or name one in SWITCHYARD_CHROMIUM."
}

# write_chromium_starter makes the program that runs the browser with the
# libraries, and where the system has none, the fonts, that came with it.
write_chromium_starter() {
  local root=$1/root libraries
  libraries=$(find "$root" -name '*.so*' -exec dirname {} \; | sort -u | tr '\n' ':')
  {
    echo '#!/bin/sh'
    printf 'export LD_LIBRARY_PATH=%q\n' "${libraries%:}"
    if [ ! -e /etc/fonts/fonts.conf ]; then
      printf 'export FONTCONFIG_FILE=%q XDG_DATA_HOME=%q\n' "$root/etc/fonts/fonts.conf" "$root/usr/share"
    fi
    printf 'exec %q "$@"\n' "$root/usr/lib/chromium/chromium-headless-shell"
  } >"$1/run"
  chmod +x "$1/run"
}
