package org.postroom.policy.access.model;

import java.util.Arrays;
import java.util.List;

/**
 * A set of IPv4 addresses, made of CIDR ranges and looked through by bisection: overlapping ranges
 * are one, so that its size does not matter much. Addresses are their 32 bits.
 */
final class IpRanges {
  private static final int ADDRESS_BITS = 32;

  /** Turns the unsigned order of addresses into the signed order of numbers. */
  private static final int ORDERED = Integer.MIN_VALUE;

  private final int[] firsts;
  private final int[] lasts;

  private IpRanges(int[] firsts, int[] lasts) {
    this.firsts = firsts;
    this.lasts = lasts;
  }

  /**
   * The addresses of all of these ranges; bits of a range behind its prefix do not count.
   *
   * @throws IllegalArgumentException for what is no range
   */
  static IpRanges of(List<String> cidrs) {
    long[] ranges = new long[cidrs.size()];
    for (int i = 0; i < ranges.length; i++) {
      ranges[i] = range(cidrs.get(i));
    }
    Arrays.sort(ranges);
    int[] firsts = new int[ranges.length];
    int[] lasts = new int[ranges.length];
    int merged = 0;
    for (long range : ranges) {
      int first = (int) (range >> ADDRESS_BITS);
      int last = (int) range ^ ORDERED;
      if (merged > 0 && first <= lasts[merged - 1]) {
        lasts[merged - 1] = Math.max(lasts[merged - 1], last);
      } else {
        firsts[merged] = first;
        lasts[merged++] = last;
      }
    }
    return new IpRanges(Arrays.copyOf(firsts, merged), Arrays.copyOf(lasts, merged));
  }

  /** Whether an address is in it. */
  boolean contains(int address) {
    int ordered = address ^ ORDERED;
    int index = Arrays.binarySearch(firsts, ordered);
    // Not found: the range before the place where it would be inserted.
    int candidate = index >= 0 ? index : -index - 2;
    return candidate >= 0 && ordered <= lasts[candidate];
  }

  /** How many numbers it keeps in memory. */
  int size() {
    return firsts.length + lasts.length;
  }

  /** The bits of a dotted address. */
  static int address(String text) {
    return address(text, text.length());
  }

  /** The first address in the upper half, in order as a signed number; the last one below. */
  private static long range(String cidr) {
    int slash = cidr.indexOf('/');
    if (slash < 0) {
      throw new IllegalArgumentException("no prefix length");
    }
    int length = Integer.parseInt(cidr, slash + 1, cidr.length(), 10);
    if (length < 0 || length > ADDRESS_BITS) {
      throw new IllegalArgumentException("no prefix length");
    }
    int mask = length == 0 ? 0 : -1 << ADDRESS_BITS - length;
    int first = address(cidr, slash) & mask;
    int last = first | ~mask;
    return (long) (first ^ ORDERED) << ADDRESS_BITS | Integer.toUnsignedLong(last);
  }

  private static int address(String text, int end) {
    int address = 0;
    int octets = 0;
    int from = 0;
    while (from <= end) {
      int dot = text.indexOf('.', from);
      int to = dot < 0 || dot > end ? end : dot;
      int octet = Integer.parseInt(text, from, to, 10);
      if (octet < 0 || octet > 255) {
        throw new IllegalArgumentException("no IPv4 address");
      }
      address = address << 8 | octet;
      octets++;
      from = to + 1;
    }
    if (octets != 4) {
      throw new IllegalArgumentException("no IPv4 address");
    }
    return address;
  }
}
