package org.postroom.directory.user.application;

import org.postroom.contract.error.ErrorCode;
import org.postroom.contract.error.OperationRejected;
import org.postroom.contract.secret.PasswordDigest;
import org.postroom.contract.secret.Secret;
import org.postroom.kit.command.CommandContext;

/** What the gateway made of a login password: a hash, or the verdict of the password policy. */
final class AcceptedPassword {
  private static final String MEMBER = "Password";

  private AcceptedPassword() {}

  /** The hash; refused when the policy refuses the password. */
  static String hash(Secret sealed, CommandContext context) {
    PasswordDigest digest = PasswordDigest.decode(context.open(sealed, MEMBER));
    if (!digest.isAccepted()) {
      throw new OperationRejected(ErrorCode.INVALID_PASSWORD, digest.refusal());
    }
    return digest.hash();
  }
}
