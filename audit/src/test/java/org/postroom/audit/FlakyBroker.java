package org.postroom.audit;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.Callback;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** A broker in the JVM that may stop answering; producers that wait for it go on when it does. */
final class FlakyBroker {
  private final List<ChainEntry> taken = new ArrayList<>();
  private final List<Waiting> producers = new ArrayList<>();
  private boolean hangs;
  private int sound = Integer.MAX_VALUE;

  /** After so many more records producers fail as nobody expects them to. */
  synchronized void breakAfter(int records) {
    sound = records;
  }

  synchronized void hang() {
    hangs = true;
  }

  synchronized void recover() {
    hangs = false;
    producers.forEach(Waiting::deliver);
  }

  /** What was taken of a writer, in order. */
  synchronized List<ChainEntry> entries(String writer) {
    return taken.stream().filter(entry -> entry.writer().equals(writer)).toList();
  }

  synchronized Producer<String, byte[]> producer() {
    Waiting producer = new Waiting();
    producers.add(producer);
    return producer;
  }

  private final class Waiting extends MockProducer<String, byte[]> {
    private final Deque<ProducerRecord<String, byte[]>> waiting = new ArrayDeque<>();

    Waiting() {
      super(false, null, new StringSerializer(), new ByteArraySerializer());
    }

    @Override
    public Future<RecordMetadata> send(ProducerRecord<String, byte[]> record, Callback callback) {
      synchronized (FlakyBroker.this) {
        if (sound-- <= 0) {
          throw new UnsupportedOperationException("a fault of the program");
        }
        Future<RecordMetadata> sent = super.send(record, callback);
        waiting.add(record);
        if (!hangs) {
          deliver();
        }
        return sent;
      }
    }

    @Override
    public Future<RecordMetadata> send(ProducerRecord<String, byte[]> record) {
      return send(record, null);
    }

    private void deliver() {
      while (!waiting.isEmpty()) {
        take(waiting.poll());
        completeNext();
      }
    }

    @Override
    public void close(Duration timeout) {
      synchronized (FlakyBroker.this) {
        waiting.clear();
        while (errorNext(new KafkaException("closed"))) {
          // All that is on its way fails.
        }
      }
      super.close(timeout);
    }
  }

  private void take(ProducerRecord<String, byte[]> record) {
    taken.add(
        ChainEntry.read(
            name -> {
              Header header = record.headers().lastHeader(name);
              return header == null ? null : header.value();
            },
            record.value()));
  }
}
