package org.postroom.directory.entity.model;

import java.util.regex.Pattern;
import org.postroom.contract.error.ErrorCode;
import org.postroom.contract.error.OperationRejected;

/** The id of an organization: {@code m-} and 32 lower-case hexadecimal digits. */
public record OrganizationId(String value) {
  private static final Pattern FORMAT = Pattern.compile("m-[0-9a-f]{32}");

  /** Parses an id; text that cannot be one names no organization. */
  public static OrganizationId of(String text) {
    if (text == null || !FORMAT.matcher(text).matches()) {
      throw new OperationRejected(
          ErrorCode.ORGANIZATION_NOT_FOUND, "The organization does not exist.");
    }
    return new OrganizationId(text);
  }

  @Override
  public String toString() {
    return value;
  }
}
