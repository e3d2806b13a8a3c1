package org.postroom.policy.decision.http;

import java.util.regex.Pattern;
import org.postroom.contract.validation.Patterns;

/** What members of questions must be; failures tell the mail server's author what is wrong. */
final class Members {
  private static final Pattern ORGANIZATION_ID = Pattern.compile(Patterns.ORGANIZATION_ID);
  private static final Pattern IP_ADDRESS = Pattern.compile(Patterns.IP_ADDRESS);

  private Members() {}

  static String required(String name, String value) {
    if (value == null || value.isBlank()) {
      throw new IllegalArgumentException(name + " is required.");
    }
    return value;
  }

  static String organizationId(String value) {
    if (!ORGANIZATION_ID.matcher(required("OrganizationId", value)).matches()) {
      throw new IllegalArgumentException("OrganizationId is none.");
    }
    return value;
  }

  static String ipAddress(String value) {
    if (!IP_ADDRESS.matcher(required("IpAddress", value)).matches()) {
      throw new IllegalArgumentException("IpAddress must be IPv4.");
    }
    return value;
  }
}
