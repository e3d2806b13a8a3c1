package org.postroom.directory.snapshot.application;

import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import org.hibernate.reactive.mutiny.Mutiny;
import org.postroom.directory.entity.model.OrganizationId;
import org.postroom.directory.organization.application.Organizations;
import org.postroom.directory.organization.model.Organization;
import org.postroom.directory.user.application.Users;
import org.postroom.directory.user.model.User;
import org.postroom.kit.view.OrganizationSnapshot;

/**
 * Tells an organization anew after the database was restored: itself, then its users by id. What is
 * being set up or removed is told by its process, which asks again.
 */
@Singleton
class DirectorySnapshot implements OrganizationSnapshot {
  private static final String BEFORE_ALL = "";

  private final Organizations organizations;
  private final Users users;

  DirectorySnapshot(Organizations organizations, Users users) {
    this.organizations = organizations;
    this.users = users;
  }

  @Override
  public Uni<Chunk> next(Mutiny.Session session, String organizationId, String after) {
    OrganizationId organization = OrganizationId.of(organizationId);
    Uni<List<Record>> first =
        after == null
            ? organizations
                .find(session, organization)
                .map(found -> found.map(Organization::retold).orElse(List.of()))
            : Uni.createFrom().item(List.of());
    return first.chain(
        events ->
            users
                .after(session, organization, after == null ? BEFORE_ALL : after, MAX_ROWS)
                .map(page -> chunk(events, page)));
  }

  private static Chunk chunk(List<Record> first, List<User> page) {
    List<Record> events = new ArrayList<>(first);
    page.forEach(user -> events.addAll(user.retold()));
    return new Chunk(
        events, page.size() < MAX_ROWS ? null : page.get(page.size() - 1).id().value());
  }
}
