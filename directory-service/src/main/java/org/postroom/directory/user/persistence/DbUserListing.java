package org.postroom.directory.user.persistence;

import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import org.hibernate.reactive.mutiny.Mutiny;
import org.postroom.contract.directory.User;
import org.postroom.directory.entity.model.OrganizationId;
import org.postroom.directory.user.application.UserListing;
import org.postroom.directory.user.model.UserFilter;
import org.postroom.kit.query.Page;
import org.postroom.kit.query.PageRequest;

/** Pages of users by keyset. */
@Singleton
class DbUserListing implements UserListing {

  @Override
  public Uni<Page<User>> page(
      Mutiny.Session session, OrganizationId organization, UserFilter filter, PageRequest request) {
    UserListingQuery listing =
        UserListingQuery.of(organization, filter, request.after(), request.fetchLimit());
    Mutiny.SelectionQuery<ListedUserRow> query =
        session.createNativeQuery(listing.sql(), ListedUserRow.class);
    listing.parameters().forEach(query::setParameter);
    return query
        .getResultList()
        .map(rows -> request.page(rows, listing.position()).map(ListedUserRow::item));
  }
}
