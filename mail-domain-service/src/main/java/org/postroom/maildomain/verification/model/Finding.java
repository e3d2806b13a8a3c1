package org.postroom.maildomain.verification.model;

/** What a look-up says about a record. */
public enum Finding {
  /** It is there. */
  FOUND,
  /** DNS has answered, and it is not there or another one. */
  MISSING,
  /** DNS has not answered, which says nothing. */
  UNKNOWN
}
