package org.postroom.gateway.http;

import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.SocketAddress;
import org.postroom.contract.access.TagStatements;
import org.postroom.contract.message.Caller;
import org.postroom.gateway.auth.Credential;

/** Who makes a call, as far as services are told. */
public final class RequestCaller {
  private static final int MAX_USER_AGENT = 512;

  private RequestCaller() {}

  /**
   * @param credential what has signed the request
   * @param tagStatements what is left for the owning service to decide; null for nothing
   */
  public static Caller of(
      Credential credential, HttpServerRequest request, TagStatements tagStatements) {
    return new Caller(
        credential.account(),
        credential.principal(),
        credential.accessKeyId(),
        sourceAddress(request),
        userAgent(request),
        tagStatements);
  }

  /** Where a request comes from; empty when that is not known. */
  static String sourceAddress(HttpServerRequest request) {
    SocketAddress address = request.remoteAddress();
    return address == null || address.hostAddress() == null ? "" : address.hostAddress();
  }

  /** What a caller says it uses, as far as it is of a reasonable length. */
  static String userAgent(HttpServerRequest request) {
    String text = request.getHeader("user-agent");
    if (text == null) {
      return "";
    }
    return text.length() <= MAX_USER_AGENT ? text : text.substring(0, MAX_USER_AGENT);
  }
}
