#!/usr/bin/env bash
# Keeps database and objects of a running THETA: deploy/backup.sh [--compose] [--keep N] FOLDER
#   --compose   of the services of deploy/docker-compose.yml; else of DATABASE_URL and the folder THETA_DATA
#   --keep N    the newest N backups below FOLDER stay, older ones go (default: all stay)
#
# Writes FOLDER/theta-TIME/ with database.dump (pg_dump -Fc), objects.tar where objects lie on this machine (with a bucket, its own
# versions keep them), and SHA256SUMS. A backup is there when its folder is: an unfinished one ends in ".partial".
#
# Objects are read twice, before and after the database: what the database names was there when it was read, and an object
# is never changed. So nothing has to stop.
set -euo pipefail
cd "$(dirname "$0")"
compose="" keep="" folder=""
while [ $# -gt 0 ]; do
  case "$1" in
    --compose) compose=yes ;;
    --keep) keep=$2; shift ;;
    -*) sed -n '2,4p' "$0" | cut -c3- >&2; exit 2 ;;
    *) folder=$1 ;;
  esac
  shift
done
if [ -z "$folder" ] || ! [[ "$keep" =~ ^([1-9][0-9]*)?$ ]]; then sed -n '2,4p' "$0" | cut -c3- >&2; exit 2; fi

if [ -n "$compose" ]; then
  dump() { docker compose exec -T postgres pg_dump -U theta -Fc --no-owner theta; }
  pack() { docker compose exec -T backend tar -C /var/lib/theta -cf - --warning=no-file-changed objects; }
  has_objects() { docker compose exec -T backend test -d /var/lib/theta/objects; }
else
  : "${DATABASE_URL:?names the database, as for the server}"
  data=${THETA_DATA:-}
  dump() { pg_dump -Fc --no-owner -d "$DATABASE_URL"; }
  pack() { tar -C "$data" -cf - --warning=no-file-changed objects; }
  has_objects() { [ -n "$data" ] && [ -d "$data/objects" ]; }
fi

umask 077
mkdir -p "$folder"
target=$folder/theta-$(date -u +%Y%m%dT%H%M%SZ)
partial=$target.partial
mkdir "$partial"
trap 'rm -rf "$partial"' EXIT

# tar answers 1 when a file went away while it was read: an object that somebody removed.
unpack_objects() {
  local state=0
  { pack || [ $? -eq 1 ]; } | tar -C "$partial" -xf - --skip-old-files || state=$?
  return "$state"
}
if has_objects; then unpack_objects; fi
dump > "$partial/database.dump"
if has_objects; then
  unpack_objects
  tar -C "$partial" -cf "$partial/objects.tar" objects
  rm -rf "$partial/objects"
fi
(cd "$partial" && sha256sum -- * > ../sums.$$ && mv ../sums.$$ SHA256SUMS)
sync -f "$partial"
mv "$partial" "$target"
echo "$target"
if [ -n "$keep" ]; then
  find "$folder" -maxdepth 1 -type d -name 'theta-*Z' | sort -r | tail -n +$((keep + 1)) | while read -r old; do rm -rf "$old"; done
fi
