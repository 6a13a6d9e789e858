#!/usr/bin/env bash
# Runs the tests of a preset and ends with a line that counts them: tools/run_tests.sh PRESET [ctest option...]
set -euo pipefail
cd "$(dirname "$0")/.."
preset=$1
shift
results=build/$preset/test-results.xml
status=0
# A test that skips says why; --output-on-failure would hide it, so the reasons are read from the results.
ctest --preset "$preset" -j "$(nproc)" --output-junit "$PWD/$results" "$@" > "build/$preset/test-output.txt" 2>&1 || status=$?
[ "$status" -eq 0 ] || cat "build/$preset/test-output.txt"
tools/count_tests.py "$results"
exit "$status"
