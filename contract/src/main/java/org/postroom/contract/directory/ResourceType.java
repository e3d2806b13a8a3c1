package org.postroom.contract.directory;

/** The kinds of resources. */
public enum ResourceType {
  ROOM,
  EQUIPMENT
}
