package org.postroom.directory.service;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.postroom.contract.directory.DirectoryOperations.CREATE_ORGANIZATION;
import static org.postroom.contract.directory.DirectoryOperations.CREATE_USER;
import static org.postroom.contract.directory.DirectoryOperations.DELETE_ORGANIZATION;
import static org.postroom.contract.directory.DirectoryOperations.DELETE_USER;
import static org.postroom.contract.directory.DirectoryOperations.DEREGISTER_FROM_WORK_MAIL;
import static org.postroom.contract.directory.DirectoryOperations.REGISTER_TO_WORK_MAIL;
import static org.postroom.contract.directory.DirectoryOperations.RESET_PASSWORD;
import static org.postroom.contract.directory.DirectoryOperations.UPDATE_USER;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import org.jboss.logging.Logger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.postroom.contract.directory.CreateUserRequest;
import org.postroom.contract.directory.DeleteOrganizationRequest;
import org.postroom.contract.directory.DeleteUserRequest;
import org.postroom.contract.directory.DeregisterFromWorkMailRequest;
import org.postroom.contract.directory.RegisterToWorkMailRequest;
import org.postroom.contract.directory.ResetPasswordRequest;
import org.postroom.contract.directory.UpdateUserRequest;
import org.postroom.contract.message.ReplyEnvelope;
import org.postroom.contract.operation.Operation;
import org.postroom.contract.secret.PasswordDigest;
import org.postroom.contract.secret.Secret;
import org.postroom.kit.testing.CommandClient;
import org.postroom.kit.testing.PostroomTestResource;

/**
 * Whatever is asked, in whatever state: a refusal is one the operation declares and leaves no
 * trace. Commands are generated from a seed that is logged.
 */
@QuarkusTest
@QuarkusTestResource(PostroomTestResource.class)
@QuarkusTestResource(MailDomainPeer.class)
class RefusedCommandsIT {
  private static final Logger LOG = Logger.getLogger(RefusedCommandsIT.class);
  private static final int ONE_BY_ONE = 100;
  private static final int TOGETHER = 200;
  private static final List<String> NAMES = List.of("ann", "ANN", "bob", "guest", "c.d@e.example");
  private static final List<String> ROLES = List.of("USER", "REMOTE_USER", "SYSTEM_USER");

  @TestHTTPResource URI service;
  private DirectoryUnderTest directory;
  private final long seed = System.nanoTime();
  private final Random random = new Random(seed);
  private final List<String> ids = new ArrayList<>();
  private String organization;
  private String domain;

  /** A generated call. */
  private record Call<Q>(Operation<Q, ?> operation, Q request) {}

  @BeforeEach
  void connect() {
    LOG.infof("Commands are generated; seed=%d", seed);
    directory = DirectoryUnderTest.at(service);
    organization = directory.activeOrganization();
    domain = directory.describe(organization).defaultMailDomain();
    ids.add("00000000-0000-0000-0000-000000000000");
  }

  @Test
  void changeNothing() {
    int refused = 0;
    for (int i = 0; i < ONE_BY_ONE; i++) {
      Call<?> call = next();
      Map<String, String> before = TableDump.of(directory, organization);
      int events = directory.events.of(organization).size();

      ReplyEnvelope reply = CommandClient.await(send(call));

      if (reply.error() == null) {
        remember(reply);
        continue;
      }
      refused++;
      assertThat(call.operation().declares(reply.error())).as("%s %s", call, reply).isTrue();
      assertThat(TableDump.of(directory, organization))
          .as("%s, seed %d", call, seed)
          .isEqualTo(before);
      assertThat(directory.events.of(organization).size()).isGreaterThanOrEqualTo(events);
    }
    assertThat(refused).isBetween(1, ONE_BY_ONE - 1);
  }

