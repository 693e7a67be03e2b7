#!/usr/bin/env bash
# Stands in for the C compiler, the archiver and the Apple tools of a platform that is only type-checked: nothing is
# linked, so an empty file for each output is enough. Questions to the preprocessor get the host's answer.
set -euo pipefail

for argument in "$@"; do
  # The question by which the cc crate tells Microsoft's compilers from all others: those alone accept it.
  if [[ $argument == '-?' ]]; then exit 1; fi
  if [[ $argument == -E ]]; then
    # Without the flags that name the other platform, and without its folders.
    kept=()
    skip=no
    for each in "$@"; do
      if [[ $skip == yes ]]; then skip=no; continue; fi
      case $each in
        --target=* | -mios* | -mmacosx* | -miphoneos* | -fembed-bitcode*) ;;
        -target | -arch | -isysroot) skip=yes ;;
        *) kept+=("$each") ;;
      esac
    done
    exec gcc "${kept[@]}"
  fi
done

previous=
for argument in "$@"; do
  # A compiler names its output after -o; an archiver takes it as a name ending in .a.
  if [[ $previous == -o || $argument == *.a ]]; then : > "$argument"; fi
  previous=$argument
done
