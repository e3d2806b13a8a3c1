package org.postroom.benchmarks.suite;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Map;
import java.util.TreeMap;
import org.postroom.local.LocalInstallation;
import org.postroom.local.PartStatus;

/**
 * How commands are spread over the replicas of the directory service, by their own measurements.
 */
final class Spread {
  private static final String DECIDED = "postroom_commands_total{";

  private final LocalInstallation installation;
  private final HttpClient http = HttpClient.newHttpClient();
  private final Map<String, Long> before;

  private Spread(LocalInstallation installation) throws IOException, InterruptedException {
    this.installation = installation;
    this.before = decided();
  }

  /** Counts from now on. */
  static Spread of(LocalInstallation installation) throws IOException, InterruptedException {
    return new Spread(installation);
  }

  /** Which part of the commands since then each replica has decided, in percent. */
  Map<String, Long> percent() throws IOException, InterruptedException {
    Map<String, Long> since = decided();
    since.replaceAll((replica, count) -> count - before.getOrDefault(replica, 0L));
    long all = Math.max(1, since.values().stream().mapToLong(Long::longValue).sum());
    since.replaceAll((replica, count) -> Math.round(100.0 * count / all));
    return since;
  }

  private Map<String, Long> decided() throws IOException, InterruptedException {
    Map<String, Long> decided = new TreeMap<>();
    for (PartStatus replica : Replicas.directories(installation)) {
      HttpRequest question =
          HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + replica.port() + "/q/metrics"))
              .header("Authorization", "Bearer " + installation.metricsCredential())
              .build();
      HttpResponse<String> answer = http.send(question, HttpResponse.BodyHandlers.ofString());
      if (answer.statusCode() != 200) {
        throw new IOException(replica.name() + " shows no measurements: " + answer.statusCode());
      }
      decided.put(
          replica.name(),
          answer
              .body()
              .lines()
              .filter(line -> line.startsWith(DECIDED))
              .mapToLong(line -> (long) Double.parseDouble(line.substring(line.indexOf("} ") + 2)))
              .sum());
    }
    return decided;
  }
}
