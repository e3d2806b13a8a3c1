package org.postroom.gateway.dispatch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quarkus.runtime.configuration.ConfigurationException;
import java.util.OptionalInt;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.postroom.contract.message.ReplyAddress;

class ReplyPlaceTest {
  private static final int PARTITIONS = 4;

  @Test
  void gatewaysWithNumbersHaveAPartitionEach() {
    assertThat(IntStream.range(0, PARTITIONS).map(this::chosen)).containsExactly(0, 1, 2, 3);
  }

  @Test
  void moreGatewaysThanPartitionsDoNotStart() {
    assertThatThrownBy(() -> chosen(PARTITIONS))
        .isInstanceOf(ConfigurationException.class)
        .hasMessage(
            "postroom.gateway.reply-partition is 4, and gateway.replies.v1 has the partitions"
                + " 0 to 3: there are more gateways than that.");
    assertThatThrownBy(() -> chosen(-1)).isInstanceOf(ConfigurationException.class);
  }

  @Test
  void gatewaysWithoutANumberMeetInAnyPartitionAndDifferInTheirIds() {
    assertThat(
            LongStream.range(0, 100)
                .mapToObj(
                    id ->
                        ReplyPlace.address(OptionalInt.empty(), PARTITIONS, new UUID(id, id * 31))))
        .allSatisfy(address -> assertThat(address.partition()).isBetween(0, PARTITIONS - 1))
        .extracting(ReplyAddress::gatewayId)
        .doesNotHaveDuplicates();
  }

  private int chosen(int partition) {
    return ReplyPlace.address(OptionalInt.of(partition), PARTITIONS, new UUID(1, 1)).partition();
  }
}
