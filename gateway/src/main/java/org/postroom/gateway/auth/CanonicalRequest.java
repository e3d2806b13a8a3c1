package org.postroom.gateway.auth;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;

/** The text whose hash SigV4 signs, built from the headers that the caller says it has signed. */
final class CanonicalRequest {
  private CanonicalRequest() {}

  /** The text; null when a header that counts as signed is not there. */
  static String of(RequestHead head, AuthorizationHeader authorization, byte[] body) {
    StringBuilder text = new StringBuilder(512);
    text.append(head.method()).append('\n').append(head.path()).append('\n');
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

  /** Clients sign the query as they send it, each name with a value, in order. */
  private static void query(String rawQuery, StringBuilder text) {
    if (rawQuery != null && !rawQuery.isEmpty()) {
      text.append(
          Arrays.stream(rawQuery.split("&"))
              .filter(part -> !part.isEmpty())
              .map(part -> part.indexOf('=') < 0 ? part + '=' : part)
              .sorted(Comparator.comparing(CanonicalRequest::name).thenComparing(part -> part))
              .collect(Collectors.joining("&")));
    }
  }

  private static String name(String part) {
    return part.substring(0, part.indexOf('='));
  }
}
