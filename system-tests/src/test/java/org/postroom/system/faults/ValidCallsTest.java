package org.postroom.system.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;

/**
 * What the clients of the fault suite send, without anything to send it to: a call that is refused
 * for its form would spoil a run that takes minutes, and would be taken for a fault.
 */
class ValidCallsTest {
  private static final int STEPS = 1_000;

  @Test
  void everyCallOfTheLoadHasTheFormThatItsOperationAsksFor() {
    Place place =
        new Place(0, "123456789012", "m-" + "0".repeat(32), "place-0.awsapps.com", new Ledger());
    Random random = new Random(1);
    try (FormCheck check = new FormCheck();
        var workmail = check.client()) {
      Caller caller = new Caller(0, workmail, random, new History(), () -> false);
      DirectoryLoad directory = new DirectoryLoad(caller, place);
      SettingsLoad settings = new SettingsLoad(caller, place, true, directory);
      TokenLoad tokens = new TokenLoad(caller, place, directory);
      OrganizationLoad organizations = new OrganizationLoad(caller, new Ledger());
      Contest contest = new Contest();
      for (int i = 0; i < STEPS; i++) {
        directory.step();
        settings.step();
        tokens.step();
        organizations.step();
        contest.step(caller, place);
      }
      assertThat(check.violations()).isEmpty();
      assertThat(check.operations())
          .as("what docs/faults.md says that clients do")
          .hasSizeGreaterThan(40)
          .contains("PutMobileDeviceAccessOverride", "StartMailboxExportJob", "TagResource");
    }
  }
}
