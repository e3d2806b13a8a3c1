package org.postroom.kit.view;

import static org.assertj.core.api.Assertions.assertThat;
import static org.postroom.kit.toy.Patience.await;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.postroom.contract.json.Json;
import org.postroom.contract.operation.BoundedContext;
import org.postroom.kit.command.CommandPath;
import org.postroom.kit.database.Database;
import org.postroom.kit.database.Sql;
import org.postroom.kit.testing.PostroomTestResource;
import org.postroom.kit.toy.ScriptedOwner;
import org.postroom.kit.toy.ToyClient;
import org.postroom.kit.toy.ToyHttp;
import org.postroom.kit.toy.ToyOperations;

@QuarkusTest
@QuarkusTestResource(PostroomTestResource.class)
@QuarkusTestResource(ScriptedOwner.class)
class PositionsEndpointTest {
  @Inject CommandPath commands;
  @Inject Database database;

  @TestHTTPResource("/")
  URI service;

  @ConfigProperty(name = "kafka.bootstrap.servers")
  String servers;

  private final String organizationId = "m-" + UUID.randomUUID().toString().replace("-", "");

  @BeforeEach
  void ready() {
    await().until(() -> commands.state().isReady());
  }

  @Test
  void itTellsTheLastCommittedSequenceOfEachOrganization() throws Exception {
    try (ToyClient client = new ToyClient(servers, BoundedContext.POLICY)) {
      for (int i = 0; i < 3; i++) {
        client.reply(
            client.send(ToyOperations.COUNT, new ToyOperations.CountRequest(organizationId, 1)));
      }
    }
    assertThat(ask(List.of(organizationId, "m-unknown")))
        .isEqualTo(new Positions(1, Map.of(organizationId, 3L, "m-unknown", 0L)));
  }

  @Test
  void anOrganizationWhoseSnapshotIsNotOutYetIsNotReached() throws Exception {
    database.await(
        database.transaction(
            session ->
                Sql.of(session)
                    .update(
                        "insert into event_sequence (organization_id, epoch, sequence, account)"
                            + " values ($1, 0, 99, '123456789012')",
                        organizationId)));
    // The end of the (empty) snapshot is the second event, should it be out by now.
    assertThat(ask(List.of(organizationId)).sequences().get(organizationId)).isBetween(1L, 2L);
  }

  @Test
  void aQuestionThatIsNoneIsRefused() throws Exception {
    ToyHttp http = new ToyHttp(service);
    List<String> many = Collections.nCopies(1001, "m-1");
    assertThat(http.post("/internal/positions", new Positions.Request(many)).get().statusCode())
        .isEqualTo(400);
    assertThat(http.post("/internal/positions", new Positions.Request(null)).get().statusCode())
        .isEqualTo(400);
  }

  @Test
  void theServiceReportsReadyWithItsPartsNamed() {
    HttpRequest request = HttpRequest.newBuilder(service.resolve("/q/health/ready")).build();
    await()
        .untilAsserted(
            () -> {
              HttpResponse<String> response =
                  HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
              assertThat(response.statusCode()).isEqualTo(200);
              assertThat(response.body()).contains("\"database\"").contains("\"lanes\"");
            });
  }

  private Positions ask(List<String> organizationIds) throws Exception {
    String body =
        new ToyHttp(service)
            .post("/internal/positions", new Positions.Request(organizationIds))
            .get()
            .body();
    return Json.mapper().readValue(body, Positions.class);
  }
}
