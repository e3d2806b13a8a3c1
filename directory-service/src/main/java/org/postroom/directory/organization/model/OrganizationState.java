package org.postroom.directory.organization.model;

import java.util.Arrays;

/** The states of an organization. */
public enum OrganizationState {
  REQUESTED("Requested"),
  CREATING("Creating"),
  ACTIVE("Active"),
  IMPAIRED("Impaired"),
  INACTIVE("Inactive"),
  FAILED("Failed"),
  DELETING("Deleting"),
  DELETED("Deleted");

  private final String wireName;

  OrganizationState(String wireName) {
    this.wireName = wireName;
  }

  /** The spelling callers see and compare with. */
  public String wireName() {
    return wireName;
  }

  /** The state with this spelling; another one is a programming error. */
  public static OrganizationState ofWireName(String wireName) {
    return Arrays.stream(values())
        .filter(state -> state.wireName.equals(wireName))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("no organization state " + wireName));
  }

  /** Whether the organization is still being made. */
  public boolean isBeingCreated() {
    return this == REQUESTED || this == CREATING;
  }

  /** Whether DeleteOrganization may begin in this state. */
  public boolean mayBeDeleted() {
    return this == ACTIVE || this == FAILED || this == IMPAIRED || this == INACTIVE;
  }

  /** Whether the contexts are asked to drop what they hold of it. */
  public boolean isBeingRemoved() {
    return this == DELETING || this == FAILED;
  }
}
