#!/usr/bin/env bash
# The shell's keystore against a real Secret Service: gnome-keyring on a session bus and in folders of its own.
set -euo pipefail

# With the features of the whole workspace, as for the other tests: nothing is built anew. A name that fits no test fails.
run() {
  local said
  # Not through a pipe: what reads it may end first, and that would count as a failure.
  said=$(cargo test --locked --workspace --lib -- --ignored --exact "platform::keystore::tests::$1" 2>&1) || { echo "$said"; return 1; }
  echo "$said"
  grep -q '1 passed' <<<"$said"
}

if [ "${1:-}" = inside ]; then
  # The password of the new login keyring comes by the standard input; without an answer there is nothing to test.
  printf 'a test\n' | gnome-keyring-daemon --unlock --components=secrets >/dev/null
  run a_secret_is_kept_replaced_and_forgotten
  run locked_it_counts_as_none_and_gives_nothing
  exit
fi

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
mkdir -m 700 "$folder/run"
export RUSTUP_HOME=${RUSTUP_HOME:-$HOME/.rustup} CARGO_HOME=${CARGO_HOME:-$HOME/.cargo}
# No display: nobody can be asked to unlock anything.
env -u DISPLAY -u WAYLAND_DISPLAY HOME="$folder" XDG_DATA_HOME="$folder/data" XDG_RUNTIME_DIR="$folder/run" \
  dbus-run-session -- "${BASH_SOURCE[0]}" inside
DBUS_SESSION_BUS_ADDRESS="unix:path=$folder/no-bus" run absent_it_says_so_at_once
