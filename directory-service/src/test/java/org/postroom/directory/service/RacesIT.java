package org.postroom.directory.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.postroom.contract.directory.DirectoryOperations.CREATE_ALIAS;
import static org.postroom.contract.directory.DirectoryOperations.CREATE_GROUP;
import static org.postroom.contract.directory.DirectoryOperations.CREATE_ORGANIZATION;
import static org.postroom.contract.directory.DirectoryOperations.CREATE_RESOURCE;
import static org.postroom.contract.directory.DirectoryOperations.CREATE_USER;
import static org.postroom.contract.directory.DirectoryOperations.DELETE_ALIAS;
import static org.postroom.contract.directory.DirectoryOperations.DESCRIBE_ENTITY;
import static org.postroom.contract.directory.DirectoryOperations.LIST_ALIASES;
import static org.postroom.contract.directory.DirectoryOperations.REGISTER_TO_WORK_MAIL;
import static org.postroom.contract.directory.DirectoryOperations.UPDATE_PRIMARY_EMAIL_ADDRESS;
import static org.postroom.directory.service.DirectoryUnderTest.creation;
import static org.postroom.directory.service.DirectoryUnderTest.newAlias;
import static org.postroom.directory.service.DirectoryUnderTest.newOrganizationId;
import static org.postroom.directory.service.DirectoryUnderTest.user;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.postroom.contract.directory.CreateAliasRequest;
import org.postroom.contract.directory.CreateGroupRequest;
import org.postroom.contract.directory.CreateResourceRequest;
import org.postroom.contract.directory.DeleteAliasRequest;
import org.postroom.contract.directory.DescribeEntityRequest;
import org.postroom.contract.directory.ListAliasesRequest;
import org.postroom.contract.directory.RegisterToWorkMailRequest;
import org.postroom.contract.directory.UpdatePrimaryEmailAddressRequest;
import org.postroom.contract.error.ErrorCode;
import org.postroom.contract.message.ReplyEnvelope;
import org.postroom.contract.operation.Operation;
import org.postroom.kit.testing.CommandClient;
import org.postroom.kit.testing.PostroomTestResource;

@QuarkusTest
@QuarkusTestResource(PostroomTestResource.class)
@QuarkusTestResource(MailDomainPeer.class)
class RacesIT {
  private static final int RUNNERS = 40;

  @TestHTTPResource URI service;
  private DirectoryUnderTest directory;

  @BeforeEach
  void connect() {
    directory = DirectoryUnderTest.at(service);
  }

  @Test
  void oneNameHasOneWinner() {
    String organization = directory.activeOrganization();

    List<CompletableFuture<ReplyEnvelope>> replies = new ArrayList<>();
    for (int i = 0; i < RUNNERS; i++) {
      String name = i % 2 == 0 ? "ann" : "ANN";
      replies.add(
          directory.commands.send(
              CREATE_USER, organization, user(organization, name), DirectoryUnderTest.ACCOUNT));
    }

    assertOneWinner(replies, ErrorCode.NAME_AVAILABILITY);
  }

  @Test
  void oneNameHasOneWinnerAmongUsersGroupsAndResources() {
    String organization = directory.activeOrganization();

    List<CompletableFuture<ReplyEnvelope>> replies = new ArrayList<>();
    for (int i = 0; i < RUNNERS; i++) {
      replies.add(
          switch (i % 3) {
            case 0 -> send(CREATE_USER, organization, user(organization, "pool"));
            case 1 ->
                send(
                    CREATE_GROUP,
                    organization,
                    new CreateGroupRequest(organization, "POOL", false));
            default ->
                send(
                    CREATE_RESOURCE,
                    organization,
                    new CreateResourceRequest(organization, "Pool", "ROOM", null, false));
          });
    }

    assertOneWinner(replies, ErrorCode.NAME_AVAILABILITY);
  }

