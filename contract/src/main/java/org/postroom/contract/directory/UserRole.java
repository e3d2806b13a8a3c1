package org.postroom.contract.directory;

/** The roles of users; RESOURCE and SYSTEM_USER are only reported, never set. */
public enum UserRole {
  USER,
  RESOURCE,
  SYSTEM_USER,
  REMOTE_USER
}
