package org.postroom.directory.resource.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.postroom.directory.Refusals.assertRefused;
import static org.postroom.directory.user.model.UserSamples.EMAIL;
import static org.postroom.directory.user.model.UserSamples.NOW;

import org.junit.jupiter.api.Test;
import org.postroom.contract.directory.BookingOptions;
import org.postroom.contract.directory.ResourceType;
import org.postroom.contract.directory.event.ResourceUpdated;
import org.postroom.contract.error.ErrorCode;
import org.postroom.directory.entity.model.EntityName;
import org.postroom.directory.mailbox.model.Mailbox;

class ResourceTest {
  private static final BookingOptions BY_HAND = new BookingOptions(false, true, false);

  private final Resource room = ResourceSamples.newRoom("room-1");

  @Test
  void acceptsRequestsByItselfAtFirst() {
    assertThat(room.bookingOptions()).isEqualTo(new BookingOptions(true, false, true));
    assertThat(room.id().value()).matches("r-[0-9a-f]{32}");
  }

  @Test
  void hasAMailboxWhenRegistered() {
    assertThat(room.register(EMAIL, NOW).after().mailbox()).isEqualTo(new Mailbox(NOW, null));
  }

  @Test
  void isUpdatedInWhatIsGivenOnly() {
    assertThat(room.update(update(null, null, null, null, null), false).changesNothing()).isTrue();

    Resource updated =
        room.update(
                update(EntityName.ofResource("tool"), null, "", ResourceType.EQUIPMENT, true),
                false)
            .after();
    assertThat(updated.name().text()).isEqualTo("tool");
    assertThat(updated.description()).isNull();
    assertThat(updated.resourceType()).isEqualTo(ResourceType.EQUIPMENT);
    assertThat(updated.hiddenFromGlobalAddressList()).isTrue();
    assertThat(updated.bookingOptions()).isEqualTo(room.bookingOptions());
  }

  @Test
  void tellsAllOfItselfWhenUpdated() {
    assertThat(room.update(update(null, null, "No window", null, null), false).events())
        .containsExactly(
            new ResourceUpdated(
                room.id().value(), "room-1", "ROOM", "No window", true, false, true, false));
  }

  @Test
  void needsADelegateToDecideByHand() {
    ResourceUpdate byHand = update(null, BY_HAND, null, null, null);

    assertRefused(ErrorCode.INVALID_CONFIGURATION, () -> room.update(byHand, false));
    assertThat(room.update(byHand, true).after().bookingOptions()).isEqualTo(BY_HAND);
  }

  @Test
  void isRenamedByMoreThanItsCase() {
    assertThat(room.isRenamedBy(null)).isFalse();
    assertThat(room.isRenamedBy(EntityName.ofResource("ROOM-1"))).isFalse();
    assertThat(room.isRenamedBy(EntityName.ofResource("room-2"))).isTrue();
  }

  @Test
  void cannotBeUpdatedOnceDeleted() {
    Resource deleted = room.delete().after();

    assertRefused(
        ErrorCode.ENTITY_STATE,
        () -> deleted.update(update(null, null, "again", null, null), false));
  }

  @Test
  void cannotHoldTheCharacterThatPostgresqlCannotStore() {
    assertRefused(
        ErrorCode.INVALID_PARAMETER,
        () -> room.update(update(null, null, "a\0b", null, null), false));
  }

  private static ResourceUpdate update(
      EntityName name,
      BookingOptions options,
      String description,
      ResourceType type,
      Boolean hidden) {
    return new ResourceUpdate(name, options, description, type, hidden);
  }
}
