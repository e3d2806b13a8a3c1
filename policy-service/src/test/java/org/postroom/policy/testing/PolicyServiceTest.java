package org.postroom.policy.testing;

import io.quarkus.test.common.http.TestHTTPResource;
import java.net.URI;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;

/** A test of the running service, each of whose cases has an Active organization of its own. */
public abstract class PolicyServiceTest {
  /** The defaults of an organization and the confirmation of its set-up. */
  private static final int AT_FIRST = 3;

  protected PolicyUnderTest policy;
  protected String organization;

  @TestHTTPResource("/")
  protected URI service;

  @BeforeEach
  void anOrganization() {
    policy = PolicyUnderTest.at(service);
    organization = policy.activeOrganization();
  }

  /** The organization's events beyond its first ones, once there are so many, and no fewer. */
  protected final List<Record> happened(int count) {
    return policy.events.await(organization, AT_FIRST + count).subList(AT_FIRST, AT_FIRST + count);
  }
}
