package org.postroom.local;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.IntSupplier;
import org.postroom.embedded.KafkaCluster;
import org.postroom.embedded.KafkaCluster.Broker;
import org.postroom.embedded.KafkaCluster.Detour;

/**
 * The Kafka brokers of an installation: one, unless its settings ask for more. The first has the
 * installation's remembered ports, the others have free ones.
 */
final class Brokers {
  private static final String FIRST = "kafka";

  private final KafkaCluster cluster;

  private Brokers(KafkaCluster cluster) {
    this.cluster = cluster;
  }

  static Brokers of(LocalSettings settings, Ports ports, IntSupplier freePort) {
    List<Broker> brokers = new ArrayList<>();
    for (int node = 1; node <= settings.kafka().brokers(); node++) {
      boolean first = node == 1;
      brokers.add(
          new Broker(
              node,
              first ? ports.of(Port.KAFKA) : freePort.getAsInt(),
              first ? ports.of(Port.KAFKA_CONTROLLER) : freePort.getAsInt(),
              detour(settings.kafka().detours(), node, freePort)));
    }
    settings
        .kafka()
        .detoursEnd()
        .accept(
            brokers.stream()
                .flatMap(broker -> broker.detour().stream())
                .map(Detour::port)
                .toList());
    return new Brokers(KafkaCluster.of(brokers));
  }

  private static Optional<Detour> detour(List<Integer> ways, int node, IntSupplier freePort) {
    return ways.size() < node
        ? Optional.empty()
        : Optional.of(new Detour(freePort.getAsInt(), ways.get(node - 1)));
  }

  KafkaCluster cluster() {
    return cluster;
  }

  /** The parts, in the order of their numbers. */
  List<Parts.Kafka> parts(DataDirectory data) {
    return cluster.brokers().stream()
        .map(broker -> new Parts.Kafka(data, nameOf(broker), cluster, broker))
        .toList();
  }

  private static String nameOf(Broker broker) {
    return broker.node() == 1 ? FIRST : FIRST + "-" + broker.node();
  }
}
