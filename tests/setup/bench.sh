#!/usr/bin/env bash
# Times as ratios, each pair measured in one run on this machine.
set -euo pipefail
cd "$(dirname "$0")/../.."

(cd ui && npm run --silent build)
# In one call: features that add up differently would build every dependency twice.
cargo build -q --release --locked -p mainstay -p mainstay-bench -p mainstay-meetings-bench -p mainstay-planner-bench \
  --bin mainstay --bin bench --bin meetings-bench --bin planner-bench --example blank
"$CARGO_TARGET_DIR/release/bench"
"$CARGO_TARGET_DIR/release/meetings-bench"
"$CARGO_TARGET_DIR/release/planner-bench"
LIBGL_ALWAYS_SOFTWARE=1 dbus-run-session -- xvfb-run -a -s '-screen 0 1280x1024x24' node tests/bench/window.mjs
# The page's own time, with the core of the tests: what the core takes is above.
(cd ui && npm run --silent build:preview)
cargo build -q --locked -p mainstay-tests --bin preview --bin life
node tests/bench/pages.mjs
