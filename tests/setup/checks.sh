#!/usr/bin/env bash
# Runs every check, one line each, and ends with a count of tests. Logs: target/checks/<name>.log
# usage: checks.sh [fast]
set -uo pipefail
cd "$(dirname "$0")/../.."

logs=$CARGO_TARGET_DIR/checks
rm -rf "$logs" && mkdir -p "$logs"
failed=()

check() { # name, command...
  local name=$1 start=$SECONDS; shift
  if "$@" >"$logs/$name.log" 2>&1 </dev/null; then
    printf '  ok     %-14s %4ss\n' "$name" $((SECONDS - start))
  else
    printf '  FAILED %-14s %4ss\n' "$name" $((SECONDS - start))
    reasons "$logs/$name.log"
    failed+=("$name")
  fi
}

# What went wrong, shortly: the reasons of failed tests where the log has them, else how the log ends.
reasons() { # log
  if grep -q '^✖ failing tests:' "$1"; then
    sed -n '/^✖ failing tests:/,$p' "$1" | grep -v '^$' | cut -c1-240 | head -n 60
  elif grep -q "^failures:\|panicked at" "$1"; then
    grep -A6 "panicked at\|^error" "$1" | grep -v '^ *[0-9]*: \|^ *at ' | cut -c1-240 | head -n 60
  else
    tail -n 40 "$1" | cut -c1-240
  fi
}

# The flows on a phone. A file with a test that failed beside another Chromium on a slow machine is run once more by
# itself; when it then passes, the run goes on and says so.
phone() {
  local first=$logs/phone-first.txt again
  flows() { offline node --test --test-reporter=spec --test-concurrency="$1" "${@:2}"; }
  if flows 2 tests/phone/*.test.mjs >"$first"; then cat "$first"; return 0; fi
  mapfile -t again < <(sed -n 's/^test at \(tests\/phone\/[a-z-]*\.test\.mjs\):.*/\1/p' "$first" | sort -u)
  if [ ${#again[@]} -eq 0 ]; then cat "$first"; return 1; fi
  flows 1 "${again[@]}" >"$logs/phone-again.txt" || { cat "$logs/phone-again.txt"; return 1; }
  # Counted as passed once.
  sed 's/^ℹ fail .*/ℹ fail 0/' "$first"
  { echo "  unsteady: passed when run again: ${again[*]}"; reasons "$first"; } >"$logs/unsteady.txt"
}

skip() { # name, reason
  printf '  SKIPPED %-13s %s\n' "$1" "$2"
  printf '%s\n# skipped 1\n' "$2" >"$logs/$1.log"
}

ui() { (cd ui && "$@"); }

# Where the kernel allows it, everything that runs our code runs without a network: promise 1.
if tests/setup/offline.sh --possible; then
  offline() { tests/setup/offline.sh "$@"; }
else
  offline() { "$@"; }
  skip no-network "the tests run WITH a network: this kernel gives no namespace without one"
fi

check format    cargo fmt --all --check
check pins      node tests/setup/pins.mjs
check ui-build  ui npm run --silent build
check clippy    cargo clippy --workspace --all-targets --locked -- -D warnings
check docs      env RUSTDOCFLAGS='-D warnings' cargo doc --workspace --no-deps --document-private-items --locked
check deny      tests/setup/deny.sh
check programs  cargo build --workspace --all-targets --locked
check rust      offline cargo test --workspace --locked --no-fail-fast
check reader    offline tests/fixtures/reader.sh
check ui-types  ui npm run --silent check
check ui-canary tests/setup/canary.sh
check ui-lint   ui npm run --silent lint
check ui-format ui npm run --silent format:check
check ui-tests  ui npm run --silent test
check ui-size   ui npm run --silent size
if [ "${1:-}" != fast ]; then
  check sbom      tests/setup/sbom.sh
  check preview   ui npm run --silent build:preview
  check phone     phone
  if [ -s "$logs/unsteady.txt" ]; then cat "$logs/unsteady.txt"; fi
  check window    offline tests/window/run.sh
  check keystore  offline tests/window/keystore.sh
  check notify    offline tests/notify/run.sh
fi

node tests/setup/count.mjs "$logs" "${#failed[@]}"
[ ${#failed[@]} -eq 0 ]
