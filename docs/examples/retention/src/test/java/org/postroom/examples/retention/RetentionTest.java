package org.postroom.examples.retention;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.postroom.examples.retention.Retention.Action;
import org.postroom.examples.retention.Retention.Folder;
import org.postroom.examples.retention.Retention.Item;
import org.postroom.examples.retention.Retention.Loss;

class RetentionTest {
  private static final Retention POLICY =
      new Retention(
          Map.of(
              "INBOX", new Folder(Action.DELETE, 30),
              "JUNK_EMAIL", new Folder(Action.PERMANENTLY_DELETE, 1),
              "DRAFTS", new Folder(Action.NONE, null),
              "SENT_ITEMS", new Folder(Action.NONE, 30)));
  private static final Instant NEW_YEAR = Instant.parse("2026-01-01T10:00:00Z");

  @Test
  void anItemIsDueItsPeriodAfterItWasCreated() {
    Item item = item("INBOX", NEW_YEAR, null, null);

    assertThat(on("2026-01-30", item)).isEmpty();
    assertThat(on("2026-01-31", item))
        .containsExactly(
            new Loss(
                item,
                Action.DELETE,
                Instant.parse("2026-01-31T10:00:00Z"),
                Instant.parse("2026-02-02T10:00:00Z")));
    assertThat(on("2027-01-01", item)).as("it does not become undue again").hasSize(1);
  }

  @Test
  void aChangeOrAMoveCountsAnew() {
    Instant later = Instant.parse("2026-01-20T23:59:59Z");
    Instant between = Instant.parse("2026-01-10T00:00:00Z");
    for (Item item :
        List.of(
            item("INBOX", NEW_YEAR, later, null),
            item("INBOX", NEW_YEAR, null, later),
            item("INBOX", NEW_YEAR, later, between),
            item("INBOX", NEW_YEAR, between, later))) {
      assertThat(on("2026-02-18", item)).isEmpty();
      assertThat(on("2026-02-19", item)).hasSize(1);
    }
  }

  @Test
  void aDayEndsAtMidnightInGreenwich() {
    assertThat(
            on("2026-01-01", item("JUNK_EMAIL", Instant.parse("2025-12-31T23:59:59Z"), null, null)))
        .hasSize(1);
    assertThat(
            on("2026-01-01", item("JUNK_EMAIL", Instant.parse("2026-01-01T00:00:00Z"), null, null)))
        .isEmpty();
  }

  @Test
  void whatThePolicyDoesNotDeleteIsKeptForEver() {
    for (String folder : List.of("DRAFTS", "SENT_ITEMS", "DELETED_ITEMS", "Holidays")) {
      assertThat(on("2036-01-01", item(folder, NEW_YEAR, null, null))).isEmpty();
    }
    assertThat(
            Retention.none()
                .lossesOn(
                    LocalDate.parse("2036-01-01"), List.of(item("INBOX", NEW_YEAR, null, null))))
        .isEmpty();
  }

  @Test
  void theLongestDueComeFirst() {
    Item junk = new Item("JUNK_EMAIL", "1", NEW_YEAR, null, null);
    Item old = new Item("INBOX", "2", NEW_YEAR.minusSeconds(86_400 * 60), null, null);
    Item mail = new Item("INBOX", "3", NEW_YEAR, null, null);

    assertThat(on("2026-06-01", mail, junk, old))
        .extracting(Loss::item)
        .containsExactly(old, junk, mail);
  }

  @Test
  void aListingIsReadLineByLine() {
    List<Item> items =
        Listing.read(
            List.of(
                "INBOX,4711,2026-01-01T10:00:00Z,,2026-01-02T10:00:00Z",
                "",
                "DRAFTS, 4712 ,2026-01-01T10:00:00Z,2026-01-03T10:00:00Z,"));

    assertThat(items)
        .containsExactly(
            new Item("INBOX", "4711", NEW_YEAR, null, NEW_YEAR.plusSeconds(86_400)),
            new Item("DRAFTS", "4712", NEW_YEAR, NEW_YEAR.plusSeconds(2 * 86_400), null));
    assertThatIllegalArgumentException().isThrownBy(() -> Listing.read(List.of("INBOX,4711")));
  }

  private static Item item(String folder, Instant created, Instant changed, Instant moved) {
    return new Item(folder, "4711", created, changed, moved);
  }

  private static List<Loss> on(String day, Item... items) {
    return POLICY.lossesOn(LocalDate.parse(day), List.of(items));
  }
}
