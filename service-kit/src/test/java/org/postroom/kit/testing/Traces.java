package org.postroom.kit.testing;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.eclipse.microprofile.config.ConfigProvider;
import org.postroom.contract.message.Topics;

/** Where a text stands: in the tables of the service under test and on the topics. */
public final class Traces {
  private static final String COLUMNS =
      """
      select table_name, string_agg(case data_type
          when 'bytea' then format('encode(%I, ''escape'')', column_name)
          else format('coalesce(%I::text, '''')', column_name) end, ' || ')
      from information_schema.columns join information_schema.tables
          using (table_schema, table_name)
      where table_schema = 'public' and table_type = 'BASE TABLE' group by table_name
      """;

  private final String text;

  /** Of this text. */
  public Traces(String text) {
    this.text = text;
  }

  /** The tables of the service's database in which it stands. */
  public Set<String> tables() {
    Set<String> found = new TreeSet<>();
    try (Connection connection = ServiceDatabase.connect()) {
      for (Map.Entry<String, String> table : columns(connection).entrySet()) {
        try (PreparedStatement statement =
            connection.prepareStatement(
                "select exists (select from %s where position(? in %s) > 0)"
                    .formatted(table.getKey(), table.getValue()))) {
          statement.setString(1, text);
          ResultSet result = statement.executeQuery();
          result.next();
          if (result.getBoolean(1)) {
            found.add(table.getKey());
          }
        }
      }
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
    return found;
  }

  private static Map<String, String> columns(Connection connection) throws SQLException {
    Map<String, String> columns = new TreeMap<>();
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(COLUMNS)) {
      while (rows.next()) {
        columns.put(rows.getString(1), rows.getString(2));
      }
    }
    return columns;
  }

  /** Where the topics end now. */
  public Map<TopicPartition, Long> ends() {
    try (KafkaConsumer<byte[], byte[]> consumer = consumer()) {
      return consumer.endOffsets(partitions(consumer));
    }
  }

  /** The topics on which it stands from these offsets on; from their beginnings without any. */
  public Set<String> topics(Map<TopicPartition, Long> from) {
    Set<String> found = new TreeSet<>();
    try (KafkaConsumer<byte[], byte[]> consumer = consumer()) {
      List<TopicPartition> partitions = partitions(consumer);
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
      from.forEach(consumer::seek);
      Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
      while (partitions.stream().anyMatch(one -> consumer.position(one) < ends.get(one))) {
        for (ConsumerRecord<byte[], byte[]> record : consumer.poll(Duration.ofMillis(100))) {
          if (stands(record)) {
            found.add(record.topic());
          }
        }
      }
    }
    return found;
  }

  private boolean stands(ConsumerRecord<byte[], byte[]> record) {
    List<byte[]> parts = new ArrayList<>();
    parts.add(record.value());
    parts.add(record.key());
    record.headers().forEach(header -> parts.add(header.value()));
    return parts.stream()
        .anyMatch(part -> part != null && new String(part, ISO_8859_1).contains(text));
  }

  private static List<TopicPartition> partitions(KafkaConsumer<byte[], byte[]> consumer) {
    List<String> topics = Topics.all();
    return consumer.listTopics().entrySet().stream()
        .filter(topic -> topics.contains(topic.getKey()))
        .flatMap(topic -> topic.getValue().stream())
        .map(info -> new TopicPartition(info.topic(), info.partition()))
        .toList();
  }

  private KafkaConsumer<byte[], byte[]> consumer() {
    return new KafkaConsumer<>(
        Map.of(
            "bootstrap.servers",
            ConfigProvider.getConfig().getValue("kafka.bootstrap.servers", String.class),
            "auto.offset.reset",
            "earliest"),
        new ByteArrayDeserializer(),
        new ByteArrayDeserializer());
  }
}
