#!/usr/bin/env bash
# Checks the other platforms from a Linux machine, with the packages of packages.txt installed:
#   android, ios   the shell and the core are type-checked (the C code in them is not: nothing is linked)
#   windows        the tests of the crates below the shell and the journeys run as Windows programs, under Wine
# Usage: check.sh [android] [ios] [windows]     all three when none is named
#
# Debian's Rust carries the source of its standard library, so that other targets can be built here.
set -euo pipefail

here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
repo=$(cd "$here/../.." && pwd)
cache=${MAINSTAY_CACHE:-$HOME/.cache/mainstay}
export RUSTC=${MAINSTAY_DEBIAN_RUSTC:-/usr/bin/rustc}
cargo=${MAINSTAY_DEBIAN_CARGO:-/usr/bin/cargo}

# `-Z build-std` is what a released compiler hides. The own target folder keeps the everyday one free and survives.
export RUSTC_BOOTSTRAP=1
export CARGO_TARGET_DIR=$cache/platforms
build_std=(-Z build-std=std,panic_abort)
core_crates=(-p mainstay-domain -p mainstay-feeds -p mainstay-vault -p mainstay-store -p mainstay-core)

# The shell wants a built UI inside; a page that is one does for a type check.
empty_ui() {
  mkdir -p "$cache/empty-ui"
  printf '<!doctype html><title>Mainstay</title>\n' > "$cache/empty-ui/index.html"
  printf '{"build":{"frontendDist":"%s"}}' "$cache/empty-ui"
}

type_check() {
  local target name targets=() stand_in=$here/compiler-that-writes-nothing.sh
  for target in "$@"; do
    targets+=(--target "$target")
    name=${target//-/_}
    export "CC_$name=$stand_in" "CXX_$name=$stand_in" "AR_$name=$stand_in" "RANLIB_$name=$stand_in"
  done
  # Where Apple's tools would find the system's headers; here it only has to be a folder.
  mkdir -p "$cache/iPhoneOS.sdk"
  # The headers of SQLCipher and OpenSSL are read for their declarations; the host's say the same.
  OPENSSL_NO_VENDOR=1 \
  OPENSSL_INCLUDE_DIR=/usr/include \
  OPENSSL_LIB_DIR=$(dirname "$(gcc -print-file-name=libcrypto.so)") \
  BINDGEN_EXTRA_CLANG_ARGS="--target=$(gcc -dumpmachine)" \
  IPHONEOS_DEPLOYMENT_TARGET=16.4 \
  SDKROOT=$cache/iPhoneOS.sdk \
  TAURI_CONFIG=$(empty_ui) \
    "$cargo" check --locked --profile platform --manifest-path "$repo/Cargo.toml" "${build_std[@]}" "${targets[@]}" \
    "${core_crates[@]}" -p mainstay
}

windows_tests() {
  local target=x86_64-pc-windows-gnu
  local beside=$cache/wine-libraries
  mkdir -p "$beside"
  # Wine 8 has no ProcessPrng, which Rust's standard library asks for.
  x86_64-w64-mingw32-gcc -shared -O1 -o "$beside/bcryptprimitives.dll" "$here/bcryptprimitives.c" -ladvapi32
  cp "$(x86_64-w64-mingw32-gcc -print-file-name=libssp-0.dll)" "$beside/"
  WINEPREFIX=$cache/wine \
  WINEDEBUG=-all \
  WINEPATH="Z:${beside//\//\\}" \
  WINEDLLOVERRIDES="bcryptprimitives=n;mscoree,mshtml=" \
  CARGO_TARGET_X86_64_PC_WINDOWS_GNU_LINKER=x86_64-w64-mingw32-gcc \
  CARGO_TARGET_X86_64_PC_WINDOWS_GNU_RUNNER=${MAINSTAY_WINE:-/usr/lib/wine/wine64} \
  CFLAGS_x86_64_pc_windows_gnu=-O1 \
    "$cargo" test --locked --no-fail-fast --profile platform --manifest-path "$repo/Cargo.toml" "${build_std[@]}" \
    --target "$target" "${core_crates[@]}" -p mainstay-tests --no-default-features --lib --test '*'
}

[[ $# -gt 0 ]] || set -- android ios windows
# The two are checked in one go: each alone would leave a core idle.
mobile=()
for platform in "$@"; do
  case $platform in
    android) mobile+=(aarch64-linux-android) ;;
    ios) mobile+=(aarch64-apple-ios) ;;
    windows) ;;
    *) echo "check.sh: no platform named $platform (android, ios, windows)" >&2; exit 2 ;;
  esac
done

if [[ ${#mobile[@]} -gt 0 ]]; then
  started=$SECONDS
  type_check "${mobile[@]}"
  echo "${mobile[*]}: good, $((SECONDS - started)) s"
fi
if [[ " $* " == *" windows "* ]]; then
  started=$SECONDS
  windows_tests
  echo "windows: good, $((SECONDS - started)) s"
fi
