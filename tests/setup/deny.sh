#!/usr/bin/env bash
# What may be in the shipped programs: licences, sources, and no network code. Advisories need the network and are
# therefore not part of this run.
set -euo pipefail
cd "$(dirname "$0")/../.."

version=0.20.2
tools=$MAINSTAY_CACHE/tools
# Unoptimised: it runs for a second, and its release build takes minutes.
if ! "$tools/bin/cargo-deny" --version 2>/dev/null | grep -q " $version\$"; then
  CARGO_PROFILE_DEV_DEBUG=0 CARGO_TARGET_DIR=$MAINSTAY_CACHE/tools-target cargo install --quiet --debug --locked cargo-deny --version "$version" --root "$tools"
  rm -rf "$MAINSTAY_CACHE/tools-target"
fi
# The graph spans every system that the app is for; a build fetches only its own.
cargo fetch --quiet --locked
for phone in aarch64-linux-android aarch64-apple-ios; do
  users=$(cargo tree --locked --package mainstay --target "$phone" --invert reqwest --depth 1 --prefix none | awk '{ print $1 }' | sort -u | tr '\n' ' ')
  if [ "$users" != "reqwest tauri " ]; then
    echo "on $phone, these use an HTTP client: $users" >&2
    exit 1
  fi
done
"$tools/bin/cargo-deny" --offline --workspace --config src-tauri/deny.toml check bans licenses sources
