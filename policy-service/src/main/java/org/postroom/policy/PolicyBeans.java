package org.postroom.policy;

import io.quarkus.arc.DefaultBean;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.security.SecureRandom;

/** Makes what the parts of the service need and none of them owns. */
final class PolicyBeans {
  private PolicyBeans() {}

  @Produces
  @Singleton
  @DefaultBean
  static SecureRandom random() {
    return new SecureRandom();
  }
}
