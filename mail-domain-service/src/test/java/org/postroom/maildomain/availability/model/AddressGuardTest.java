package org.postroom.maildomain.availability.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which addresses are called at a user's wish. */
class AddressGuardTest {
  private static final String HOST = "mail.partner.example";

  private final AddressGuard guard = new AddressGuard(List.of());

  @ParameterizedTest
  @CsvSource({
    "unspecified, 0.0.0.0",
    "this network, 0.1.2.3",
    "loopback, 127.0.0.1",
    "loopback, 127.255.255.254",
    "private, 10.0.0.1",
    "private, 172.16.0.1",
    "private, 172.31.255.254",
    "private, 192.168.1.1",
    "shared behind a carrier's NAT, 100.64.0.1",
    "shared behind a carrier's NAT, 100.127.255.254",
    "Alibaba's metadata, 100.100.100.200",
    "link-local, 169.254.0.1",
    "metadata of most clouds, 169.254.169.254",
    "Azure's wire server, 168.63.129.16",
    "Oracle's metadata, 192.0.0.192",
    "documentation, 192.0.2.1",
    "documentation, 198.51.100.1",
    "documentation, 203.0.113.1",
    "benchmarks, 198.18.0.1",
    "benchmarks, 198.19.255.254",
    "multicast, 224.0.0.1",
    "multicast, 239.255.255.255",
    "reserved, 240.0.0.1",
    "broadcast, 255.255.255.255",
    "unspecified, ::",
    "loopback, ::1",
    "IPv4-compatible, ::8.8.8.8",
    "unique local, fc00::1",
    "unique local, fdff::1",
    "AWS's metadata, fd00:ec2::254",
    "link-local, fe80::1",
    "link-local, febf::1",
    "site-local, fec0::1",
    "multicast, ff02::1",
    "documentation, 2001:db8::1",
    "Teredo, 2001::1",
    "discard, 100::1",
    "translated loopback, 64:ff9b::7f00:1",
    "translated metadata, 64:ff9b::a9fe:a9fe",
    "translated locally, 64:ff9b:1::1",
    "6to4 of a private address, 2002:a00:1::1",
    "6to4 of loopback, 2002:7f00:1::1"
  })
  void whatIsNotPublicIsRefused(String what, String address) throws UnknownHostException {
    assertThat(guard.permits(HOST, InetAddress.getByName(address))).as(what).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "1.1.1.1",
        "9.255.255.255",
        "11.0.0.0",
        "100.63.255.255",
        "100.128.0.0",
        "126.255.255.255",
        "128.0.0.1",
        "169.253.255.255",
        "172.15.255.255",
        "172.32.0.0",
        "192.167.255.255",
        "192.169.0.0",
        "223.255.255.255",
        "2606:4700::1111",
        "2001:4860:4860::8888",
        "64:ff9b::101:101",
        "2002:101:101::1"
      })
  void whatIsPublicIsCalled(String address) throws UnknownHostException {
    assertThat(guard.permits(HOST, InetAddress.getByName(address))).isTrue();
  }

  @Test
  void anIpv4AddressMappedIntoIpv6IsJudgedAsWhatItIs() throws UnknownHostException {
    byte[] mapped = new byte[16];
    mapped[10] = (byte) 0xff;
    mapped[11] = (byte) 0xff;
    mapped[12] = 127;
    mapped[15] = 1;
    // Java makes an address of IPv4 of it.
    assertThat(guard.permits(HOST, InetAddress.getByAddress(mapped))).isFalse();
    assertThat(
            new AddressGuard(List.of("127.0.0.1")).permits(HOST, InetAddress.getByAddress(mapped)))
        .isTrue();
  }

  @ParameterizedTest
  @CsvSource({
    "127.0.0.0/8, 127.1.2.3, true",
    "127.0.0.0/8, ::1, false",
    "::1, ::1, true",
    "10.1.2.3, 10.1.2.3, true",
    "10.1.2.3, 10.1.2.4, false",
    "10.1.2.0/23, 10.1.3.255, true",
    "10.1.2.0/23, 10.1.4.0, false",
    "10.1.2.128/25, 10.1.2.127, false",
    "10.1.2.128/25, 10.1.2.200, true",
    "fd12:3456::/32, fd12:3456:1::1, true",
    "fd12:3456::/32, fd12:3457::1, false",
    "10.0.0.0/8, 64:ff9b::a00:1, true",
    "0.0.0.0/0, 169.254.169.254, true",
    "mail.partner.example, 10.0.0.1, true",
    "MAIL.Partner.example., 10.0.0.1, true",
    "partner.example, 10.0.0.1, false",
    "xmail.partner.example, 10.0.0.1, false"
  })
  void theOperatorAllowsHostsAddressesAndRanges(String entry, String address, boolean allowed)
      throws UnknownHostException {
    assertThat(
            new AddressGuard(List.of("intranet.example", entry))
                .permits(HOST, InetAddress.getByName(address)))
        .isEqualTo(allowed);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "10.0.0.0/33",
        "10.0.0/8",
        "10.0.0.256",
        "::1/129",
        "10.0.0.0/",
        "10.0.0.0/-1",
        "http://a.example",
        "a..b",
        "*.example",
        "1234"
      })
  void anythingElseStopsTheStart(String entry) {
    assertThatIllegalArgumentException().isThrownBy(() -> new AddressGuard(List.of(entry)));
  }
}
