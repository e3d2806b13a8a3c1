package org.postroom.kit.query;

import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.ObjectWriter;
import io.smallrye.mutiny.Uni;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Supplier;
import org.postroom.contract.json.Json;
import org.postroom.contract.message.Caller;
import org.postroom.contract.operation.BoundedContext;
import org.postroom.contract.operation.Operation;
import org.postroom.contract.operation.OperationKind;

/**
 * The query handlers of a service by operation. A handler of another context's operation, of a
 * command, or a second one for an operation is refused when this is made, so that such a service
 * does not start.
 */
final class QueryHandlers {
  private final Map<String, Bound<?, ?>> byName = new HashMap<>();

  QueryHandlers(BoundedContext context, Iterable<? extends QueryHandler<?, ?>> handlers) {
    for (QueryHandler<?, ?> handler : handlers) {
      Operation<?, ?> operation = handler.operation();
      if (operation.context() != context || operation.kind() != OperationKind.QUERY) {
        throw new IllegalStateException(operation + " is no query of " + context.wireName());
      }
      if (byName.put(operation.name(), new Bound<>(handler)) != null) {
        throw new IllegalStateException("two handlers answer " + operation);
      }
    }
  }

  /** The handler of the operation; null when the service has none. */
  Bound<?, ?> find(String operation) {
    return byName.get(operation);
  }

  /** A handler with its codec, prepared once. */
  static final class Bound<Q, R> {
    private final QueryHandler<Q, R> handler;
    private final ObjectReader reader;
    private final ObjectWriter writer;

    Bound(QueryHandler<Q, R> handler) {
      this.handler = handler;
      this.reader = Json.mapper().readerFor(handler.operation().requestType());
      this.writer = Json.mapper().writerFor(handler.operation().responseType());
    }

    Operation<Q, R> operation() {
      return handler.operation();
    }

    Q read(byte[] body) throws IOException {
      return reader.readValue(body);
    }

    /** The organization that a request is about. */
    String organizationId(Q request) {
      return handler.operation().organizationId().apply(request);
    }

    Uni<byte[]> answer(Q request, QueryContext context) {
      return handler.handle(request, context).map(this::write);
    }

    /**
     * The answer of a {@link PlainQueryHandler}, if it has one.
     *
     * @param otherwise answers everything else
     */
    Uni<byte[]> plainly(Q request, Caller caller, Supplier<Uni<byte[]>> otherwise) {
      return handler instanceof PlainQueryHandler<Q, R> plain
          ? plain
              .plainly(request, caller)
              .chain(
                  answer ->
                      answer.isPresent()
                          ? Uni.createFrom().item(write(answer.get()))
                          : otherwise.get())
          : otherwise.get();
    }

    private byte[] write(R response) {
      try {
        return writer.writeValueAsBytes(response);
      } catch (IOException e) {
        throw new IllegalStateException("the answer of " + operation() + " has no JSON form", e);
      }
    }
  }
}
