package org.postroom.contract.directory;

/** The states of a user, group or resource. */
public enum EntityState {
  ENABLED,
  DISABLED,
  DELETED
}
