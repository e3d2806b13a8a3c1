package org.postroom.directory.organization.application;

import io.smallrye.mutiny.Uni;
import java.util.List;
import java.util.Optional;
import org.hibernate.reactive.mutiny.Mutiny;
import org.postroom.directory.entity.model.OrganizationId;
import org.postroom.directory.organization.model.Organization;
import org.postroom.kit.command.Change;

/** All organizations, in whatever state. */
public interface Organizations {
  /** The organization with this id. */
  Uni<Optional<Organization>> find(Mutiny.Session session, OrganizationId id);

  /** Those of these organizations that exist, in the order of the ids. */
  Uni<List<Organization>> findAll(Mutiny.Session session, List<String> ids);

  /** Stores a new organization. */
  Change add(Organization organization);

  /** Stores an organization anew. */
  Change replace(Organization organization);

  /** The organization, refused when it is not the account's. */
  default Uni<Organization> owned(Mutiny.Session session, String organizationId, String account) {
    return find(session, OrganizationId.of(organizationId))
        .map(found -> found.orElseThrow(Organization::notFound).requireOwnedBy(account));
  }

  /** The organization, refused when it is not the account's or not Active. */
  default Uni<Organization> active(Mutiny.Session session, String organizationId, String account) {
    return owned(session, organizationId, account).map(Organization::requireActive);
  }
}
