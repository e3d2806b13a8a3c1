package org.postroom.gateway.limit;

import io.netty.util.NetUtil;
import java.util.Arrays;
import java.util.HexFormat;

/** Whom a source address stands for. */
public final class SourceAddress {
  private static final int NETWORK_BYTES = 8;
  private static final int IPV6_BYTES = 16;

  private SourceAddress() {}

  /**
   * The key that counts for an address: itself, and for IPv6 the /64 network, of which a single
   * machine has as many addresses as it likes.
   */
  public static String keyOf(String address) {
    if (address == null || address.indexOf(':') < 0) {
      return address == null ? "" : address;
    }
    byte[] bytes = NetUtil.createByteArrayFromIpAddressString(address);
    return bytes == null || bytes.length != IPV6_BYTES
        ? address
        : HexFormat.of().formatHex(Arrays.copyOf(bytes, NETWORK_BYTES));
  }
}
