#!/bin/sh
# Dumps each service's database into a directory of this run; only a complete one gets its name. Before
# that it makes room: what failed runs have left and what is too old goes, but never the last backup.
set -eu
umask 077
find "$BACKUP_DIRECTORY" -mindepth 1 -maxdepth 1 -type d -name '.part-*' -exec rm -rf {} +
last=$(find "$BACKUP_DIRECTORY" -mindepth 1 -maxdepth 1 -type d -name '[0-9]*Z' | sort | tail -n 1)
find "$BACKUP_DIRECTORY" -mindepth 1 -maxdepth 1 -type d -name '[0-9]*Z' \
  ! -path "${last:-none}" -mtime +"$BACKUP_KEEP_DAYS" -exec rm -rf {} +

now=$(date -u +%Y-%m-%dT%H%M%SZ)
part=$BACKUP_DIRECTORY/.part-$now
mkdir -p "$part"
for database in directory mail_domain policy export; do
  PGPASSWORD=$(cat "$DATABASE_SECRETS/$database/password") \
    pg_dump --username="$database" --dbname="$database" --format=custom \
    --file="$part/$database.dump"
done
(cd "$part" && sha256sum ./*.dump > SHA256SUMS)
sync
mv "$part" "$BACKUP_DIRECTORY/$now"
echo "Backed up: $BACKUP_DIRECTORY/$now"
du -sh "$BACKUP_DIRECTORY/$now"
