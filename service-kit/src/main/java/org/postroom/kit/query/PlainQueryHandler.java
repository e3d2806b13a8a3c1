package org.postroom.kit.query;

import io.smallrye.mutiny.Uni;
import java.util.Optional;
import org.postroom.contract.message.Caller;

/**
 * A query that is asked so often that its plain case is answered without a session of its own, from
 * statements that it shares with whoever asks at the same time ({@link
 * org.postroom.kit.database.SharedRead}).
 */
public interface PlainQueryHandler<Q, R> extends QueryHandler<Q, R> {
  /**
   * The answer in the plain case; empty when {@link #handle} is to be asked.
   *
   * @implSpec It refuses nothing: what is to be refused, or needs a second look, is empty.
   */
  Uni<Optional<R>> plainly(Q request, Caller caller);
}
