package org.postroom.directory.entity.application;

import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import org.postroom.directory.entity.model.OrganizationId;
import org.postroom.kit.command.CommandContext;
import org.postroom.kit.command.InternalCommandHandler;
import org.postroom.kit.command.InternalCommandType;
import org.postroom.kit.command.Outcome;

/** Forgets deleted entities whose time is up; nobody is told, they were announced as deleted. */
@Singleton
class PurgeTombstonesHandler implements InternalCommandHandler<PurgeTombstones> {
  private final Tombstones tombstones;

  PurgeTombstonesHandler(Tombstones tombstones) {
    this.tombstones = tombstones;
  }

  @Override
  public InternalCommandType<PurgeTombstones> type() {
    return PurgeTombstones.TYPE;
  }

  @Override
  public Uni<Outcome<Void>> handle(PurgeTombstones data, CommandContext context) {
    OrganizationId organization = OrganizationId.of(context.organizationId());
    return Uni.createFrom()
        .item(Outcome.none().changing(tombstones.purge(organization, context.now())));
  }
}
