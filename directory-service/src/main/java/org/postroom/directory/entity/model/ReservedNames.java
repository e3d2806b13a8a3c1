package org.postroom.directory.entity.model;

import java.util.Set;
import org.postroom.contract.error.ErrorCode;
import org.postroom.contract.error.OperationRejected;

/**
 * The names nobody may have. AWS publishes no list; these are the journaling sender and the
 * built-in accounts of a directory. {@code admin}, {@code root}, {@code postmaster} and {@code
 * abuse} are ordinary mailbox names.
 */
public final class ReservedNames {
  /** The local part of the journaling sender's address in the test domain. */
  public static final String JOURNALING_SENDER = "amazonjournaling";

  private static final Set<String> RESERVED =
      Set.of(JOURNALING_SENDER, "administrator", "guest", "krbtgt");

  private ReservedNames() {}

  /** Whether a folded name is reserved. */
  static boolean contain(String nameKey) {
    return RESERVED.contains(nameKey) || nameKey.startsWith(JOURNALING_SENDER + "@");
  }

  /** Refuses a folded name that is reserved. */
  public static void refuse(String nameKey) {
    if (contain(nameKey)) {
      throw new OperationRejected(ErrorCode.RESERVED_NAME, "This name is reserved.");
    }
  }
}
