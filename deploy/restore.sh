#!/usr/bin/env bash
# Puts a backup of deploy/backup.sh into an empty database and an empty data folder: deploy/restore.sh [--compose] BACKUP
#   --compose   into the volumes of deploy/docker-compose.yml (only postgres runs); else into DATABASE_URL and THETA_DATA
# Refuses a backup whose sums are wrong, and a database or folder with something in it.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
compose=""
if [ "${1:-}" = --compose ]; then compose=yes; shift; fi
backup=${1:-}
if [ ! -f "$backup/database.dump" ]; then sed -n '2,3p' "$0" | cut -c3- >&2; exit 2; fi
backup=$(realpath "$backup")
cd "$here"
fail() { echo "deploy/restore.sh: $1" >&2; exit 1; }
(cd "$backup" && sha256sum --quiet --check SHA256SUMS) || fail "$backup is damaged"

if [ -n "$compose" ]; then
  tables() { docker compose exec -T postgres psql -U theta -d theta -Atc "$1"; }
  load() { docker compose exec -T postgres pg_restore -U theta -d theta --no-owner --single-transaction --exit-on-error; }
  is_empty() { [ -z "$(docker compose run --rm -T --no-deps --entrypoint sh backend -c 'ls -A /var/lib/theta')" ]; }
  unpack() { docker compose run --rm -T --no-deps --entrypoint tar backend -C /var/lib/theta -xf -; }
else
  : "${DATABASE_URL:?names the empty database}" "${THETA_DATA:?names the empty data folder}"
  tables() { psql -d "$DATABASE_URL" -Atc "$1"; }
  load() { pg_restore -d "$DATABASE_URL" --no-owner --single-transaction --exit-on-error; }
  is_empty() { [ -z "$(ls -A "$THETA_DATA" 2> /dev/null)" ]; }
  unpack() { mkdir -p -m 0700 "$THETA_DATA" && tar -C "$THETA_DATA" -xf -; }
fi
there=$(tables "select count(*) from pg_tables where schemaname = 'public'") || fail "the database does not answer"
[ "$there" -eq 0 ] || fail "the database has $there tables; restore into an empty one"
if [ -f "$backup/objects.tar" ]; then
  is_empty || fail "the data folder is not empty; restore into an empty one"
  unpack < "$backup/objects.tar"
fi
load < "$backup/database.dump"
echo "restored $backup"