  @Test
  void oneAddressHasOneWinner() {
    String organization = directory.activeOrganization();
    String email = "ann@" + directory.describe(organization).defaultMailDomain();
    List<String> users = new ArrayList<>();
    for (int i = 0; i < RUNNERS; i++) {
      users.add(directory.createUser(organization, "user" + i));
    }

    List<CompletableFuture<ReplyEnvelope>> replies = new ArrayList<>();
    for (String user : users) {
      replies.add(
          directory.commands.send(
              REGISTER_TO_WORK_MAIL,
              organization,
              new RegisterToWorkMailRequest(organization, user, email),
              DirectoryUnderTest.ACCOUNT));
    }

    assertOneWinner(replies, ErrorCode.EMAIL_ADDRESS_IN_USE);
  }

  @Test
  void oneAddressHasOneOwnerHoweverItIsAskedFor() {
    String organization = directory.activeOrganization();
    String domain = directory.describe(organization).defaultMailDomain();
    List<String> users = new ArrayList<>();
    for (int i = 0; i < RUNNERS; i++) {
      String user = directory.createUser(organization, "user" + i);
      users.add(user);
      if (i % 3 > 0) {
        directory.register(organization, user, "user" + i + "@" + domain);
      }
    }

    List<CompletableFuture<ReplyEnvelope>> replies = new ArrayList<>();
    for (int i = 0; i < RUNNERS; i++) {
      String user = users.get(i);
      String email = (i % 2 == 0 ? "shared@" : "SHARED@") + domain;
      replies.add(
          switch (i % 3) {
            case 0 ->
                send(
                    REGISTER_TO_WORK_MAIL,
                    organization,
                    new RegisterToWorkMailRequest(organization, user, email));
            case 1 ->
                send(CREATE_ALIAS, organization, new CreateAliasRequest(organization, user, email));
            default ->
                send(
                    UPDATE_PRIMARY_EMAIL_ADDRESS,
                    organization,
                    new UpdatePrimaryEmailAddressRequest(organization, user, email));
          });
    }

    assertOneWinner(replies, ErrorCode.EMAIL_ADDRESS_IN_USE);
    List<String> winners = new ArrayList<>();
    for (int i = 0; i < RUNNERS; i++) {
      if (CommandClient.await(replies.get(i)).error() == null) {
        winners.add(users.get(i));
      }
    }
    assertThat(winners).containsExactly(owner(organization, "shared@" + domain));
  }

  @Test
  void primaryAddressesThatTwoWantFromOneAnotherStayWhereTheyAre() {
    String organization = directory.activeOrganization();
    String domain = directory.describe(organization).defaultMailDomain();
    List<String> names = List.of("ann", "bob");
    for (String name : names) {
      directory.register(
          organization, directory.createUser(organization, name), name + "@" + domain);
    }

    List<CompletableFuture<ReplyEnvelope>> replies = new ArrayList<>();
    for (int i = 0; i < RUNNERS; i++) {
      replies.add(primary(organization, names.get(i % 2), names.get((i + 1) % 2) + "@" + domain));
    }

    assertThat(errors(replies)).hasSize(RUNNERS).containsOnly(ErrorCode.EMAIL_ADDRESS_IN_USE);
    for (String name : names) {
      assertThat(directory.describeUser(organization, name).email()).isEqualTo(name + "@" + domain);
    }
  }

  @Test
  void twoThatChangeToOnePrimaryAddressLeaveItToOne() {
    String organization = directory.activeOrganization();
    String domain = directory.describe(organization).defaultMailDomain();
    List<String> names = List.of("ann", "bob");
    for (String name : names) {
      directory.register(
          organization, directory.createUser(organization, name), name + "@" + domain);
    }

    List<CompletableFuture<ReplyEnvelope>> replies = new ArrayList<>();
    for (int i = 0; i < RUNNERS; i++) {
      // Back and forth: what was primary is an alias, and may be primary again.
      String name = names.get(i % 2);
      replies.add(primary(organization, name, (i / 2 % 2 == 0 ? "chief" : name) + "@" + domain));
    }

    assertThat(errors(replies)).hasSize(RUNNERS / 4).containsOnly(ErrorCode.EMAIL_ADDRESS_IN_USE);
    String winner = owner(organization, "chief@" + domain);
    for (String name : names) {
      String id = directory.describeUser(organization, name).userId();
      assertThat(owner(organization, name + "@" + domain)).isEqualTo(id);
      assertThat(
              directory
                  .query(LIST_ALIASES, new ListAliasesRequest(organization, id, null, null))
                  .aliases())
          .containsExactlyElementsOf(id.equals(winner) ? List.of("chief@" + domain) : List.of());
      assertThat(directory.describeUser(organization, name).email()).isEqualTo(name + "@" + domain);
    }
  }

