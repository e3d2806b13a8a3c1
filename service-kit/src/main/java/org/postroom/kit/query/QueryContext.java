package org.postroom.kit.query;

import io.smallrye.mutiny.Uni;
import java.time.Instant;
import org.hibernate.reactive.mutiny.Mutiny;
import org.postroom.contract.message.Caller;
import org.postroom.contract.operation.BoundedContext;
import org.postroom.contract.secret.Secret;

/** What a query handler may know about the call it answers. */
public interface QueryContext {
  /** Who asks. */
  Caller caller();

  /** The attempt, for logs. */
  String requestId();

  /** When this is answered. */
  Instant now();

  /** A session that only reads; it is closed when the handler's answer is there. */
  Mutiny.Session session();

  /**
   * Completes when the view of another context holds everything that context had committed for the
   * organization when this was asked, or when the owner is away (queries then answer from the
   * view).
   */
  Uni<Void> caughtUpWith(BoundedContext owner, String organizationId);

  /**
   * As {@link #caughtUpWith}, for a refusal that rests on the view: when the owner is away it fails
   * with ServiceUnavailable, because what the view lacks may exist.
   */
  Uni<Void> sureOf(BoundedContext owner, String organizationId);

  /**
   * Opens a secret that the gateway sealed into this query's member.
   *
   * @param organizationId the organization that the request names
   * @throws IllegalArgumentException when it was not sealed for this query
   */
  String open(Secret secret, String organizationId, String member);

  /**
   * Gives the session, and the connection under it, back before a long wait for something that is
   * no database. The session must not be used afterwards.
   */
  Uni<Void> letGo();
}
