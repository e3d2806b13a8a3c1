package org.postroom.kit.view;

import static org.assertj.core.api.Assertions.assertThat;
import static org.postroom.kit.toy.Patience.await;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.net.URI;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.postroom.contract.directory.event.OrganizationActivated;
import org.postroom.contract.directory.event.OrganizationDeleting;
import org.postroom.contract.directory.event.OrganizationRemovalRequested;
import org.postroom.contract.error.ErrorCode;
import org.postroom.contract.message.CommandEnvelope;
import org.postroom.contract.operation.BoundedContext;
import org.postroom.kit.command.CommandPath;
import org.postroom.kit.testing.PostroomTestResource;
import org.postroom.kit.toy.DirectoryScript;
import org.postroom.kit.toy.ScriptedOwner;
import org.postroom.kit.toy.ToyClient;
import org.postroom.kit.toy.ToyHttp;
import org.postroom.kit.toy.ToyOperations;

@QuarkusTest
@QuarkusTestResource(PostroomTestResource.class)
@QuarkusTestResource(ScriptedOwner.class)
class CatchUpTest {
  @Inject ViewPath views;
  @Inject CommandPath commands;

  @TestHTTPResource("/")
  URI service;

  @ConfigProperty(name = "kafka.bootstrap.servers")
  String servers;

  private final String organizationId = "m-" + UUID.randomUUID().toString().replace("-", "");
  private DirectoryScript directory;
  private ToyClient client;
  private ToyHttp http;

  @BeforeEach
  void ready() {
    http = new ToyHttp(service);
    directory = new DirectoryScript(servers);
    client = new ToyClient(servers, BoundedContext.POLICY);
    await().until(() -> views.isPositioned() && commands.state().isReady());
  }

  @AfterEach
  void close() {
    ScriptedOwner.away(false);
    directory.close();
    client.close();
  }

  @Test
  void anActiveOrganizationIsFoundWithoutAskingAnybody() throws Exception {
    directory.active(organizationId);
    await().until(() -> state(false).statusCode() == 200);
    int before = ScriptedOwner.questions();
    ScriptedOwner.away(true);
    assertThat(state(false).body()).contains("\"State\":\"Active\"");
    assertThat(ScriptedOwner.questions()).isEqualTo(before);
  }

  @Test
  void aRefusalWaitsUntilTheViewHoldsWhatTheOwnerHadCommitted() throws Exception {
    ScriptedOwner.committed(organizationId, 2);
    int before = ScriptedOwner.questions();
    CompletableFuture<HttpResponse<String>> waiting = http.organization(organizationId, false);
    await().until(() -> ScriptedOwner.questions() > before);
    assertThat(waiting.isDone()).isFalse();
    directory.active(organizationId);
    assertThat(waiting.get().body()).contains("\"State\":\"Active\"");
  }

  @Test
  void whatTheOwnerDoesNotKnowEitherDoesNotExist() throws Exception {
    HttpResponse<String> response = state(false);
    assertThat(ToyHttp.error(response)).isEqualTo("OrganizationNotFoundException");
    assertThat(response.statusCode()).isEqualTo(400);
  }

  @Test
  void anOrganizationThatIsNotActiveIsRefusedByItsState() throws Exception {
    ScriptedOwner.committed(organizationId, 3);
    directory.active(organizationId);
    // Long before anybody is asked to drop anything of a large one.
    directory.publish(organizationId, 1, 3, new OrganizationDeleting());
    awaitDeleting();
  }

  @Test
  void anOrganizationThatAnEarlierVersionBeganToDeleteIsRefusedToo() throws Exception {
    ScriptedOwner.committed(organizationId, 3);
    directory.active(organizationId);
    directory.publish(organizationId, 1, 3, new OrganizationRemovalRequested("p", 1));
    awaitDeleting();
  }

  private void awaitDeleting() throws Exception {
    await().until(() -> ToyHttp.error(state(false)).equals("OrganizationStateException"));
    assertThat(state(false).body())
        .isEqualTo("Organization " + organizationId + " is not Active, state: Deleting");
  }

  @Test
  void aViewThatDoesNotGetThereIsUnavailable() throws Exception {
    ScriptedOwner.committed(organizationId, 1);
    HttpResponse<String> late = state(false);
    assertThat(late.statusCode()).isEqualTo(503);
    assertThat(ToyHttp.error(late)).isEqualTo("ServiceUnavailable");
    directory.publish(organizationId, 1, 1, new OrganizationActivated(Instant.EPOCH));
    await().until(() -> state(false).statusCode() == 200);
  }

  @Test
  void withTheOwnerAwayQueriesAnswerFromTheViewButRefuseNothing() throws Exception {
    ScriptedOwner.away(true);
    assertThat(state(true).body()).contains("unknown");
    HttpResponse<String> refusal = state(false);
    assertThat(refusal.statusCode()).isEqualTo(503);
    assertThat(ToyHttp.error(refusal)).isEqualTo("ServiceUnavailable");
  }

  @Test
  void aCommandWaitsAndIsThenDecided() {
    ScriptedOwner.committed(organizationId, 2);
    int before = ScriptedOwner.questions();
    CommandEnvelope command = client.send(ToyOperations.MISBEHAVE, catchUp(organizationId));
    await().until(() -> ScriptedOwner.questions() > before);
    assertThat(client.isAnswered(command)).isFalse();
    directory.active(organizationId);
    assertThat(client.reply(command).error()).isNull();
  }

  @Test
  void withTheOwnerAwayACommandThatMustKnowIsUnavailableAndTheOthersGoOn() {
    ScriptedOwner.away(true);
    CommandEnvelope refused = client.send(ToyOperations.MISBEHAVE, catchUp(organizationId));
    CommandEnvelope other =
        client.send(ToyOperations.COUNT, new ToyOperations.CountRequest(organizationId, 1));
    assertThat(client.error(refused)).isEqualTo(ErrorCode.SERVICE_UNAVAILABLE);
    assertThat(client.reply(other).error()).isNull();
    ScriptedOwner.away(false);
    CommandEnvelope again = client.send(client.again(refused));
    assertThat(client.reply(again).error()).as("a 503 is not stored").isNull();
  }

  @Test
  void anIncompleteViewIsUnavailableUntilItIsFilled() throws Exception {
    ScriptedOwner.committed(organizationId, 3);
    directory.publish(organizationId, 1, 1, new OrganizationActivated(Instant.EPOCH));
    directory.user(organizationId, 1, 3, "bob");
    await().until(() -> state(true).statusCode() == 503);
    CommandEnvelope command = client.send(ToyOperations.MISBEHAVE, catchUp(organizationId));
    assertThat(client.error(command)).isEqualTo(ErrorCode.SERVICE_UNAVAILABLE);
    directory.user(organizationId, 1, 2, "ann");
    directory.user(organizationId, 1, 3, "bob");
    await().until(() -> state(true).statusCode() == 200);
    CommandEnvelope again = client.send(client.again(command));
    assertThat(client.reply(again).error()).isNull();
  }

  private HttpResponse<String> state(boolean find) throws Exception {
    return http.organization(organizationId, find).get();
  }

  private static ToyOperations.MisbehaveRequest catchUp(String organizationId) {
    return new ToyOperations.MisbehaveRequest(organizationId, "catch-up");
  }
}
