package org.postroom.gateway.auth;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** The text whose hash SigV4 signs, built from the headers that the caller says it has signed. */
final class CanonicalRequest {
  private static final String UNRESERVED =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_.~";
  private static final char[] HEX = "0123456789ABCDEF".toCharArray();

  private CanonicalRequest() {}

  /** The text; null when a header that counts as signed is not there. */
  static String of(RequestHead head, AuthorizationHeader authorization, byte[] body) {
    StringBuilder text = new StringBuilder(512).append("POST\n/\n");
    query(head.rawQuery(), text);
    text.append('\n');
    for (String name : authorization.signedHeaders()) {
      List<String> values = head.values(name);
      if (values.isEmpty()) {
        return null;
      }
      text.append(name).append(':');
      for (int i = 0; i < values.size(); i++) {
        if (i > 0) {
          text.append(',');
        }
        collapse(values.get(i), text);
      }
      text.append('\n');
    }
    return text.append('\n')
        .append(authorization.joinedSignedHeaders())
        .append('\n')
        .append(Digests.sha256Hex(body))
        .toString();
  }

  /** Appends a header's value without outer blanks, every run of blanks as one space. */
  private static void collapse(String value, StringBuilder text) {
    int start = text.length();
    boolean blank = false;
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      if (c == ' ' || (c >= '\t' && c <= '\r')) {
        blank = text.length() > start;
      } else {
        if (blank) {
          text.append(' ');
          blank = false;
        }
        text.append(c);
      }
    }
  }

  private static void query(String rawQuery, StringBuilder text) {
    if (rawQuery == null || rawQuery.isEmpty()) {
      return;
    }
    record Parameter(String name, String value) {}
    List<Parameter> parameters = new ArrayList<>();
    for (String part : rawQuery.split("&")) {
      if (!part.isEmpty()) {
        int equals = part.indexOf('=');
        parameters.add(
            new Parameter(
                encode(equals < 0 ? part : part.substring(0, equals)),
                encode(equals < 0 ? "" : part.substring(equals + 1))));
      }
    }
    parameters.sort(Comparator.comparing(Parameter::name).thenComparing(Parameter::value));
    for (int i = 0; i < parameters.size(); i++) {
      text.append(i == 0 ? "" : "&")
          .append(parameters.get(i).name())
          .append('=')
          .append(parameters.get(i).value());
    }
  }

  /** Percent-encodes what may be encoded already, so that both spellings give the same text. */
  private static String encode(String part) {
    byte[] raw = part.getBytes(UTF_8);
    ByteArrayOutputStream decoded = new ByteArrayOutputStream(raw.length);
    for (int i = 0; i < raw.length; i++) {
      int high = raw[i] == '%' && i + 2 < raw.length ? Character.digit(raw[i + 1], 16) : -1;
      int low = high < 0 ? -1 : Character.digit(raw[i + 2], 16);
      if (low >= 0) {
        decoded.write(high * 16 + low);
        i += 2;
      } else {
        decoded.write(raw[i]);
      }
    }
    StringBuilder text = new StringBuilder();
    for (byte b : decoded.toByteArray()) {
      if (UNRESERVED.indexOf(b) >= 0) {
        text.append((char) b);
      } else {
        text.append('%').append(HEX[(b >> 4) & 15]).append(HEX[b & 15]);
      }
    }
    return text.toString();
  }
}
