#!/usr/bin/env bash
# Looks for inputs that break a target, guided by coverage. Finds go to target/fuzz/found, what was learnt to
# target/fuzz/corpus; `--keep` takes the least of it that covers as much into tests/fuzz/corpus.
# usage: fuzz.sh [--keep] [SECONDS [TARGET...]]     60 seconds and every target unless told otherwise
set -euo pipefail
cd "$(dirname "$0")/../.."

keep=; if [ "${1:-}" = --keep ]; then keep=1; shift; fi
seconds=${1:-60}; shift || true
host=$(rustc -vV | sed -n 's/^host: //p')
out=${CARGO_TARGET_DIR:-target}/fuzz
# The coverage of LLVM's own pass, which stable Rust has too: cargo-fuzz turns on the same. No address sanitizer: what is
# ours has no unsafe code, and that of others would need all of SQLCipher built with it.
flags=(-Cpasses=sancov-module -Cllvm-args=-sanitizer-coverage-level=4 -Cllvm-args=-sanitizer-coverage-inline-8bit-counters
  -Cllvm-args=-sanitizer-coverage-pc-table -Cllvm-args=-sanitizer-coverage-trace-compares
  -Cdebug-assertions -Coverflow-checks --cfg=fuzzing)
# The system's OpenSSL: its own build takes longer than the fuzzing. In memory: a vault is made for every 200 inputs.
RUSTFLAGS="${flags[*]}" OPENSSL_NO_VENDOR=1 CARGO_PROFILE_RELEASE_LTO=off CARGO_PROFILE_RELEASE_CODEGEN_UNITS=16 \
  CARGO_PROFILE_RELEASE_STRIP=none CARGO_TARGET_DIR="$out/build" \
  cargo build --quiet --locked --release --package mainstay-fuzz --features fuzzer --bin fuzz --target "$host"
fuzz=$out/build/$host/release/fuzz
# glibc would keep the 19 MiB of a key derivation for later, and pieces of it here and there: that is no leak of ours.
export MALLOC_MMAP_THRESHOLD_=131072
if [ -d /dev/shm ]; then export TMPDIR=/dev/shm; fi

targets=("$@")
if [ ${#targets[@]} -eq 0 ]; then for folder in tests/fuzz/corpus/*/; do targets+=("$(basename "$folder")"); done; fi
status=0
for target in "${targets[@]}"; do
  export MAINSTAY_FUZZ_TARGET=$target
  seeds=tests/fuzz/corpus/$target learnt=$out/corpus/$target found=$out/found/$target
  mkdir -p "$learnt" "$found"
  log=$out/$target.log
  # 5 s and half a gigabyte are the limits of an input; a vault's key derivation alone takes 19 MiB.
  if "$fuzz" -max_total_time="$seconds" -timeout=5 -rss_limit_mb=512 -malloc_limit_mb=256 -max_len=65536 \
      -print_final_stats=1 -artifact_prefix="$found/" "$learnt" "$seeds" >"$log" 2>&1; then
    runs=$(sed -n 's/^stat::number_of_executed_units: *//p' "$log")
    slowest=$(sed -n 's/^stat::slowest_unit_time_sec: *//p' "$log")
    peak=$(sed -n 's/^stat::peak_rss_mb: *//p' "$log")
    covered=$(grep -o 'cov: [0-9]*' "$log" | tail -1)
    echo "$target: $runs runs in ${seconds} s, $covered, slowest ${slowest} s, ${peak} MB; nothing found"
  else
    tail -n 40 "$log"
    echo "$target: FOUND SOMETHING, see $found"
    status=1
  fi
  if [ -n "$keep" ]; then
    least=$out/least/$target
    rm -rf "$least" && mkdir -p "$least"
    "$fuzz" -set_cover_merge=1 -max_len=4096 "$least" "$seeds" "$learnt" >>"$log" 2>&1
    find "$least" -type f -size -5k -exec cp -n {} "$seeds/" \;
  fi
done
exit "$status"
