package org.postroom.directory.address.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.postroom.directory.Refusals.assertRefused;
import static org.postroom.directory.user.model.UserSamples.EMAIL;

import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.postroom.contract.directory.event.AliasCreated;
import org.postroom.contract.directory.event.AliasDeleted;
import org.postroom.contract.directory.event.PrimaryEmailAddressChanged;
import org.postroom.contract.error.ErrorCode;
import org.postroom.directory.entity.model.Decision;
import org.postroom.directory.registration.model.DirectoryEntity;
import org.postroom.directory.user.model.User;
import org.postroom.directory.user.model.UserSamples;

class HeldAddressesTest {
  private static final EmailAddress ALIAS = EmailAddress.of("Countess@example.com");
  private static final EmailAddress ALIAS_IN_OTHER_CASE = EmailAddress.of("COUNTESS@example.com");
  private static final EmailAddress PRIMARY_IN_OTHER_CASE =
      EmailAddress.of("ANN@example.awsapps.com");

  private final User ann = UserSamples.enabledUser("ann");
  private final User disabled = UserSamples.newUser("bob");
  private final User deleted = disabled.delete().after();
  private final String id = ann.id().value();

  @Test
  void aFreeAddressBecomesAnAlias() {
    assertThat(held().createAlias(ALIAS, false).events())
        .containsExactly(new AliasCreated(id, "USER", "Countess@example.com"));
  }

  @Test
  void itsOwnAddressesAreNoChangeAsAliases() {
    assertThat(held(ALIAS).createAlias(ALIAS_IN_OTHER_CASE, true).changesNothing()).isTrue();
    assertThat(held(ALIAS).createAlias(PRIMARY_IN_OTHER_CASE, true).changesNothing()).isTrue();
  }

  @Test
  void anothersAddressIsRefused() {
    assertRefused(ErrorCode.EMAIL_ADDRESS_IN_USE, () -> held().createAlias(ALIAS, true));
    assertRefused(ErrorCode.EMAIL_ADDRESS_IN_USE, () -> held().changePrimary(ALIAS, true));
  }

  @Test
  void aHundredAliasesAreEnough() {
    assertThat(held(many(99)).createAlias(ALIAS, false).changesNothing()).isFalse();
    assertRefused(ErrorCode.LIMIT_EXCEEDED, () -> held(many(100)).createAlias(ALIAS, false));
  }

  @Test
  void whoseAnAddressIsCountsBeforeTheQuota() {
    HeldAddresses full = held(many(100));

    assertRefused(ErrorCode.EMAIL_ADDRESS_IN_USE, () -> full.createAlias(ALIAS, true));
    assertThat(full.createAlias(EmailAddress.of("A7@example.com"), true).changesNothing()).isTrue();
  }

  @Test
  void anAliasIsDeletedAsItIsSpelled() {
    Decision<EmailAddress> decision = held(ALIAS).deleteAlias(ALIAS_IN_OTHER_CASE);

    assertThat(decision.after()).isEqualTo(ALIAS);
    assertThat(decision.events())
        .containsExactly(new AliasDeleted(id, "USER", "Countess@example.com"));
  }

  @Test
  void whatIsNoAliasIsNoChangeToDelete() {
    assertThat(held().deleteAlias(ALIAS).changesNothing()).isTrue();
    assertThat(new HeldAddresses(disabled, List.of()).deleteAlias(ALIAS).changesNothing()).isTrue();
  }

  @Test
  void thePrimaryAddressCannotBeDeleted() {
    assertRefused(
        ErrorCode.INVALID_PARAMETER, () -> held(ALIAS).deleteAlias(PRIMARY_IN_OTHER_CASE));
  }

  @Test
  void aNewPrimaryAddressMakesTheFormerOneAnAlias() {
    Decision<? extends DirectoryEntity<?>> decision = held().changePrimary(ALIAS, false);

    assertThat(decision.after().email()).isEqualTo(ALIAS);
    assertThat(decision.after().enabledAt()).isEqualTo(ann.enabledAt());
    assertThat(decision.events())
        .containsExactly(new PrimaryEmailAddressChanged(id, "USER", ALIAS.text(), EMAIL.text()));
  }

  @Test
  void anAliasAndThePrimaryAddressChangePlaces() {
    assertThat(held(ALIAS).changePrimary(ALIAS_IN_OTHER_CASE, true).events())
        .containsExactly(
            new PrimaryEmailAddressChanged(id, "USER", ALIAS_IN_OTHER_CASE.text(), EMAIL.text()));
  }

  @Test
  void thePresentPrimaryAddressIsNoChange() {
    assertThat(held(ALIAS).changePrimary(PRIMARY_IN_OTHER_CASE, true).changesNothing()).isTrue();
  }

  @Test
  void aNewPrimaryAddressIsNotHeldUpByTheQuotaOfAliases() {
    assertThat(held(many(100)).changePrimary(ALIAS, false).changesNothing()).isFalse();
    assertRefused(ErrorCode.INVALID_PARAMETER, () -> held(many(199)).changePrimary(ALIAS, false));
  }

  @Test
  void onlyWhatIsEnabledGetsAddresses() {
    for (User user : List.of(disabled, deleted)) {
      HeldAddresses none = new HeldAddresses(user, List.of());
      assertRefused(ErrorCode.ENTITY_STATE, () -> none.createAlias(ALIAS, false));
      assertRefused(ErrorCode.ENTITY_STATE, () -> none.changePrimary(ALIAS, false));
    }
    assertRefused(
        ErrorCode.ENTITY_STATE, () -> new HeldAddresses(deleted, List.of()).deleteAlias(ALIAS));
  }

  private HeldAddresses held(EmailAddress... aliases) {
    return new HeldAddresses(ann, Stream.concat(Stream.of(EMAIL), Stream.of(aliases)).toList());
  }

  private static EmailAddress[] many(int aliases) {
    return IntStream.range(0, aliases)
        .mapToObj(i -> EmailAddress.of("a" + i + "@example.com"))
        .toArray(EmailAddress[]::new);
  }
}
