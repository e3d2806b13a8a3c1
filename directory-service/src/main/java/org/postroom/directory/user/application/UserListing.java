package org.postroom.directory.user.application;

import io.smallrye.mutiny.Uni;
import org.hibernate.reactive.mutiny.Mutiny;
import org.postroom.contract.directory.User;
import org.postroom.directory.entity.model.EntityFilter;
import org.postroom.directory.entity.model.OrganizationId;
import org.postroom.kit.query.Page;
import org.postroom.kit.query.PageRequest;

/** Lists users as ListUsers shows them. */
public interface UserListing {
  /**
   * One page; in the order of creation without a filter and by state, else by the filtered value,
   * then id.
   */
  Uni<Page<User>> page(
      Mutiny.Session session,
      OrganizationId organization,
      EntityFilter filter,
      PageRequest request);
}
