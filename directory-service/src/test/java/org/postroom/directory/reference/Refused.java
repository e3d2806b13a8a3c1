package org.postroom.directory.reference;

/** The reference refuses; the message is the error's name. */
final class Refused extends RuntimeException {
  private static final long serialVersionUID = 1;

  private Refused(String error) {
    super(error + "Exception", null, false, false);
  }

  static void require(boolean condition, String error) {
    if (!condition) {
      throw new Refused(error);
    }
  }
}
