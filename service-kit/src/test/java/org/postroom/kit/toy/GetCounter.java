package org.postroom.kit.toy;

import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import org.postroom.contract.error.ErrorCode;
import org.postroom.contract.error.OperationRejected;
import org.postroom.contract.operation.BoundedContext;
import org.postroom.contract.operation.Operation;
import org.postroom.kit.query.QueryContext;
import org.postroom.kit.query.QueryHandler;

/** The toy context's query: a counter's amount; some organizations are special. */
@Singleton
public class GetCounter implements QueryHandler<GetCounter.Request, GetCounter.Response> {
  public record Request(String organizationId) {}

  public record Response(long amount, String account) {}

  public static final Operation<Request, Response> GET_COUNTER =
      Operation.query(
          "GetCounter",
          BoundedContext.POLICY,
          Request.class,
          Response.class,
          Request::organizationId,
          ErrorCode.ORGANIZATION_NOT_FOUND);

  @Override
  public Operation<Request, Response> operation() {
    return GET_COUNTER;
  }

  @Override
  public Uni<Response> handle(Request request, QueryContext context) {
    if ("m-bug".equals(request.organizationId())) {
      throw new IllegalStateException("a bug");
    }
    return context
        .session()
        .find(CounterRow.class, request.organizationId())
        .map(
            row -> {
              if (row == null) {
                throw new OperationRejected(
                    ErrorCode.ORGANIZATION_NOT_FOUND, "Nothing counts für it.");
              }
              return new Response(row.amount, context.caller().account());
            });
  }
}
