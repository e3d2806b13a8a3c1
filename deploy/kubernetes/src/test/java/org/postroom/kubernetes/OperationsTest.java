package org.postroom.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The commands that docs/operations.md and docs/runbook.md have an operator type. */
class OperationsTest {
  private static final Pattern BLOCK = Pattern.compile("(?ms)^ *```sh\\n(.*?)^ *```$");
  private static final Pattern INLINE = Pattern.compile("`([^`\\n]+)`");
  private static final Pattern CRON_JOB = Pattern.compile("--from=cronjob/([a-z-]+)");

  /** What is not in a namespace, or says it in what it is given. */
  private static final Pattern WITHOUT_NAMESPACE =
      Pattern.compile(
          "kubectl (label namespace|apply|kustomize|set env --local) .*|kubectl [a-z ]*");

  @Test
  void everyCommandSaysTheNamespace() throws IOException {
    Set<String> without =
        commands()
            .flatMap(text -> Stream.of(text.split("\\||;|&&")))
            .map(String::strip)
            .filter(command -> command.startsWith("kubectl "))
            .filter(command -> !command.contains("--namespace postroom"))
            .filter(command -> !WITHOUT_NAMESPACE.matcher(command).matches())
            .collect(Collectors.toCollection(TreeSet::new));
    assertThat(without).isEmpty();
  }

  /** The StatefulSets say no number of replicas: nothing else brings them back. */
  @Test
  void whatIsScaledToNothingIsScaledUpAgain() throws IOException {
    List<String> blocks = blocks().filter(block -> block.contains("--replicas=0")).toList();
    assertThat(blocks).isNotEmpty();
    for (String block : blocks) {
      assertThat(scaled(block, "0")).as(block).isNotEmpty().isEqualTo(scaled(block, "[1-9]"));
    }
  }

  @Test
  void whatJobsAreMadeFromExists() throws IOException {
    Rendering production = Rendering.of("production");
    Set<String> named =
        commands()
            .flatMap(command -> CRON_JOB.matcher(command).results())
            .map(match -> match.group(1))
            .collect(Collectors.toCollection(TreeSet::new));
    assertThat(production.ofKind("CronJob").map(Rendering::nameOf))
        .containsExactlyInAnyOrderElementsOf(named);
  }

  private static Set<String> scaled(String block, String replicas) {
    return block
        .lines()
        .filter(command -> Pattern.compile(" --replicas=" + replicas).matcher(command).find())
        .flatMap(
            command -> Pattern.compile("\\b[a-z-]*(gateway|service)\\b").matcher(command).results())
        .map(MatchResult::group)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static Stream<String> commands() throws IOException {
    return Stream.concat(
        blocks().flatMap(String::lines),
        texts().flatMap(text -> INLINE.matcher(text).results()).map(match -> match.group(1)));
  }

  /** Their lines joined where a command goes on. */
  private static Stream<String> blocks() throws IOException {
    return texts()
        .flatMap(text -> BLOCK.matcher(text).results())
        .map(match -> match.group(1).replaceAll("(\\\\|\\|)\\n *", "$1 ").replace("\\ ", ""));
  }

  private static Stream<String> texts() throws IOException {
    return Stream.of(
        Files.readString(Path.of("../../docs/operations.md")),
        Files.readString(Path.of("../../docs/runbook.md")));
  }
}
