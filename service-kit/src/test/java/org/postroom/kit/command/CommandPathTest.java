package org.postroom.kit.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.postroom.contract.error.ErrorCode;
import org.postroom.contract.message.CommandEnvelope;
import org.postroom.contract.operation.BoundedContext;
import org.postroom.kit.testing.PostroomTestResource;
import org.postroom.kit.toy.ToyClient;
import org.postroom.kit.toy.ToyOperations;
import org.postroom.kit.toy.ToyOperations.CountRequest;
import org.postroom.kit.toy.ToyOperations.CountResponse;

/** The path as a service has it, made of beans. */
@QuarkusTest
@QuarkusTestResource(PostroomTestResource.class)
class CommandPathTest {
  @Inject CommandPath path;

  @ConfigProperty(name = "kafka.bootstrap.servers")
  String servers;

  private ToyClient client;

  @BeforeEach
  void isReady() {
    await().atMost(Duration.ofSeconds(60)).until(() -> path.state().isReady());
    client = new ToyClient(servers, BoundedContext.POLICY);
  }

  @AfterEach
  void close() {
    if (client != null) {
      client.close();
    }
  }

  @Test
  void aCommandIsDecidedAnsweredAndTold() {
    String organization = "m-path-1";
    CommandEnvelope first = client.send(ToyOperations.COUNT, new CountRequest(organization, 3));
    CommandEnvelope second = client.send(ToyOperations.COUNT, new CountRequest(organization, 4));
    assertThat(client.response(first, CountResponse.class).amount()).isEqualTo(3);
    assertThat(client.response(second, CountResponse.class).amount()).isEqualTo(7);
    await()
        .untilAsserted(
            () ->
                assertThat(client.seen(organization))
                    .extracting(event -> event.sequence() + " " + new String(event.data()))
                    .containsExactly("1 {\"By\":3,\"Amount\":3}", "2 {\"By\":4,\"Amount\":7}"));
    assertThat(client.seen(organization))
        .allSatisfy(
            event -> {
              assertThat(event.type()).isEqualTo("org.postroom.policy.Counted.v1");
              assertThat(event.account()).isEqualTo(ToyClient.CALLER.account());
              assertThat(event.epoch()).isEqualTo(1);
            });
  }

  @Test
  void aCommandThatNobodyHandlesYetSaysSo() {
    CommandEnvelope command =
        client.send(ToyOperations.NOT_OFFERED, new ToyOperations.Nothing("m-path-2"));
    assertThat(client.error(command)).isEqualTo(ErrorCode.INTERNAL_FAILURE);
    assertThat(new String(client.reply(command).body()))
        .isEqualTo("NotOffered is not offered yet by this installation");
  }
}
