package org.postroom.directory.mailbox.persistence;

import java.time.OffsetDateTime;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.postroom.directory.mailbox.application.Mailboxes;
import org.postroom.directory.registration.persistence.Plans;

/** What mailboxes cost among 100,000, half of which are due at once. */
class MailboxPlansIT {
  private static final String ORGANIZATION = "m-" + "0a".repeat(16);
  private static final int PAGE = 1_000;
  private static final OffsetDateTime NOW = OffsetDateTime.parse("2026-11-22T10:15:30Z");

  private static Plans plans;

  @BeforeAll
  static void fill() throws Exception {
    plans = Plans.open();
    plans.fill(
        "mailbox (organization_id, entity_id, quota_megabytes, command_partition, kept_until)",
        Plans.LARGE,
        i ->
            String.join(
                "\t",
                ORGANIZATION,
                owner(i),
                "51200",
                "3",
                i % 2 == 0 ? NOW.minusMinutes(i).toString() : "\\N"));
  }

  @AfterAll
  static void close() throws Exception {
    plans.close();
  }

  @Test
  void oneIsFoundByThePrimaryKey() throws Exception {
    for (String owner : new String[] {owner(50_001), owner(50_000), "nobody"}) {
      plans.explainNumbered(DbMailboxes.FIND, ORGANIZATION, owner).walksAnIndex(1, 10);
    }
  }

  @Test
  void aSnapshotFollowsThePrimaryKey() throws Exception {
    for (String owner : new String[] {"", owner(50_000)}) {
      plans
          .explainNumbered(DbMailboxes.AFTER, ORGANIZATION, owner, PAGE)
          .walksAnIndex(PAGE, 2 * PAGE);
    }
  }

  @Test
  void thoseThatAreDueFollowAnIndex() throws Exception {
    plans
        .explainNumbered(DbMailboxes.DUE, 3, NOW)
        .walksAnIndex(Mailboxes.CHUNK, 2 * Mailboxes.CHUNK);
    plans
        .explainNumbered(DbMailboxes.PARTITIONS_DUE, new Integer[] {3, 4, 5}, NOW)
        .walksAnIndex(3, 12);
    plans
        .explainNumbered(DbMailboxes.DUE_OF_ORGANIZATION, ORGANIZATION, NOW)
        .walksAnIndex(Mailboxes.CHUNK, 2 * Mailboxes.CHUNK);
  }

  @Test
  void reportsAndPurgesReadNoTable() throws Exception {
    String[] owners =
        IntStream.range(0, Mailboxes.CHUNK).mapToObj(i -> owner(i)).toArray(String[]::new);
    Long[] sizes = LongStream.range(0, Mailboxes.CHUNK).boxed().toArray(Long[]::new);

    plans.estimateNumbered(DbMailboxes.REPORT, ORGANIZATION, owners, sizes, NOW).readsNoTable();
    plans.estimateNumbered(DbMailboxes.PURGE, ORGANIZATION, owners).readsNoTable();
  }

  private static String owner(int i) {
    return "u%06d".formatted(i);
  }
}
