#!/bin/sh
# Puts one service's database back to what it was in a backup, all of it or nothing, and raises its
# epoch, so that everybody is told anew. The service must stand still.
#
#   RESTORE_DATABASE  directory, mail_domain, policy or export
#   RESTORE_BACKUP    the name of a backup; the last one when not given
set -eu
case ${RESTORE_DATABASE:-} in
  directory | mail_domain | policy | export) ;;
  *)
    echo "RESTORE_DATABASE must be directory, mail_domain, policy or export." >&2
    exit 2
    ;;
esac
if test -n "${RESTORE_BACKUP:-}"; then
  backup=$BACKUP_DIRECTORY/$RESTORE_BACKUP
else
  backup=$(find "$BACKUP_DIRECTORY" -mindepth 1 -maxdepth 1 -type d -name '[0-9]*Z' | sort | tail -n 1)
fi
test -f "$backup/$RESTORE_DATABASE.dump" || { echo "There is no such backup: $backup" >&2; exit 1; }
(cd "$backup" && sha256sum --check --quiet SHA256SUMS)

PGPASSWORD=$(cat "$DATABASE_SECRETS/$RESTORE_DATABASE/password")
PGUSER=$RESTORE_DATABASE
PGDATABASE=$RESTORE_DATABASE
export PGPASSWORD PGUSER PGDATABASE
others=$(psql --no-align --tuples-only --set=ON_ERROR_STOP=1 --command="
  select count(*) from pg_stat_activity
  where datname = current_database() and usename = current_user and pid <> pg_backend_pid()")
if test "$others" -gt 0; then
  echo "The service is running: $others connections are open. Scale it to 0 first." >&2
  exit 1
fi

# What is in the database now may have become higher than what is in the backup: the epoch must be
# above all that were ever told.
told=$(psql --no-align --tuples-only --set=ON_ERROR_STOP=1 --command='select epoch from service_epoch' ||
  echo 0)
pg_restore --clean --if-exists --single-transaction --exit-on-error --dbname="$PGDATABASE" \
  "$backup/$RESTORE_DATABASE.dump"
epoch=$(psql --no-align --tuples-only --quiet --set=ON_ERROR_STOP=1 --command="
  update service_epoch set epoch = greatest(epoch + 1, ${told:-0} + 1,
    extract(epoch from clock_timestamp())::bigint) returning epoch")
if test "$RESTORE_DATABASE" = directory; then
  # What the others know as an organization and the directory, as it is now, does not.
  for other in mail_domain policy export; do
    PGPASSWORD=$(cat "$DATABASE_SECRETS/$other/password") psql --username="$other" --dbname="$other" \
      --no-align --tuples-only --set=ON_ERROR_STOP=1 --command="
        select organization_id, account, alias from organization_view where state = 'Active'"
  done | sort -u > /tmp/known
  psql --no-align --tuples-only --set=ON_ERROR_STOP=1 --command='
    select organization_id from organization' > /tmp/there
  grep -v -F -f /tmp/there /tmp/known | sed 's/^/Lost organization (id, account, alias): /' || true
fi
echo "Restored: database=$RESTORE_DATABASE backup=$backup epoch=$epoch"
