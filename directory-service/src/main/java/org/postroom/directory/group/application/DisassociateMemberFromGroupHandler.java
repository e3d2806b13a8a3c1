package org.postroom.directory.group.application;

import static org.postroom.contract.directory.DirectoryOperations.DISASSOCIATE_MEMBER_FROM_GROUP;

import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import org.postroom.contract.directory.DisassociateMemberFromGroupRequest;
import org.postroom.contract.directory.DisassociateMemberFromGroupResponse;
import org.postroom.contract.operation.Operation;
import org.postroom.directory.entity.application.Decisions;
import org.postroom.directory.entity.model.Decision;
import org.postroom.directory.group.model.Membership;
import org.postroom.directory.organization.application.Organizations;
import org.postroom.directory.registration.application.EntityIdentification;
import org.postroom.directory.registration.application.EntityKinds;
import org.postroom.kit.command.CommandContext;
import org.postroom.kit.command.CommandHandler;
import org.postroom.kit.command.Outcome;

/** DisassociateMemberFromGroup, also while either is DISABLED; what is no member is no error. */
@Singleton
class DisassociateMemberFromGroupHandler
    implements CommandHandler<
        DisassociateMemberFromGroupRequest, DisassociateMemberFromGroupResponse> {
  private final Organizations organizations;
  private final EntityIdentification identification;
  private final Memberships memberships;

  DisassociateMemberFromGroupHandler(
      Organizations organizations, EntityIdentification identification, Memberships memberships) {
    this.organizations = organizations;
    this.identification = identification;
    this.memberships = memberships;
  }

  @Override
  public Operation<DisassociateMemberFromGroupRequest, DisassociateMemberFromGroupResponse>
      operation() {
    return DISASSOCIATE_MEMBER_FROM_GROUP;
  }

  @Override
  public Uni<Outcome<DisassociateMemberFromGroupResponse>> handle(
      DisassociateMemberFromGroupRequest request, CommandContext context) {
    return organizations
        .active(context.session(), request.organizationId(), context.account())
        .chain(
            organization ->
                identification
                    .requireBoth(
                        context.session(),
                        organization.id(),
                        request.groupId(),
                        EntityKinds.GROUPS,
                        request.memberId(),
                        EntityKinds.USERS_AND_GROUPS,
                        Membership::new)
                    .map(Membership::requireNotDeleted)
                    .invoke(membership -> organization.requireWritableDirectory(operation())))
        .chain(membership -> decide(membership, context))
        .map(
            decision ->
                Decisions.outcome(
                    new DisassociateMemberFromGroupResponse(), decision, memberships::remove));
  }

  private Uni<Decision<Membership>> decide(Membership membership, CommandContext context) {
    return memberships.exists(context.session(), membership).map(membership::disassociate);
  }
}
