package org.postroom.mailserver;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.postroom.contract.directory.event.AliasCreated;
import org.postroom.contract.directory.event.DirectoryEvents;
import org.postroom.contract.directory.event.EntityDeregistered;
import org.postroom.contract.directory.event.EntityRegistered;
import org.postroom.contract.directory.event.OrganizationDeleting;
import org.postroom.contract.directory.event.PrimaryEmailAddressChanged;
import org.postroom.contract.directory.event.UserCreated;
import org.postroom.contract.event.OrganizationSnapshotCompleted;
import org.postroom.contract.event.OrganizationSnapshotStarted;
import org.postroom.contract.json.Json;
import org.postroom.contract.message.EventEnvelope;

class AddressesTest {
  private final Addresses addresses = new Addresses();
  private long sequence;

  @Test
  void everyAddressOfARegisteredUserLeadsToItsMailbox() {
    created("u1", "alice", "USER");
    assertThat(addresses.addressOf("alice")).isEmpty();
    tell(new EntityRegistered("u1", "USER", "Alice@example.com"));
    tell(new AliasCreated("u1", "USER", "a@example.com"));
    tell(new PrimaryEmailAddressChanged("u1", "USER", "new@example.com", "Alice@example.com"));

    Optional<Mailbox> mailbox = Optional.of(new Mailbox("u1"));
    assertThat(addresses.mailboxAt("alice@EXAMPLE.com")).isEqualTo(mailbox);
    assertThat(addresses.mailboxAt("a@example.com")).isEqualTo(mailbox);
    assertThat(addresses.mailboxAt("new@example.com")).isEqualTo(mailbox);
    assertThat(addresses.addressOf("ALICE")).contains("new@example.com");
    assertThat(addresses.mailboxCalled("u1")).isEqualTo(mailbox);

    tell(new EntityDeregistered("u1", "USER", List.of()));
    assertThat(addresses.mailboxAt("a@example.com")).isEmpty();
    assertThat(addresses.addressOf("alice")).isEmpty();
    assertThat(addresses.mailboxCalled("u1")).isEqualTo(mailbox);
  }

  @Test
  void groupsAndRemoteUsersHaveNoMailbox() {
    created("u1", "remote", "REMOTE_USER");
    tell(new EntityRegistered("u1", "USER", "remote@example.com"));
    tell(new EntityRegistered("g1", "GROUP", "group@example.com"));
    assertThat(addresses.mailboxAt("remote@example.com")).isEmpty();
    assertThat(addresses.mailboxAt("group@example.com")).isEmpty();
  }

  @Test
  void anOldEventAgainChangesNothingAndANewEpochBeginsAnew() {
    created("u1", "alice", "USER");
    tell(new EntityRegistered("u1", "USER", "alice@example.com"));
    EventEnvelope gone = event(1, ++sequence, new EntityDeregistered("u1", "USER", List.of()));
    addresses.apply(gone);
    tell(new EntityRegistered("u1", "USER", "alice@example.com"));
    addresses.apply(gone);
    assertThat(addresses.mailboxAt("alice@example.com")).isPresent();

    addresses.apply(event(2, 1, new OrganizationSnapshotStarted()));
    assertThat(addresses.mailboxAt("alice@example.com")).isEmpty();
    addresses.apply(event(2, 2, new EntityRegistered("u1", "USER", "a@example.com")));
    assertThat(addresses.mailboxAt("a@example.com")).isPresent();
    addresses.apply(event(2, 3, new OrganizationDeleting()));
    assertThat(addresses.mailboxAt("a@example.com")).isEmpty();
  }

  @Test
  void whatIsToldAgainIsNewsOnlyToWhoLacksSomething() {
    created("u1", "alice", "USER");
    tell(new EntityRegistered("u1", "USER", "alice@example.com"));
    retell(new OrganizationSnapshotStarted());
    assertThat(addresses.mailboxAt("alice@example.com")).as("never away").isPresent();
    retell(new EntityRegistered("u2", "USER", "bob@example.com"));
    retell(new OrganizationSnapshotCompleted());
    assertThat(addresses.mailboxAt("bob@example.com")).as("was not heard of before").isEmpty();

    sequence += 5;
    retell(new OrganizationSnapshotStarted());
    assertThat(addresses.mailboxAt("alice@example.com")).isEmpty();
    retell(new EntityRegistered("u2", "USER", "bob@example.com"));
    retell(new OrganizationSnapshotCompleted());
    assertThat(addresses.mailboxAt("bob@example.com")).isPresent();
    retell(new OrganizationSnapshotStarted());
    assertThat(addresses.mailboxAt("bob@example.com")).as("is whole again").isPresent();
  }

  private void created(String id, String name, String role) {
    tell(new UserCreated(id, name, name, null, null, role, false));
  }

  private void tell(Record data) {
    addresses.apply(event(1, ++sequence, data));
  }

  private void retell(Record data) {
    addresses.apply(event(1, ++sequence, true, data));
  }

  private static EventEnvelope event(long epoch, long sequence, Record data) {
    return event(epoch, sequence, false, data);
  }

  private static EventEnvelope event(long epoch, long sequence, boolean retold, Record data) {
    return new EventEnvelope(
        epoch + "/" + sequence,
        "/postroom/directory",
        DirectoryEvents.CATALOGUE.of(data).wireName(),
        Instant.EPOCH,
        "m-1",
        "123456789012",
        epoch,
        sequence,
        "cause",
        retold,
        Json.write(data));
  }
}
