package org.postroom.kit.view;

import static org.assertj.core.api.Assertions.assertThat;
import static org.postroom.kit.toy.Patience.await;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.Test;
import org.postroom.contract.message.EventEnvelope;
import org.postroom.contract.operation.BoundedContext;
import org.postroom.kit.command.CommandPath;
import org.postroom.kit.database.Database;
import org.postroom.kit.database.Sql;
import org.postroom.kit.testing.PostroomTestResource;
import org.postroom.kit.toy.ScriptedOwner;
import org.postroom.kit.toy.ToyClient;
import org.postroom.kit.toy.ToyOperations;

@QuarkusTest
@QuarkusTestResource(PostroomTestResource.class)
@QuarkusTestResource(ScriptedOwner.class)
class SnapshotEmissionTest {
  @Inject CommandPath commands;
  @Inject Database database;

  @ConfigProperty(name = "kafka.bootstrap.servers")
  String servers;

  @Test
  void anOrganizationBehindTheEpochIsToldAnewInOrderAndOnce() {
    String organizationId = "m-" + UUID.randomUUID().toString().replace("-", "");
    await().until(() -> commands.state().isReady());
    // Restored from a backup of an earlier epoch, in which it counted to 42.
    database.await(
        database.transaction(
            session ->
                Sql.of(session)
                    .update("insert into counter values ($1, 42)", organizationId)
                    .chain(
                        () ->
                            Sql.of(session)
                                .update(
                                    "insert into event_sequence"
                                        + " (organization_id, epoch, sequence, account)"
                                        + " values ($1, 0, 99, '123456789012')",
                                    organizationId))));
    try (ToyClient client = new ToyClient(servers, BoundedContext.POLICY)) {
      commands.askHousekeeping();
      await().until(() -> client.seen(organizationId).size() >= 3);
      client.reply(
          client.send(ToyOperations.COUNT, new ToyOperations.CountRequest(organizationId, 1)));
      commands.askHousekeeping();
      await().until(() -> client.seen(organizationId).size() >= 4);
      List<EventEnvelope> events = client.seen(organizationId);
      assertThat(events)
          .extracting(EventEnvelope::type)
          .containsExactly(
              "org.postroom.policy.OrganizationSnapshotStarted.v1",
              "org.postroom.policy.Counted.v1",
              "org.postroom.policy.OrganizationSnapshotCompleted.v1",
              "org.postroom.policy.Counted.v1");
      assertThat(events).extracting(EventEnvelope::epoch).containsOnly(1L);
      assertThat(events).extracting(EventEnvelope::account).containsOnly("123456789012");
      assertThat(new String(events.get(1).data())).isEqualTo("{\"By\":0,\"Amount\":42}");
    }
  }
}
