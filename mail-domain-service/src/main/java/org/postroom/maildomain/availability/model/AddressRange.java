package org.postroom.maildomain.availability.model;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Optional;
import java.util.regex.Pattern;

/** The addresses that begin with the same bits, of IPv4 or of IPv6. */
final class AddressRange {
  private static final String OCTET = "(?:25[0-5]|2[0-4]\\d|1\\d\\d|[1-9]?\\d)";
  private static final Pattern IPV4 = Pattern.compile(OCTET + "(?:\\." + OCTET + "){3}");
  private static final Pattern IPV6 = Pattern.compile("[0-9A-Fa-f.]*:[0-9A-Fa-f:.]*");

  private final byte[] prefix;
  private final int bits;

  private AddressRange(byte[] prefix, int bits) {
    this.prefix = prefix;
    this.bits = bits;
  }

  /** The range written as an address or in CIDR notation; empty when the text is neither. */
  static Optional<AddressRange> parse(String text) {
    int slash = text.indexOf('/');
    Optional<byte[]> address = literal(slash < 0 ? text : text.substring(0, slash));
    if (address.isEmpty()) {
      return Optional.empty();
    }
    int width = address.get().length * Byte.SIZE;
    if (slash < 0) {
      return Optional.of(new AddressRange(address.get(), width));
    }
    String length = text.substring(slash + 1);
    return length.matches("\\d{1,3}") && Integer.parseInt(length) <= width
        ? Optional.of(new AddressRange(address.get(), Integer.parseInt(length)))
        : Optional.empty();
  }

  /** A range known to be well written. */
  static AddressRange of(String text) {
    return parse(text).orElseThrow(() -> new IllegalArgumentException(text));
  }

  boolean contains(byte[] address) {
    if (address.length != prefix.length) {
      return false;
    }
    int whole = bits / Byte.SIZE;
    for (int i = 0; i < whole; i++) {
      if (address[i] != prefix[i]) {
        return false;
      }
    }
    int rest = bits % Byte.SIZE;
    return rest == 0 || (address[whole] ^ prefix[whole]) >> (Byte.SIZE - rest) == 0;
  }

  /** The bytes of an address literal; a name is never looked up. */
  private static Optional<byte[]> literal(String text) {
    if (!IPV4.matcher(text).matches() && !IPV6.matcher(text).matches()) {
      return Optional.empty();
    }
    try {
      return Optional.of(InetAddress.getByName(text).getAddress());
    } catch (UnknownHostException e) {
      return Optional.empty();
    }
  }
}
