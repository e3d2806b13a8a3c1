package org.postroom.policy.access.persistence;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.postroom.policy.access.model.AccessRuleSet;

/**
 * Rule sets that were made ready, each with the version it was read with. Whoever asks has read the
 * version from the database before, so that an old set is never taken for the present one. The
 * least recently used ones make room.
 */
final class AccessRuleCache {
  /** Numbers kept at most, at four bytes each. */
  private static final long MOST = 4_000_000;

  /** What a set takes beside its numbers. */
  private static final int OVERHEAD = 250;

  private final Map<String, Entry> entries = new LinkedHashMap<>(16, 0.75f, true);
  private long size;

  /** The organization's rules of exactly this version. */
  synchronized Optional<AccessRuleSet> find(String organizationId, long version) {
    Entry entry = entries.get(organizationId);
    return entry == null || entry.version() != version
        ? Optional.empty()
        : Optional.of(entry.rules());
  }

  /** Keeps the rules of a version that was read in the same statement as they. */
  synchronized void put(String organizationId, long version, AccessRuleSet rules) {
    forget(entries.put(organizationId, new Entry(version, rules)));
    size += weight(rules);
    var oldest = entries.entrySet().iterator();
    while (size > MOST && oldest.hasNext()) {
      Entry entry = oldest.next().getValue();
      oldest.remove();
      forget(entry);
    }
  }

  private void forget(Entry entry) {
    size -= entry == null ? 0 : weight(entry.rules());
  }

  private static int weight(AccessRuleSet rules) {
    return OVERHEAD + rules.size();
  }

  private record Entry(long version, AccessRuleSet rules) {}
}
