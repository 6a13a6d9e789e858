#!/usr/bin/env bash
# Checks the web app: types of the API as its contract gives them, type check, lint, format, unit tests, and a browser
# that goes through the pages of the real server.
#
# usage: tools/test_web.sh [--fast | --browser NAME...]
#   --fast              without building and without the browser
#   --browser NAME...   these browser tests alone (web/tests/browser/NAME.test.ts)
#
# Exits with 77, and says why, where Node, the packages, Chromium or the built program are not to be had.
set -euo pipefail
cd "$(dirname "$0")/.."
. tools/find_node.sh

skip() {
  echo "skipped: $1"
  exit 77
}

find_node || skip "no Node for the web app"
install_packages || skip "no packages of the web app (no network?)"
export NEXT_TELEMETRY_DISABLED=1

names=()
if [ "${1:-}" = --browser ]; then
  names=("${@:2}")
else
  cd web
  npm run --silent types
  [ -f next-env.d.ts ] || npx next typegen > /dev/null
  npm run --silent typecheck
  npm run --silent lint
  npm run --silent format:check
  npm run --silent unit
  cd ..
  [ "${1:-}" != --fast ] || exit 0
fi

tools/build_web.sh
chromium=${THETA_CHROMIUM:-/usr/bin/chromium}
program=${THETA_PROGRAM:-$PWD/build/release/theta}
[ -x "$chromium" ] || skip "Chromium is not installed"
[ -x "$program" ] || skip "$program is not built"
# The program carries the app as it was when it was linked.
if [ "$program" -ot build/web ] && [ -z "${THETA_PROGRAM:-}" ]; then tools/build.sh release theta; fi
cd web
THETA_PROGRAM=$program THETA_CHROMIUM=$chromium npm run --silent browser -- "${names[@]}"