  @Test
  void anAliasThatIsGivenUpHasOneNewOwner() {
    String organization = directory.activeOrganization();
    String domain = directory.describe(organization).defaultMailDomain();
    String alias = "info@" + domain;
    List<String> users = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      users.add(directory.createUser(organization, "user" + i));
      directory.register(organization, users.get(i), "user" + i + "@" + domain);
    }
    directory.commands.call(
        CREATE_ALIAS, organization, new CreateAliasRequest(organization, users.get(0), alias));

    List<CompletableFuture<ReplyEnvelope>> replies = new ArrayList<>();
    for (int i = 0; i < RUNNERS; i++) {
      String user = users.get(i % 3);
      replies.add(
          i % 2 == 0
              ? send(DELETE_ALIAS, organization, new DeleteAliasRequest(organization, user, alias))
              : send(
                  CREATE_ALIAS, organization, new CreateAliasRequest(organization, user, alias)));
    }

    assertThat(Set.of(ErrorCode.EMAIL_ADDRESS_IN_USE)).containsAll(errors(replies));
    long owners =
        users.stream()
            .filter(
                user ->
                    directory
                        .query(LIST_ALIASES, new ListAliasesRequest(organization, user, null, null))
                        .aliases()
                        .contains(alias))
            .count();
    assertThat(owners).isLessThanOrEqualTo(1);
  }

  @Test
  void oneAliasHasOneWinnerAmongManyOrganizations() {
    String alias = newAlias();

    List<CompletableFuture<ReplyEnvelope>> replies = new ArrayList<>();
    for (int i = 0; i < RUNNERS; i++) {
      String spelling = i % 2 == 0 ? alias : alias.toUpperCase(Locale.ROOT);
      replies.add(
          directory.commands.send(
              CREATE_ORGANIZATION, newOrganizationId(), creation(spelling), "%012d".formatted(i)));
    }

    assertOneWinner(replies, ErrorCode.NAME_AVAILABILITY);
  }

  @Test
  void anAccountGetsAHundredOrganizationsAndNotOneMore() {
    String account = "777700001111";

    List<CompletableFuture<ReplyEnvelope>> replies = new ArrayList<>();
    for (int i = 0; i < 110; i++) {
      replies.add(
          directory.commands.send(
              CREATE_ORGANIZATION, newOrganizationId(), creation(newAlias()), account));
    }

    assertThat(errors(replies)).hasSize(10).containsOnly(ErrorCode.LIMIT_EXCEEDED);
  }

  private <Q> CompletableFuture<ReplyEnvelope> send(
      Operation<Q, ?> operation, String organization, Q request) {
    return directory.commands.send(operation, organization, request, DirectoryUnderTest.ACCOUNT);
  }

  private CompletableFuture<ReplyEnvelope> primary(
      String organization, String entity, String email) {
    return send(
        UPDATE_PRIMARY_EMAIL_ADDRESS,
        organization,
        new UpdatePrimaryEmailAddressRequest(organization, entity, email));
  }

  private String owner(String organization, String email) {
    return directory
        .query(DESCRIBE_ENTITY, new DescribeEntityRequest(organization, email))
        .entityId();
  }

  private static void assertOneWinner(
      List<CompletableFuture<ReplyEnvelope>> replies, ErrorCode losers) {
    assertThat(errors(replies)).hasSize(RUNNERS - 1).containsOnly(losers);
  }

  private static List<ErrorCode> errors(List<CompletableFuture<ReplyEnvelope>> replies) {
    return replies.stream()
        .map(CommandClient::await)
        .map(ReplyEnvelope::error)
        .filter(Objects::nonNull)
        .toList();
  }
}
