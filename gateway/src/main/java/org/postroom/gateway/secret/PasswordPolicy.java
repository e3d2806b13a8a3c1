package org.postroom.gateway.secret;

/**
 * The fixed password policy of a WorkMail directory: 8 to 63 characters of Basic Latin and Latin-1
 * Supplement, of at least three of five classes.
 */
public final class PasswordPolicy {
  private static final int MIN_LENGTH = 8;
  private static final int MAX_LENGTH = 63;
  private static final int MIN_CLASSES = 3;

  private PasswordPolicy() {}

  /** Why the policy refuses a password, without the password; null when it accepts it. */
  public static String refusal(String password) {
    if (password.length() < MIN_LENGTH || password.length() > MAX_LENGTH) {
      return "The password must have between 8 and 63 characters.";
    }
    int classes = 0;
    for (int i = 0; i < password.length(); i++) {
      int characterClass = classOf(password.charAt(i));
      if (characterClass == 0) {
        return "The password may only have characters of Basic Latin and Latin-1 Supplement.";
      }
      classes |= characterClass;
    }
    return Integer.bitCount(classes) < MIN_CLASSES
        ? "The password must have characters of at least three of these classes: upper-case"
            + " letters, lower-case letters, digits, special characters, Latin-1 Supplement."
        : null;
  }

  /** A bit for the character's class; 0 for a character that no password may have. */
  private static int classOf(char c) {
    if (c >= 'A' && c <= 'Z') {
      return 1;
    }
    if (c >= 'a' && c <= 'z') {
      return 2;
    }
    if (c >= '0' && c <= '9') {
      return 4;
    }
    if (c >= ' ' && c <= '~') {
      return 8;
    }
    return c >= '\u00a0' && c <= '\u00ff' ? 16 : 0;
  }
}
