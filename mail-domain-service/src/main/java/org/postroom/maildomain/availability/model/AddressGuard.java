package org.postroom.maildomain.availability.model;

import java.net.InetAddress;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Which addresses the installation calls at a user's wish: those of the public Internet, and what
 * its operator allows. Everything that leads back to the installation's own machine or network is
 * refused, so that nobody reaches through it what he could not reach himself.
 */
public final class AddressGuard {
  /** IANA's special-purpose ranges, and a cloud's metadata address outside of them. */
  private static final List<AddressRange> NOT_PUBLIC =
      Stream.of(
              "0.0.0.0/8",
              "10.0.0.0/8",
              "100.64.0.0/10",
              "127.0.0.0/8",
              "168.63.129.16/32",
              "169.254.0.0/16",
              "172.16.0.0/12",
              "192.0.0.0/24",
              "192.0.2.0/24",
              "192.88.99.0/24",
              "192.168.0.0/16",
              "198.18.0.0/15",
              "198.51.100.0/24",
              "203.0.113.0/24",
              "224.0.0.0/4",
              "240.0.0.0/4",
              "::/96",
              "64:ff9b:1::/48",
              "100::/64",
              "2001::/23",
              "2001:db8::/32",
              "3fff::/20",
              "5f00::/16",
              "fc00::/7",
              "fe80::/10",
              "fec0::/10",
              "ff00::/8")
          .map(AddressRange::of)
          .toList();

  /** Ranges of IPv6 whose addresses lead to one of IPv4, and where that begins. */
  private static final AddressRange MAPPED = AddressRange.of("0:0:0:0:0:0:0:0/80");

  private static final AddressRange TRANSLATED = AddressRange.of("64:ff9b::/96");
  private static final AddressRange SIX_TO_FOUR = AddressRange.of("2002::/16");

  private final Set<String> allowedHosts = new HashSet<>();
  private final List<AddressRange> allowedRanges = new ArrayList<>();

  /**
   * A guard that allows some more.
   *
   * @param allowed host names, addresses and CIDR ranges
   * @throws IllegalArgumentException when an entry is none of these
   */
  public AddressGuard(List<String> allowed) {
    for (String entry : allowed) {
      String text = entry.strip().toLowerCase(Locale.ROOT);
      Optional<AddressRange> range = AddressRange.parse(text);
      if (range.isPresent()) {
        allowedRanges.add(range.get());
      } else if (text.matches("[a-z0-9_-]+(\\.[a-z0-9_-]+)*\\.?") && !text.matches("[0-9.]+")) {
        allowedHosts.add(withoutDot(text));
      } else {
        throw new IllegalArgumentException(
            entry + " is neither a host name nor an address nor a CIDR range");
      }
    }
  }

  /**
   * Whether this address may be called.
   *
   * @param host the name under which it was found
   */
  public boolean permits(String host, InetAddress address) {
    byte[] bytes = address.getAddress();
    return allowedHosts.contains(withoutDot(host.toLowerCase(Locale.ROOT)))
        || isIn(allowedRanges, bytes)
        || isPublic(bytes);
  }

  private boolean isPublic(byte[] address) {
    byte[] inside = embedded(address);
    return inside == null
        ? !isIn(NOT_PUBLIC, address)
        : isIn(allowedRanges, inside) || !isIn(NOT_PUBLIC, inside);
  }

  /** The address of IPv4 that one of IPv6 leads to; null when it leads to none. */
  private static byte[] embedded(byte[] address) {
    if (SIX_TO_FOUR.contains(address)) {
      return Arrays.copyOfRange(address, 2, 6);
    }
    boolean mapped =
        MAPPED.contains(address) && address[10] == (byte) 0xff && address[11] == (byte) 0xff;
    return mapped || TRANSLATED.contains(address) ? Arrays.copyOfRange(address, 12, 16) : null;
  }

  private static boolean isIn(List<AddressRange> ranges, byte[] address) {
    return ranges.stream().anyMatch(range -> range.contains(address));
  }

  private static String withoutDot(String host) {
    return host.endsWith(".") ? host.substring(0, host.length() - 1) : host;
  }
}
