#!/usr/bin/env bash
# Installs what building and testing need and this machine lacks: Debian packages, then the UI's packages.
# usage: prepare.sh [platforms]
set -euo pipefail
cd "$(dirname "$0")/../.."

lists=(tests/setup/packages.txt)
if [ "${1:-}" = platforms ]; then lists+=(tests/platforms/packages.txt); fi

missing=()
while read -r package; do
  dpkg-query -W -f '${Status}' "$package" 2>/dev/null | grep -q 'install ok installed' || missing+=("$package")
done < <(grep -hv '^#' "${lists[@]}" | awk 'NF { print $1 }')

if [ ${#missing[@]} -gt 0 ]; then
  if ! command -v apt-get >/dev/null; then
    echo "This machine lacks: ${missing[*]}. Install them, then try again." >&2
    exit 1
  fi
  echo "Installing ${missing[*]}"
  as_root=(); if [ "$(id -u)" -ne 0 ]; then as_root=(sudo); fi
  "${as_root[@]}" apt-get update -qq
  "${as_root[@]}" env DEBIAN_FRONTEND=noninteractive \
    apt-get install -y -qq --no-install-recommends "${missing[@]}" >/dev/null
fi

for tool in cargo node npm; do
  command -v "$tool" >/dev/null || { echo "$tool is needed: README.md says where from." >&2; exit 1; }
done

if [ ! ui/node_modules/.package-lock.json -nt ui/package-lock.json ]; then
  echo "Installing the UI's packages"
  (cd ui && npm ci --ignore-scripts --no-audit --no-fund --loglevel=error)
  touch ui/node_modules/.package-lock.json
fi
