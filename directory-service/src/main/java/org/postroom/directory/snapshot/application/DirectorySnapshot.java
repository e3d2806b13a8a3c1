package org.postroom.directory.snapshot.application;

import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import org.hibernate.reactive.mutiny.Mutiny;
import org.postroom.directory.entity.model.OrganizationId;
import org.postroom.directory.organization.application.Organizations;
import org.postroom.directory.organization.application.RetoldOrganization;
import org.postroom.directory.organization.model.Organization;
import org.postroom.directory.tag.application.Tags;
import org.postroom.directory.user.application.Users;
import org.postroom.directory.user.model.User;
import org.postroom.kit.view.OrganizationSnapshot;

/**
 * Tells an organization anew after the database was restored: itself, its tags, then its users by
 * id. The users of one that is being removed are left out, as everybody drops them.
 */
@Singleton
class DirectorySnapshot implements OrganizationSnapshot {
  private static final String BEFORE_ALL = "";

  private final Organizations organizations;
  private final Tags tags;
  private final Users users;

  DirectorySnapshot(Organizations organizations, Tags tags, Users users) {
    this.organizations = organizations;
    this.tags = tags;
    this.users = users;
  }

  @Override
  public Uni<Chunk> next(Mutiny.Session session, String organizationId, String after) {
    return organizations
        .find(session, OrganizationId.of(organizationId))
        .chain(
            found ->
                found.isEmpty()
                    ? Uni.createFrom().item(new Chunk(List.of(), null))
                    : first(session, found.get(), after)
                        .chain(first -> next(session, found.get(), first, after)));
  }

  /** What comes before the first user. */
  private Uni<List<Record>> first(Mutiny.Session session, Organization organization, String after) {
    if (after != null) {
      return Uni.createFrom().item(List.of());
    }
    return tags.of(session, organization.id())
        .map(
            tagged -> {
              List<Record> events = new ArrayList<>(RetoldOrganization.events(organization));
              events.addAll(tagged.retold());
              return events;
            });
  }

  private Uni<Chunk> next(
      Mutiny.Session session, Organization organization, List<Record> first, String after) {
    // Its removal may have begun since the chunk before.
    return organization.state().isBeingRemoved()
        ? Uni.createFrom().item(new Chunk(first, null))
        : users
            .after(session, organization.id(), after == null ? BEFORE_ALL : after, MAX_ROWS)
            .map(page -> chunk(first, page));
  }

  private static Chunk chunk(List<Record> first, List<User> page) {
    List<Record> events = new ArrayList<>(first);
    page.forEach(user -> events.addAll(user.retold()));
    return new Chunk(
        events, page.size() < MAX_ROWS ? null : page.get(page.size() - 1).id().value());
  }
}
