package org.postroom.directory.group.application;

import io.smallrye.mutiny.Uni;
import org.hibernate.reactive.mutiny.Mutiny;
import org.postroom.contract.directory.Group;
import org.postroom.directory.entity.model.EntityFilter;
import org.postroom.directory.entity.model.OrganizationId;
import org.postroom.kit.query.Page;
import org.postroom.kit.query.PageRequest;

/** Lists groups as ListGroups shows them. */
public interface GroupListing {
  /**
   * One page; in the order of creation without a filter and by state, else by the filtered value,
   * then id.
   */
  Uni<Page<Group>> page(
      Mutiny.Session session,
      OrganizationId organization,
      EntityFilter filter,
      PageRequest request);
}
