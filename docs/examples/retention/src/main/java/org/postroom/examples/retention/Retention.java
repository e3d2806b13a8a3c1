package org.postroom.examples.retention;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A retention policy, ready to be asked.
 *
 * @param folders what happens to old items, by the names of folders; others are left alone
 */
public record Retention(Map<String, Folder> folders) {
  /** How long it may take until what is due is really gone. */
  public static final Duration TIME_TO_APPLY = Duration.ofHours(48);

  public Retention {
    folders = Map.copyOf(folders);
  }

  /** The policy of an organization that has none. */
  public static Retention none() {
    return new Retention(Map.of());
  }

  /** What happens to an item. */
  public enum Action {
    /** Nothing, ever. */
    NONE,
    /** It can be recovered. */
    DELETE,
    /** It cannot. */
    PERMANENTLY_DELETE
  }

  /**
   * What the policy says of a folder.
   *
   * @param periodDays how old an item may get; null when nothing happens
   */
  public record Folder(Action action, Integer periodDays) {}

  /**
   * An item of a mailbox.
   *
   * @param changed null when it never was
   * @param moved null when it never was
   */
  public record Item(String folder, String id, Instant created, Instant changed, Instant moved) {
    /** From when its age is counted. */
    public Instant lastTouched() {
      return Stream.of(
              Optional.of(created), Optional.ofNullable(changed), Optional.ofNullable(moved))
          .flatMap(Optional::stream)
          .max(Comparator.naturalOrder())
          .orElseThrow();
    }
  }

  /**
   * An item that goes.
   *
   * @param due from when on it may go
   * @param goneBy by when it is gone
   */
  public record Loss(Item item, Action action, Instant due, Instant goneBy) {}

  /** What of these items is due at the end of a day (UTC), the longest due first. */
  public List<Loss> lossesOn(LocalDate day, List<Item> items) {
    Instant end = day.plusDays(1).atStartOfDay(ZoneOffset.UTC).toInstant();
    return items.stream()
        .flatMap(item -> loss(item).stream())
        .filter(loss -> loss.due().isBefore(end))
        .sorted(Comparator.comparing(Loss::due).thenComparing(loss -> loss.item().id()))
        .toList();
  }

  private Optional<Loss> loss(Item item) {
    Folder folder = folders.get(item.folder());
    if (folder == null || folder.action() == Action.NONE) {
      return Optional.empty();
    }
    Instant due = item.lastTouched().plus(Duration.ofDays(folder.periodDays()));
    return Optional.of(new Loss(item, folder.action(), due, due.plus(TIME_TO_APPLY)));
  }
}
