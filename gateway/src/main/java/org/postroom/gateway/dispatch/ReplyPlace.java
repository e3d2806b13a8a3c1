package org.postroom.gateway.dispatch;

import io.smallrye.common.annotation.Identifier;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.common.utils.Utils;
import org.postroom.contract.message.ReplyAddress;
import org.postroom.gateway.config.GatewayConfig;
import org.postroom.transport.KafkaConnection;

/**
 * Where this gateway reads its replies: one partition of the reply topic, assigned and not
 * subscribed, so that no group can move it away, from its end on. Several gateways may share a
 * partition; each has an id of its own and picks what is addressed to it.
 */
@Singleton
public class ReplyPlace {
  private final ReplyAddress address;
  private final KafkaConnection kafka;

  ReplyPlace(GatewayConfig config, KafkaConnection kafka) {
    this.kafka = kafka;
    String gatewayId = UUID.randomUUID().toString();
    int derived =
        Utils.toPositive(gatewayId.hashCode()) % Math.max(1, config.topics().partitions());
    address = new ReplyAddress(config.gateway().replyPartition().orElse(derived), gatewayId);
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
