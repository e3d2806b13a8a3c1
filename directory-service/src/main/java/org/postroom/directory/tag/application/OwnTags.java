package org.postroom.directory.tag.application;

import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.Map;
import org.hibernate.reactive.mutiny.Mutiny;
import org.postroom.directory.entity.model.OrganizationId;
import org.postroom.directory.organization.application.Organizations;
import org.postroom.directory.tag.model.OrganizationTags;

/** What policies may know of an organization: its tags, when it is the caller's. */
@Singleton
class OwnTags implements org.postroom.kit.access.OrganizationTags {
  private final Organizations organizations;
  private final Tags tags;

  OwnTags(Organizations organizations, Tags tags) {
    this.organizations = organizations;
    this.tags = tags;
  }

  @Override
  public Uni<Map<String, String>> of(
      Mutiny.Session session, String organizationId, String account) {
    OrganizationId id = OrganizationId.of(organizationId);
    return organizations
        .find(session, id)
        .chain(
            found ->
                found.filter(organization -> organization.account().equals(account)).isPresent()
                    ? tags.of(session, id).map(OrganizationTags::valuesByKey)
                    : Uni.createFrom().item(Map.of()));
  }
}
