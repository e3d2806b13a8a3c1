package org.postroom.directory.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.postroom.contract.directory.DirectoryOperations.CREATE_ORGANIZATION;
import static org.postroom.contract.directory.DirectoryOperations.CREATE_USER;
import static org.postroom.contract.directory.DirectoryOperations.REGISTER_TO_WORK_MAIL;
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
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.postroom.contract.directory.RegisterToWorkMailRequest;
import org.postroom.contract.error.ErrorCode;
import org.postroom.contract.message.ReplyEnvelope;
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
              CREATE_USER, organization, user(organization, name), CommandClient.ACCOUNT));
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
              CommandClient.ACCOUNT));
    }

    assertOneWinner(replies, ErrorCode.EMAIL_ADDRESS_IN_USE);
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
