#!/bin/sh
# Restores the last backup into a PostgreSQL of its own and looks whether a service could go on with
# it. Fails when there is none, when it is too old, damaged, or cannot be restored.
set -eu
last=$(find "$BACKUP_DIRECTORY" -mindepth 1 -maxdepth 1 -type d -name '[0-9]*Z' | sort | tail -n 1)
test -n "$last" || { echo "There is no backup." >&2; exit 1; }
if test -z "$(find "$last" -maxdepth 0 -mmin -"$BACKUP_MOST_MINUTES")"; then
  echo "The last backup is too old: $last" >&2
  exit 1
fi
(cd "$last" && sha256sum --check --quiet SHA256SUMS)

drill=$(mktemp -d "$DRILL_DIRECTORY/drill.XXXXXX")
trap 'pg_ctl --pgdata="$drill/data" --mode=immediate stop >/dev/null 2>&1 || true; rm -rf "$drill"' EXIT
unset PGSSLMODE PGSSLROOTCERT PGPASSWORD
export PGHOST="$drill" PGPORT=5432 PGUSER=postgres
initdb --pgdata="$drill/data" --username=postgres --auth=trust >/dev/null
pg_ctl --pgdata="$drill/data" --wait --log="$drill/log" \
  --options="-c listen_addresses='' -c unix_socket_directories=$drill -c fsync=off" start >/dev/null
for database in directory mail_domain policy export; do
  psql --quiet --dbname=postgres --set=ON_ERROR_STOP=1 \
    --command="create role $database" --command="create database $database owner $database"
  pg_restore --exit-on-error --dbname="$database" "$last/$database.dump"
  epoch=$(psql --no-align --tuples-only --dbname="$database" --set=ON_ERROR_STOP=1 \
    --command='select epoch from service_epoch')
  lanes=$(psql --no-align --tuples-only --dbname="$database" --set=ON_ERROR_STOP=1 \
    --command='select count(*) from lane')
  test -n "$epoch" || { echo "$database has no epoch: it is no service's database." >&2; exit 1; }
  echo "Restored: database=$database epoch=$epoch lanes=$lanes"
done
echo "The backup can be restored: $last"
