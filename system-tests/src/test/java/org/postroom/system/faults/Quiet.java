package org.postroom.system.faults;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.postroom.contract.operation.BoundedContext;
import org.postroom.local.LocalInstallation.DatabaseAccess;

/**
 * Whether everything that was begun has come to its end, looked up in the databases: nothing to
 * consume, nothing to send, no process under way, every view where its owner is.
 */
final class Quiet implements AutoCloseable {
  private static final Map<String, String> UNDER_WAY =
      Map.of(
          "internal commands",
          "select organization_id || ' ' || command_id from outbox where not finished",
          "processes",
          "select organization_id || ' ' || process_id from process where next_attempt_at is not null",
          "dead letters",
          "select organization_id || ' ' || operation || ' ' || failure from dead_letter",
          "stopped views",
          "select source || ' ' || reason from view_stop");
  private static final Map<BoundedContext, Map<String, String>> ALSO =
      Map.of(
          BoundedContext.DIRECTORY,
          Map.of(
              "organizations",
              "select organization_id || ' ' || state from organization"
                  + " where state not in ('Active', 'Deleted')",
              "addresses of nobody",
              "select a.organization_id || ' ' || a.address from entity_address a"
                  + " where not exists (select from directory_user u where u.state = 'ENABLED'"
                  + " and u.organization_id = a.organization_id and u.user_id = a.entity_id)"
                  + " and not exists (select from directory_group g where g.state = 'ENABLED'"
                  + " and g.organization_id = a.organization_id and g.group_id = a.entity_id)"
                  + " and not exists (select from directory_resource r where r.state = 'ENABLED'"
                  + " and r.organization_id = a.organization_id and r.resource_id = a.entity_id)",
              "names of nobody",
              "select n.organization_id || ' ' || n.name_key from entity_name n"
                  + " where not exists (select from directory_user u where u.state <> 'DELETED'"
                  + " and u.organization_id = n.organization_id and u.user_id = n.entity_id)"
                  + " and not exists (select from directory_group g where g.state <> 'DELETED'"
                  + " and g.organization_id = n.organization_id and g.group_id = n.entity_id)"
                  + " and not exists (select from directory_resource r where r.state <> 'DELETED'"
                  + " and r.organization_id = n.organization_id and r.resource_id = n.entity_id)",
              "aliases of organizations that are gone",
              "select alias_key from organization_alias a where not exists (select from organization o"
                  + " where o.organization_id = a.organization_id and o.state = 'Active')"),
          BoundedContext.MAIL_DOMAIN,
          Map.of(
              "names of no registration",
              "select domain_name from mail_domain_name n where not exists (select from mail_domain d"
                  + " where d.organization_id = n.organization_id"
                  + " and d.registration_id = n.registration_id)"),
          BoundedContext.EXPORT,
          Map.of("jobs", "select job_id from export_job where state = 'RUNNING'"));

  private final SystemUnderLoad system;
  private final KafkaConsumer<byte[], byte[]> broker;

  Quiet(SystemUnderLoad system) {
    this.system = system;
    this.broker =
        new KafkaConsumer<>(
            Map.of(ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, system.bootstrapServers()),
            new ByteArrayDeserializer(),
            new ByteArrayDeserializer());
  }

  @Override
  public void close() {
    broker.close();
  }

  /** What is not quiet yet; empty when all is. */
  List<String> complaints() {
    List<String> complaints = new ArrayList<>();
    try {
      Map<BoundedContext, Map<String, String>> sequences = new HashMap<>();
      for (BoundedContext context : BoundedContext.values()) {
        try (Connection database = connect(context)) {
          sequences.put(
              context,
              pairs(
                  database,
                  "select organization_id, epoch || '/' || sequence from event_sequence"));
          sql(context)
              .forEach(
                  (what, sql) -> {
                    List<String> rows = rows(database, sql);
                    if (!rows.isEmpty()) {
                      complaints.add("%s in %s: %s".formatted(what, context.wireName(), rows));
                    }
                  });
          unread(database, context, complaints);
        }
      }
      for (BoundedContext context : BoundedContext.values()) {
        views(context, sequences, complaints);
      }
    } catch (SQLException e) {
      complaints.add(e.getMessage());
    }
    return complaints;
  }

  /** The last sequence of each organization, as "epoch/sequence". */
  Map<BoundedContext, Map<String, String>> sequences() {
    Map<BoundedContext, Map<String, String>> all = new EnumMap<>(BoundedContext.class);
    for (BoundedContext context : BoundedContext.values()) {
      all.put(context, sequences(context));
    }
    return all;
  }

  private Map<String, String> sequences(BoundedContext context) {
    try (Connection database = connect(context)) {
      return pairs(
          database, "select organization_id, epoch || '/' || sequence from event_sequence");
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Map<String, String> sql(BoundedContext context) {
    Map<String, String> all = new TreeMap<>(UNDER_WAY);
    all.putAll(ALSO.getOrDefault(context, Map.of()));
    return all;
  }

  private void unread(Connection database, BoundedContext context, List<String> complaints) {
    Map<TopicPartition, Long> positions = new HashMap<>();
    pairs(database, "select topic || '#' || partition, position from lane where topic like '%.v1'")
        .forEach(
            (lane, position) -> {
              String[] parts = lane.split("#");
              positions.put(
                  new TopicPartition(parts[0], Integer.parseInt(parts[1])),
                  Long.parseLong(position));
            });
    Map<TopicPartition, Long> ends = broker.endOffsets(positions.keySet());
    String unread =
        positions.entrySet().stream()
            .filter(lane -> !lane.getValue().equals(ends.get(lane.getKey())))
            .map(lane -> lane + " of " + ends.get(lane.getKey()))
            .collect(Collectors.joining(", "));
    if (!unread.isEmpty()) {
      complaints.add("unread by " + context.wireName() + ": " + unread);
    }
  }

  private void views(
      BoundedContext context,
      Map<BoundedContext, Map<String, String>> sequences,
      List<String> complaints)
      throws SQLException {
    try (Connection database = connect(context)) {
      for (BoundedContext source : BoundedContext.values()) {
        pairs(
                database,
                "select organization_id, epoch || '/' || sequence from view_position"
                    + " where source = '"
                    + source.wireName()
                    + "'")
            .forEach(
                (organization, position) -> {
                  String there = sequences.get(source).get(organization);
                  if (!position.equals(there)) {
                    complaints.add(
                        "%s has %s of %s at %s, which is at %s"
                            .formatted(
                                context.wireName(),
                                organization,
                                source.wireName(),
                                position,
                                there));
                  }
                });
      }
    }
  }

  private Connection connect(BoundedContext context) throws SQLException {
    DatabaseAccess access = system.database(context);
    return DriverManager.getConnection(access.jdbcUrl(), access.username(), access.password());
  }

  private static List<String> rows(Connection database, String sql) {
    return List.copyOf(pairs(database, "select x, '' from (" + sql + ") as t (x)").keySet());
  }

  private static Map<String, String> pairs(Connection database, String sql) {
    Map<String, String> pairs = new TreeMap<>();
    try (Statement statement = database.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      while (rows.next()) {
        pairs.put(rows.getString(1), rows.getString(2));
      }
      return pairs;
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }
}
