package org.postroom.kit.view;

import java.time.Instant;
import java.util.List;
import org.postroom.contract.directory.event.OrganizationActivated;
import org.postroom.contract.directory.event.OrganizationRequested;
import org.postroom.contract.directory.event.OrganizationSetUpRequested;
import org.postroom.contract.operation.BoundedContext;
import org.postroom.kit.lane.LaneRehearsal;

/**
 * Events of a followed context that a service walks through some times before it reports ready, so
 * that the first organizations do not wait until their code is loaded. They are applied as any
 * others, in one transaction which is rolled back: nothing of them stays, nothing is sent. A
 * failure is logged and ends the rehearsal, not the service.
 *
 * @param source whose events they are
 * @param data what happens first to an organization that does not exist, in order
 */
public record RehearsedEvents(BoundedContext source, List<Record> data) {
  public RehearsedEvents {
    data = List.copyOf(data);
  }

  /** What every follower of the directory hears of a new organization. */
  static RehearsedEvents ofNewOrganization() {
    return new RehearsedEvents(
        BoundedContext.DIRECTORY,
        List.of(
            new OrganizationRequested("rehearsal", LaneRehearsal.ACCOUNT, "d-0000000000"),
            new OrganizationSetUpRequested(
                "rehearsal", 1, "rehearsal", LaneRehearsal.ACCOUNT, List.of()),
            new OrganizationActivated(Instant.EPOCH)));
  }
}
