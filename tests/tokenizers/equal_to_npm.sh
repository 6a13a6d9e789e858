#!/usr/bin/env bash
# usage: equal_to_npm.sh ENCODE_LINES DATA BUILD_FOLDER [EVERY]: fetches the package once and compares (equal_to_npm.py).
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
cd "$here/../.."
. tools/find_node.sh
find_node || exit 77
folder=$3/npm
mkdir -p "$folder"
cp "$here"/package.json "$here"/package-lock.json "$folder"
if [ ! -f "$folder/node_modules/@huggingface/tokenizers/package.json" ] &&
  ! (cd "$folder" && npm ci --no-audit --no-fund --silent > /dev/null); then
  echo "skipped: the package @huggingface/tokenizers could not be fetched"
  exit 77
fi
exec /usr/bin/python3 "$here/equal_to_npm.py" "$1" "$2" "$folder/node_modules/@huggingface/tokenizers/dist/tokenizers.mjs" "${@:4}"
