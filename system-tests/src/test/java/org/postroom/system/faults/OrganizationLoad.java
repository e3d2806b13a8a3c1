package org.postroom.system.faults;

import org.postroom.system.faults.Caller.Answer;
import software.amazon.awssdk.services.workmail.WorkMailClient;
import software.amazon.awssdk.services.workmail.model.DescribeOrganizationResponse;

/** Organizations that come and go, one after the other, of one client. */
final class OrganizationLoad {
  private final Caller caller;
  private final WorkMailClient workmail;
  private final Ledger ledger;
  private String id;
  private String alias;
  private int names;

  /**
   * @param ledger of the account's organizations
   */
  OrganizationLoad(Caller caller, Ledger ledger) {
    this.caller = caller;
    this.workmail = caller.workmail();
    this.ledger = ledger;
  }

  void step() {
    if (id == null) {
      create();
      return;
    }
    Answer<DescribeOrganizationResponse> seen =
        caller.call(
            "DescribeOrganization",
            id,
            alias,
            () -> workmail.describeOrganization(r -> r.organizationId(id)));
    if (seen.end() == History.End.REFUSED) {
      caller.violated("does not see its organization " + alias + ": " + seen.error());
    } else if (seen.isAcknowledged() && seen.response().state().equals("Active")) {
      delete();
    }
  }

  private void create() {
    alias = "passing-c%d-%d".formatted(caller.number(), ++names);
    String token = caller.newToken();
    String chosen = alias;
    Answer<?> answer =
        caller.insist(
            ledger,
            alias,
            Write.nothing("CreateOrganization " + alias).put("organization:" + alias, "Active"),
            () -> workmail.createOrganization(r -> r.alias(chosen).clientToken(token)),
            r -> {
              id = r.organizationId();
              return null;
            });
    if (!answer.isAcknowledged()) {
      id = null;
    }
  }

  private void delete() {
    String token = caller.newToken();
    String goes = id;
    caller.insist(
        ledger,
        id,
        Write.nothing("DeleteOrganization " + alias).put("organization:" + alias, "Deleted"),
        () ->
            workmail.deleteOrganization(
                r -> r.organizationId(goes).deleteDirectory(true).clientToken(token)),
        r -> null);
    id = null;
  }
}
