package org.postroom.directory.user.persistence;

import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import org.hibernate.reactive.mutiny.Mutiny;
import org.postroom.contract.directory.User;
import org.postroom.directory.entity.model.EntityFilter;
import org.postroom.directory.entity.model.OrganizationId;
import org.postroom.directory.registration.persistence.EntityListingQuery;
import org.postroom.directory.user.application.UserListing;
import org.postroom.kit.query.Page;
import org.postroom.kit.query.PageRequest;

/** Pages of users by keyset. */
@Singleton
class DbUserListing implements UserListing {

  @Override
  public Uni<Page<User>> page(
      Mutiny.Session session,
      OrganizationId organization,
      EntityFilter filter,
      PageRequest request) {
    return EntityListingQuery.page(
            session, ListedUserRow.TABLE, ListedUserRow.class, organization, filter, request)
        .map(page -> page.map(ListedUserRow::item));
  }
}
