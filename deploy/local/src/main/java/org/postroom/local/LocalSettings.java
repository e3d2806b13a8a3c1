package org.postroom.local;

import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
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
        16,
        Duration.ofSeconds(300),
        Map.of(),
        KafkaLayout.STANDARD,
        () -> ServiceDefinition.of(ProjectDirectory.find()));
  }

  /** With one port chosen. */
  public LocalSettings withPort(Port port, int number) {
    Map<Port, Integer> chosen = new EnumMap<>(Port.class);
    chosen.putAll(ports);
    chosen.put(port, number);
    return new LocalSettings(
        data,
        chosen,
        anyPorts,
        region,
        partitions,
        startPatience,
        extraEnvironment,
        kafka,
        services);
  }

  /** With free ports taken at random, for tests that run beside others. */
  public LocalSettings withAnyPorts() {
    return new LocalSettings(
        data, ports, true, region, partitions, startPatience, extraEnvironment, kafka, services);
  }

  public LocalSettings withRegion(String chosen) {
    return new LocalSettings(
        data,
        ports,
        anyPorts,
        chosen,
        partitions,
        startPatience,
        extraEnvironment,
        kafka,
        services);
  }

  public LocalSettings withStartPatience(Duration patience) {
    return new LocalSettings(
        data, ports, anyPorts, region, partitions, patience, extraEnvironment, kafka, services);
  }

  /** With one more environment variable for every service. */
  public LocalSettings withEnvironment(String name, String value) {
    Map<String, String> environment = new HashMap<>(extraEnvironment);
    environment.put(name, value);
    return new LocalSettings(
        data, ports, anyPorts, region, partitions, startPatience, environment, kafka, services);
  }

  /** With other brokers. */
  public LocalSettings withKafka(KafkaLayout layout) {
    return new LocalSettings(
        data,
        ports,
        anyPorts,
        region,
        partitions,
        startPatience,
        extraEnvironment,
        layout,
        services);
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

  /** With other services than the project's, for instance a part of them. */
  public LocalSettings withServices(List<ServiceDefinition> chosen) {
    return new LocalSettings(
        data,
        ports,
        anyPorts,
        region,
        partitions,
        startPatience,
        extraEnvironment,
        kafka,
        () -> chosen);
  }
}
