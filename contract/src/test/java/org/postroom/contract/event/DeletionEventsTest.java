package org.postroom.contract.event;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.postroom.contract.directory.event.DirectoryEvents;
import org.postroom.contract.export.event.ExportEvents;
import org.postroom.contract.maildomain.event.MailDomainEvents;
import org.postroom.contract.policy.event.PolicyEvents;

/**
 * What tells of somebody's end, and what may be told for ever after, names ids and nothing
 * personal: it may be published after the deletion, from which the stated period counts.
 */
class DeletionEventsTest {
  private static final Set<String> TOLD_AFTER_THE_END =
      Set.of(
          "UserDeleted",
          "GroupDeleted",
          "ResourceDeleted",
          "MailboxPurged",
          "MailboxQuotaChanged",
          "OrganizationDeleting",
          "OrganizationDeleted",
          "OrganizationRemovalRequested",
          "OrganizationRemovalConfirmed",
          "OrganizationSnapshotStarted",
          "OrganizationSnapshotCompleted");

  private static final List<EventCatalogue> ALL =
      List.of(
          DirectoryEvents.CATALOGUE,
          MailDomainEvents.CATALOGUE,
          PolicyEvents.CATALOGUE,
          ExportEvents.CATALOGUE);

  static Stream<EventType<?>> toldAfterTheEnd() {
    return ALL.stream()
        .flatMap(catalogue -> catalogue.types().stream())
        .filter(type -> TOLD_AFTER_THE_END.contains(type.dataType().getSimpleName()));
  }

  @Test
  void theyAreAllThere() {
    assertThat(toldAfterTheEnd().map(type -> type.dataType().getSimpleName()))
        .containsAll(TOLD_AFTER_THE_END);
  }

  @ParameterizedTest
  @MethodSource("toldAfterTheEnd")
  void carriesIdsAndNothingPersonal(EventType<?> type) {
    assertThat(
            Arrays.stream(type.dataType().getRecordComponents())
                .filter(component -> component.getType() == String.class)
                .map(RecordComponent::getName))
        .allMatch(name -> name.endsWith("Id") || name.equals("process"));
    assertThat(Arrays.stream(type.dataType().getRecordComponents()).map(RecordComponent::getType))
        .allMatch(member -> member == String.class || member.isPrimitive());
  }
}
