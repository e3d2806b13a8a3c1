package org.postroom.contract.directory;

/** What a member, delegate or grantee can be. */
public enum MemberType {
  GROUP,
  USER
}
