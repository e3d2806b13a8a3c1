#!/bin/sh
# Dumps each service's database into a directory of this run; only a complete one gets its name.
set -eu
now=$(date -u +%Y-%m-%dT%H%M%SZ)
part=$BACKUP_DIRECTORY/.part-$now
umask 077
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
find "$BACKUP_DIRECTORY" -mindepth 1 -maxdepth 1 -type d -mtime +"$BACKUP_KEEP_DAYS" \
  -exec rm -rf {} +
