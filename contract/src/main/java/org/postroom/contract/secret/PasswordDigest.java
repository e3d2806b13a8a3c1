package org.postroom.contract.secret;

import java.util.Objects;

/**
 * What became of a login password in the gateway: either its encoded Argon2id hash, or the verdict
 * that the password policy refuses it. The verdict travels with the command, because the documented
 * order of checks puts it after those only the directory can make.
 *
 * @param hash the encoded hash; null when the policy refuses the password
 * @param refusal why the policy refuses it, without the password; null when it is accepted
 */
public record PasswordDigest(String hash, String refusal) {
  private static final String REFUSED = "refused:";

  public PasswordDigest {
    if ((hash == null) == (refusal == null)) {
      throw new IllegalArgumentException("a password is either accepted or refused");
    }
  }

  /** An accepted password's hash in the PHC string format ({@code $argon2id$v=19$…}). */
  public static PasswordDigest accepted(String hash) {
    return new PasswordDigest(Objects.requireNonNull(hash), null);
  }

  /** A password the policy refuses. */
  public static PasswordDigest refused(String reason) {
    return new PasswordDigest(null, Objects.requireNonNull(reason));
  }

  /** Whether the policy accepts the password. */
  public boolean isAccepted() {
    return hash != null;
  }

  /** The text that is sealed into the command. */
  public String encode() {
    return isAccepted() ? hash : REFUSED + refusal;
  }

  /** Reads {@link #encode} back. */
  public static PasswordDigest decode(String text) {
    return text.startsWith(REFUSED) ? refused(text.substring(REFUSED.length())) : accepted(text);
  }

  @Override
  public String toString() {
    return isAccepted() ? "[password hash]" : "[refused password]";
  }
}
