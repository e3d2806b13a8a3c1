package org.postroom.kit.query;

import io.smallrye.mutiny.Uni;
import org.postroom.contract.operation.Operation;

/**
 * Answers one query from the service's own committed state, so that a caller always sees its own
 * acknowledged writes. A CDI bean, found by its operation.
 *
 * @implSpec It refuses by failing with {@link org.postroom.contract.error.OperationRejected} and
 *     changes nothing.
 */
public interface QueryHandler<Q, R> {
  /** The row it implements. */
  Operation<Q, R> operation();

  /** Answers the request. */
  Uni<R> handle(Q request, QueryContext context);
}
