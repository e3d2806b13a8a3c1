package org.postroom.directory.authentication.application;

import io.quarkus.arc.DefaultBean;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.security.SecureRandom;

/** Makes what authentication needs. */
final class AuthenticationBeans {
  private AuthenticationBeans() {}

  @Produces
  @Singleton
  @DefaultBean
  static SecureRandom random() {
    return new SecureRandom();
  }
}
