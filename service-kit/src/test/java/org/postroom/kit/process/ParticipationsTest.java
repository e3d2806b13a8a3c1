package org.postroom.kit.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.postroom.kit.toy.Patience.await;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.Test;
import org.postroom.contract.json.Json;
import org.postroom.contract.operation.BoundedContext;
import org.postroom.kit.command.CommandPath;
import org.postroom.kit.command.InternalCommandSender;
import org.postroom.kit.testing.PostroomTestResource;
import org.postroom.kit.toy.ScriptedOwner;
import org.postroom.kit.toy.ToyClient;
import org.postroom.kit.toy.ToyEvents;
import org.postroom.kit.toy.ToyPart;

@QuarkusTest
@QuarkusTestResource(PostroomTestResource.class)
@QuarkusTestResource(ScriptedOwner.class)
class ParticipationsTest {
  @Inject CommandPath commands;
  @Inject InternalCommandSender sender;

  @ConfigProperty(name = "kafka.bootstrap.servers")
  String servers;

  private final String organizationId = "m-" + UUID.randomUUID().toString().replace("-", "");

  @Test
  void aRequestIsServedOnceAndAnsweredAsOftenAsItIsMade() {
    await().until(() -> commands.state().isReady());
    try (ToyClient client = new ToyClient(servers, BoundedContext.POLICY)) {
      take("first", false);
      take("while it runs", false);
      told(client, "worked");

      sender.send(List.of(ToyPart.Finish.TYPE.of(organizationId, "f", new ToyPart.Finish("p"))));
      told(client, "worked", "done");

      take("when it is done", false);
      take("and again", false);
      told(client, "worked", "done", "done", "done");
    }
  }

  @Test
  void workThatIsDoneInOneCommandIsAnsweredAtOnce() {
    await().until(() -> commands.state().isReady());
    try (ToyClient client = new ToyClient(servers, BoundedContext.POLICY)) {
      take("first", true);
      take("second", true);
      told(client, "worked", "done", "done");
    }
  }

  private void take(String cause, boolean atOnce) {
    sender.send(
        List.of(ToyPart.Take.TYPE.of(organizationId, cause, new ToyPart.Take("p", atOnce))));
  }

  /** What is decided in the order it was sent, and is told in that order. */
  private void told(ToyClient client, String... names) {
    await()
        .untilAsserted(
            () ->
                assertThat(
                        client.seen(organizationId).stream()
                            .filter(event -> event.type().endsWith("NameTaken.v1"))
                            .map(event -> Json.read(event.data(), ToyEvents.NameTaken.class))
                            .map(ToyEvents.NameTaken::name))
                    .containsExactly(names));
  }
}
