package org.postroom.directory.user.model;

import java.util.regex.Pattern;
import org.postroom.contract.error.ErrorCode;
import org.postroom.contract.error.OperationRejected;
import org.postroom.directory.entity.model.CaseFolding;
import org.postroom.directory.entity.model.ReservedNames;

/** The name of a user as it was given; unique among all live entities, whatever the case. */
public record UserName(String text) {
  private static final int MAX_LENGTH = 64;
  private static final Pattern FORMAT =
      Pattern.compile("[\\w\\-.]+(@[a-zA-Z0-9.\\-]+\\.[a-zA-Z0-9-]{2,})?");

  /** Parses a name. */
  public static UserName of(String text) {
    if (text.length() > MAX_LENGTH || !FORMAT.matcher(text).matches()) {
      throw new OperationRejected(ErrorCode.INVALID_PARAMETER, "This is not a user name.");
    }
    return new UserName(text);
  }

  /** This name, refused when nobody may have it. */
  public UserName requireNotReserved() {
    ReservedNames.refuse(key());
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
}
