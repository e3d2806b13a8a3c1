package org.postroom.directory.permission.application;

import static org.postroom.contract.directory.DirectoryOperations.DELETE_MAILBOX_PERMISSIONS;

import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import org.postroom.contract.directory.DeleteMailboxPermissionsRequest;
import org.postroom.contract.directory.DeleteMailboxPermissionsResponse;
import org.postroom.contract.operation.Operation;
import org.postroom.directory.entity.application.Decisions;
import org.postroom.directory.organization.application.Organizations;
import org.postroom.directory.permission.model.MailboxGrant;
import org.postroom.kit.command.CommandContext;
import org.postroom.kit.command.CommandHandler;
import org.postroom.kit.command.Outcome;

/** DeleteMailboxPermissions, also of what is DISABLED; without a grant nothing changes. */
@Singleton
class DeleteMailboxPermissionsHandler
    implements CommandHandler<DeleteMailboxPermissionsRequest, DeleteMailboxPermissionsResponse> {
  private final Organizations organizations;
  private final MailboxParties mailboxParties;
  private final MailboxPermissions permissions;

  DeleteMailboxPermissionsHandler(
      Organizations organizations, MailboxParties mailboxParties, MailboxPermissions permissions) {
    this.organizations = organizations;
    this.mailboxParties = mailboxParties;
    this.permissions = permissions;
  }

  @Override
  public Operation<DeleteMailboxPermissionsRequest, DeleteMailboxPermissionsResponse> operation() {
    return DELETE_MAILBOX_PERMISSIONS;
  }

  @Override
  public Uni<Outcome<DeleteMailboxPermissionsResponse>> handle(
      DeleteMailboxPermissionsRequest request, CommandContext context) {
    return organizations
        .active(context.session(), request.organizationId(), context.account())
        .chain(
            organization ->
                mailboxParties.find(
                    context.session(), organization.id(), request.entityId(), request.granteeId()))
        .map(MailboxParties.Parties::requireNotDeleted)
        .chain(
            parties ->
                mailboxParties
                    .grant(context.session(), parties)
                    .map(MailboxGrant::revoked)
                    .map(
                        decision ->
                            Decisions.outcome(
                                new DeleteMailboxPermissionsResponse(),
                                decision,
                                grant -> permissions.store(parties.organization(), grant))));
  }
}
