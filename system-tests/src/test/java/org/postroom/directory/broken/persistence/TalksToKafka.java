package org.postroom.directory.broken.persistence;

import org.apache.kafka.clients.producer.Producer;

/** Breaks: no service talks to Kafka. */
public interface TalksToKafka {
  Producer<String, byte[]> producer();
}
