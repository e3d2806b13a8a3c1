package org.postroom.contract.message;

/**
 * Where a gateway reads the reply to a command: a partition of {@link Topics#REPLIES} and its own
 * id, because gateways may share a partition.
 */
public record ReplyAddress(int partition, String gatewayId) {}
