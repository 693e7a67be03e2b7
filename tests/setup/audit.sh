#!/usr/bin/env bash
# Asks the advisory databases about every crate and package that is shipped. Needs the network: RustSec's database comes
# from GitHub, npm's from the registry. Ends with 2 where one could not be asked, which is not the same as a good answer.
set -uo pipefail
cd "$(dirname "$0")/../.."

tools=$MAINSTAY_CACHE/tools
status=0
# deny.sh installs the tool, in the version that it checks with.
[ -x "$tools/bin/cargo-deny" ] || tests/setup/deny.sh || exit 1

report=$("$tools/bin/cargo-deny" --workspace --config src-tauri/deny.toml check advisories 2>&1)
case $? in
  0) echo "crates: no advisory" ;;
  *)
    if grep -q 'failed to fetch advisory database' <<<"$report"; then
      echo "crates: NOT ASKED, the advisory database cannot be reached from here" >&2
      status=2
    else
      echo "$report" >&2
      status=1
    fi ;;
esac

report=$(cd ui && npm audit --omit=dev 2>&1)
case $? in
  0) echo "npm packages: no advisory" ;;
  *)
    if grep -q 'audit endpoint returned an error\|ENOTFOUND\|EAI_AGAIN\|ECONNREFUSED' <<<"$report"; then
      echo "npm packages: NOT ASKED, the registry in use answers no audit" >&2
      [ "$status" -ne 0 ] || status=2
    else
      echo "$report" >&2
      status=1
    fi ;;
esac
exit "$status"
