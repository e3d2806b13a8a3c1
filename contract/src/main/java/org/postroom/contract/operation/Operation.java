package org.postroom.contract.operation;

import java.util.Set;
import java.util.function.Function;
import org.postroom.contract.error.ErrorCode;

/**
 * One row of the operation table: everything the gateway, the services and the tests need to know
 * about an operation that is not behaviour. Rows are typed constants, so that a handler cannot be
 * bound to the wrong records.
 *
 * @param name the wire name, as in {@code X-Amz-Target: WorkMailService.<name>}
 * @param context the context that owns the state it reads or changes
 * @param kind command or query
 * @param requestType the record of its input
 * @param responseType the record of its output; a record without components for a void operation
 * @param organizationId the organization of a request, which is the record key; null from it means
 *     that the request names none (CreateOrganization derives one, ListOrganizations spans all)
 * @param clientToken the idempotency token of a request; null from it when it has none
 * @param errors the modelled errors it may answer with
 */
public record Operation<Q, R>(
    String name,
    BoundedContext context,
    OperationKind kind,
    Class<Q> requestType,
    Class<R> responseType,
    Function<Q, String> organizationId,
    Function<Q, String> clientToken,
    Set<ErrorCode> errors) {

  public Operation {
    errors = Set.copyOf(errors);
  }

  /** A row for an operation that changes state. */
  public static <Q, R> Operation<Q, R> command(
      String name,
      BoundedContext context,
      Class<Q> requestType,
      Class<R> responseType,
      Function<Q, String> organizationId,
      ErrorCode... errors) {
    return new Operation<>(
        name,
        context,
        OperationKind.COMMAND,
        requestType,
        responseType,
        organizationId,
        request -> null,
        Set.of(errors));
  }

  /** A row for an operation that only reads. */
  public static <Q, R> Operation<Q, R> query(
      String name,
      BoundedContext context,
      Class<Q> requestType,
      Class<R> responseType,
      Function<Q, String> organizationId,
      ErrorCode... errors) {
    return new Operation<>(
        name,
        context,
        OperationKind.QUERY,
        requestType,
        responseType,
        organizationId,
        request -> null,
        Set.of(errors));
  }

  /** The same row for an operation whose requests can carry an idempotency token. */
  public Operation<Q, R> withClientToken(Function<Q, String> clientToken) {
    return new Operation<>(
        name, context, kind, requestType, responseType, organizationId, clientToken, errors);
  }

  /** Whether the operation's contract allows it to answer with this modelled error. */
  public boolean declares(ErrorCode code) {
    return errors.contains(code);
  }

  @Override
  public String toString() {
    return name;
  }
}
