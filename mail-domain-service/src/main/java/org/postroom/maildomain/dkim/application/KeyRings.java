package org.postroom.maildomain.dkim.application;

import io.smallrye.mutiny.Uni;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.hibernate.reactive.mutiny.Mutiny;
import org.postroom.kit.command.Change;
import org.postroom.maildomain.dkim.model.KeyRing;
import org.postroom.maildomain.domain.model.DomainName;

/** The keys of registrations. Reads join the given session, writes are changes. */
public interface KeyRings {
  /** The keys of a registration; empty for a test domain. */
  Uni<Optional<StoredRing>> find(
      Mutiny.Session session, String organizationId, String registrationId);

  /**
   * Writes them, whether new or not.
   *
   * @param due when the timer is to review them
   */
  Change save(String organizationId, StoredRing ring, Due due);

  /** Drops the keys of registrations. */
  Change remove(String organizationId, Collection<String> registrationIds);

  /**
   * The key that signs a domain's mail, whoever has the domain; empty without a key, or when the
   * directory has closed the domain.
   */
  Uni<Optional<SigningDomain>> signing(Mutiny.Session session, DomainName name);

  /** The selectors under which mail from these registrations is signed, by registration. */
  Uni<Map<String, String>> selectors(
      Mutiny.Session session, String organizationId, Collection<String> registrationIds);

  /** The key rings of the installation in the order of their keys, after one of them. */
  Uni<List<Place>> after(Mutiny.Session session, Place last, int limit);

  /** In the same order, those that switch to their next key as soon as it is seen. */
  Uni<List<Awaiting>> awaitingNext(
      Mutiny.Session session, Collection<Integer> partitions, Place last, int limit);

  /**
   * When a ring is to be reviewed.
   *
   * @param partition the command partition whose owner looks
   * @param at null for never
   * @param awaitsKeys whether there is nothing to do before there is a spare key
   */
  record Due(int partition, Instant at, boolean awaitsKeys) {}

  /**
   * A ring of some organization.
   *
   * @param ring null where only the place counts
   */
  record Place(String organizationId, String registrationId, KeyRing ring) {
    /** Before every other. */
    public static final Place FIRST = new Place("", "", null);
  }

  /**
   * A ring that waits for its next key to be seen.
   *
   * @param version counts how often it was written
   */
  record Awaiting(Place place, long version) {}
}
