#!/usr/bin/env bash
# What may be in the shipped programs: licences, sources, and no network code. Advisories need the network and are
# therefore not part of this run.
set -euo pipefail
cd "$(dirname "$0")/../.."

version=0.20.2
tools=$MAINSTAY_CACHE/tools
if ! "$tools/bin/cargo-deny" --version 2>/dev/null | grep -q " $version\$"; then
  CARGO_TARGET_DIR=$MAINSTAY_CACHE/tools-target cargo install --quiet --locked cargo-deny --version "$version" --root "$tools"
  rm -rf "$MAINSTAY_CACHE/tools-target"
fi
exec "$tools/bin/cargo-deny" --offline --workspace check --config src-tauri/deny.toml bans licenses sources
