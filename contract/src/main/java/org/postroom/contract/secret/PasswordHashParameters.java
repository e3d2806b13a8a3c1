package org.postroom.contract.secret;

/**
 * How login passwords are hashed: Argon2id at the parameters OWASP names. The gateway hashes with
 * them; the directory verifies a password of nobody with them, which must take as long as any.
 */
public final class PasswordHashParameters {
  /** Memory in KiB. */
  public static final int MEMORY_KIB = 19_456;

  /** Passes over the memory. */
  public static final int PASSES = 2;

  /** Lanes. */
  public static final int LANES = 1;

  /** Length of the hash. */
  public static final int HASH_BYTES = 32;

  /** Length of the salt. */
  public static final int SALT_BYTES = 16;

  private PasswordHashParameters() {}
}
