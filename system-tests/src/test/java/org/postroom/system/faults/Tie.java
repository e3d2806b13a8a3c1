package org.postroom.system.faults;

import org.postroom.system.faults.Caller.Answer;
import software.amazon.awssdk.services.workmail.WorkMailClient;
import software.amazon.awssdk.services.workmail.model.PermissionType;
import software.amazon.awssdk.services.workmail.model.WorkMailResponse;

/** What binds a user to another entity: a member, a delegate, or somebody with rights. */
record Tie(Place place, Holding to, Holding user) {

  /** Makes the tie where there is none, or ends it. */
  void turn(Caller caller, DirectoryLoad load) {
    String fact = fact();
    boolean tied = to.ties().contains(fact);
    Write write =
        tied
            ? Write.nothing("End " + fact).remove(fact)
            : Write.nothing("Begin " + fact).put(fact, "yes");
    WorkMailClient workmail = caller.workmail();
    Answer<?> answer =
        caller.write(
            place.ledger(), place.id(), write, () -> tied ? end(workmail) : begin(workmail));
    if (!answer.isAcknowledged()) {
      load.abandon(to);
      load.abandon(user);
    } else if (tied) {
      to.ties().remove(fact);
      user.ties().remove(fact);
    } else {
      to.ties().add(fact);
      user.ties().add(fact);
    }
  }

  private String fact() {
    String word =
        switch (to.kind()) {
          case USER -> "permission:";
          case GROUP -> "member:";
          case RESOURCE -> "delegate:";
        };
    return word + to.name() + ":" + user.name();
  }

  private WorkMailResponse begin(WorkMailClient workmail) {
    String id = place.id();
    return switch (to.kind()) {
      case USER ->
          workmail.putMailboxPermissions(
              r ->
                  r.organizationId(id)
                      .entityId(to.id())
                      .granteeId(user.id())
                      .permissionValues(PermissionType.SEND_AS));
      case GROUP ->
          workmail.associateMemberToGroup(
              r -> r.organizationId(id).groupId(to.id()).memberId(user.id()));
      case RESOURCE ->
          workmail.associateDelegateToResource(
              r -> r.organizationId(id).resourceId(to.id()).entityId(user.id()));
    };
  }

  private WorkMailResponse end(WorkMailClient workmail) {
    String id = place.id();
    return switch (to.kind()) {
      case USER ->
          workmail.deleteMailboxPermissions(
              r -> r.organizationId(id).entityId(to.id()).granteeId(user.id()));
      case GROUP ->
          workmail.disassociateMemberFromGroup(
              r -> r.organizationId(id).groupId(to.id()).memberId(user.id()));
      case RESOURCE ->
          workmail.disassociateDelegateFromResource(
              r -> r.organizationId(id).resourceId(to.id()).entityId(user.id()));
    };
  }
}
