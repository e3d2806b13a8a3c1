package org.postroom.gateway.dispatch;

import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.header.Header;
import org.eclipse.microprofile.reactive.messaging.Incoming;
import org.jboss.logging.Logger;
import org.postroom.contract.message.MessageHeader;
import org.postroom.contract.message.ReplyEnvelope;

/** Reads the replies that are addressed to this gateway. */
@ApplicationScoped
public class ReplyConsumer {
  private static final Logger LOG = Logger.getLogger(ReplyConsumer.class);

  private final byte[] gatewayId;
  private final CommandBus bus;
  private final KafkaProbe probe;

  ReplyConsumer(ReplyPlace place, CommandBus bus, KafkaProbe probe) {
    this.gatewayId = place.address().gatewayId().getBytes(StandardCharsets.UTF_8);
    this.bus = bus;
    this.probe = probe;
  }

  @Incoming("replies")
  void onReplies(ConsumerRecords<String, byte[]> records) {
    for (ConsumerRecord<String, byte[]> record : records) {
      Header gateway = record.headers().lastHeader(MessageHeader.REPLY_GATEWAY);
      if (gateway != null && Arrays.equals(gateway.value(), gatewayId)) {
        take(record);
      }
    }
  }

  /** A reply that cannot be read answers nobody: its call runs into its deadline. */
  private void take(ConsumerRecord<String, byte[]> record) {
    try {
      ReplyEnvelope reply =
          ReplyEnvelope.read(
              name -> {
                Header header = record.headers().lastHeader(name);
                return header == null ? null : header.value();
              },
              record.value());
      if (reply == null) {
        LOG.warnf("Reply without id or value dropped: offset=%d", record.offset());
      } else if (reply.requestId().equals(KafkaProbe.REQUEST_ID)) {
        probe.arrived();
      } else {
        bus.onReply(reply);
      }
    } catch (RuntimeException e) {
      LOG.errorf(e, "Reply cannot be read: offset=%d", record.offset());
    }
  }
}
