package org.postroom.kit.toy;

import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import org.postroom.contract.error.ErrorCode;
import org.postroom.contract.error.OperationRejected;
import org.postroom.contract.operation.Operation;
import org.postroom.kit.command.CommandContext;
import org.postroom.kit.command.CommandHandler;
import org.postroom.kit.command.Outcome;
import org.postroom.kit.toy.ToyOperations.TakeNameRequest;
import org.postroom.kit.toy.ToyOperations.TakeNameResponse;

/** Takes a name, or refuses. */
@Singleton
public class TakeNameHandler implements CommandHandler<TakeNameRequest, TakeNameResponse> {
  @Override
  public Operation<TakeNameRequest, TakeNameResponse> operation() {
    return ToyOperations.TAKE_NAME;
  }

  @Override
  public Uni<Outcome<TakeNameResponse>> handle(TakeNameRequest request, CommandContext context) {
    return context
        .session()
        .find(NameRow.class, new NameRow.Key(context.organizationId(), request.name()))
        .map(
            taken -> {
              if (taken != null) {
                throw new OperationRejected(ErrorCode.NAME_AVAILABILITY, "The name is taken.");
              }
              NameRow row = new NameRow();
              row.organizationId = context.organizationId();
              row.name = request.name();
              row.ownerId = context.newId("owner");
              return Outcome.of(new TakeNameResponse(row.ownerId))
                  .emitting(new ToyEvents.NameTaken(row.name, row.ownerId))
                  .changing(session -> session.persist(row));
            });
  }
}
