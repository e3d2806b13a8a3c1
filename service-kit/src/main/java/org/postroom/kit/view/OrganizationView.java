package org.postroom.kit.view;

import io.smallrye.mutiny.Uni;
import java.util.List;
import java.util.Set;
import java.util.function.BiConsumer;
import org.hibernate.reactive.mutiny.Mutiny;
import org.postroom.contract.directory.event.DirectoryEvents;
import org.postroom.contract.event.EventType;
import org.postroom.contract.operation.BoundedContext;

/** Keeps {@link KnownOrganizations} after the directory's events. */
final class OrganizationView implements ViewReset {
  private static final String FAILED = "Failed";
  private static final String REQUESTED = "Requested";
  private static final String DELETING = "Deleting";
  private static final Set<String> BEGINNING = Set.of(REQUESTED, "Creating");

  /** The handlers; they run before the service's own. */
  List<ViewHandler<?>> handlers() {
    return List.of(
        new Step<>(
            DirectoryEvents.ORGANIZATION_REQUESTED,
            (row, event) -> {
              row.alias = event.alias();
              row.account = event.account();
              row.state = REQUESTED;
            }),
        new Step<>(
            DirectoryEvents.ORGANIZATION_SET_UP_REQUESTED,
            // A late request does not bring an organization back that has failed or is going.
            (row, event) ->
                row.state =
                    row.state == null || BEGINNING.contains(row.state) ? "Creating" : row.state),
        new Step<>(
            DirectoryEvents.ORGANIZATION_ACTIVATED,
            (row, event) -> row.state = KnownOrganization.ACTIVE),
        new Step<>(
            DirectoryEvents.ORGANIZATION_TAGGED,
            (row, event) ->
                row.tags =
                    TagsText.changed(
                        row.tags,
                        tags -> event.tags().forEach(tag -> tags.put(tag.key(), tag.value())))),
        new Step<>(
            DirectoryEvents.ORGANIZATION_UNTAGGED,
            (row, event) ->
                row.tags =
                    TagsText.changed(row.tags, tags -> tags.keySet().removeAll(event.tagKeys()))),
        new Step<>(DirectoryEvents.ORGANIZATION_FAILED, (row, event) -> row.state = FAILED),
        new Step<>(DirectoryEvents.ORGANIZATION_DELETING, (row, event) -> row.state = DELETING),
        new Step<>(
            DirectoryEvents.ORGANIZATION_REMOVAL_REQUESTED,
            // A failed organization is cleaned up and stays Failed. Any other is Deleting already,
            // save one that an earlier version has begun to delete.
            (row, event) -> row.state = FAILED.equals(row.state) ? FAILED : DELETING),
        new Step<>(
            DirectoryEvents.ORGANIZATION_DELETED,
            (row, event) -> row.state = KnownOrganization.DELETED));
  }

  @Override
  public BoundedContext source() {
    return BoundedContext.DIRECTORY;
  }

  @Override
  public Uni<Void> reset(Mutiny.Session session, String organizationId) {
    return session
        .find(OrganizationRow.class, organizationId)
        .chain(
            row ->
                row == null
                    ? Uni.createFrom().voidItem()
                    : session.remove(row).chain(session::flush));
  }

  private record Step<E extends Record>(EventType<E> type, BiConsumer<OrganizationRow, E> change)
      implements ViewHandler<E> {
    @Override
    public Uni<Void> apply(E event, ViewContext context) {
      return context
          .session()
          .find(OrganizationRow.class, context.organizationId())
          .chain(
              row -> {
                if (row != null) {
                  change.accept(row, event);
                  return Uni.createFrom().voidItem();
                }
                OrganizationRow made = new OrganizationRow();
                made.organizationId = context.organizationId();
                made.account = context.event().account();
                made.alias = "";
                change.accept(made, event);
                return context.session().persist(made);
              });
    }
  }
}
