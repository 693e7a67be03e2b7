#!/usr/bin/env bash
# Serves the real core over a vault of its own, and prints the address to open. Arguments go to the preview.
set -euo pipefail
cd "$(dirname "$0")/../.."

(cd ui && npm run --silent build:preview)
cargo build -q --locked -p mainstay-tests --bin preview
data=${MAINSTAY_PREVIEW_DATA:-$MAINSTAY_CACHE/preview-data}
zone=$(cat /etc/timezone 2>/dev/null || echo UTC)
mkdir -p "$data"
"$CARGO_TARGET_DIR/debug/preview" --data "$data" --zone "$zone" --ui ui/dist-preview "$@" |
  while read -r line; do
    echo "$line"
    node -e 'const { url, token } = JSON.parse(process.argv[1]); console.log(`Open ${url}/?token=${token}`)' "$line"
  done
