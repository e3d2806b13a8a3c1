package org.postroom.directory.organization.application;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.postroom.contract.directory.event.OrganizationActivated;
import org.postroom.contract.directory.event.OrganizationDeleted;
import org.postroom.contract.directory.event.OrganizationDeleting;
import org.postroom.contract.directory.event.OrganizationFailed;
import org.postroom.contract.directory.event.OrganizationRemovalRequested;
import org.postroom.contract.directory.event.OrganizationRequested;
import org.postroom.contract.directory.event.OrganizationSetUpRequested;
import org.postroom.directory.entity.model.OrganizationId;
import org.postroom.directory.organization.model.Organization;
import org.postroom.directory.organization.model.OrganizationAlias;
import org.postroom.directory.organization.model.OrganizationDirectory;
import org.postroom.directory.organization.model.OrganizationState;

class RetoldOrganizationTest {
  private static final OrganizationId ID = OrganizationId.of("m-" + "1c".repeat(16));
  private static final String ACCOUNT = "111122223333";
  private static final Instant COMPLETED = Instant.parse("2026-11-22T10:15:30Z");
  private static final List<String> DOMAINS = List.of("acme.example");
  private static final Record ACTIVATED = new OrganizationActivated(COMPLETED);

  /** What brings a subscriber that has heard of the request to the state. */
  private static final Map<OrganizationState, List<Record>> LAST =
      Map.of(
          OrganizationState.REQUESTED,
          List.of(),
          OrganizationState.CREATING,
          List.of(
              new OrganizationSetUpRequested("organization-creation", 1, "Acme", ACCOUNT, DOMAINS)),
          OrganizationState.ACTIVE,
          List.of(ACTIVATED),
          OrganizationState.IMPAIRED,
          List.of(ACTIVATED),
          OrganizationState.INACTIVE,
          List.of(ACTIVATED),
          OrganizationState.FAILED,
          List.of(new OrganizationFailed("a reason")),
          OrganizationState.DELETING,
          List.of(
              new OrganizationDeleting(),
              new OrganizationRemovalRequested("organization-removal", 1)),
          OrganizationState.DELETED,
          List.of(new OrganizationDeleted()));

  @ParameterizedTest
  @EnumSource
  void endsInItsState(OrganizationState state) {
    List<Record> events =
        RetoldOrganization.events(
            new Organization(
                ID,
                ACCOUNT,
                OrganizationAlias.of("Acme"),
                OrganizationDirectory.own("d-0123456789"),
                DOMAINS,
                state,
                "a reason",
                COMPLETED));

    assertThat(events.get(0)).isEqualTo(new OrganizationRequested("Acme", ACCOUNT, "d-0123456789"));
    assertThat(events.subList(1, events.size())).isEqualTo(LAST.get(state));
  }
}
