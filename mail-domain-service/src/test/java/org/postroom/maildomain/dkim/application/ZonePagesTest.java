package org.postroom.maildomain.dkim.application;

import static org.assertj.core.api.Assertions.assertThat;
import static org.postroom.kit.testing.ScriptedDirectory.newOrganization;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.postroom.kit.command.CommandPath;
import org.postroom.kit.database.Database;
import org.postroom.kit.testing.PostroomTestResource;
import org.postroom.maildomain.dkim.model.KeyMaterial;
import org.postroom.maildomain.dkim.model.KeyRing;
import org.postroom.maildomain.dkim.model.RotationRules;
import org.postroom.maildomain.domain.model.DomainName;
import org.postroom.maildomain.testing.ScriptedDirectoryResource;

/** The zone's content, out of the database. */
@QuarkusTest
@QuarkusTestResource(PostroomTestResource.class)
@QuarkusTestResource(ScriptedDirectoryResource.class)
class ZonePagesTest {
  private static final RotationRules ZONE =
      new RotationRules(
          new DomainName("dkim.example.net"), Duration.ofDays(180), Duration.ofDays(7));
  private static final Instant NOW = Instant.parse("2026-11-22T12:00:00Z");

  @Inject CommandPath commands;
  @Inject Database database;
  @Inject KeyRings rings;

  @Test
  void everyDomainOfEveryOrganizationIsInOnePage() {
    Awaitility.await().atMost(Duration.ofSeconds(60)).until(() -> commands.state().isReady());
    String one = newOrganization();
    String other = newOrganization();
    save(one, "r-1");
    save(one, "r-2");
    save(other, "r-1");

    ZonePages pages = new ZonePages(database, rings, ZONE, 2);
    StringBuilder zone = new StringBuilder();
    String next = null;
    do {
      ZonePages.Page page = database.await(pages.after(next));
      assertThat(page.lines().lines().count()).isLessThanOrEqualTo(6);
      zone.append(page.lines());
      next = page.next();
    } while (next != null);

    assertThat(zone.toString().lines().filter(line -> line.contains(one))).hasSize(6);
    assertThat(zone.toString().lines().filter(line -> line.contains(other)))
        .containsExactly(
            other + "-r-1-1.dkim.example.net. 3600 IN TXT \"v=DKIM1; k=rsa; p=current\"",
            other + "-r-1-2.dkim.example.net. 3600 IN TXT \"v=DKIM1; k=rsa; p=next\"",
            other + "-r-1-3.dkim.example.net. 3600 IN TXT \"v=DKIM1; k=rsa; p=\"");
  }

  private void save(String organization, String registration) {
    String token = organization + "-" + registration;
    KeyRing ring =
        KeyRing.empty(
                registration,
                new DomainName("example.com"),
                List.of(token + "-1", token + "-2", token + "-3"),
                NOW)
            .filled(
                List.of(new KeyMaterial("current", "sealed"), new KeyMaterial("next", "sealed")),
                () -> "none",
                ZONE,
                NOW);
    database.await(
        database.transaction(
            session ->
                rings
                    .save(organization, new StoredRing(ring, 1), new KeyRings.Due(0, null, false))
                    .apply(session)));
  }
}
