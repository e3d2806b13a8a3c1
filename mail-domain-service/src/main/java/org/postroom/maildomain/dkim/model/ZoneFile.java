package org.postroom.maildomain.dkim.model;

import org.postroom.contract.maildomain.DnsRecord;

/** TXT records in the form of zone files (RFC 1035 section 5), with absolute names. */
public final class ZoneFile {
  private static final int LONGEST_STRING = 255;
  private static final int TTL_SECONDS = 3600;

  private ZoneFile() {}

  /** A record's line, with its end; the value is split into strings that fit on the wire. */
  public static String line(DnsRecord txt) {
    StringBuilder line = new StringBuilder(txt.hostname());
    line.append(". ").append(TTL_SECONDS).append(" IN TXT");
    String value = txt.value();
    for (int from = 0; from < value.length(); from += LONGEST_STRING) {
      // The values of keys hold neither quotes nor backslashes.
      line.append(" \"")
          .append(value, from, Math.min(value.length(), from + LONGEST_STRING))
          .append('"');
    }
    return line.append('\n').toString();
  }
}
