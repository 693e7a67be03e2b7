#!/usr/bin/env bash
# Installs what building and testing need and this machine lacks: Debian packages, then the UI's packages.
# usage: prepare.sh [run|platforms]      run: only what building and running need, nothing that is for tests
set -euo pipefail
cd "$(dirname "$0")/../.."

needs() { # name, tool, least, its own version
  [ "$(printf '%s\n%s\n' "$3" "$4" | sort -V | head -n 1)" = "$3" ] && return
  echo "$1 $3 or newer is needed, and $(command -v "$2") is ${4:-of no known version}: README.md says where from." >&2
  exit 1
}

for tool in cargo rustc node npm; do
  command -v "$tool" >/dev/null || { echo "$tool is needed: README.md says where from." >&2; exit 1; }
done
needs Node node "$(sed -n 's/.*"node": ">=\(.*\)".*/\1/p' ui/package.json)" "$(node -p process.versions.node)"
needs Rust rustc "$(sed -n 's/^rust-version = "\(.*\)"/\1/p' Cargo.toml)" "$(rustc --version | cut -d ' ' -f 2)"

lists=(tests/setup/packages.txt)
case "${1:-}" in
  run) ;;
  platforms) lists+=(tests/setup/test-packages.txt tests/platforms/packages.txt) ;;
  *) lists+=(tests/setup/test-packages.txt) ;;
esac

missing=()
while read -r package; do
  dpkg-query -W -f '${Status}' "$package" 2>/dev/null | grep -q 'install ok installed' || missing+=("$package")
done < <(grep -hv '^#' "${lists[@]}" | awk 'NF { print $1 }')

if [ ${#missing[@]} -gt 0 ]; then
  if ! command -v apt-get >/dev/null; then
    echo "This machine lacks: ${missing[*]}. Install them, then try again." >&2
    exit 1
  fi
  as_root=()
  if [ "$(id -u)" -ne 0 ]; then
    command -v sudo >/dev/null || { echo "There is no sudo here. Run as root: apt-get install ${missing[*]}" >&2; exit 1; }
    as_root=(sudo)
  fi
  echo "Installing ${missing[*]}"
  "${as_root[@]}" apt-get update -qq
  "${as_root[@]}" env DEBIAN_FRONTEND=noninteractive \
    apt-get install -y -qq --no-install-recommends "${missing[@]}" >/dev/null
fi

if [ ! ui/node_modules/.package-lock.json -nt ui/package-lock.json ]; then
  echo "Installing the UI's packages"
  (cd ui && npm ci --ignore-scripts --no-audit --no-fund --loglevel=error)
  touch ui/node_modules/.package-lock.json
fi
