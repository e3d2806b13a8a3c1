package org.postroom.kit.retelling;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Singleton;
import java.time.Instant;
import org.postroom.contract.event.OrganizationSnapshotCompleted;
import org.postroom.contract.event.OrganizationSnapshotStarted;
import org.postroom.kit.command.CommandContext;
import org.postroom.kit.command.InternalCommandHandler;
import org.postroom.kit.command.InternalCommandType;
import org.postroom.kit.command.Outcome;
import org.postroom.kit.command.Retold;
import org.postroom.kit.database.Sql;
import org.postroom.kit.view.OrganizationSnapshot;

/**
 * Tells one part of an organization's state again, within its epoch and in its own order. Commands
 * of the organization go on between the parts.
 */
@Singleton
class RetellOrganizationHandler implements InternalCommandHandler<RetellOrganization> {
  private final OrganizationSnapshot snapshot;

  RetellOrganizationHandler(Instance<OrganizationSnapshot> snapshot) {
    this.snapshot = snapshot.isResolvable() ? snapshot.get() : null;
  }

  @Override
  public InternalCommandType<RetellOrganization> type() {
    return RetellOrganization.TYPE;
  }

  /** What it tells must be in the database: no command of the same batch comes before it. */
  @Override
  public boolean runsAlone() {
    return true;
  }

  @Override
  public Uni<Outcome<Void>> handle(RetellOrganization data, CommandContext context) {
    return RetellingTable.find(Sql.of(context.session()), context.organizationId())
        .chain(
            state ->
                snapshot == null || state == null || !isNext(data, state)
                    ? Uni.createFrom().item(Outcome.none())
                    : snapshot
                        .isGone(context.session(), context.organizationId())
                        .chain(
                            gone ->
                                gone
                                    ? Uni.createFrom().item(gone(state, context))
                                    : tell(state, context)));
  }

  /** A new epoch's snapshot comes first, and tells everything itself. */
  private static boolean isNext(RetellOrganization data, RetellingTable.State state) {
    return !state.inSnapshot() && data.number() == state.number() && data.chunk() == state.chunk();
  }

  /** Whoever was told the beginning is told an end. */
  private static Outcome<Void> gone(RetellingTable.State state, CommandContext context) {
    Outcome<Void> outcome =
        Outcome.none()
            .changing(session -> RetellingTable.never(Sql.of(session), context.organizationId()));
    return state.chunk() == 0
        ? outcome
        : outcome.emitting(new Retold(new OrganizationSnapshotCompleted()));
  }

  private Uni<Outcome<Void>> tell(RetellingTable.State state, CommandContext context) {
    return snapshot
        .next(context.session(), context.organizationId(), state.toldUpTo())
        .map(chunk -> told(state, chunk, context));
  }

  private static Outcome<Void> told(
      RetellingTable.State state, OrganizationSnapshot.Chunk chunk, CommandContext context) {
    String organizationId = context.organizationId();
    int partition = context.partition();
    Instant now = context.now();
    Outcome<Void> outcome = Outcome.none();
    if (state.chunk() == 0) {
      outcome = outcome.emitting(new Retold(new OrganizationSnapshotStarted()));
    }
    for (Record event : chunk.events()) {
      outcome = outcome.emitting(new Retold(event));
    }
    if (chunk.last() == null) {
      return outcome
          .emitting(new Retold(new OrganizationSnapshotCompleted()))
          .changing(
              session -> RetellingTable.told(Sql.of(session), organizationId, partition, now));
    }
    return outcome.changing(
        session ->
            RetellingTable.goOn(
                Sql.of(session), organizationId, partition, state.chunk() + 1, chunk.last(), now));
  }
}
