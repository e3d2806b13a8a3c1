package org.postroom.maildomain.availability.model;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The parts of an Exchange Web Services URL.
 *
 * @param secure whether it is called over TLS
 * @param port from 1 to 65535
 * @param target path and query as they stand in a request
 */
public record EwsEndpoint(boolean secure, String host, int port, String target) {
  private static final int MOST = 65_535;
  private static final int HTTP = 80;
  private static final int HTTPS = 443;
  private static final Pattern SHAPE =
      Pattern.compile("http(s?)://([A-Za-z0-9.-]+)(?::([0-9]{1,5}))?(/[\\x21-\\x7e]*)");

  /** The parts of a URL; empty when nothing can be called by it. */
  public static Optional<EwsEndpoint> parse(String url) {
    int fragment = url.indexOf('#');
    Matcher shape = SHAPE.matcher(fragment < 0 ? url : url.substring(0, fragment));
    if (!shape.matches()) {
      return Optional.empty();
    }
    boolean secure = !shape.group(1).isEmpty();
    int standard = secure ? HTTPS : HTTP;
    int port = shape.group(3) == null ? standard : Integer.parseInt(shape.group(3));
    return port == 0 || port > MOST
        ? Optional.empty()
        : Optional.of(new EwsEndpoint(secure, shape.group(2), port, shape.group(4)));
  }

  /** The value of the Host header. */
  public String authority() {
    return port == (secure ? HTTPS : HTTP) ? host : host + ':' + port;
  }
}
