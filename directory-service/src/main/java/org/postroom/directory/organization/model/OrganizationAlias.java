package org.postroom.directory.organization.model;

import java.util.regex.Pattern;
import org.postroom.contract.error.ErrorCode;
import org.postroom.contract.error.OperationRejected;
import org.postroom.directory.entity.model.CaseFolding;

/**
 * The alias of an organization as its owner spells it; unique in the installation, whatever the
 * case.
 */
public record OrganizationAlias(String text) {
  private static final int MAX_LENGTH = 62;
  private static final Pattern FORMAT = Pattern.compile("(?!d-)[0-9a-zA-Z]+(-[0-9a-zA-Z]+)*");

  /** Parses an alias. */
  public static OrganizationAlias of(String text) {
    if (text.length() > MAX_LENGTH || !FORMAT.matcher(text).matches()) {
      throw new OperationRejected(
          ErrorCode.INVALID_PARAMETER,
          "An alias consists of letters and digits with single hyphens between them and does not"
              + " begin with d-.");
    }
    return new OrganizationAlias(text);
  }

  /** What it is claimed under. */
  public String key() {
    return CaseFolding.key(text);
  }

  @Override
  public String toString() {
    return text;
  }
}
