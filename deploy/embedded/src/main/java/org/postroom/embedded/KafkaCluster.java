package org.postroom.embedded;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.apache.kafka.common.Uuid;

/**
 * Brokers that belong together, each of them a controller too. Three of them keep every record
 * three times and acknowledge it when two have it, as a production installation does; one alone has
 * each record once.
 *
 * @param id the cluster's id, which a data directory keeps from its first start on
 */
public record KafkaCluster(String id, List<Broker> brokers) {

  public KafkaCluster {
    brokers = List.copyOf(brokers);
  }

  /** Of these brokers, with an id of its own. */
  public static KafkaCluster of(List<Broker> brokers) {
    return new KafkaCluster(Uuid.randomUuid().toString(), brokers);
  }

  /** What clients are told. */
  public String bootstrapServers() {
    return brokers.stream()
        .map(broker -> "127.0.0.1:" + broker.port())
        .collect(Collectors.joining(","));
  }

  /** How often each record is kept. */
  public short replication() {
    return (short) Math.min(3, brokers.size());
  }

  /** How many replicas must have a record before it is acknowledged. */
  public int inSync() {
    return replication() < 3 ? 1 : 2;
  }

  String voters() {
    return brokers.stream()
        .map(broker -> broker.node() + "@127.0.0.1:" + broker.controllerPort())
        .collect(Collectors.joining(","));
  }

  /**
   * Where a broker listens, on loopback.
   *
   * @param node its number in the cluster, from 1
   * @param detour a second way to it
   */
  public record Broker(int node, int port, int controllerPort, Optional<Detour> detour) {}

  /**
   * A second listener, which sends its clients to another port than its own: whoever stands at that
   * port has the way between those clients and the broker in hand.
   *
   * @param port where the broker listens
   * @param advertised where its clients are sent
   */
  public record Detour(int port, int advertised) {}
}
