package org.postroom.contract.directory;

/** How names and addresses are compared: case-insensitively, in the same way on every machine. */
public final class IdentifierKey {
  private IdentifierKey() {}

  /** The key under which a name or an address is found; the directory folds them the same way. */
  public static String of(String text) {
    StringBuilder key = new StringBuilder(text.length());
    text.codePoints().forEach(c -> key.appendCodePoint(Character.toLowerCase(c)));
    return key.toString();
  }
}
