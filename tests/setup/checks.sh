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
    tail -n 60 "$logs/$name.log"
    failed+=("$name")
  fi
}

ui() { (cd ui && "$@"); }

check format    cargo fmt --all --check
check ui-build  ui npm run --silent build
check clippy    cargo clippy --workspace --all-targets --locked -- -D warnings
check docs      env RUSTDOCFLAGS='-D warnings' cargo doc --workspace --no-deps --document-private-items --locked
check deny      tests/setup/deny.sh
check rust      cargo test --workspace --locked
check ui-types  ui npm run --silent check
check ui-canary tests/setup/canary.sh
check ui-lint   ui npm run --silent lint
check ui-format ui npm run --silent format:check
check ui-tests  ui npm run --silent test
check ui-size   ui npm run --silent size
if [ "${1:-}" != fast ]; then
  # The whole workspace, as for the tests: features that add up differently would build every dependency anew.
  check programs  cargo build --workspace --locked
  check preview   ui npm run --silent build:preview
  check phone     node --test --test-reporter=spec --test-concurrency=2 tests/phone/
  check window    tests/window/run.sh
  check keystore  tests/window/keystore.sh
fi

node tests/setup/count.mjs "$logs" "${#failed[@]}"
[ ${#failed[@]} -eq 0 ]
