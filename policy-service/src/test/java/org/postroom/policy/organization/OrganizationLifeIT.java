package org.postroom.policy.organization;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.net.URI;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.postroom.contract.directory.event.OrganizationFailed;
import org.postroom.contract.directory.event.OrganizationRemovalRequested;
import org.postroom.contract.event.OrganizationRemovalConfirmed;
import org.postroom.contract.event.OrganizationSetUpConfirmed;
import org.postroom.contract.policy.event.MobileDeviceAccessRuleCreated;
import org.postroom.kit.testing.ScriptedDirectory;
import org.postroom.policy.access.model.AccessRule;
import org.postroom.policy.testing.EarlierVersion;
import org.postroom.policy.testing.PolicyTestResource;
import org.postroom.policy.testing.PolicyUnderTest;

/** The directory's requests in; defaults, answers and rows out. */
@QuarkusTest
@QuarkusTestResource(PolicyTestResource.class)
class OrganizationLifeIT {
  @TestHTTPResource("/")
  URI service;

  private PolicyUnderTest policy;

  @BeforeEach
  void begin() {
    policy = PolicyUnderTest.at(service);
  }

  @Test
  void aNewOrganizationHasItsDefaults() {
    String organization =
        policy.directory.requestSetUp("creation", ScriptedDirectory.newAlias(), "example.com");
    List<Record> happened = policy.events.await(organization, 3);
    assertDefaults(happened);
    assertThat(happened.get(2)).isEqualTo(new OrganizationSetUpConfirmed("creation"));
    assertThat(policy.events.accounts(organization)).containsExactly(ScriptedDirectory.ACCOUNT);

    policy.directory.emit(organization, ScriptedDirectory.setUp("creation", 2, "again"));
    assertThat(policy.events.await(organization, 4).get(3))
        .isEqualTo(new OrganizationSetUpConfirmed("creation"));
    assertThat(policy.count("access_control_rule", organization)).isEqualTo(1);
    assertThat(policy.count("mobile_device_access_rule", organization)).isEqualTo(1);
  }

  @Test
  void anOrganizationOfAnEarlierVersionGetsItsDefaultsOnceItsEventsAreReadAgain() {
    List<Record> happened = policy.events.await(EarlierVersion.ORGANIZATION, 3);
    assertDefaults(happened);
    assertThat(happened.get(2)).isEqualTo(new OrganizationSetUpConfirmed("creation"));
    assertThat(policy.count("directory_entity", EarlierVersion.ORGANIZATION)).isEqualTo(1);
    assertThat(policy.count("directory_address", EarlierVersion.ORGANIZATION)).isEqualTo(1);
  }

  @Test
  void anOrganizationWhoseSetUpNobodyAskedForGetsItsDefaultsAsSoonAsItIsActive() {
    assertDefaults(policy.events.await(EarlierVersion.SNAPSHOT, 2));
  }

  @Test
  void aRemovedOrganizationLeavesNothingBehindAndIsConfirmedAsOftenAsAskedFor() {
    String organization = policy.activeOrganization();
    for (int i = 0; i < 3; i++) {
      policy.enabledUser(organization, "user" + i);
    }
    policy.directory.emit(organization, new OrganizationRemovalRequested("removal", 1));
    assertThat(policy.events.await(organization, 4).get(3))
        .isEqualTo(new OrganizationRemovalConfirmed("removal"));
    for (String table :
        List.of(
            "policy_settings",
            "access_control_rule",
            "mobile_device_access_rule",
            "directory_entity",
            "directory_address")) {
      assertThat(policy.count(table, organization)).as(table).isZero();
    }
    policy.directory.emit(organization, new OrganizationRemovalRequested("removal", 2));
    assertThat(policy.events.await(organization, 5).get(4))
        .isEqualTo(new OrganizationRemovalConfirmed("removal"));
  }

  @Test
  void theSetUpOfAFailedOrganizationIsIgnored() {
    String organization = policy.directory.requestSetUp("creation", ScriptedDirectory.newAlias());
    policy.events.await(organization, 3);
    policy.directory.emit(organization, new OrganizationFailed("another participant refused"));
    policy.directory.emit(organization, ScriptedDirectory.setUp("another", 1, "late"));
    policy.directory.emit(organization, new OrganizationRemovalRequested("clean-up", 1));
    assertThat(policy.events.await(organization, 4).get(3))
        .isEqualTo(new OrganizationRemovalConfirmed("clean-up"));
  }

  private static void assertDefaults(List<Record> happened) {
    assertThat(happened.get(0)).isEqualTo(AccessRule.standard().event());
    MobileDeviceAccessRuleCreated mobile = (MobileDeviceAccessRuleCreated) happened.get(1);
    assertThat(mobile.name()).isEqualTo("Default");
    assertThat(mobile.effect()).isEqualTo("ALLOW");
    assertThat(mobile.deviceTypes()).isNull();
  }
}
