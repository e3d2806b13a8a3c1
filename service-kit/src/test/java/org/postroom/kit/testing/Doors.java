package org.postroom.kit.testing;

import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.Route;
import io.vertx.ext.web.Router;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Walks all routes of a running part and tries to get in without the right credential. */
public final class Doors {
  private static final int UNAUTHORIZED = 401;
  private static final List<String> BESIDES =
      List.of("/q/metrics", "/q/info", "/q/arc/beans", "/q/", "/internal/none", "/mail/none");
  private static final List<String> WRONG =
      List.of("", "Bearer wrong", "Bearer " + PostroomTestResource.SERVICE_CREDENTIAL + "x");

  private Doors() {}

  /** Every call that was answered although it showed nothing that opens anything. */
  public static List<String> openTo(Router router, URI service)
      throws IOException, InterruptedException {
    HttpClient client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    List<String> open = new ArrayList<>();
    for (String call : calls(router)) {
      String[] parts = call.split(" ");
      for (String shown : WRONG) {
        HttpRequest.Builder request =
            HttpRequest.newBuilder(service.resolve(parts[1]))
                .timeout(Duration.ofSeconds(20))
                .method(parts[0], HttpRequest.BodyPublishers.ofString("{}"));
        if (!shown.isEmpty()) {
          request.header("Authorization", shown);
        }
        int status =
            client.send(request.build(), HttpResponse.BodyHandlers.discarding()).statusCode();
        if (status != UNAUTHORIZED) {
          open.add(call + " " + status);
        }
      }
    }
    return open;
  }

  /** Every route that has a path, health excepted, by every method that it takes. */
  private static Set<String> calls(Router router) {
    Set<String> calls = new TreeSet<>();
    BESIDES.forEach(path -> calls.add("GET " + path));
    for (Route route : router.getRoutes()) {
      String path = route.getPath();
      if (path == null || path.startsWith("/q/health")) {
        continue;
      }
      String concrete = path.replaceAll(":\\w+", "x").replace("*", "");
      if (route.methods() == null || route.methods().isEmpty()) {
        calls.add("GET " + concrete);
        calls.add("POST " + concrete);
      } else {
        for (HttpMethod method : route.methods()) {
          calls.add(method.name() + " " + concrete);
        }
      }
    }
    return calls;
  }
}
