package org.postroom.policy.testing;

import java.net.URI;
import org.postroom.contract.policy.event.PolicyEvents;
import org.postroom.kit.testing.ScriptedDirectory;
import org.postroom.kit.testing.ServiceUnderTest;

/** The running policy service; one for all its tests. */
public final class PolicyUnderTest extends ServiceUnderTest {
  private static URI sharedAt;
  private static PolicyUnderTest shared;

  /** The one around this service. */
  public static synchronized PolicyUnderTest at(URI service) {
    if (!service.equals(sharedAt)) {
      shared = new PolicyUnderTest(service);
      sharedAt = service;
    }
    return shared;
  }

  private PolicyUnderTest(URI service) {
    super(service, PolicyEvents.CATALOGUE, EarlierVersion.sequences());
  }

  /** A new organization that is Active and has its defaults: three events. */
  public String activeOrganization() {
    String organization = directory.requestSetUp("creation", ScriptedDirectory.newAlias());
    events.await(organization, 3);
    directory.activate(organization);
    return organization;
  }

  /** A new user of this name, DISABLED. */
  public String user(String organization, String name) {
    return user(organization, name, "USER");
  }
}
