package org.postroom.export.organization.application;

import static org.postroom.contract.directory.event.DirectoryEvents.ORGANIZATION_DELETING;
import static org.postroom.contract.directory.event.DirectoryEvents.ORGANIZATION_REMOVAL_REQUESTED;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.util.function.BiConsumer;
import org.postroom.contract.directory.event.OrganizationDeleting;
import org.postroom.contract.directory.event.OrganizationRemovalRequested;
import org.postroom.contract.event.EventType;
import org.postroom.kit.view.ViewContext;
import org.postroom.kit.view.ViewHandler;

/** Turns the end of an organization into our own commands. */
@Singleton
class OrganizationEvents {
  @Produces
  @Singleton
  ViewHandler<OrganizationDeleting> deleting() {
    return new Reaction<>(
        ORGANIZATION_DELETING,
        (event, context) -> context.send(CancelExports.TYPE, new CancelExports()));
  }

  @Produces
  @Singleton
  ViewHandler<OrganizationRemovalRequested> removalRequested() {
    return new Reaction<>(
        ORGANIZATION_REMOVAL_REQUESTED,
        (event, context) ->
            context.send(RemoveOrganization.TYPE, new RemoveOrganization(event.process(), 1)));
  }

  private record Reaction<E extends Record>(EventType<E> type, BiConsumer<E, ViewContext> reaction)
      implements ViewHandler<E> {
    @Override
    public Uni<Void> apply(E event, ViewContext context) {
      reaction.accept(event, context);
      return Uni.createFrom().voidItem();
    }
  }
}
