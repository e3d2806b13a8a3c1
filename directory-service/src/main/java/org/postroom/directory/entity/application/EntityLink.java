package org.postroom.directory.entity.application;

import org.postroom.directory.entity.model.EntityId;
import org.postroom.directory.entity.model.NamedEntity;

/**
 * A membership or a delegation.
 *
 * @param to the group or resource
 * @param of the member or delegate
 */
public record EntityLink(EntityId to, NamedEntity of) {
  /** Of a row: to what, then the id and the type of what. */
  public static EntityLink ofRow(Object[] row) {
    return new EntityLink(
        new EntityId((String) row[0]), NamedEntity.of((String) row[1], (String) row[2]));
  }
}
