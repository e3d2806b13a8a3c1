package org.postroom.directory.registration.application;

import static org.assertj.core.api.Assertions.assertThat;
import static org.postroom.directory.user.model.UserSamples.ORGANIZATION;

import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.postroom.directory.address.model.EmailAddress;
import org.postroom.directory.entity.model.NamedEntity;
import org.postroom.directory.group.model.Group;
import org.postroom.directory.group.model.GroupSamples;
import org.postroom.directory.memory.MemoryDirectory;
import org.postroom.directory.registration.model.DirectoryEntity;
import org.postroom.directory.resource.model.Resource;
import org.postroom.directory.resource.model.ResourceSamples;
import org.postroom.directory.user.model.User;
import org.postroom.directory.user.model.UserSamples;

class EntityIdentificationTest {
  private final MemoryDirectory directory = new MemoryDirectory();
  private final Group group = GroupSamples.newGroup("all staff");
  private final Resource room = ResourceSamples.newRoom("room@example.com");
  private final User ann = UserSamples.newUser("ann");

  /** Called as the group's id is. */
  private final User odd = UserSamples.newUser(group.id().value());

  @BeforeEach
  void givenOneOfEachKind() {
    directory.users.add(ann).apply(null).await().indefinitely();
    directory.users.add(odd).apply(null).await().indefinitely();
    directory.groups.add(group).apply(null).await().indefinitely();
    directory.resources.add(room).apply(null).await().indefinitely();
    named(ann);
    named(odd);
    named(group);
    named(room);
  }

  @Test
  void findsEachKindByIdAndByName() {
    for (DirectoryEntity<?> entity : new DirectoryEntity<?>[] {ann, group, room}) {
      assertThat(anything(entity.id().value(), EntityKinds.ALL)).contains(entity);
      assertThat(anything(entity.name().text().toUpperCase(Locale.ROOT), EntityKinds.ALL))
          .contains(entity);
    }
  }

  @Test
  void findsNothingOfAnotherKind() {
    assertThat(anything("ann", EntityKinds.GROUPS)).isEmpty();
    assertThat(anything(room.id().value(), EntityKinds.USERS_AND_GROUPS)).isEmpty();
    assertThat(anything(group.id().value(), EntityKinds.RESOURCES)).isEmpty();
  }

  @Test
  void takesWhatIsAnIdForThatBeforeANameThatLooksLikeIt() {
    assertThat(anything(odd.name().text(), EntityKinds.GROUPS)).contains(group);
    assertThat(anything(odd.name().text(), EntityKinds.USERS)).isEmpty();
    assertThat(
            directory
                .identification
                .byIdOrName(null, ORGANIZATION, odd.name().text(), EntityKinds.USERS)
                .await()
                .indefinitely())
        .isEmpty();
    assertThat(anything(odd.id().value(), EntityKinds.USERS)).contains(odd);
  }

  @Test
  void takesAnAddressForThatBeforeAName() {
    directory
        .addresses
        .claimPrimary(
            ORGANIZATION,
            EmailAddress.of("Room@example.com"),
            new NamedEntity(ann.id(), ann.type()))
        .apply(null)
        .await()
        .indefinitely();

    assertThat(anything("room@example.com", EntityKinds.ALL)).contains(ann);
    assertThat(anything("room@example.com", EntityKinds.RESOURCES)).isEmpty();
    assertThat(
            directory
                .identification
                .byIdOrName(null, ORGANIZATION, "room@example.com", EntityKinds.RESOURCES)
                .await()
                .indefinitely())
        .contains(room);
  }

  private <E extends DirectoryEntity<?>> Optional<E> anything(
      String identifier, EntityKinds<E> kinds) {
    return directory
        .identification
        .byAnything(null, ORGANIZATION, identifier, kinds)
        .await()
        .indefinitely();
  }

  private void named(DirectoryEntity<?> entity) {
    directory
        .names
        .claim(ORGANIZATION, entity.name().key(), new NamedEntity(entity.id(), entity.type()))
        .apply(null)
        .await()
        .indefinitely();
  }
}
