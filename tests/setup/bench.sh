#!/usr/bin/env bash
# Times as ratios, each pair measured in one run on this machine.
set -euo pipefail
cd "$(dirname "$0")/../.."

(cd ui && npm run --silent build)
cargo build -q --release -p mainstay --bin mainstay --example blank
cargo build -q --release -p mainstay-tests --bin bench
"$CARGO_TARGET_DIR/release/bench"
LIBGL_ALWAYS_SOFTWARE=1 dbus-run-session -- xvfb-run -a -s '-screen 0 1280x1024x24' node tests/bench/window.mjs
