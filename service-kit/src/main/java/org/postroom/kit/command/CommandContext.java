package org.postroom.kit.command;

import io.smallrye.mutiny.Uni;
import java.time.Instant;
import org.hibernate.reactive.mutiny.Mutiny;
import org.postroom.contract.message.CommandEnvelope;
import org.postroom.contract.operation.BoundedContext;
import org.postroom.contract.secret.Secret;

/** What a handler may know about the command it decides. One instance serves one command once. */
public interface CommandContext {

  /** The command as it came. */
  CommandEnvelope command();

  /** The organization whose single writer is deciding: the record's key. */
  default String organizationId() {
    return command().organizationId();
  }

  /** The caller's account; null for an internal command. */
  default String account() {
    return command().caller() == null ? null : command().caller().account();
  }

  /** The number of the command partition, which rows with a due time carry. */
  int partition();

  /** When this attempt is decided. */
  Instant now();

  /**
   * A new random-looking UUID. It is derived from the command id, the purpose and a counter, so
   * that another attempt of the same command makes the same id.
   */
  String newId(String purpose);

  /** Opens a secret that the gateway sealed into this command's member. */
  String open(Secret secret, String member);

  /**
   * The batch's session, for repositories to read with. Rows read here must be turned into plain
   * values; writing happens in a {@link Change}.
   */
  Mutiny.Session session();

  /**
   * Completes when the view of another context is known to hold everything that context had
   * committed when this command was first decided. Call it before a refusal, a success that changes
   * nothing or a removal that rests on a view. When the view is behind it fails with a signal that
   * only the kit handles: the batch ends before this command, the service waits, the handler runs
   * again. If the view does not catch up in time, the command is answered ServiceUnavailable.
   */
  default Uni<Void> caughtUpWith(BoundedContext owner) {
    return caughtUpWith(owner, organizationId());
  }

  /**
   * As {@link #caughtUpWith(BoundedContext)}, for what the view holds of another organization: a
   * decision about something global may rest on it.
   */
  Uni<Void> caughtUpWith(BoundedContext owner, String organizationId);
}
