package org.postroom.gateway.dispatch;

import io.quarkus.runtime.configuration.ConfigurationException;
import io.smallrye.common.annotation.Identifier;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalInt;
import java.util.UUID;
import org.apache.kafka.common.utils.Utils;
import org.postroom.contract.message.ReplyAddress;
import org.postroom.contract.message.Topics;
import org.postroom.gateway.config.GatewayConfig;
import org.postroom.transport.KafkaConnection;

/**
 * Where this gateway reads its replies: one partition of the reply topic, assigned and not
 * subscribed, so that no group can move it away, from its end on. Several gateways may share a
 * partition; each has an id of its own and picks what is addressed to it. A partition that the
 * topic does not have ends the start: no reply would ever come.
 */
@Singleton
public class ReplyPlace {
  private final ReplyAddress address;
  private final KafkaConnection kafka;

  ReplyPlace(GatewayConfig config, KafkaConnection kafka) {
    this.kafka = kafka;
    this.address =
        address(config.gateway().replyPartition(), config.topics().partitions(), UUID.randomUUID());
  }

  /** The partition that was chosen, or any. */
  static ReplyAddress address(OptionalInt chosen, int partitions, UUID gateway) {
    int partition = chosen.orElse(Utils.toPositive(gateway.hashCode()) % partitions);
    if (partition < 0 || partition >= partitions) {
      throw new ConfigurationException(
          ("postroom.gateway.reply-partition is %d, and %s has the partitions 0 to %d:"
                  + " there are more gateways than that.")
              .formatted(partition, Topics.REPLIES, partitions - 1));
    }
    return new ReplyAddress(partition, gateway.toString());
  }

  /** The id of this start of the gateway. */
  public String gatewayId() {
    return address.gatewayId();
  }

  /** What a command carries so that its reply comes here. */
  ReplyAddress address() {
    return address;
  }

  /** The part of the reply channel's configuration that is known at run time only. */
  @Produces
  @Singleton
  @Identifier("replies")
  Map<String, Object> channel() {
    Map<String, Object> settings = new HashMap<>(kafka.settings());
    settings.put("assign-seek", address.partition() + ":-1");
    return settings;
  }
}
