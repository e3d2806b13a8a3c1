package org.postroom.directory.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.postroom.contract.directory.DirectoryOperations.CREATE_USER;
import static org.postroom.contract.directory.DirectoryOperations.RESET_PASSWORD;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.postroom.contract.directory.CreateUserRequest;
import org.postroom.contract.directory.ResetPasswordRequest;
import org.postroom.contract.directory.event.UserPasswordReset;
import org.postroom.contract.error.ErrorCode;
import org.postroom.contract.secret.PasswordDigest;
import org.postroom.contract.secret.Secret;
import org.postroom.kit.testing.PostroomTestResource;

@QuarkusTest
@QuarkusTestResource(PostroomTestResource.class)
@QuarkusTestResource(MailDomainPeer.class)
class SecretsIT {
  private static final String FIRST = "$argon2id$v=19$m=1,t=1,p=1$c2FsdA$Zmlyc3Q";
  private static final String SECOND = "$argon2id$v=19$m=1,t=1,p=1$c2FsdA$c2Vjb25k";

  @TestHTTPResource URI service;
  private DirectoryUnderTest directory;

  @BeforeEach
  void connect() {
    directory = DirectoryUnderTest.at(service);
  }

  @Test
  void aHashIsKeptInItsOwnTableAndNowhereElse() {
    String organization = directory.activeOrganization();
    String user =
        directory
            .commands
            .call(CREATE_USER, organization, withPassword(organization, "ann", FIRST))
            .userId();
    assertThat(tablesWith(FIRST)).containsExactly("user_credential");

    directory.commands.call(RESET_PASSWORD, organization, reset(organization, user, SECOND));

    assertThat(tablesWith(FIRST)).isEmpty();
    assertThat(tablesWith(SECOND)).containsExactly("user_credential");
    await()
        .atMost(DirectoryUnderTest.PATIENCE)
        .until(() -> directory.events.of(organization).contains(new UserPasswordReset(user)));
    assertThat(directory.events.raw()).noneMatch(event -> event.contains("argon2id"));
  }

  @Test
  void aRefusedPasswordIsRefusedAfterWhatOnlyTheDirectoryKnows() {
    String organization = directory.activeOrganization();
    String user = directory.createUser(organization, "ann");
    String refused = PasswordDigest.refused("too short").encode();

    assertThat(
            directory.commands.refusal(
                CREATE_USER, organization, withPassword(organization, "ann", refused)))
        .isEqualTo(ErrorCode.NAME_AVAILABILITY);
    assertThat(
            directory.commands.refusal(
                CREATE_USER, organization, withPassword(organization, "bob", refused)))
        .isEqualTo(ErrorCode.INVALID_PASSWORD);
    assertThat(
            directory.commands.refusal(
                RESET_PASSWORD, organization, reset(organization, user, refused)))
        .isEqualTo(ErrorCode.INVALID_PASSWORD);
  }

  private List<String> tablesWith(String text) {
    List<String> tables = new ArrayList<>();
    for (Map.Entry<String, String> table : TableDump.all(directory).entrySet()) {
      if (table.getValue().contains(text)) {
        tables.add(table.getKey());
      }
    }
    return tables;
  }

  private static CreateUserRequest withPassword(String organization, String name, String digest) {
    return new CreateUserRequest(
        organization, name, name, new Secret(digest), null, null, null, false);
  }

  private static ResetPasswordRequest reset(String organization, String user, String digest) {
    return new ResetPasswordRequest(organization, user, new Secret(digest));
  }
}
