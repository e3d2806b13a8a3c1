package org.postroom.examples.subscriber;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.postroom.examples.subscriber.Subscriber.header;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;

/** Prints an organization's events, one a line; status 3 when events are missing. */
public final class SubscriberMain {
  private static final int ARGUMENTS = 3;
  private static final String TO_END = "--to-end";

  private SubscriberMain() {}

  public static void main(String[] arguments) throws IOException {
    List<String> given = List.of(arguments);
    boolean isToEnd = given.size() == ARGUMENTS + 1 && TO_END.equals(given.get(ARGUMENTS));
    if (given.size() != ARGUMENTS && !isToEnd) {
      System.err.println(
          "usage: run BOOTSTRAP_SERVERS ORGANIZATION_ID BOOKMARK_FILE [" + TO_END + "]");
      System.exit(2);
    }
    Map<String, Object> settings =
        Map.of("bootstrap.servers", given.get(0), "auto.offset.reset", "none");
    try (KafkaConsumer<String, byte[]> kafka =
        new KafkaConsumer<>(settings, new StringDeserializer(), new ByteArrayDeserializer())) {
      Subscriber subscriber =
          new Subscriber(
              kafka, given.get(1), Bookmark.open(Path.of(given.get(2))), SubscriberMain::print);
      subscriber.start();
      do {
        subscriber.turn();
      } while (!isToEnd || !subscriber.isAtEnd());
    } catch (EventsMissing e) {
      System.err.println(e.getMessage());
      System.exit(3);
    }
  }

  private static void print(ConsumerRecord<String, byte[]> event) {
    System.out.printf(
        "%s %s/%s %s %s%n",
        header(event.headers(), "ce_time"),
        header(event.headers(), "ce_epoch"),
        header(event.headers(), "ce_sequence"),
        header(event.headers(), "ce_type"),
        new String(event.value(), UTF_8));
  }
}
