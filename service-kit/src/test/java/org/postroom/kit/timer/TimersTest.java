package org.postroom.kit.timer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.postroom.kit.toy.Patience.await;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Set;
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
import org.postroom.kit.toy.ToyOperations;
import org.postroom.kit.toy.ToyProcess;

@QuarkusTest
@QuarkusTestResource(PostroomTestResource.class)
@QuarkusTestResource(ScriptedOwner.class)
class TimersTest {
  @Inject Timers timers;
  @Inject CommandPath commands;
  @Inject InternalCommandSender sender;

  @ConfigProperty(name = "kafka.bootstrap.servers")
  String servers;

  @Test
  void aTickThatComesTwiceIsHarmlessAndNoneIsNeededForLong() {
    String organizationId = "m-" + UUID.randomUUID().toString().replace("-", "");
    await().until(() -> commands.state().isReady());
    try (ToyClient client = new ToyClient(servers, BoundedContext.POLICY)) {
      client.send(ToyOperations.COUNT, new ToyOperations.CountRequest(organizationId, 1));
      sender.send(
          List.of(ToyProcess.Start.TYPE.of(organizationId, "c", new ToyProcess.Start("p"))));
      await()
          .until(
              () -> {
                timers.tick(Set.of(0, 1, 2, 3));
                timers.tick(Set.of(0, 1, 2, 3));
                return told(client, organizationId).size() >= 4;
              });
      assertThat(told(client, organizationId))
          .doesNotHaveDuplicates()
          .startsWith("asked 1", "asked 2", "asked 3", "asked 4");
    }
  }

  private static List<String> told(ToyClient client, String organizationId) {
    return client.seen(organizationId).stream()
        .filter(event -> event.type().endsWith("NameTaken.v1"))
        .map(event -> Json.read(event.data(), ToyEvents.NameTaken.class).name())
        .toList();
  }
}
