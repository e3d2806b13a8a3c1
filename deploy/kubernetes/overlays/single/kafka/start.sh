# Starts the broker; the first time it formats its directory.
set -eu
if ! test -f /var/lib/kafka/log/meta.properties; then
  /opt/kafka/bin/kafka-storage.sh format --config /etc/kafka/server.properties \
    --cluster-id "$(/opt/kafka/bin/kafka-storage.sh random-uuid)"
fi
exec /opt/kafka/bin/kafka-server-start.sh /etc/kafka/server.properties
