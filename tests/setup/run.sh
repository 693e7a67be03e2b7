#!/usr/bin/env bash
# Opens the app in a window. Without a display the preview serves the same app to a browser on this machine.
set -euo pipefail
cd "$(dirname "$0")/../.."

if [ -z "${DISPLAY:-}${WAYLAND_DISPLAY:-}" ]; then
  echo "No display here: serving the preview instead. Stop it with Ctrl+C."
  exec tests/setup/preview.sh
fi
(cd ui && npm run --silent build)
exec cargo run --release --locked -p mainstay
