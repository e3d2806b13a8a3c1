package org.postroom.directory.address.model;

import org.postroom.contract.error.ErrorCode;
import org.postroom.contract.error.OperationRejected;
import org.postroom.directory.entity.model.CaseFolding;

/**
 * An e-mail address as its owner spells it. Two spellings that differ in case are one address.
 *
 * @param text the spelling
 */
public record EmailAddress(String text) {
  private static final int MAX_LENGTH = 254;

  /** Parses an address. */
  public static EmailAddress of(String text) {
    int at = text.indexOf('@');
    if (at < 1
        || at == text.length() - 1
        || at != text.lastIndexOf('@')
        || text.length() > MAX_LENGTH
        || text.chars().anyMatch(c -> c <= ' ' || c > '~')) {
      throw new OperationRejected(ErrorCode.INVALID_PARAMETER, "This is not an e-mail address.");
    }
    return new EmailAddress(text);
  }

  /** What it is stored and found under. */
  public String key() {
    return CaseFolding.key(text);
  }

  /** The part before the at sign, folded. */
  public String localPart() {
    return key().substring(0, text.indexOf('@'));
  }

  /** The mail domain it belongs to, folded. */
  public String domain() {
    return key().substring(text.indexOf('@') + 1);
  }

  /** Whether both are the same address. */
  public boolean isSameAs(EmailAddress other) {
    return key().equals(other.key());
  }

  @Override
  public String toString() {
    return text;
  }
}
