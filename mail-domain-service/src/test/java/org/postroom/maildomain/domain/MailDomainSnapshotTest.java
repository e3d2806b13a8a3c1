package org.postroom.maildomain.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.postroom.kit.testing.ScriptedDirectory.newAlias;
import static org.postroom.kit.testing.ScriptedDirectory.newOrganization;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.awaitility.Awaitility;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.Test;
import org.postroom.contract.event.OrganizationSnapshotCompleted;
import org.postroom.contract.event.OrganizationSnapshotStarted;
import org.postroom.contract.maildomain.event.DkimKeyChanged;
import org.postroom.contract.maildomain.event.MailDomainEvents;
import org.postroom.contract.maildomain.event.MailDomainRegistered;
import org.postroom.kit.command.CommandPath;
import org.postroom.kit.database.Database;
import org.postroom.kit.database.Sql;
import org.postroom.kit.testing.EventLog;
import org.postroom.kit.testing.PostroomTestResource;
import org.postroom.kit.testing.ScriptedDirectory;
import org.postroom.maildomain.testing.ScriptedDirectoryResource;

/** What subscribers hear after the database was restored. */
@QuarkusTest
@QuarkusTestResource(PostroomTestResource.class)
@QuarkusTestResource(ScriptedDirectoryResource.class)
class MailDomainSnapshotTest {
  private static final int MORE_THAN_A_CHUNK = 1_100;

  private static final String RESTORE_DOMAINS =
      """
      insert into mail_domain select restored.* from mail_domain t, jsonb_populate_record(
          t, jsonb_build_object('organization_id', $2::text)) restored
      where t.organization_id = $1
      """;
  private static final String RESTORE_SETTINGS =
      "insert into mail_domain_settings select $2, default_registration_id, last_creation_number"
          + " from mail_domain_settings where organization_id = $1";
  private static final String RESTORE_KEYS =
      """
      insert into dkim_key_ring select restored.* from dkim_key_ring t, jsonb_populate_record(
          t, jsonb_build_object('organization_id', $2::text)) restored
      where t.organization_id = $1
      """;
  private static final String SELECTOR =
      "select registration_id, current_selector from dkim_key_ring where organization_id = $1"
          + " and current_selector is not null";
  private static final String ADD_DOMAINS =
      """
      insert into mail_domain select $1, 'r-' || n, 'd' || n || '.example.com', false, 'PENDING',
          'FAILED', n + 2, now() from generate_series(1, $2) n
      """;
  private static final String IN_AN_EPOCH_BEFORE =
      "insert into event_sequence (organization_id, epoch, sequence, account)"
          + " values ($1, 0, 99, '123456789012')";

  @ConfigProperty(name = "kafka.bootstrap.servers")
  String bootstrapServers;

  @ConfigProperty(name = "postroom.peers.directory")
  URI peer;

  @Inject CommandPath commands;
  @Inject Database database;

  @Test
  void aRestoredOrganizationsDomainsAreToldAnewInOrderAndOnce() throws Exception {
    try (ScriptedDirectory directory = new ScriptedDirectory(bootstrapServers, peer);
        EventLog events = new EventLog(bootstrapServers, MailDomainEvents.CATALOGUE)) {
      String alias = newAlias();
      String original = directory.requestSetUp("create", alias, alias + ".example.com");
      List<Record> told = events.await(original, 4);

      Object[] key =
          Awaitility.await().until(() -> key(original), Optional::isPresent).orElseThrow();

      String restored = newOrganization();
      restore(original, restored);
      commands.askHousekeeping();

      List<Record> expected = new ArrayList<>();
      expected.add(new OrganizationSnapshotStarted());
      expected.add(told.get(0));
      expected.add(told.get(2));
      expected.add(told.get(1));
      expected.add(new DkimKeyChanged((String) key[0], alias + ".example.com", (String) key[1]));
      for (int n = 1; n <= MORE_THAN_A_CHUNK; n++) {
        expected.add(
            new MailDomainRegistered(
                "r-" + n, "d" + n + ".example.com", false, "PENDING", "FAILED"));
      }
      expected.add(new OrganizationSnapshotCompleted());
      assertThat(events.await(restored, expected.size())).isEqualTo(expected);
    }
  }

  /** Registration and selector of the organization's key. */
  private Optional<Object[]> key(String organization) {
    return database.await(
        database.read(
            session ->
                Sql.of(session)
                    .rows(SELECTOR, organization)
                    .map(rows -> rows.stream().findFirst())));
  }

  /** The state of one organization and more domains under another id, behind the epoch. */
  private void restore(String original, String restored) {
    database.await(
        database.transaction(
            session -> {
              Sql sql = Sql.of(session);
              return sql.update(RESTORE_DOMAINS, original, restored)
                  .chain(() -> sql.update(RESTORE_SETTINGS, original, restored))
                  .chain(() -> sql.update(RESTORE_KEYS, original, restored))
                  .chain(() -> sql.update(ADD_DOMAINS, restored, MORE_THAN_A_CHUNK))
                  .chain(() -> sql.update(IN_AN_EPOCH_BEFORE, restored));
            }));
  }
}
