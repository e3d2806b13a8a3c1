package org.postroom.policy.organization.application;

import static org.postroom.contract.directory.event.DirectoryEvents.ORGANIZATION_ACTIVATED;
import static org.postroom.contract.directory.event.DirectoryEvents.ORGANIZATION_REMOVAL_REQUESTED;
import static org.postroom.contract.directory.event.DirectoryEvents.ORGANIZATION_SET_UP_REQUESTED;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.util.function.BiConsumer;
import org.postroom.contract.directory.event.OrganizationActivated;
import org.postroom.contract.directory.event.OrganizationRemovalRequested;
import org.postroom.contract.directory.event.OrganizationSetUpRequested;
import org.postroom.contract.event.EventType;
import org.postroom.kit.view.ViewContext;
import org.postroom.kit.view.ViewHandler;

/** Turns what the directory asks of its participants into our own commands. */
@Singleton
class OrganizationEvents {
  @Produces
  @Singleton
  ViewHandler<OrganizationSetUpRequested> setUpRequested() {
    return new Reaction<>(
        ORGANIZATION_SET_UP_REQUESTED,
        (event, context) ->
            context.send(SetUpOrganization.TYPE, new SetUpOrganization(event.process())));
  }

  @Produces
  @Singleton
  ViewHandler<OrganizationActivated> activated() {
    return new Reaction<>(
        ORGANIZATION_ACTIVATED,
        (event, context) -> context.send(EnsureDefaults.TYPE, new EnsureDefaults()));
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
