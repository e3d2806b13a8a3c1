package org.postroom.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import java.util.function.IntPredicate;
import org.junit.jupiter.api.Test;

class PortsTest {
  private static final IntPredicate ALL_FREE = port -> true;

  @Test
  void standardPortsWhenNothingIsSaid() {
    Ports ports = Ports.choose(Map.of(), Map.of(), ALL_FREE, () -> 25_000);
    assertThat(ports.of(Port.GATEWAY)).isEqualTo(8080);
    assertThat(ports.of(Port.POSTGRES)).isEqualTo(15432);
  }

  @Test
  void aWishIsStrongerThanMemoryAndMemoryThanTheStandard() {
    Ports ports =
        Ports.choose(
            Map.of(Port.GATEWAY, 9000),
            Map.of(Port.GATEWAY, 9001, Port.KAFKA, 9002),
            ALL_FREE,
            () -> 25_000);
    assertThat(ports.of(Port.GATEWAY)).isEqualTo(9000);
    assertThat(ports.of(Port.KAFKA)).isEqualTo(9002);
  }

  @Test
  void aBusyInternalPortGivesWay() {
    Ports ports = Ports.choose(Map.of(), Map.of(), port -> port != 8081, () -> 25_000);
    assertThat(ports.of(Port.DIRECTORY)).isEqualTo(25_000);
  }

  @Test
  void aStandardPortThatTheCallerWantsForAnotherPartGivesWay() {
    Ports ports = Ports.choose(Map.of(Port.GATEWAY, 8081), Map.of(), ALL_FREE, () -> 25_000);
    assertThat(ports.of(Port.GATEWAY)).isEqualTo(8081);
    assertThat(ports.of(Port.DIRECTORY)).isEqualTo(25_000);
  }

  @Test
  void aBusyGatewayPortNamesItsOption() {
    assertThatThrownBy(() -> Ports.choose(Map.of(), Map.of(), port -> port != 8080, () -> 25_000))
        .isInstanceOf(InstallationException.class)
        .hasMessageContaining("--gateway-port");
  }

  @Test
  void aBusyPortThatWasWishedForNamesItsOption() {
    assertThatThrownBy(
            () ->
                Ports.choose(
                    Map.of(Port.KAFKA, 9999), Map.of(), port -> port != 9999, () -> 25_000))
        .isInstanceOf(InstallationException.class)
        .hasMessageContaining("--kafka-port");
  }
}
