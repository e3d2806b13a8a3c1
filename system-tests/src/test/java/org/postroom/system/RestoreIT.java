package org.postroom.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.postroom.system.OwnOrganization.answer;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.postroom.contract.directory.event.DirectoryEvents;
import org.postroom.contract.directory.event.UserCreated;
import org.postroom.contract.json.Json;
import org.postroom.contract.message.EventEnvelope;
import org.postroom.contract.operation.BoundedContext;
import org.postroom.local.Backup;
import org.postroom.local.LocalInstallation;
import org.postroom.local.Port;
import org.postroom.system.OwnOrganization.Entity;
import org.postroom.system.OwnOrganization.Kind;
import software.amazon.awssdk.services.workmail.WorkMailClient;
import software.amazon.awssdk.services.workmail.model.User;

/**
 * The directory's database is restored from an older backup, by the steps of docs/runbook.md, twice
 * from the same one. What was acknowledged after the backup is gone, and everybody knows.
 */
@OnSystemAlone
class RestoreIT {
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  /** The gateway's deadline for a command: until then what comes again is decided again. */
  private static final Duration DEADLINE = Duration.ofSeconds(15);

  @TempDir Path directory;
  private RunningSystem.System system;
  private WorkMailClient workmail;
  private OwnOrganization own;
  private String id;

  @Test
  void afterARestoreEverybodyAgreesWithTheState(RunningSystem.System running) throws Exception {
    system = running;
    workmail = running.patientClient();
    own = OwnOrganization.in(running, workmail);
    id = own.id();
    Entity kept = own.enabled(Kind.USER, "kept-user");
    Backup backup = Backup.in(directory.resolve("backup"));
    backup.make(running.installation().data(), running.installation().port(Port.POSTGRES));
    assertThat(Files.getPosixFilePermissions(directory.resolve("backup"))).hasSize(3);

    Entity lost = own.enabled(Kind.USER, "lost-user");
    workmail.createAlias(
        r -> r.organizationId(id).entityId(kept.id()).alias(own.address("lost-alias")));
    String domain = "after-" + UUID.randomUUID() + "." + RunningSystem.VOUCHED_DOMAINS;
    workmail.registerMailDomain(r -> r.organizationId(id).domainName(domain));
    OwnOrganization late = OwnOrganization.in(running, workmail);
    late.enabled(Kind.USER, "late-user");
    putOverride(lost.id());

    long epoch = restore(backup, late);
    assertThat(states()).containsOnlyKeys("kept-user");
    assertThat(answer(() -> putOverride(lost.id()))).isEqualTo("EntityNotFound");
    assertThat(answer(() -> putOverride(kept.id()))).isEqualTo("200");
    assertThat(workmail.listMobileDeviceAccessOverrides(r -> r.organizationId(id)).overrides())
        .extracting(one -> one.userId())
        .containsExactly(kept.id());
    theStreamAgrees(epoch);
    whatIsGoneIsFree(lost, domain);
    theStreamAgrees(epoch);
    anOrganizationFromAfterTheBackupIsEmpty(late);
  }

  private long restore(Backup backup, OwnOrganization late) {
    LocalInstallation installation = system.installation();
    installation.stopPart("directory");
    Instant stopped = Instant.now();
    long first = restored(backup, late);
    Awaitility.await("commands from after the backup are past their deadline")
        .atMost(PATIENCE)
        .until(() -> Instant.now().isAfter(stopped.plus(DEADLINE)));
    // The epoch in the backup is not the last one any more.
    long second = restored(backup, late);
    assertThat(second).isGreaterThan(first);
    installation.startPart("directory");
    installation.awaitHealthy(PATIENCE);
    return second;
  }

  private long restored(Backup backup, OwnOrganization late) {
    LocalInstallation installation = system.installation();
    Backup.Restored restored =
        backup.restore(
            installation.data(),
            installation.port(Port.POSTGRES),
            List.of(BoundedContext.DIRECTORY));
    assertThat(restored.emptied()).containsExactly(late.id());
    return restored.epochs().get(BoundedContext.DIRECTORY);
  }

  private void whatIsGoneIsFree(Entity lost, String domain) {
    Entity again = own.enabled(Kind.USER, lost.name());
    assertThat(again.id()).isNotEqualTo(lost.id());
    for (String free : List.of(own.address("lost-alias"), "someone@" + domain)) {
      workmail.createAlias(r -> r.organizationId(id).entityId(again.id()).alias(free));
    }
    assertThat(answer(() -> own.create(Kind.USER, "kept-user"))).isEqualTo("NameAvailability");
  }

  private void anOrganizationFromAfterTheBackupIsEmpty(OwnOrganization late) {
    assertThat(workmail.listUsers(r -> r.organizationId(late.id())).users()).isEmpty();
    assertThat(workmail.listAccessControlRules(r -> r.organizationId(late.id())).rules())
        .hasSize(1);
    late.enabled(Kind.USER, "late-user");
    assertThat(
            answer(
                () ->
                    workmail.createOrganization(
                        r ->
                            r.alias(
                                workmail
                                    .describeOrganization(d -> d.organizationId(late.id()))
                                    .alias()))))
        .isEqualTo("NameAvailability");
  }

  /** A subscriber that follows docs/events.md has the users there are, and so has everybody. */
  private void theStreamAgrees(long epoch) {
    Map<String, String> users = states();
    Awaitility.await("a subscriber knows the users there are")
        .atMost(PATIENCE)
        .untilAsserted(() -> assertThat(told(epoch)).isEqualTo(users.keySet()));
  }

  private Map<String, String> states() {
    Map<String, String> users = new HashMap<>();
    for (User user : workmail.listUsers(r -> r.organizationId(id)).users()) {
      if (!user.stateAsString().equals("DELETED")) {
        users.put(user.name(), user.stateAsString());
      }
    }
    return users;
  }

  private Set<String> told(long epoch) {
    EventLog log = EventLog.read(system.bootstrapServers(), BoundedContext.DIRECTORY.eventTopic());
    Map<String, String> users = new HashMap<>();
    for (EventEnvelope event : log.of(id)) {
      if (event.type().endsWith(".OrganizationSnapshotStarted.v1")) {
        users.clear();
      } else if (event.epoch() == epoch
          && event.type().equals(DirectoryEvents.USER_CREATED.wireName())) {
        UserCreated user = Json.read(event.data(), UserCreated.class);
        users.put(user.name(), user.userId());
      }
    }
    return users.keySet();
  }

  private void putOverride(String user) {
    workmail.putMobileDeviceAccessOverride(
        r -> r.organizationId(id).userId(user).deviceId("device").effect("DENY"));
  }
}
