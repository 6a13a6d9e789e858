#!/usr/bin/env bash
# Starts the product in the background, or says where it runs: tools/start.sh SAMPLES DATA
# tools/start.sh --stop DATA ends it. It listens on this machine alone, on port 8000 or the next one that is free.
set -euo pipefail
cd "$(dirname "$0")/.."
theta=build/release/theta

# process: the server of this data folder, when it runs.
process() {
  local pid
  pid=$(cat "$data/server.pid" 2> /dev/null) || return 1
  [ "$(readlink "/proc/$pid/exe" 2> /dev/null | sed 's/ (deleted)$//')" = "$(realpath "$theta")" ] && echo "$pid"
}

stop() {
  local pid
  pid=$(process) || return 0
  kill "$pid"
  for _ in $(seq 150); do kill -0 "$pid" 2> /dev/null || return 0; sleep 0.1; done
  echo "tools/start.sh: the server with process id $pid does not end" >&2
  return 1
}

# address: what the log says that the server listens on.
address() { sed -n 's|.*"event":"listening".*"port":\([0-9]*\).*|http://127.0.0.1:\1|p' "$data/server.log" | tail -1; }

start() {
  local port pid
  for port in $(seq 8000 8019) 0; do
    setsid "$theta" serve --port "$port" --data "$data" --samples "$samples" > "$data/server.log" 2>&1 < /dev/null &
    pid=$!
    for _ in $(seq 100); do
      if [ -n "$(address)" ]; then echo "$pid" > "$data/server.pid"; return; fi
      kill -0 "$pid" 2> /dev/null || break
      sleep 0.1
    done
    # Another program has the port: the next one is tried. Anything else would fail there, too.
    grep -q "in use" "$data/server.log" || break
  done
  cat "$data/server.log" >&2
  return 1
}

if [ "${1:-}" = --stop ]; then
  data=$2
  stop
  exit
fi
samples=$1
data=$2
mkdir -p "$data"
# A server of an earlier build makes room for the new one; its tasks go on from their checkpoints.
if process > /dev/null && [ "$theta" -nt "$data/server.pid" ]; then stop; fi
process > /dev/null || start
base=$(address)
for sample in "$samples"/*/sample.json; do
  curl -fsS -X POST -o /dev/null "$base/api/samples/$(basename "$(dirname "$sample")")"
done
printf '\nTHETA runs at %s\n' "$base"
printf '  what it can do: %s/api/docs\n  its log: %s\n  to stop it: ./run --stop\n' "$base" "$data/server.log"
if [ -n "${DISPLAY:-}${WAYLAND_DISPLAY:-}" ] && command -v xdg-open > /dev/null; then
  xdg-open "$base" > /dev/null 2>&1 &
fi