  /** The same commands in one organization give the same state when the refused are left out. */
  @Test
  void leaveNoTraceInABatchOfOthers() {
    for (String name : List.of("ann", "bob", "carl")) {
      ids.add(directory.createUser(organization, name));
    }
    List<CompletableFuture<ReplyEnvelope>> replies = new ArrayList<>();
    List<Call<?>> calls = new ArrayList<>();
    for (int i = 0; i < TOGETHER; i++) {
      Call<?> call = next();
      calls.add(call);
      replies.add(send(call));
    }

    int created = 0;
    int deleted = 0;
    for (int i = 0; i < TOGETHER; i++) {
      ReplyEnvelope reply = CommandClient.await(replies.get(i));
      if (reply.error() != null) {
        assertThat(calls.get(i).operation().declares(reply.error()))
            .as("%s %s, seed %d", calls.get(i), reply, seed)
            .isTrue();
      } else if (calls.get(i).operation() == CREATE_USER) {
        created++;
      } else if (calls.get(i).operation() == DELETE_USER) {
        deleted++;
      }
    }
    Map<String, String> dump = TableDump.of(directory, organization);
    assertThat(rows(dump, "directory_user")).isEqualTo(3 + created);
    assertThat(rows(dump, "entity_tombstone")).isLessThanOrEqualTo(deleted);
    assertThat(rows(dump, "entity_name"))
        .isEqualTo(rows(dump, "directory_user") - rows(dump, "entity_tombstone"));
    assertThat(rows(dump, "entity_address"))
        .isEqualTo(dump.get("directory_user").lines().filter(r -> r.contains("ENABLED")).count());
  }

  private static long rows(Map<String, String> dump, String table) {
    return dump.get(table).equals("null") ? 0 : dump.get(table).lines().count();
  }

  private <Q> CompletableFuture<ReplyEnvelope> send(Call<Q> call) {
    return directory.commands.send(
        call.operation(), organization, call.request(), DirectoryUnderTest.ACCOUNT);
  }

  private void remember(ReplyEnvelope reply) {
    String body = new String(reply.body(), UTF_8);
    if (body.contains("UserId")) {
      ids.add(body.replaceAll(".*\"UserId\":\"([^\"]*)\".*", "$1"));
    }
  }

  private Call<?> next() {
    return switch (random.nextInt(9)) {
      case 0, 1 -> new Call<>(CREATE_USER, creation());
      case 2 -> new Call<>(UPDATE_USER, update(identifier(), any(ROLES), random.nextInt() + ""));
      case 3 -> new Call<>(DELETE_USER, new DeleteUserRequest(organization, identifier()));
      case 4, 5 ->
          new Call<>(
              REGISTER_TO_WORK_MAIL,
              new RegisterToWorkMailRequest(organization, identifier(), address()));
      case 6 ->
          new Call<>(
              DEREGISTER_FROM_WORK_MAIL,
              new DeregisterFromWorkMailRequest(organization, identifier()));
      case 7 ->
          new Call<>(RESET_PASSWORD, new ResetPasswordRequest(organization, any(ids), password()));
      default ->
          random.nextBoolean()
              ? new Call<>(CREATE_ORGANIZATION, DirectoryUnderTest.creation("taken"))
              : new Call<>(
                  DELETE_ORGANIZATION,
                  new DeleteOrganizationRequest(
                      null, DirectoryUnderTest.newOrganizationId(), true, false));
    };
  }

  private CreateUserRequest creation() {
    return new CreateUserRequest(
        organization,
        any(NAMES),
        "Name",
        random.nextBoolean() ? null : password(),
        any(ROLES),
        null,
        null,
        false);
  }

  private UpdateUserRequest update(String user, String role, String city) {
    return DirectoryUnderTest.update(organization, user, role, city);
  }

  private Secret password() {
    return new Secret(
        (random.nextBoolean()
                ? PasswordDigest.accepted("$argon2id$" + random.nextInt())
                : PasswordDigest.refused("too short"))
            .encode());
  }

  private String identifier() {
    return switch (random.nextInt(3)) {
      case 0 -> any(NAMES);
      case 1 -> address();
      default -> any(ids);
    };
  }

  private String address() {
    return any(List.of("ann", "BOB", "c")) + "@" + any(List.of(domain, domain, "un.known"));
  }

  private <T> T any(List<T> values) {
    return values.get(random.nextInt(values.size()));
  }
}
