package org.postroom.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.postroom.contract.operation.BoundedContext;

/**
 * Alerts and dashboard ask for what the parts measure, and the runbook has a word on every alert.
 */
@OnSharedSystem
class ObservabilityIT {
  private static final Path OBSERVABILITY = Path.of("..", "deploy", "observability");
  private static final Path RUNBOOK = Path.of("..", "docs", "runbook.md");
  private static final Pattern METRIC =
      Pattern.compile("\\b(postroom|jvm|process)_[a-z_]+[a-z]\\b");
  private static final Pattern ALERT = Pattern.compile("- alert: (\\w+)");
  private static final Pattern LINK = Pattern.compile("runbook_url: docs/runbook\\.md#(\\w+)");

  /** Not measured before it has happened once. */
  private static final Set<String> ONLY_WHEN_IT_HAPPENS =
      Set.of(
          "postroom_authentications_total",
          "postroom_commands_undeclared_errors_total",
          "postroom_lane_position_repaired_total",
          "postroom_mail_decisions_total");

  @Test
  void whatIsAskedForIsMeasured(RunningSystem.System system) throws Exception {
    OwnOrganization.in(system).create(OwnOrganization.Kind.USER);
    system.client().listOrganizations(request -> {});

    Set<String> asked = new TreeSet<>();
    asked.addAll(found(METRIC, 0, OBSERVABILITY.resolve("alerts.yml")));
    asked.addAll(found(METRIC, 0, OBSERVABILITY.resolve("dashboard.json")));
    asked.removeAll(ONLY_WHEN_IT_HAPPENS);

    assertThat(measured(system)).containsAll(asked);
  }

  @Test
  void everyAlertHasItsSectionInTheRunbook() throws IOException {
    Path alerts = OBSERVABILITY.resolve("alerts.yml");
    Set<String> names = found(ALERT, 1, alerts);
    Set<String> sections = found(Pattern.compile("(?m)^### (\\w+)$"), 1, RUNBOOK);

    assertThat(sections).isEqualTo(names);
    assertThat(found(LINK, 1, alerts))
        .isEqualTo(
            names.stream().map(name -> name.toLowerCase(Locale.ROOT)).collect(Collectors.toSet()));
  }

  private static Set<String> found(Pattern pattern, int group, Path file) throws IOException {
    return pattern
        .matcher(Files.readString(file))
        .results()
        .map((MatchResult match) -> match.group(group))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static Set<String> measured(RunningSystem.System system) {
    return Stream.concat(
            Stream.of(system.installation().gatewayUrl()),
            Arrays.stream(BoundedContext.values()).map(system.installation()::serviceUrl))
        .flatMap(part -> metrics(part, system.installation().metricsCredential()))
        .filter(line -> !line.startsWith("#"))
        .map(line -> line.split("[{ ]", 2)[0])
        .collect(Collectors.toSet());
  }

  private static Stream<String> metrics(URI part, String credential) {
    try {
      return HttpClient.newHttpClient()
          .send(
              HttpRequest.newBuilder(part.resolve("/q/metrics"))
                  .header("Accept", "text/plain")
                  .header("Authorization", "Bearer " + credential)
                  .build(),
              BodyHandlers.ofString())
          .body()
          .lines();
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
