#!/usr/bin/env bash
# usage: pai_interop.sh SOURCE DRIVER: our client beside the official npm client of OpenAPI services, through the stand-in.
# Ends with 77, and a sentence, where Node or the package is not to be had.
set -euo pipefail
cd "$1"
. tools/find_node.sh
find_node || exit 77
cd tests/cloud/openapi
wanted="$(sha256sum package-lock.json) $(node --version)"
if [ "$(cat node_modules/.installed 2> /dev/null)" != "$wanted" ]; then
  if ! npm ci --no-audit --no-fund --silent > /dev/null; then
    echo "skipped: the package @alicloud/openapi-client could not be fetched" >&2
    exit 77
  fi
  echo "$wanted" > node_modules/.installed
fi
cd ..
exec /usr/bin/python3 pai_driver.py "$2" "$(command -v node)" openapi
