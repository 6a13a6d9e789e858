#!/usr/bin/env bash
# usage: pai_interop.sh SOURCE DRIVER: our client beside the official npm client of OpenAPI services, through the stand-in.
# Ends with 77, and a sentence, where Node or the package is not to be had.
set -euo pipefail
cd "$1"
. tools/find_node.sh
find_node || exit 77
install_packages tests/cloud/openapi "skipped: the package @alicloud/openapi-client" || exit 77
cd tests/cloud
exec /usr/bin/python3 pai_driver.py "$2" "$(command -v node)" openapi
