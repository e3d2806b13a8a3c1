package org.postroom.directory.mailbox.application;

import static org.postroom.contract.directory.DirectoryOperations.UPDATE_MAILBOX_QUOTA;

import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import org.postroom.contract.directory.UpdateMailboxQuotaRequest;
import org.postroom.contract.directory.UpdateMailboxQuotaResponse;
import org.postroom.contract.operation.Operation;
import org.postroom.directory.entity.application.Decisions;
import org.postroom.directory.organization.application.Organizations;
import org.postroom.directory.registration.application.EntityIdentification;
import org.postroom.directory.registration.application.EntityKinds;
import org.postroom.kit.command.CommandContext;
import org.postroom.kit.command.CommandHandler;
import org.postroom.kit.command.Outcome;

/** UpdateMailboxQuota of an ENABLED user that has a mailbox; a resource is not found. */
@Singleton
class UpdateMailboxQuotaHandler
    implements CommandHandler<UpdateMailboxQuotaRequest, UpdateMailboxQuotaResponse> {
  private final Organizations organizations;
  private final EntityIdentification identification;
  private final Mailboxes mailboxes;

  UpdateMailboxQuotaHandler(
      Organizations organizations, EntityIdentification identification, Mailboxes mailboxes) {
    this.organizations = organizations;
    this.identification = identification;
    this.mailboxes = mailboxes;
  }

  @Override
  public Operation<UpdateMailboxQuotaRequest, UpdateMailboxQuotaResponse> operation() {
    return UPDATE_MAILBOX_QUOTA;
  }

  @Override
  public Uni<Outcome<UpdateMailboxQuotaResponse>> handle(
      UpdateMailboxQuotaRequest request, CommandContext context) {
    return organizations
        .active(context.session(), request.organizationId(), context.account())
        .chain(
            organization ->
                identification.requireByAnything(
                    context.session(), organization.id(), request.userId(), EntityKinds.USERS))
        .map(found -> found.requireEnabled())
        .chain(
            user ->
                mailboxes
                    .find(context.session(), user.organizationId(), user.id())
                    .map(found -> found.orElseThrow(EntityKinds.USERS::notFound))
                    .map(space -> space.withQuota(request.mailboxQuota()))
                    .map(
                        decision ->
                            Decisions.outcome(
                                new UpdateMailboxQuotaResponse(),
                                decision,
                                space ->
                                    mailboxes.setQuota(
                                        user.organizationId(),
                                        space.owner(),
                                        space.quotaMegabytes()))));
  }
}
