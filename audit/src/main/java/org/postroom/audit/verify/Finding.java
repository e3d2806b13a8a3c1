package org.postroom.audit.verify;

/**
 * Something that is wrong with a chain.
 *
 * @param kind what
 * @param writer whose chain
 * @param number the entry, or the first of several
 * @param text what was found, for people
 */
public record Finding(Kind kind, String writer, long number, String text) {

  /** What can be wrong. */
  public enum Kind {
    /** An entry that later ones, or somebody else, know of is not there. */
    MISSING,
    /** An entry does not have the hash that it says it has. */
    ALTERED,
    /** An entry stands behind later ones. */
    REORDERED,
    /** An entry does not follow from the one before it, or differs from one of the same number. */
    FORGED
  }

  @Override
  public String toString() {
    return kind + " writer=" + writer + " number=" + number + ": " + text;
  }
}
