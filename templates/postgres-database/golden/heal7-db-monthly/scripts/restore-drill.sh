#!/usr/bin/env bash
# Proves that a backup can be restored: dumps the database of DATABASE_URL,
# restores it into a scratch database of the server of DRILL_URL (default: the
# same server), compares every table row by row, and drops the scratch database.
# Prints one line of JSON; exits 0 only when all rows are there.
set -euo pipefail

: "${DATABASE_URL:?the database to back up: postgres://user:password@host:5432/name}"
server="${DRILL_URL:-$DATABASE_URL}"
scratch="drill_$(date -u +%Y%m%d%H%M%S)_$$"
work=$(mktemp -d)

clean_up() {
  psql --quiet --no-psqlrc "$server" --command "DROP DATABASE IF EXISTS $scratch WITH (FORCE)" || true
  rm -rf "$work"
}
trap clean_up EXIT

# The same URL with another database name.
restored=$(sed -E "s#^([a-z]+://[^/]+)/[^?]*#\1/$scratch#" <<<"$server")

# Each table with its number of rows and a sum of them that does not depend on
# their order.
fingerprint() {
  psql --no-psqlrc --quiet --tuples-only --no-align --field-separator=' ' "$1" <<'SQL'
SELECT format(
  'SELECT %L, count(*), coalesce(sum(hashtextextended(t::text, 0)::numeric), 0) FROM %I.%I AS t',
  schemaname || '.' || tablename, schemaname, tablename
)
FROM pg_tables
WHERE schemaname NOT IN ('pg_catalog', 'information_schema')
ORDER BY schemaname, tablename
\gexec
SQL
}

started=$SECONDS
pg_dump --format=custom --no-password --file="$work/backup" "$DATABASE_URL"
dumped=$SECONDS
psql --quiet --no-psqlrc "$server" --command "CREATE DATABASE $scratch"
pg_restore --exit-on-error --no-password --dbname="$restored" "$work/backup"
ended=$SECONDS

fingerprint "$DATABASE_URL" >"$work/before"
fingerprint "$restored" >"$work/after"
same=false
if cmp --silent "$work/before" "$work/after"; then same=true; fi

printf '{"tables":%d,"rows":%d,"bytes":%d,"dumpSeconds":%d,"restoreSeconds":%d,"identical":%s}\n' \
  "$(wc -l <"$work/before")" \
  "$(awk '{ rows += $2 } END { print rows + 0 }' "$work/before")" \
  "$(stat --format=%s "$work/backup")" \
  "$((dumped - started))" "$((ended - dumped))" "$same"

if [ "$same" != true ]; then
  echo "The restored rows differ (or the database was written to meanwhile):" >&2
  diff "$work/before" "$work/after" >&2 || true
  exit 1
fi
