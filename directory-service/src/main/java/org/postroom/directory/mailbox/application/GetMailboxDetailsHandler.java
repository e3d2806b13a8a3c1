package org.postroom.directory.mailbox.application;

import static org.postroom.contract.directory.DirectoryOperations.GET_MAILBOX_DETAILS;

import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.Optional;
import org.postroom.contract.directory.EntityState;
import org.postroom.contract.directory.GetMailboxDetailsRequest;
import org.postroom.contract.directory.GetMailboxDetailsResponse;
import org.postroom.contract.operation.Operation;
import org.postroom.directory.mailbox.model.MailboxSpace;
import org.postroom.directory.organization.application.Organizations;
import org.postroom.directory.registration.application.EntityIdentification;
import org.postroom.directory.registration.application.EntityKinds;
import org.postroom.directory.registration.model.DirectoryEntity;
import org.postroom.kit.query.QueryContext;
import org.postroom.kit.query.QueryHandler;

/**
 * GetMailboxDetails: size and quota of a user's or resource's mailbox in use. One that is only kept
 * is not found, as the operation has no error for a state.
 */
@Singleton
class GetMailboxDetailsHandler
    implements QueryHandler<GetMailboxDetailsRequest, GetMailboxDetailsResponse> {
  private final Organizations organizations;
  private final EntityIdentification identification;
  private final Mailboxes mailboxes;

  GetMailboxDetailsHandler(
      Organizations organizations, EntityIdentification identification, Mailboxes mailboxes) {
    this.organizations = organizations;
    this.identification = identification;
    this.mailboxes = mailboxes;
  }

  @Override
  public Operation<GetMailboxDetailsRequest, GetMailboxDetailsResponse> operation() {
    return GET_MAILBOX_DETAILS;
  }

  @Override
  public Uni<GetMailboxDetailsResponse> handle(
      GetMailboxDetailsRequest request, QueryContext context) {
    return organizations
        .active(context.session(), request.organizationId(), context.caller().account())
        .chain(
            organization ->
                identification.byAnything(
                    context.session(),
                    organization.id(),
                    request.userId(),
                    EntityKinds.USERS_AND_RESOURCES))
        .map(GetMailboxDetailsHandler::enabled)
        .chain(owner -> mailboxes.find(context.session(), owner.organizationId(), owner.id()))
        .map(found -> response(found.orElseThrow(EntityKinds.USERS_AND_RESOURCES::notFound)));
  }

  private static DirectoryEntity<?> enabled(Optional<DirectoryEntity<?>> found) {
    return found
        .filter(owner -> owner.state() == EntityState.ENABLED)
        .orElseThrow(EntityKinds.USERS_AND_RESOURCES::notFound);
  }

  private static GetMailboxDetailsResponse response(MailboxSpace space) {
    return new GetMailboxDetailsResponse(space.quotaMegabytes(), space.sizeMegabytes());
  }
}
