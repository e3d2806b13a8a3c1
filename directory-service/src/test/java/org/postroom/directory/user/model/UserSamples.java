package org.postroom.directory.user.model;

import java.time.Instant;
import java.util.UUID;
import org.postroom.directory.address.model.EmailAddress;
import org.postroom.directory.entity.model.EntityId;
import org.postroom.directory.entity.model.EntityName;
import org.postroom.directory.entity.model.OrganizationId;

/** Users for tests. */
public final class UserSamples {
  public static final OrganizationId ORGANIZATION = OrganizationId.of("m-" + "0a".repeat(16));
  public static final EmailAddress EMAIL = EmailAddress.of("Ann@example.awsapps.com");
  public static final Instant NOW = Instant.parse("2026-11-22T10:15:30Z");

  private UserSamples() {}

  /** A user that has just been created. */
  public static User newUser(String name) {
    return User.create(
            ORGANIZATION,
            EntityId.parse(UUID.randomUUID().toString()).orElseThrow(),
            EntityName.ofUser(name),
            null,
            false,
            UserAttributes.ofNewUser("Ann Other", "Ann", "Other"))
        .after();
  }

  /** A user that has been registered at {@link #NOW}. */
  public static User enabledUser(String name) {
    return newUser(name).register(EMAIL, NOW).after();
  }

  /** An update of no attribute. */
  public static UserAttributes unchanged() {
    return new UserAttributes(
        null, null, null, null, null, null, null, null, null, null, null, null, null);
  }
}
