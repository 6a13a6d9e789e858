# Sourced: puts a Node of at least 20.9 in front of the PATH. The machine's own where it is new enough, else the package
# `node` of the npm registry, kept in the build folder. Returns 1, with a sentence, where neither is to be had.

node_is_new_enough() {
  command -v node > /dev/null && node -e 'const [a, b] = process.versions.node.split(".").map(Number);
    process.exit(a > 20 || (a === 20 && b >= 9) ? 0 : 1)'
}

find_node() {
  if node_is_new_enough && command -v npm > /dev/null; then return 0; fi
  local folder="$PWD/build/node"
  if [ ! -x "$folder/node_modules/node/bin/node" ]; then
    if ! command -v npm > /dev/null; then
      echo "The web app needs Node 20.9 or newer, or npm to fetch it; neither is here." >&2
      return 1
    fi
    mkdir -p "$folder"
    if ! npm install --prefix "$folder" --no-save --no-audit --no-fund --silent node@22 > /dev/null; then
      echo "The web app needs Node 20.9 or newer, and the package 'node' could not be fetched." >&2
      return 1
    fi
  fi
  PATH="$folder/node_modules/node/bin:$PATH"
  node_is_new_enough
}

# The packages of FOLDER/package-lock.json (web, unless told), put there once for each state of it.
install_packages() {
  local folder=${1:-web} what=${2:-The packages of the web app}
  local stamp=$folder/node_modules/.installed
  local wanted
  wanted="$(sha256sum "$folder/package-lock.json") $(node --version)"
  if [ -f "$stamp" ] && [ "$(cat "$stamp")" = "$wanted" ]; then return 0; fi
  if ! (cd "$folder" && npm ci --no-audit --no-fund --silent > /dev/null); then
    echo "$what could not be fetched." >&2
    return 1
  fi
  echo "$wanted" > "$stamp"
}
