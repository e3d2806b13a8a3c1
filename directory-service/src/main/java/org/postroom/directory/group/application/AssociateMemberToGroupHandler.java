package org.postroom.directory.group.application;

import static org.postroom.contract.directory.DirectoryOperations.ASSOCIATE_MEMBER_TO_GROUP;

import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import org.postroom.contract.directory.AssociateMemberToGroupRequest;
import org.postroom.contract.directory.AssociateMemberToGroupResponse;
import org.postroom.contract.operation.Operation;
import org.postroom.directory.entity.application.Decisions;
import org.postroom.directory.entity.model.Decision;
import org.postroom.directory.group.model.Group;
import org.postroom.directory.group.model.Membership;
import org.postroom.directory.organization.application.Organizations;
import org.postroom.directory.registration.application.EntityIdentification;
import org.postroom.directory.registration.application.EntityKinds;
import org.postroom.kit.command.CommandContext;
import org.postroom.kit.command.CommandHandler;
import org.postroom.kit.command.Outcome;

/**
 * AssociateMemberToGroup: a user or group becomes a direct member, unless the group would then be
 * in itself. A member already is no error.
 */
@Singleton
class AssociateMemberToGroupHandler
    implements CommandHandler<AssociateMemberToGroupRequest, AssociateMemberToGroupResponse> {
  private final Organizations organizations;
  private final EntityIdentification identification;
  private final Memberships memberships;

  AssociateMemberToGroupHandler(
      Organizations organizations, EntityIdentification identification, Memberships memberships) {
    this.organizations = organizations;
    this.identification = identification;
    this.memberships = memberships;
  }

  @Override
  public Operation<AssociateMemberToGroupRequest, AssociateMemberToGroupResponse> operation() {
    return ASSOCIATE_MEMBER_TO_GROUP;
  }

  @Override
  public Uni<Outcome<AssociateMemberToGroupResponse>> handle(
      AssociateMemberToGroupRequest request, CommandContext context) {
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
                    .map(Membership::requireAssociable)
                    .invoke(membership -> organization.requireWritableDirectory(operation())))
        .chain(membership -> decide(membership, context))
        .map(
            decision ->
                Decisions.outcome(
                    new AssociateMemberToGroupResponse(), decision, memberships::add));
  }

  private Uni<Decision<Membership>> decide(Membership membership, CommandContext context) {
    return memberships
        .exists(context.session(), membership)
        .chain(
            present ->
                isContained(membership, present, context)
                    .map(contained -> membership.associate(present, contained)));
  }

  /** A user contains nobody, and what is a member already was no cycle. */
  private Uni<Boolean> isContained(Membership membership, boolean present, CommandContext context) {
    Group group = membership.group();
    return present || !membership.isNesting()
        ? Uni.createFrom().item(false)
        : memberships.isWithin(
            context.session(), group.organizationId(), group.id(), membership.member().id());
  }
}
