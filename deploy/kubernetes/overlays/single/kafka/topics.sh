# Makes the topics that are not there, and gives those that are the settings of the list beside this.
# With POSTROOM_TOPICS_RAISE=true they get more partitions too, when there are to be more; only then,
# for services refuse another number until their databases know it (docs/operations.md). The list:
# name, how long records are kept at least (ms; -1: for ever), over which time a segment is written,
# which is how much longer they may stay, and whether each write goes to the disk before it is
# acknowledged: one broker has no replicas that would keep it over a power cut. A test holds the list
# against the code's.
set -eu
# A broker that has just begun to listen may not answer yet.
tries=0
until there=$(/opt/kafka/bin/kafka-topics.sh --bootstrap-server kafka:9092 --describe); do
  tries=$((tries + 1))
  test $tries -lt 20
done
while read -r name retention segment flushed; do
  flush=9223372036854775807
  test "$flushed" = no || flush=1
  settings="retention.ms=$retention segment.ms=$segment flush.messages=$flush"
  settings="$settings cleanup.policy=delete max.message.bytes=3145728"
  settings="$settings message.timestamp.type=LogAppendTime"
  topic=$(echo "$there" | awk -v name="$name" '$1 == "Topic:" && $2 == name && /PartitionCount:/')
  if test -z "$topic"; then
    # Words: each setting is an option of its own.
    # shellcheck disable=SC2046
    /opt/kafka/bin/kafka-topics.sh --bootstrap-server kafka:9092 --create --topic "$name" \
      --partitions "$POSTROOM_TOPICS_PARTITIONS" --replication-factor 1 \
      $(printf -- '--config %s ' $settings)
    continue
  fi
  if test "${POSTROOM_TOPICS_RAISE:-false}" = true; then
    partitions=$(echo "$topic" | sed 's/.*PartitionCount: *\([0-9]*\).*/\1/')
    if test "$partitions" -lt "$POSTROOM_TOPICS_PARTITIONS"; then
      /opt/kafka/bin/kafka-topics.sh --bootstrap-server kafka:9092 --alter --topic "$name" \
        --partitions "$POSTROOM_TOPICS_PARTITIONS"
    fi
  fi
  configs=,$(echo "$topic" | sed 's/.*Configs: *//'),
  for setting in $settings; do
    case $configs in
      *,"$setting",*) ;;
      *)
        /opt/kafka/bin/kafka-configs.sh --bootstrap-server kafka:9092 --alter \
          --entity-type topics --entity-name "$name" --add-config "$setting"
        ;;
    esac
  done
done < /etc/kafka/topics
