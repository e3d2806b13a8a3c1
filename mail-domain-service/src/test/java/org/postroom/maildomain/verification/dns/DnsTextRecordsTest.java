package org.postroom.maildomain.verification.dns;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.net.DatagramSocket;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.postroom.maildomain.testing.DnsServer;

/** Against a DNS server in this JVM. */
class DnsTextRecordsTest {
  private static final Duration TIMEOUT = Duration.ofMillis(500);

  private DnsServer server;

  @BeforeEach
  void begin() throws Exception {
    server = new DnsServer(0);
  }

  @AfterEach
  void end() {
    server.close();
  }

  @Test
  void everyTextOfANameIsReadInOnePiece() throws Exception {
    String lengthy = "v=DKIM1; k=rsa; p=" + "MIIB".repeat(90);
    server.txt("a.example.com", lengthy);
    server.txt("a.example.com", "another");
    assertThat(records().at("A.example.com").orElseThrow())
        .containsExactlyInAnyOrder(lengthy, "another");
  }

  @Test
  void aliasesAreFollowed() throws Exception {
    server.cname("one._domainkey.example.com", "one.keys.operator.net");
    server.cname("one.keys.operator.net", "one.store.operator.net");
    assertThat(records().at("one._domainkey.example.com")).contains(List.of());
    server.txt("one.store.operator.net", "p=KEY");
    assertThat(records().at("one._domainkey.example.com")).contains(List.of("p=KEY"));
  }

  @Test
  void aliasesInACircleLeadNowhere() throws Exception {
    server.cname("one.example.com", "two.example.com");
    server.cname("two.example.com", "one.example.com");
    assertThat(records().at("one.example.com")).contains(List.of());
  }

  @Test
  void whatIsNotThereIsNotThere() throws Exception {
    assertThat(records().at("no.example.com")).contains(List.of());
    server.cname("other.example.com", "no.example.com");
    assertThat(records().at("other.example.com")).contains(List.of());
  }

  @Test
  void aResolverThatFailsOrIsAwaySaysNothing() throws Exception {
    server.txt("a.example.com", "text");
    server.fail(true);
    assertThat(records().at("a.example.com")).isEmpty();
    server.fail(false);
    assertThat(records().at("a.example.com")).isPresent();
    try (DatagramSocket silent = new DatagramSocket()) {
      String away = "127.0.0.1:" + silent.getLocalPort();
      assertThat(new DnsTextRecords(List.of(away), TIMEOUT).at("a.example.com")).isEmpty();
      assertThat(new DnsTextRecords(List.of(away, server.address()), TIMEOUT).at("a.example.com"))
          .contains(List.of("text"));
    }
  }

  @Test
  void resolversAreHostsWithOrWithoutPorts() {
    assertThat(DnsTextRecords.socketAddress("192.0.2.1").getPort()).isEqualTo(53);
    assertThat(DnsTextRecords.socketAddress("[2001:db8::1]:5353").getPort()).isEqualTo(5353);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> DnsTextRecords.socketAddress("2001:db8::1:x"));
  }

  private DnsTextRecords records() throws Exception {
    return new DnsTextRecords(List.of(server.address()), TIMEOUT);
  }
}
