package org.postroom.local.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.concurrent.Callable;
import org.postroom.contract.operation.BoundedContext;
import org.postroom.local.InstallationState;
import org.postroom.local.InstallationState.PartState;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Has every service publish again the events it keeps. */
@Command(
    name = "republish",
    description = "Publishes the events of the last 7 days again, for a broker that lost its disk.")
final class EventsRepublishCommand implements Callable<Integer> {
  private static final Duration PATIENCE = Duration.ofMinutes(10);

  @Mixin private DataOption data;
  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws InterruptedException {
    InstallationState state = data.running();
    PrintWriter out = spec.commandLine().getOut();
    HttpClient client = HttpClient.newHttpClient();
    boolean allDone = true;
    for (BoundedContext context : BoundedContext.values()) {
      for (PartState part : state.parts()) {
        if (part.name().equals(context.wireName())) {
          String failure = republish(client, part.port());
          allDone &= failure.isEmpty();
          out.printf("%-12s %s%n", part.name(), failure.isEmpty() ? "published again" : failure);
          out.flush();
        }
      }
    }
    return allDone ? 0 : 1;
  }

  private String republish(HttpClient client, int port) throws InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(
                URI.create("http://127.0.0.1:" + port + "/internal/events/republish"))
            .timeout(PATIENCE)
            .header("Authorization", "Bearer " + data.directory().serviceCredential())
            .POST(HttpRequest.BodyPublishers.noBody())
            .build();
    try {
      int status = client.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
      return status / 100 == 2 ? "" : "answered " + status;
    } catch (IOException e) {
      return "does not answer";
    }
  }
}
