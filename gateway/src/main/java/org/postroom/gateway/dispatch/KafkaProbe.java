package org.postroom.gateway.dispatch;

import static java.nio.charset.StandardCharsets.UTF_8;

import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;
import org.postroom.contract.message.ReplyAddress;
import org.postroom.contract.message.ReplyEnvelope;
import org.postroom.contract.message.Topics;
import org.postroom.gateway.config.GatewayConfig;

/**
 * Knows whether Kafka is there: the gateway keeps sending itself a record on its own reply place.
 * The first one that arrives proves that the place is known; while they do not arrive, commands are
 * refused at once instead of being left to their deadline.
 */
@Singleton
public class KafkaProbe {
  /** The request id of a probe; no caller's, which are UUIDs. */
  static final String REQUEST_ID = "probe";

  private static final Logger LOG = Logger.getLogger(KafkaProbe.class);
  private static final byte[] NOTHING = "{}".getBytes(UTF_8);

  private final ReplyAddress address;
  private final CommandSender sender;
  private final Clock clock;
  private final Duration tolerance;
  private final String bootstrapServers;
  private final AtomicBoolean near = new AtomicBoolean();
  private final AtomicBoolean underWay = new AtomicBoolean();
  private volatile Instant last;
  private volatile Instant sent;
  private Instant started;
  private boolean everReported;

  KafkaProbe(
      GatewayConfig config,
      ReplyPlace place,
      CommandSender sender,
      Clock clock,
      @ConfigProperty(name = "kafka.bootstrap.servers") String bootstrapServers) {
    this.address = place.address();
    this.sender = sender;
    this.clock = clock;
    this.tolerance = config.gateway().probeTolerance();
    this.bootstrapServers = bootstrapServers;
    this.last = Instant.EPOCH;
    this.sent = Instant.EPOCH;
  }

  /** Whether a probe has come back lately. */
  public boolean isNear() {
    return near.get();
  }

  /** Sends the next probe and looks whether the last one came back; called periodically. */
  void tick() {
    Instant now = clock.instant();
    started = started == null ? now : started;
    if (underWay.compareAndSet(false, true)) {
      sent = now;
      ReplyEnvelope probe = new ReplyEnvelope(REQUEST_ID, address.gatewayId(), null, NOTHING);
      ProducerRecord<String, byte[]> record =
          new ProducerRecord<>(Topics.REPLIES, address.partition(), null, probe.body());
      probe.headers().forEach(record.headers()::add);
      sender.send(record, now.plus(tolerance), () -> underWay.set(false));
    } else if (now.isAfter(sent.plus(tolerance))) {
      // Taken by Kafka, but it has not come back: the place was cut off, or its log was lost.
      underWay.set(false);
    }
    boolean quiet = now.isAfter(last.plus(tolerance));
    if (quiet
        && (near.compareAndSet(true, false)
            || !everReported && now.isAfter(started.plus(tolerance)))) {
      everReported = true;
      LOG.errorf(
          "Kafka is away, commands are refused until it is back: bootstrapServers=%s"
              + " topic=%s partition=%d",
          bootstrapServers, Topics.REPLIES, address.partition());
    }
  }

  void arrived() {
    last = clock.instant();
    underWay.set(false);
    if (near.compareAndSet(false, true)) {
      LOG.infof(
          "Kafka is there, replies are read: bootstrapServers=%s topic=%s partition=%d"
              + " gatewayId=%s",
          bootstrapServers, Topics.REPLIES, address.partition(), address.gatewayId());
    }
  }
}
