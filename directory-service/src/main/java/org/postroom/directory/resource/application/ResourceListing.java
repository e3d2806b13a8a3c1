package org.postroom.directory.resource.application;

import io.smallrye.mutiny.Uni;
import org.hibernate.reactive.mutiny.Mutiny;
import org.postroom.contract.directory.Resource;
import org.postroom.directory.entity.model.EntityFilter;
import org.postroom.directory.entity.model.OrganizationId;
import org.postroom.kit.query.Page;
import org.postroom.kit.query.PageRequest;

/** Lists resources as ListResources shows them. */
public interface ResourceListing {
  /**
   * One page; in the order of creation without a filter and by state, else by the filtered value,
   * then id.
   */
  Uni<Page<Resource>> page(
      Mutiny.Session session,
      OrganizationId organization,
      EntityFilter filter,
      PageRequest request);
}
