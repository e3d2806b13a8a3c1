package org.postroom.contract.policy;

/** What retention does to an old item: DELETE leaves it recoverable. */
public enum RetentionAction {
  NONE,
  DELETE,
  PERMANENTLY_DELETE
}
