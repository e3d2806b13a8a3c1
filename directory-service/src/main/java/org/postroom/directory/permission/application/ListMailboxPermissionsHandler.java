package org.postroom.directory.permission.application;

import static org.postroom.contract.directory.DirectoryOperations.LIST_MAILBOX_PERMISSIONS;

import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.Optional;
import org.postroom.contract.directory.EntityState;
import org.postroom.contract.directory.ListMailboxPermissionsRequest;
import org.postroom.contract.directory.ListMailboxPermissionsResponse;
import org.postroom.contract.operation.Operation;
import org.postroom.directory.organization.application.Organizations;
import org.postroom.directory.registration.application.EntityIdentification;
import org.postroom.directory.registration.application.EntityKinds;
import org.postroom.directory.registration.model.DirectoryEntity;
import org.postroom.kit.query.PageRequest;
import org.postroom.kit.query.PageTokens;
import org.postroom.kit.query.QueryContext;
import org.postroom.kit.query.QueryHandler;

/** ListMailboxPermissions: a tombstone is not found, as the operation has no error for a state. */
@Singleton
class ListMailboxPermissionsHandler
    implements QueryHandler<ListMailboxPermissionsRequest, ListMailboxPermissionsResponse> {
  private final Organizations organizations;
  private final EntityIdentification identification;
  private final MailboxPermissions permissions;
  private final PageTokens tokens;

  ListMailboxPermissionsHandler(
      Organizations organizations,
      EntityIdentification identification,
      MailboxPermissions permissions,
      PageTokens tokens) {
    this.organizations = organizations;
    this.identification = identification;
    this.permissions = permissions;
    this.tokens = tokens;
  }

  @Override
  public Operation<ListMailboxPermissionsRequest, ListMailboxPermissionsResponse> operation() {
    return LIST_MAILBOX_PERMISSIONS;
  }

  @Override
  public Uni<ListMailboxPermissionsResponse> handle(
      ListMailboxPermissionsRequest request, QueryContext context) {
    return organizations
        .active(context.session(), request.organizationId(), context.caller().account())
        .chain(
            organization ->
                identification.byAnything(
                    context.session(), organization.id(), request.entityId(), EntityKinds.ALL))
        .map(ListMailboxPermissionsHandler::living)
        .chain(owner -> page(owner, request, context));
  }

  private static DirectoryEntity<?> living(Optional<DirectoryEntity<?>> found) {
    return found
        .filter(entity -> entity.state() != EntityState.DELETED)
        .orElseThrow(EntityKinds.ALL::notFound);
  }

  /** The token is bound to the mailbox, however the caller names it. */
  private Uni<ListMailboxPermissionsResponse> page(
      DirectoryEntity<?> owner, ListMailboxPermissionsRequest request, QueryContext context) {
    PageRequest page = tokens.open(operation(), request, context, owner.id().value());
    return permissions
        .page(context.session(), owner.organizationId(), owner.id(), page)
        .map(found -> new ListMailboxPermissionsResponse(found.items(), found.nextToken()));
  }
}
