package org.postroom.directory.broken.persistence;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;

/** A row in its place, for fixtures that must not know it. */
@Entity
public class ARow {
  @Id String id;
}
