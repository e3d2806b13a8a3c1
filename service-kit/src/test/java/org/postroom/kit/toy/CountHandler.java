package org.postroom.kit.toy;

import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import org.postroom.contract.operation.Operation;
import org.postroom.kit.command.Change;
import org.postroom.kit.command.CommandContext;
import org.postroom.kit.command.CommandHandler;
import org.postroom.kit.command.Outcome;
import org.postroom.kit.toy.ToyOperations.CountRequest;
import org.postroom.kit.toy.ToyOperations.CountResponse;

/** A well-behaved handler. */
@Singleton
public class CountHandler implements CommandHandler<CountRequest, CountResponse> {
  @Override
  public Operation<CountRequest, CountResponse> operation() {
    return ToyOperations.COUNT;
  }

  @Override
  public Uni<Outcome<CountResponse>> handle(CountRequest request, CommandContext context) {
    return context
        .session()
        .find(CounterRow.class, context.organizationId())
        .map(row -> row == null ? 0 : row.amount)
        .map(
            before -> {
              long amount = before + request.by();
              return Outcome.of(new CountResponse(amount))
                  .emitting(new ToyEvents.Counted(request.by(), amount))
                  .changing(set(context.organizationId(), amount));
            });
  }

  static Change set(String organizationId, long amount) {
    return session ->
        session
            .find(CounterRow.class, organizationId)
            .chain(
                row -> {
                  if (row != null) {
                    row.amount = amount;
                    return Uni.createFrom().voidItem();
                  }
                  CounterRow made = new CounterRow();
                  made.organizationId = organizationId;
                  made.amount = amount;
                  return session.persist(made);
                });
  }
}
