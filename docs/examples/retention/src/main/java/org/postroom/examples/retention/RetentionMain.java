package org.postroom.examples.retention;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.postroom.examples.retention.Retention.Loss;

/** Follows the events up to their present end, then says what a mailbox would lose. */
public final class RetentionMain {
  private static final String TOPIC = "policy.events.v1";
  private static final Duration POLL = Duration.ofMillis(200);
  private static final int ARGUMENTS = 3;

  private RetentionMain() {}

  public static void main(String[] arguments) throws IOException {
    if (arguments.length != ARGUMENTS) {
      System.err.println("usage: run BOOTSTRAP_SERVERS ORGANIZATION_ID DAY < listing.csv");
      System.exit(2);
    }
    Retention policy = read(arguments[0], arguments[1]);
    List<String> lines;
    try (BufferedReader in = new BufferedReader(new InputStreamReader(System.in, UTF_8))) {
      lines = in.lines().toList();
    }
    for (Loss loss : policy.lossesOn(LocalDate.parse(arguments[2]), Listing.read(lines))) {
      System.out.printf(
          "%s %s/%s: due %s, gone by %s%n",
          loss.action(), loss.item().folder(), loss.item().id(), loss.due(), loss.goneBy());
    }
  }

  private static Retention read(String servers, String organizationId) throws IOException {
    PolicyEvents events = new PolicyEvents();
    ObjectMapper json = new ObjectMapper();
    try (KafkaConsumer<String, byte[]> consumer =
        new KafkaConsumer<>(
            Map.of("bootstrap.servers", servers),
            new StringDeserializer(),
            new ByteArrayDeserializer())) {
      List<TopicPartition> partitions =
          consumer.partitionsFor(TOPIC).stream()
              .map(info -> new TopicPartition(TOPIC, info.partition()))
              .toList();
      Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
      while (partitions.stream().anyMatch(it -> consumer.position(it) < ends.get(it))) {
        for (ConsumerRecord<String, byte[]> event : consumer.poll(POLL)) {
          if (organizationId.equals(event.key())) {
            events.apply(
                header(event.headers(), "ce_type"),
                Long.parseLong(header(event.headers(), "ce_epoch")),
                Long.parseLong(header(event.headers(), "ce_sequence")),
                json.readTree(event.value()));
          }
        }
      }
    }
    return events.policy();
  }

  private static String header(Headers headers, String name) {
    return new String(headers.lastHeader(name).value(), UTF_8);
  }
}
