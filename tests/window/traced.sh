#!/usr/bin/env bash
# The program under strace: each connect and send of it and of its web processes goes to MAINSTAY_TRACE. The driver
# starts this in place of the program, so the driver's own sockets are not in it.
# With MAINSTAY_PLANT it tries to reach a host first, which must be found.
set -euo pipefail

program=("$MAINSTAY_TRACED")
if [ -n "${MAINSTAY_PLANT:-}" ]; then
  program=(bash -c '(: >/dev/udp/192.0.2.1/9) 2>/dev/null || true; exec "$0"' "${program[@]}")
fi
# -D: this process becomes the program, and the driver sees it as its child.
exec strace -D -f --seccomp-bpf -qq -e signal=none -e trace=connect,sendto,sendmsg,sendmmsg -o "$MAINSTAY_TRACE" "${program[@]}"
