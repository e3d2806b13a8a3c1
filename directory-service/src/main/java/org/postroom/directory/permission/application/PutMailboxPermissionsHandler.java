package org.postroom.directory.permission.application;

import static org.postroom.contract.directory.DirectoryOperations.PUT_MAILBOX_PERMISSIONS;

import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.List;
import org.postroom.contract.directory.PermissionType;
import org.postroom.contract.directory.PutMailboxPermissionsRequest;
import org.postroom.contract.directory.PutMailboxPermissionsResponse;
import org.postroom.contract.operation.Operation;
import org.postroom.directory.entity.application.Decisions;
import org.postroom.directory.organization.application.Organizations;
import org.postroom.kit.command.CommandContext;
import org.postroom.kit.command.CommandHandler;
import org.postroom.kit.command.Outcome;

/** PutMailboxPermissions: replaces what the grantee may do; nothing given takes it all. */
@Singleton
class PutMailboxPermissionsHandler
    implements CommandHandler<PutMailboxPermissionsRequest, PutMailboxPermissionsResponse> {
  private final Organizations organizations;
  private final MailboxParties mailboxParties;
  private final MailboxPermissions permissions;

  PutMailboxPermissionsHandler(
      Organizations organizations, MailboxParties mailboxParties, MailboxPermissions permissions) {
    this.organizations = organizations;
    this.mailboxParties = mailboxParties;
    this.permissions = permissions;
  }

  @Override
  public Operation<PutMailboxPermissionsRequest, PutMailboxPermissionsResponse> operation() {
    return PUT_MAILBOX_PERMISSIONS;
  }

  @Override
  public Uni<Outcome<PutMailboxPermissionsResponse>> handle(
      PutMailboxPermissionsRequest request, CommandContext context) {
    List<PermissionType> values =
        request.permissionValues().stream().map(PermissionType::valueOf).toList();
    return organizations
        .active(context.session(), request.organizationId(), context.account())
        .chain(
            organization ->
                mailboxParties.find(
                    context.session(), organization.id(), request.entityId(), request.granteeId()))
        .map(MailboxParties.Parties::requireEnabled)
        .chain(
            parties ->
                mailboxParties
                    .grant(context.session(), parties)
                    .map(grant -> grant.replacedBy(values))
                    .map(
                        decision ->
                            Decisions.outcome(
                                new PutMailboxPermissionsResponse(),
                                decision,
                                grant -> permissions.store(parties.organization(), grant))));
  }
}
