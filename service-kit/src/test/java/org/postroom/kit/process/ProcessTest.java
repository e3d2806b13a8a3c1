package org.postroom.kit.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.postroom.kit.toy.Patience.await;

import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.postroom.contract.directory.event.EntityDeregistered;
import org.postroom.contract.directory.event.UserPasswordReset;
import org.postroom.contract.json.Json;
import org.postroom.contract.operation.BoundedContext;
import org.postroom.kit.command.CommandPath;
import org.postroom.kit.command.InternalCommandSender;
import org.postroom.kit.testing.PostroomTestResource;
import org.postroom.kit.toy.DirectoryScript;
import org.postroom.kit.toy.ScriptedOwner;
import org.postroom.kit.toy.ToyClient;
import org.postroom.kit.toy.ToyClock;
import org.postroom.kit.toy.ToyEvents;
import org.postroom.kit.toy.ToyOperations;
import org.postroom.kit.toy.ToyProcess;
import org.postroom.kit.view.ViewPath;

@QuarkusTest
@QuarkusTestResource(PostroomTestResource.class)
@QuarkusTestResource(ScriptedOwner.class)
class ProcessTest {
  private static final String PROCESS = "p-1";

  @Inject InternalCommandSender sender;
  @Inject CommandPath commands;
  @Inject ViewPath views;
  @Inject ToyClock clock;
  @Inject ProcessAges ages;
  @Inject MeterRegistry meters;

  @ConfigProperty(name = "kafka.bootstrap.servers")
  String servers;

  private final String organizationId = "m-" + UUID.randomUUID().toString().replace("-", "");
  private DirectoryScript directory;
  private ToyClient client;

  @BeforeEach
  void ready() {
    directory = new DirectoryScript(servers);
    client = new ToyClient(servers, BoundedContext.POLICY);
    await().until(() -> views.isPositioned() && commands.state().isReady());
    // The first event tells the toy whose organization it is.
    client.send(ToyOperations.COUNT, new ToyOperations.CountRequest(organizationId, 1));
    start("one");
  }

  @AfterEach
  void close() {
    clock.ahead(Duration.ZERO);
    directory.close();
    client.close();
  }

  @Test
  void itAsksUntilEveryParticipantHasConfirmed() {
    await().until(() -> told().contains("asked 2"));
    confirmAsExport("late");
    await().until(() -> told().contains("asked 3"));
    assertThat(told()).doesNotContain("confirmed");
    directory.publish(organizationId, 1, 1, new UserPasswordReset(PROCESS));
    await().until(() -> told().contains("confirmed"));

    confirmAsExport("again");
    directory.publish(organizationId, 1, 2, new UserPasswordReset(PROCESS));
    directory.publish(organizationId, 1, 3, refusal("too late"));
    start("two");
    marker();
    assertThat(told()).doesNotHaveDuplicates().doesNotContain("refused: too late");
  }

  @Test
  void theFirstRefusalEndsIt() {
    await().until(() -> told().contains("asked 1"));
    directory.publish(organizationId, 1, 1, refusal("no room"));
    await().until(() -> told().contains("refused: no room"));
    confirmAsExport("late");
    directory.publish(organizationId, 1, 2, new UserPasswordReset(PROCESS));
    marker();
    assertThat(told()).doesNotContain("confirmed").doesNotHaveDuplicates();
  }

  @Test
  void aParticipantThatNeverAnswersCountsAsRefusingWhenTheTimeIsUp() {
    confirmAsExport("in time");
    await().until(() -> told().contains("asked 1"));
    clock.ahead(ToyProcess.TIME_LIMIT.plusSeconds(5));
    await().until(() -> told().contains("refused: Not confirmed in time by directory"));
    clock.ahead(Duration.ZERO);
    marker();
    assertThat(told()).doesNotHaveDuplicates();
  }

  @Test
  void whoWasNotAskedCannotAnswer() {
    send("stranger", new ParticipantAnswered(PROCESS, "mail-domain", "no"));
    send("unknown", new ParticipantAnswered("p-unknown", "export", "no"));
    await().until(() -> told().contains("asked 2"));
    assertThat(told()).noneMatch(what -> what.startsWith("refused"));
  }

  @Test
  void forHowLongTheOldestHasBeenUnderWayIsMeasured() {
    await().until(() -> told().contains("asked 1"));
    clock.ahead(ToyProcess.TIME_LIMIT.minusMinutes(5));
    ages.look();
    assertThat(age()).isGreaterThan(500);
    assertThat(meters.find("postroom.process.age.seconds").tag("kind", "toy").gauge()).isNotNull();
    // Those that other tests have left end with it.
    clock.ahead(ToyProcess.TIME_LIMIT.plusSeconds(5));
    await()
        .until(
            () -> {
              ages.look();
              return age() == 0;
            });
  }

  private double age() {
    return ages.age("toy");
  }

  private static EntityDeregistered refusal(String reason) {
    return new EntityDeregistered(PROCESS, reason, List.of());
  }

  private void start(String cause) {
    sender.send(
        List.of(ToyProcess.Start.TYPE.of(organizationId, cause, new ToyProcess.Start(PROCESS))));
  }

  private void confirmAsExport(String cause) {
    send(cause, new ParticipantAnswered(PROCESS, "export", null));
  }

  private void send(String cause, ParticipantAnswered answer) {
    sender.send(List.of(ParticipantAnswered.TYPE.of(organizationId, cause, answer)));
  }

  /** Everything that was sent before is decided when this is. */
  private void marker() {
    client.reply(
        client.send(ToyOperations.COUNT, new ToyOperations.CountRequest(organizationId, 1)));
  }

  private List<String> told() {
    return client.published(organizationId).stream()
        .filter(event -> event.type().endsWith("NameTaken.v1"))
        .map(event -> Json.read(event.data(), ToyEvents.NameTaken.class).name())
        .toList();
  }
}
