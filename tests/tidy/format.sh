#!/bin/sh
# Fails, naming the places, where clang-format-19 would change a file below ROOT/{src,tests,bench}.
set -eu
root=$1
tool=${CLANG_FORMAT:-clang-format-19}
command -v "$tool" >/dev/null || { echo "format: $tool is not installed (tools/install)"; exit 1; }
cd "$root"
for folder in src tests bench; do
  [ -d "$folder" ] && find "$folder" -path '*/unformatted' -prune -o \
    \( -name '*.cpp' -o -name '*.h' \) -print
done | sort | xargs -r "$tool" --dry-run --Werror --style=file
