package org.postroom.kit.outbox;

import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The sequences of a batch's organizations while their events are numbered. */
public final class Sequences {
  private final long epoch;
  private final Map<String, SequenceTable.Last> lasts;
  private final Set<String> used = new HashSet<>();

  Sequences(long epoch, Map<String, SequenceTable.Last> lasts) {
    this.epoch = epoch;
    this.lasts = new HashMap<>(lasts);
  }

  /** The service's present epoch. */
  public long epoch() {
    return epoch;
  }

  /** The account that owns the organization, as known from its first event; null before that. */
  public String account(String organizationId) {
    SequenceTable.Last last = lasts.get(organizationId);
    return last == null ? null : last.account();
  }

  /**
   * Whether the organization has no event yet although the database was restored before: its first
   * events replace what an organization of the same id may have told in the lost time.
   */
  public boolean beginsLate(String organizationId) {
    return epoch > 1 && !lasts.containsKey(organizationId);
  }

  /** The next sequence of the organization. */
  public long next(String organizationId, String account) {
    SequenceTable.Last last = lasts.get(organizationId);
    SequenceTable.Last next =
        last == null
            ? new SequenceTable.Last(1, account)
            : new SequenceTable.Last(last.sequence() + 1, last.account());
    lasts.put(organizationId, next);
    used.add(organizationId);
    return next.sequence();
  }

  /**
   * The sequences that were used.
   *
   * @param partition the command partition of the organizations
   */
  public List<SequenceTable.Used> used(int partition, Instant now) {
    return used.stream()
        .map(id -> new SequenceTable.Used(id, epoch, lasts.get(id), partition, now))
        .toList();
  }

  /** The same, to be used by another writer. */
  public Sequences copy() {
    return new Sequences(epoch, lasts);
  }
}
