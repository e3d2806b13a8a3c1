package org.postroom.gateway.http;

import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.HostAndPort;
import java.util.List;
import org.postroom.gateway.auth.RequestHead;

/**
 * The head of a request as Vert.x received it.
 *
 * @param path the path that it was found to have
 */
public record VertxRequestHead(HttpServerRequest request, String path) implements RequestHead {

  @Override
  public String method() {
    return request.method().name();
  }

  @Override
  public String rawQuery() {
    return request.query();
  }

  @Override
  public List<String> values(String lowerCaseName) {
    List<String> values = request.headers().getAll(lowerCaseName);
    if (values.isEmpty() && (lowerCaseName.equals("host") || lowerCaseName.equals(":authority"))) {
      HostAndPort authority = request.authority();
      return authority == null ? List.of() : List.of(authority.toString());
    }
    return values;
  }
}
