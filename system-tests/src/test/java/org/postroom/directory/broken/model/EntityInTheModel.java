package org.postroom.directory.broken.model;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;

/** Breaks: a mapped row lives in persistence and is called Row. */
@Entity
public class EntityInTheModel {
  @Id String id;
}
