package org.postroom.gateway.auth;

import java.util.List;

/** What a signature covers besides the body. */
public interface RequestHead {

  /** The method. */
  default String method() {
    return "POST";
  }

  /** The path: one of those served here, none of which needs encoding. */
  default String path() {
    return "/";
  }

  /** The query string as it was sent, without the question mark; null or empty for none. */
  String rawQuery();

  /**
   * The values of a header in the order they were sent, empty when it is absent. {@code host} and
   * {@code :authority} both give the authority: callers over HTTP/2 sign either name.
   */
  List<String> values(String lowerCaseName);

  /** The value of a header that may come once; null when it is absent or comes several times. */
  default String single(String lowerCaseName) {
    List<String> values = values(lowerCaseName);
    return values.size() == 1 ? values.get(0) : null;
  }
}
