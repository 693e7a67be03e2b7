#!/usr/bin/env bash
# Takes pictures of every screen.
set -euo pipefail
cd "$(dirname "$0")/../.."

(cd ui && npm run --silent build:preview)
cargo build -q --locked -p mainstay-tests --bin preview --bin life
exec node tests/screens/screens.mjs "$@"
