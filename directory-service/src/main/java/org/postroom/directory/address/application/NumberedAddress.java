package org.postroom.directory.address.application;

import java.util.List;
import org.postroom.contract.directory.event.AliasCreated;
import org.postroom.directory.entity.model.NamedEntity;

/**
 * An address with its place among those of its owner.
 *
 * @param number grows in the order in which addresses became what they are
 * @param text the spelling
 */
public record NumberedAddress(NamedEntity owner, long number, String text, boolean isPrimary) {
  /** What has happened to it; what is primary is told with its owner. */
  public List<Record> retold() {
    return isPrimary
        ? List.of()
        : List.of(new AliasCreated(owner.id().value(), owner.type().name(), text));
  }
}
