#!/usr/bin/env bash
# The window tests: a display and a session bus of their own, then Node's test runner.
# Needs a built UI (`npm run build` in ui) and the program (`cargo build -p mainstay`).
set -euo pipefail

here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
# Software drawing: a virtual screen has nothing else.
export LIBGL_ALWAYS_SOFTWARE=1
exec dbus-run-session -- xvfb-run -a -s "-screen 0 1280x1024x24" \
  node --test --test-concurrency=1 --test-reporter=spec "$@" "$here/"*.test.mjs
