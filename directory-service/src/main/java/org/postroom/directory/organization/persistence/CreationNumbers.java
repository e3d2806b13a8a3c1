package org.postroom.directory.organization.persistence;

import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import org.hibernate.reactive.mutiny.Mutiny;
import org.postroom.directory.entity.model.OrganizationId;

/**
 * Numbers what is created in an organization, in the order of creation. Listings page by this
 * number. To be called in a change; the organization's single writer makes a counter sufficient.
 */
@Singleton
public class CreationNumbers {
  /** The next number. */
  public Uni<Long> next(Mutiny.Session session, OrganizationId organization) {
    return session
        .find(OrganizationRow.class, organization.value())
        .map(row -> ++row.lastCreationNumber);
  }
}
