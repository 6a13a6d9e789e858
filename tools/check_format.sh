#!/usr/bin/env bash
# Fails when clang-format would change a source; names the files.
set -euo pipefail
cd "$(dirname "$0")/.."
command -v clang-format > /dev/null || { echo "skipped: clang-format is not installed"; exit 77; }
git ls-files '*.h' '*.cc' | xargs clang-format --dry-run --Werror
