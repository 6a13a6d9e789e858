#!/usr/bin/env bash
# Configures and builds a preset: tools/build.sh PRESET [target...]. Uses ccache where it is installed.
set -euo pipefail
cd "$(dirname "$0")/.."
preset=$1
shift
if command -v ccache > /dev/null && [ -z "${CMAKE_CXX_COMPILER_LAUNCHER:-}" ]; then
  export CMAKE_CXX_COMPILER_LAUNCHER=ccache
fi
targets=()
for target in "$@"; do targets+=(--target "$target"); done
cmake --preset "$preset" > /dev/null
cmake --build --preset "$preset" -j "$(nproc)" "${targets[@]}"
