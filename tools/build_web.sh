#!/usr/bin/env bash
# Builds the web app into build/web, as static files. Does nothing when nothing it is made of has changed.
#
# usage: tools/build_web.sh [--standalone]
#   --standalone   a Node server instead, in build/web_server (for the container of the web app)
#
# Exits with 77 where Node or the packages cannot be had.
set -euo pipefail
cd "$(dirname "$0")/.."
. tools/find_node.sh

output=export target=build/web
if [ "${1:-}" = --standalone ]; then output=standalone target=build/web_server; fi

find_node || exit 77
fingerprint=$({ echo "$output $(node --version)"
  find web src/server/assets/openapi src/http/static_files.h -type f -not -path '*/node_modules/*' -not -path 'web/.next/*' \
    -not -path 'web/out/*' -not -path 'web/tests/*' -not -name '*.test.ts*' -not -name next-env.d.ts -not -path web/src/api/contract.ts -print0 | sort -z |
    xargs -0 sha256sum; } | sha256sum)
if [ -d "$target" ] && [ -f "$target.stamp" ] && [ "$(cat "$target.stamp")" = "$fingerprint" ]; then
  echo "$target is as it should be"
  exit 0
fi
install_packages || exit 77

(cd web && npm run --silent types)
rm -rf "$target.new"
mkdir -p build
log=build/web.log
if ! (cd web && NEXT_TELEMETRY_DISABLED=1 CI=1 THETA_WEB_OUTPUT="$output" npm run --silent build) > "$log" 2>&1; then
  cat "$log" >&2
  exit 1
fi
if [ "$output" = export ]; then
  mv web/out "$target.new"
  node web/scripts/finish_export.mjs "$target.new"
else
  mv web/.next/standalone "$target.new"
  mkdir -p "$target.new/.next"
  cp -r web/.next/static "$target.new/.next/static"
  cp -r web/public "$target.new/public"
  node web/scripts/finish_standalone.mjs "$target.new"
fi
rm -rf "$target"
mv "$target.new" "$target"
echo "$fingerprint" > "$target.stamp"
echo "built $target"
