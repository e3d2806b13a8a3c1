package org.postroom.export.imap;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16BE;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.util.Base64;

/** The encoding of folder names in IMAP (RFC 3501, section 5.1.3). */
final class ModifiedUtf7 {
  private ModifiedUtf7() {}

  /**
   * The name that people read. Servers that send UTF-8 unasked are understood, and a name that is
   * neither is taken as it is.
   */
  static String decode(String raw) {
    if (raw.chars().anyMatch(c -> c > 0x7e)) {
      return utf8(raw);
    }
    StringBuilder name = new StringBuilder();
    int at = 0;
    while (at < raw.length()) {
      char next = raw.charAt(at);
      if (next != '&') {
        name.append(next);
        at++;
        continue;
      }
      int end = raw.indexOf('-', at);
      if (end < 0) {
        return raw;
      }
      if (end == at + 1) {
        name.append('&');
      } else {
        try {
          byte[] bytes = Base64.getDecoder().decode(raw.substring(at + 1, end).replace(',', '/'));
          name.append(UTF_16BE.newDecoder().decode(ByteBuffer.wrap(bytes)));
        } catch (IllegalArgumentException | CharacterCodingException e) {
          return raw;
        }
      }
      at = end + 1;
    }
    return name.toString();
  }

  private static String utf8(String raw) {
    try {
      return UTF_8.newDecoder().decode(ByteBuffer.wrap(raw.getBytes(ISO_8859_1))).toString();
    } catch (CharacterCodingException e) {
      return raw;
    }
  }
}
