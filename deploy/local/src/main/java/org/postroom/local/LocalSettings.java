package org.postroom.local;

import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.postroom.contract.message.EventRetention;

/**
 * What a caller may choose about an installation.
 *
 * @param data where everything is kept
 * @param ports ports the caller insists on
 * @param anyPorts whether unnamed ports are taken at random instead of the standard ones
 * @param region null: as before, else {@value #STANDARD_REGION}
 * @param partitions of every topic; fixed at the first start
 * @param startPatience how long everything together may take to become healthy
 * @param extraEnvironment for every service, over what the installation sets
 * @param kafka the brokers
 * @param services what to run on top of PostgreSQL and Kafka, asked for when they start
 */
public record LocalSettings(
    Path data,
    Map<Port, Integer> ports,
    boolean anyPorts,
    String region,
    int partitions,
    Duration startPatience,
    Map<String, String> extraEnvironment,
    KafkaLayout kafka,
    Supplier<List<ServiceDefinition>> services) {

  static final String STANDARD_REGION = "us-east-1";
  static final int STANDARD_PARTITIONS = 16;

  /** How long events are kept, for topics and services alike. */
  private static final String EVENT_RETENTION = "POSTROOM_EVENTS_RETENTION";

  public LocalSettings {
    ports = Map.copyOf(ports);
    extraEnvironment = Map.copyOf(extraEnvironment);
  }

  /** The project's services over a data directory, on standard ports. */
  public static LocalSettings standard(Path data) {
    return new LocalSettings(
        data,
        Map.of(),
        false,
        null,
        STANDARD_PARTITIONS,
        Duration.ofSeconds(300),
        Map.of(),
        KafkaLayout.STANDARD,
        () -> ServiceDefinition.of(ProjectDirectory.find()));
  }

  /** With one port chosen. */
  public LocalSettings withPort(Port port, int number) {
    return with(draft -> draft.ports.put(port, number));
  }

  /** With free ports taken at random, for tests that run beside others. */
  public LocalSettings withAnyPorts() {
    return with(draft -> draft.anyPorts = true);
  }

  public LocalSettings withRegion(String chosen) {
    return with(draft -> draft.region = chosen);
  }

  /** With topics of so many partitions, unless this is not the first start. */
  public LocalSettings withPartitions(int count) {
    return with(draft -> draft.partitions = count);
  }

  public LocalSettings withStartPatience(Duration patience) {
    return with(draft -> draft.startPatience = patience);
  }

  /** With one more environment variable for every service. */
  public LocalSettings withEnvironment(String name, String value) {
    return with(draft -> draft.extraEnvironment.put(name, value));
  }

  /** With other brokers. */
  public LocalSettings withKafka(KafkaLayout layout) {
    return with(draft -> draft.kafka = layout);
  }

  /** With other services than the project's, for instance a part of them. */
  public LocalSettings withServices(List<ServiceDefinition> chosen) {
    return with(draft -> draft.services = () -> chosen);
  }

  /** With events kept for so long, or as before where it is chosen already. */
  LocalSettings withEventRetentionUnlessChosen(EventRetention before) {
    return extraEnvironment.containsKey(EVENT_RETENTION) ? this : withEventRetention(before);
  }

  /** With events kept for so long. */
  public LocalSettings withEventRetention(EventRetention chosen) {
    return withEnvironment(EVENT_RETENTION, chosen.toString());
  }

  /** How long events are kept. */
  EventRetention eventRetention() {
    return EventRetention.of(
        extraEnvironment.getOrDefault(EVENT_RETENTION, EventRetention.STANDARD.toString()));
  }

  private LocalSettings with(Consumer<Draft> change) {
    Draft draft = new Draft(this);
    change.accept(draft);
    return new LocalSettings(
        data,
        draft.ports,
        draft.anyPorts,
        draft.region,
        draft.partitions,
        draft.startPatience,
        draft.extraEnvironment,
        draft.kafka,
        draft.services);
  }

  /** What may be chosen otherwise. */
  private static final class Draft {
    private final Map<Port, Integer> ports = new EnumMap<>(Port.class);
    private final Map<String, String> extraEnvironment;
    private boolean anyPorts;
    private String region;
    private int partitions;
    private Duration startPatience;
    private KafkaLayout kafka;
    private Supplier<List<ServiceDefinition>> services;

    Draft(LocalSettings settings) {
      ports.putAll(settings.ports);
      extraEnvironment = new HashMap<>(settings.extraEnvironment);
      anyPorts = settings.anyPorts;
      region = settings.region;
      partitions = settings.partitions;
      startPatience = settings.startPatience;
      kafka = settings.kafka;
      services = settings.services;
    }
  }
}
