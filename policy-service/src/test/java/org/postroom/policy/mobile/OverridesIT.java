package org.postroom.policy.mobile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.postroom.contract.policy.MobileDeviceAccessRuleEffect.ALLOW;
import static org.postroom.contract.policy.MobileDeviceAccessRuleEffect.DENY;
import static org.postroom.contract.policy.PolicyOperations.DELETE_MOBILE_DEVICE_ACCESS_OVERRIDE;
import static org.postroom.contract.policy.PolicyOperations.LIST_MOBILE_DEVICE_ACCESS_OVERRIDES;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.postroom.contract.directory.event.AliasCreated;
import org.postroom.contract.directory.event.EntityDeregistered;
import org.postroom.contract.directory.event.GroupCreated;
import org.postroom.contract.directory.event.UserDeleted;
import org.postroom.contract.error.ErrorCode;
import org.postroom.contract.policy.DeleteMobileDeviceAccessOverrideRequest;
import org.postroom.contract.policy.GetMobileDeviceAccessOverrideResponse;
import org.postroom.contract.policy.ListMobileDeviceAccessOverridesRequest;
import org.postroom.contract.policy.MobileDeviceAccessOverride;
import org.postroom.contract.policy.event.MobileDeviceAccessOverrideDeleted;
import org.postroom.contract.policy.event.MobileDeviceAccessOverridePut;
import org.postroom.kit.testing.ScriptedDirectory;
import org.postroom.policy.testing.PolicyServiceTest;
import org.postroom.policy.testing.PolicyTestResource;

/** Overrides through Kafka, PostgreSQL and HTTP. */
@QuarkusTest
@QuarkusTestResource(PolicyTestResource.class)
class OverridesIT extends PolicyServiceTest {
  private OverrideCalls overrides;

  @BeforeEach
  void theCalls() {
    overrides = new OverrideCalls(policy, organization);
  }

  @Test
  void anOverrideIsMadeReplacedReadAndDeletedHoweverItsUserIsNamed() {
    String ann = policy.enabledUser(organization, "ann");
    policy.directory.emit(organization, new AliasCreated(ann, "USER", "Anna@example.com"));
    overrides.put(ann, "ApplDN12", "DENY", "lost");
    GetMobileDeviceAccessOverrideResponse made = overrides.get("ANN", "appldn12");
    assertThat(made.userId()).isEqualTo(ann);
    assertThat(made.deviceId()).isEqualTo("ApplDN12");
    assertThat(made.effect()).isEqualTo(DENY);
    assertThat(made.description()).isEqualTo("lost");

    overrides.put("anna@EXAMPLE.com", "APPLDN12", "ALLOW", null);
    GetMobileDeviceAccessOverrideResponse replaced = overrides.get("ann@example.com", "ApplDN12");
    assertThat(replaced.deviceId()).isEqualTo("ApplDN12");
    assertThat(replaced.effect()).isEqualTo(ALLOW);
    assertThat(replaced.description()).isNull();
    assertThat(replaced.dateCreated()).isEqualTo(made.dateCreated());
    assertThat(replaced.dateModified()).isAfter(made.dateModified());

    overrides.delete("ann", "appldn12");
    overrides.delete("ann", "appldn12");
    assertThat(overrides.refusalOfGet(ann, "ApplDN12")).isEqualTo("ResourceNotFoundException");
    List<Record> events = happened(3);
    assertThat(((MobileDeviceAccessOverridePut) events.get(1)).deviceId()).isEqualTo("ApplDN12");
    assertThat(events.get(2)).isEqualTo(new MobileDeviceAccessOverrideDeleted(ann, "ApplDN12"));
  }

  @Test
  void itsUserMustBeThereAndEnabledToBeGivenOne() {
    String disabled = policy.user(organization, "disabled");
    String gone = policy.user(organization, "gone");
    policy.directory.emit(organization, new UserDeleted(gone));
    String group = UUID.randomUUID().toString();
    policy.directory.emit(organization, new GroupCreated(group, "group", false));
    assertThat(overrides.refusalOfPut("nobody")).isEqualTo(ErrorCode.ENTITY_NOT_FOUND);
    assertThat(overrides.refusalOfPut(group)).isEqualTo(ErrorCode.ENTITY_NOT_FOUND);
    assertThat(overrides.refusalOfPut("group")).isEqualTo(ErrorCode.ENTITY_NOT_FOUND);
    assertThat(overrides.refusalOfPut("gone")).isEqualTo(ErrorCode.ENTITY_NOT_FOUND);
    assertThat(overrides.refusalOfPut(gone)).isEqualTo(ErrorCode.ENTITY_STATE);
    assertThat(overrides.refusalOfPut(disabled)).isEqualTo(ErrorCode.ENTITY_STATE);
    overrides.delete(disabled, "device");
    assertThat(overrides.refusalOfGet(disabled, "device")).isEqualTo("ResourceNotFoundException");
    assertThat(overrides.refusalOfGet(gone, "device")).isEqualTo("EntityNotFoundException");
    assertThat(overrides.refusalOfGet(group, "device")).isEqualTo("EntityNotFoundException");
    assertThat(overrides.refusalOfList("nobody")).isEqualTo("EntityNotFoundException");
    assertThat(
            policy.commands.refusal(
                DELETE_MOBILE_DEVICE_ACCESS_OVERRIDE,
                organization,
                new DeleteMobileDeviceAccessOverrideRequest(organization, "nobody", "device")))
        .isEqualTo(ErrorCode.ENTITY_NOT_FOUND);
    assertThat(happened(0)).isEmpty();
  }

  @Test
  void aNameMeansWhomItMeansNow() {
    for (int i = 0; i < 10; i++) {
      String former = policy.enabledUser(organization, "bob");
      overrides.put("bob", "device", "ALLOW", null);
      policy.directory.emit(
          organization, new EntityDeregistered(former, "USER", List.of("bob@example.com")));
      policy.directory.emit(organization, new UserDeleted(former));
      String present = policy.enabledUser(organization, "bob");
      overrides.put("bob", "device", "DENY", null);
      assertThat(overrides.get("bob@example.com", "device").userId()).isEqualTo(present);
      policy.directory.emit(
          organization, new EntityDeregistered(present, "USER", List.of("bob@example.com")));
      policy.directory.emit(organization, new UserDeleted(present));
    }
  }

  @Test
  void listingsArePagedByUserAndByDevice() {
    List<String> users = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      String user = policy.enabledUser(organization, "user" + i);
      users.add(user);
      for (String device : List.of("A", "b", "C")) {
        overrides.put(user, device, "ALLOW", null);
      }
    }
    assertThat(overrides.pages(null, null, 2)).hasSize(9);
    assertThat(overrides.pages("user1", null, 2))
        .extracting(MobileDeviceAccessOverride::deviceId)
        .containsExactly("A", "b", "C");
    assertThat(overrides.pages(null, "B", 2))
        .extracting(MobileDeviceAccessOverride::userId)
        .containsExactlyElementsOf(users);
    assertThat(overrides.pages(users.get(2), "c", 2)).hasSize(1);
    assertThat(overrides.pages(users.get(2), "none", 2)).isEmpty();

    String token = overrides.list("user1", null, 1, null).nextToken();
    assertThat(overrides.list(users.get(1), null, 1, token).overrides()).hasSize(1);
    assertThat(
            policy.queries.refusal(
                LIST_MOBILE_DEVICE_ACCESS_OVERRIDES,
                new ListMobileDeviceAccessOverridesRequest(organization, "user2", null, token, 1),
                ScriptedDirectory.ACCOUNT))
        .isEqualTo("InvalidParameterException");
  }
}
