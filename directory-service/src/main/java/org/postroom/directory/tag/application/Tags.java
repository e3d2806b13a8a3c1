package org.postroom.directory.tag.application;

import io.smallrye.mutiny.Uni;
import java.util.Collection;
import java.util.Map;
import org.hibernate.reactive.mutiny.Mutiny;
import org.postroom.directory.entity.model.OrganizationId;
import org.postroom.directory.tag.model.OrganizationTags;
import org.postroom.kit.command.Change;

/** The tags of all organizations, Deleted ones included. */
public interface Tags {
  /** The tags of an organization; none of one that does not exist. */
  Uni<OrganizationTags> of(Mutiny.Session session, OrganizationId organization);

  /** Sets values by their keys. */
  Change put(OrganizationId organization, Map<String, String> valuesByKey);

  /** Removes tags that exist. */
  Change remove(OrganizationId organization, Collection<String> keys);
}
