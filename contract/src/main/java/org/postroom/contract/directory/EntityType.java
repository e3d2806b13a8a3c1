package org.postroom.contract.directory;

/** What an address can lead to. */
public enum EntityType {
  GROUP,
  USER,
  RESOURCE
}
