package org.postroom.directory.authentication.application;

import io.netty.util.NetUtil;
import java.util.HexFormat;

/**
 * Where an attempt comes from, as limits see it: an IPv4 address, the /64 network of an IPv6
 * address (which one household or machine has whole), or any other text as it stands.
 */
record SourceAddress(String key) {
  private static final int IPV4_BYTES = 4;
  private static final int IPV6_BYTES = 16;
  private static final int NETWORK_BYTES = 8;
  private static final int MAPPED_BYTES = 12;
  private static final int MAX_LENGTH = 64;

  /** The source a mail server names. */
  static SourceAddress of(String text) {
    byte[] bytes = NetUtil.createByteArrayFromIpAddressString(text);
    if (bytes != null && bytes.length == IPV4_BYTES) {
      return new SourceAddress(hex(bytes, 0, IPV4_BYTES));
    }
    if (bytes != null && bytes.length == IPV6_BYTES) {
      return isMapped(bytes)
          ? new SourceAddress(hex(bytes, MAPPED_BYTES, IPV6_BYTES))
          : new SourceAddress(hex(bytes, 0, NETWORK_BYTES));
    }
    return new SourceAddress(text.length() > MAX_LENGTH ? text.substring(0, MAX_LENGTH) : text);
  }

  private static boolean isMapped(byte[] bytes) {
    for (int i = 0; i < MAPPED_BYTES; i++) {
      if (bytes[i] != (i < MAPPED_BYTES - 2 ? 0 : (byte) 0xff)) {
        return false;
      }
    }
    return true;
  }

  private static String hex(byte[] bytes, int from, int to) {
    return HexFormat.of().formatHex(bytes, from, to);
  }
}
