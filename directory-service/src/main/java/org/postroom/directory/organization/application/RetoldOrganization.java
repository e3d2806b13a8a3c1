package org.postroom.directory.organization.application;

import java.util.List;
import org.postroom.contract.directory.event.OrganizationActivated;
import org.postroom.contract.directory.event.OrganizationDeleted;
import org.postroom.contract.directory.event.OrganizationDeleting;
import org.postroom.contract.directory.event.OrganizationFailed;
import org.postroom.contract.directory.event.OrganizationRemovalRequested;
import org.postroom.contract.directory.event.OrganizationRequested;
import org.postroom.directory.organization.model.Organization;

/** An organization's state in the events that bring somebody there who knows nothing of it. */
public final class RetoldOrganization {
  /** Whoever begins here has heard of no attempt before. */
  private static final int ATTEMPT = 1;

  private RetoldOrganization() {}

  /**
   * The events. What the participants are asked to do again they have done, and they confirm it
   * again; a failed organization's clean-up is repeated by its own process.
   */
  public static List<Record> events(Organization organization) {
    Record requested =
        new OrganizationRequested(
            organization.alias().text(), organization.account(), organization.directoryId());
    return switch (organization.state()) {
      case REQUESTED -> List.of(requested);
      case CREATING ->
          List.of(requested, organization.setUpRequest(OrganizationCreation.KIND, ATTEMPT));
      case ACTIVE, IMPAIRED, INACTIVE ->
          List.of(requested, new OrganizationActivated(organization.completedAt()));
      case FAILED -> List.of(requested, new OrganizationFailed(organization.errorMessage()));
      case DELETING ->
          List.of(
              requested,
              new OrganizationDeleting(),
              new OrganizationRemovalRequested(OrganizationRemoval.KIND, ATTEMPT));
      case DELETED -> List.of(requested, new OrganizationDeleted());
    };
  }
}
