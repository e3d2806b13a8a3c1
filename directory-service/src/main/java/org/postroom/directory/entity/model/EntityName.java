package org.postroom.directory.entity.model;

import java.util.regex.Pattern;
import org.postroom.contract.error.ErrorCode;
import org.postroom.contract.error.OperationRejected;

/**
 * The name of a user, group or resource as it was given; unique among all live entities, whatever
 * the case.
 */
public record EntityName(String text) {
  private static final int MAX_USER_LENGTH = 64;
  private static final int MAX_GROUP_LENGTH = 256;
  private static final int MAX_RESOURCE_LENGTH = 20;
  private static final Pattern ACCOUNT =
      Pattern.compile("[\\w\\-.]+(@[a-zA-Z0-9.\\-]+\\.[a-zA-Z0-9-]{2,})?");
  private static final Pattern LATIN_1 = Pattern.compile("[\\u0020-\\u00FF]+");

  /** Parses the name of a user. */
  public static EntityName ofUser(String text) {
    return parse(text, MAX_USER_LENGTH, ACCOUNT);
  }

  /** Parses the name of a group, which may hold spaces. */
  public static EntityName ofGroup(String text) {
    return parse(text, MAX_GROUP_LENGTH, LATIN_1);
  }

  /** Parses the name of a resource. */
  public static EntityName ofResource(String text) {
    return parse(text, MAX_RESOURCE_LENGTH, ACCOUNT);
  }

  /** This name, refused when nobody may have it. */
  public EntityName requireNotReserved() {
    ReservedNames.refuse(key());
    return this;
  }

  /** This name, refused like one that is taken when nobody may have it. */
  public EntityName requireNotReservedAsTaken() {
    if (ReservedNames.contain(key())) {
      throw new OperationRejected(ErrorCode.NAME_AVAILABILITY, "The name is taken.");
    }
    return this;
  }

  /** What it is stored and found under. */
  public String key() {
    return CaseFolding.key(text);
  }

  @Override
  public String toString() {
    return text;
  }

  private static EntityName parse(String text, int maxLength, Pattern format) {
    if (text.length() > maxLength || !format.matcher(text).matches()) {
      throw new OperationRejected(ErrorCode.INVALID_PARAMETER, "This is not a name.");
    }
    return new EntityName(text);
  }
}
