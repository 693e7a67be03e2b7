#!/usr/bin/env bash
# Lists what is shipped, as CycloneDX, into target/sbom: a file for each desktop system, and one for the screens.
# Then checks the lists against what cargo links and what the built screens hold.
set -euo pipefail
cd "$(dirname "$0")/../.."

version=0.5.9
tools=$MAINSTAY_CACHE/tools
# Unoptimised: it runs for a second, and its release build takes minutes.
if ! "$tools/bin/cargo-cyclonedx" cyclonedx --version 2>/dev/null | grep -q " $version\$"; then
  CARGO_PROFILE_DEV_DEBUG=0 CARGO_TARGET_DIR=$MAINSTAY_CACHE/tools-target cargo install --quiet --debug --locked cargo-cyclonedx --version "$version" --root "$tools"
  rm -rf "$MAINSTAY_CACHE/tools-target"
fi

into=$CARGO_TARGET_DIR/sbom
rm -rf "$into" && mkdir -p "$into"
# The tool writes beside each Cargo.toml; ours are gone again before it is over, whatever happens.
name=sbom-being-written
trap 'find . -name "$name.json" -not -path "./ui/node_modules/*" -not -path "./target/*" -delete' EXIT
for target in x86_64-unknown-linux-gnu x86_64-pc-windows-msvc aarch64-apple-darwin; do
  "$tools/bin/cargo-cyclonedx" cyclonedx --quiet --quiet --manifest-path src-tauri/Cargo.toml --format json --spec-version 1.5 \
    --no-build-deps --target "$target" --override-filename "$name"
  mv "src-tauri/$name.json" "$into/mainstay-$target.cdx.json"
done
# Svelte compiles itself into the screens, so it is no development tool there (package.json).
(cd ui && npm sbom --package-lock-only --sbom-format cyclonedx 2>/dev/null) | node tests/setup/sbom-screens.mjs >"$into/mainstay-ui.cdx.json"
# Maps say which packages the built screens come from.
(cd ui && npx vite build --sourcemap --outDir "$into/ui" --emptyOutDir --logLevel error)
node tests/setup/sbom.mjs "$into"
rm -rf "$into/ui"
