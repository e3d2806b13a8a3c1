package org.postroom.export.worker.application;

import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.hibernate.reactive.mutiny.Mutiny;

/**
 * Who works on what. Workers write it themselves, in transactions of their own: it emits nothing,
 * and no caller sees it. All times are the database's.
 */
public interface Leases {
  /** What becomes of a lease that is held. */
  enum Sign {
    /** It is the holder's, and good for its whole time again. */
    RENEWED,
    /** It is the holder's; it was not renewed, because something is being decided about the job. */
    HELD,
    /** It is the holder's; the job was cancelled or has failed. */
    CANCELLED,
    /** There is nothing to do for the job any more. */
    GONE,
    /** Another has the job. */
    LOST
  }

  /**
   * Takes at most so many of those that nobody has, or whose holder is not heard of; first of the
   * organizations of which the fewest are being worked on.
   */
  Uni<List<Lease>> take(Mutiny.Session session, String owner, Duration length, int limit);

  /** Renews leases, each if it is still the owner's, and tells what becomes of it. */
  Uni<Map<Lease.Key, Sign>> renew(
      Mutiny.Session session, String owner, Duration length, Collection<Lease.Key> held);

  /**
   * Keeps what is being uploaded under a lease, instead of what was before; whether it is still the
   * owner's, else nothing happens.
   */
  Uni<Boolean> uploading(Mutiny.Session session, String owner, Lease.Key lease, String uploadId);

  /** Gives a lease back, if it is still the owner's, for anybody to take after a pause. */
  Uni<Void> giveBack(
      Mutiny.Session session, String owner, Lease.Key lease, boolean failed, Duration pause);

  /**
   * What was written for a job that was cancelled or failed is removed; there is nothing left to do
   * for it.
   */
  Uni<Void> removed(Mutiny.Session session, String owner, Lease.Key lease);
}
