package org.postroom.export.directoryview;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.postroom.contract.directory.event.AliasCreated;
import org.postroom.contract.directory.event.EntityDeregistered;
import org.postroom.contract.directory.event.EntityRegistered;
import org.postroom.contract.directory.event.OrganizationActivated;
import org.postroom.contract.directory.event.OrganizationRequested;
import org.postroom.contract.directory.event.PrimaryEmailAddressChanged;
import org.postroom.contract.directory.event.UserCreated;
import org.postroom.contract.directory.event.UserDeleted;
import org.postroom.contract.directory.event.UserUpdated;
import org.postroom.export.directoryview.application.Mailboxes;
import org.postroom.export.directoryview.model.Mailbox;
import org.postroom.export.testing.ExportServiceTest;
import org.postroom.export.testing.ExportTestResource;
import org.postroom.export.testing.ExportUnderTest;
import org.postroom.kit.database.Database;
import org.postroom.kit.testing.ScriptedDirectory;
import org.postroom.kit.testing.Traces;

/** What a mail server may call a mailbox, as the directory's events tell. */
@QuarkusTest
@QuarkusTestResource(ExportTestResource.class)
class DirectoryViewIT extends ExportServiceTest {
  @Inject Mailboxes mailboxes;
  @Inject Database database;

  @Test
  void aMailboxHasItsPresentNames() {
    String user = export.mailbox(organization, "Ann");
    awaitMailbox(user, new Mailbox(user, "Ann@example.com", "Ann"));
    emit(new PrimaryEmailAddressChanged(user, "USER", "A.Smith@example.com", "Ann@example.com"));
    awaitMailbox(user, new Mailbox(user, "A.Smith@example.com", "Ann"));
    emit(new EntityDeregistered(user, "USER", List.of("A.Smith@example.com", "Ann@example.com")));
    awaitMailbox(user, null);
    emit(new EntityRegistered(user, "USER", "again@example.com"));
    awaitMailbox(user, new Mailbox(user, "again@example.com", "Ann"));
    emit(new EntityDeregistered(user, "USER", List.of("again@example.com")));
    emit(new UserDeleted(user));
    Awaitility.await()
        .atMost(ExportUnderTest.PATIENCE)
        .until(() -> export.count("mailbox", organization) == 0);
  }

  @Test
  void nothingPersonalOfADeletedUserIsLeft() {
    String mark = "zq" + UUID.randomUUID().toString().substring(0, 8);
    Traces traces = new Traces(mark);
    String user = export.mailbox(organization, mark);
    emit(new AliasCreated(user, "USER", mark + "alias@example.com"));
    Awaitility.await()
        .atMost(ExportUnderTest.PATIENCE)
        .untilAsserted(
            () ->
                assertThat(traces.tables())
                    .containsExactlyInAnyOrder("directory_address", "directory_entity", "mailbox"));
    emit(
        new EntityDeregistered(
            user, "USER", List.of(mark + "@example.com", mark + "alias@example.com")));
    emit(new UserDeleted(user));
    Awaitility.await()
        .atMost(ExportUnderTest.PATIENCE)
        .untilAsserted(() -> assertThat(traces.tables()).isEmpty());
  }

  @Test
  void aRoleCountsAtRegistration() {
    String user = export.user(organization, "rem", "REMOTE_USER");
    emit(new EntityRegistered(user, "USER", "rem@example.com"));
    emit(updated(user, "rem", "USER"));
    String marker = export.mailbox(organization, "marker");
    awaitMailbox(marker, new Mailbox(marker, "marker@example.com", "marker"));
    assertThat(find(user)).isEmpty();
    emit(new EntityDeregistered(user, "USER", List.of("rem@example.com")));
    emit(new EntityRegistered(user, "USER", "rem@example.com"));
    awaitMailbox(user, new Mailbox(user, "rem@example.com", "rem"));
  }

  @Test
  void aRestoredDirectoryIsBelieved() {
    String lost = export.mailbox(organization, "lost");
    String kept = export.mailbox(organization, "kept");
    awaitMailbox(lost, new Mailbox(lost, "lost@example.com", "lost"));
    export.directory.restore(
        organization,
        new OrganizationRequested("alias", ScriptedDirectory.ACCOUNT, "d-0123456789"),
        new OrganizationActivated(Instant.parse("2026-11-22T12:00:00Z")),
        // Two of one row that are written together, before what needs them.
        new UserCreated(kept, "former", "Kept", null, null, "REMOTE_USER", false),
        updated(kept, "kept", "USER"),
        new UserDeleted("told-by-its-id-alone"),
        new EntityRegistered(kept, "USER", "other@example.com"));
    awaitMailbox(kept, new Mailbox(kept, "other@example.com", "kept"));
    assertThat(export.count("directory_entity", organization))
        .as("the deleted one too")
        .isEqualTo(2);
    assertThat(find(lost)).isEmpty();
    assertThat(export.describe(organization, export.start(organization, "other@example.com")))
        .extracting(job -> job.entityId())
        .isEqualTo(kept);
  }

  private void emit(Record event) {
    export.directory.emit(organization, event);
  }

  private static UserUpdated updated(String user, String name, String role) {
    return new UserUpdated(
        user, name, "Rem", null, null, null, null, null, null, null, null, null, null, null, null,
        role, false);
  }

  private Optional<Mailbox> find(String user) {
    return database.await(database.read(session -> mailboxes.find(session, organization, user)));
  }

  private void awaitMailbox(String user, Mailbox expected) {
    Awaitility.await()
        .atMost(ExportUnderTest.PATIENCE)
        .untilAsserted(() -> assertThat(find(user)).isEqualTo(Optional.ofNullable(expected)));
  }
}
