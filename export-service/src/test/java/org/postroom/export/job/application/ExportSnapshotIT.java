package org.postroom.export.job.application;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.postroom.export.job.model.Destination;
import org.postroom.export.job.model.ExportJob;
import org.postroom.export.job.model.Totals;
import org.postroom.export.job.model.Transition;
import org.postroom.export.testing.ExportTestResource;
import org.postroom.export.testing.ExportUnderTest;
import org.postroom.kit.database.Database;
import org.postroom.kit.testing.ScriptedDirectory;
import org.postroom.kit.view.OrganizationSnapshot;

/** What a new epoch tells of jobs, in as many pieces as it takes. */
@QuarkusTest
@QuarkusTestResource(ExportTestResource.class)
class ExportSnapshotIT {
  private static final int MANY = OrganizationSnapshot.MAX_ROWS + 7;
  private static final int AT_ONCE = 50;
  private static final Instant START = Instant.parse("2026-11-22T12:00:00Z");
  private static final Destination DESTINATION =
      new Destination("bucket", "prefix", "prefix/j.zip", "role", "key");

  @TestHTTPResource("/")
  URI service;

  @Inject OrganizationSnapshot snapshot;
  @Inject ExportJobs jobs;
  @Inject Database database;

  @Test
  void everyJobIsToldAsItIs() {
    ExportUnderTest export = ExportUnderTest.at(service);
    // Nobody asks before the schema is there.
    String other = export.activeOrganization();
    export.start(other, export.mailbox(other, "ann"));
    String organization = ScriptedDirectory.newOrganization();
    List<ExportJob> all = new ArrayList<>();
    for (int i = 0; i < MANY; i++) {
      all.add(job(i));
    }
    for (int from = 0; from < MANY; from += AT_ONCE) {
      store(organization, all.subList(from, Math.min(MANY, from + AT_ONCE)));
    }

    List<Record> told = new ArrayList<>();
    String after = null;
    int chunks = 0;
    do {
      String from = after;
      OrganizationSnapshot.Chunk chunk =
          database.await(database.read(session -> snapshot.next(session, organization, from)));
      told.addAll(chunk.events());
      after = chunk.last();
      chunks++;
    } while (after != null);

    assertThat(chunks).isEqualTo(2);
    assertThat(told)
        .containsExactlyElementsOf(all.stream().flatMap(job -> job.retold().stream()).toList());
  }

  private void store(String organization, List<ExportJob> some) {
    database.await(
        database.transaction(
            session -> {
              Uni<Void> stored = Uni.createFrom().voidItem();
              for (ExportJob job : some) {
                stored =
                    stored
                        .chain(() -> jobs.insert(organization, job).apply(session))
                        .chain(() -> jobs.update(organization, job).apply(session));
              }
              return stored;
            }));
  }

  private static ExportJob job(int number) {
    ExportJob job = ExportJob.start("job-%05d".formatted(number), "ann", null, DESTINATION, START);
    Instant later = START.plusSeconds(5);
    ExportJob moved = job.progressed(number % 100, 100, later).map(Transition::after).orElse(job);
    return switch (number % 4) {
      case 0 -> moved;
      case 1 -> moved.completed(new Totals(1, 2, 3, 4, "ab"), later).orElseThrow().after();
      case 2 -> moved.failed("why", later).orElseThrow().after();
      default -> moved.cancelled(later).orElseThrow().after();
    };
  }
}
