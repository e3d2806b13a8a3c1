package org.postroom.directory.memory;

import static org.postroom.directory.memory.MemoryDirectory.change;
import static org.postroom.directory.memory.MemoryDirectory.item;

import io.smallrye.mutiny.Uni;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.hibernate.reactive.mutiny.Mutiny;
import org.postroom.contract.directory.GroupIdentifier;
import org.postroom.contract.directory.Member;
import org.postroom.directory.entity.application.EntityLink;
import org.postroom.directory.entity.model.EntityId;
import org.postroom.directory.entity.model.NamedEntity;
import org.postroom.directory.entity.model.OrganizationId;
import org.postroom.directory.group.application.Memberships;
import org.postroom.directory.group.model.Membership;
import org.postroom.kit.command.Change;
import org.postroom.kit.query.Page;
import org.postroom.kit.query.PageRequest;

/** Memberships over a map. Listings are left to the database. */
public final class MemoryMemberships implements Memberships {
  public final Map<String, NamedEntity> rows = new TreeMap<>();

  @Override
  public Uni<Boolean> exists(Mutiny.Session session, Membership membership) {
    return item(rows.containsKey(key(membership)));
  }

  @Override
  public Uni<Boolean> isWithin(
      Mutiny.Session session, OrganizationId organization, EntityId group, EntityId other) {
    Set<String> seen = new HashSet<>(Set.of(group.value()));
    Deque<String> open = new ArrayDeque<>(seen);
    while (!open.isEmpty()) {
      String member = open.remove();
      for (String key : rows.keySet()) {
        String container = key.split("/")[0];
        if (key.endsWith("/" + member) && seen.add(container)) {
          open.add(container);
        }
      }
    }
    return item(seen.contains(other.value()));
  }

  @Override
  public Uni<Page<Member>> members(
      Mutiny.Session session, OrganizationId organization, EntityId group, PageRequest request) {
    throw new UnsupportedOperationException();
  }

  @Override
  public Uni<Page<GroupIdentifier>> groupsOf(
      Mutiny.Session session,
      OrganizationId organization,
      EntityId member,
      String namePrefix,
      PageRequest request) {
    throw new UnsupportedOperationException();
  }

  @Override
  public Uni<List<EntityLink>> after(
      Mutiny.Session session, OrganizationId organization, String group, String member, int limit) {
    return item(
        rows.entrySet().stream()
            .filter(row -> row.getKey().compareTo(group + "/" + member) > 0)
            .map(row -> new EntityLink(new EntityId(row.getKey().split("/")[0]), row.getValue()))
            .limit(limit)
            .toList());
  }

  @Override
  public Change add(Membership membership) {
    NamedEntity member = new NamedEntity(membership.member().id(), membership.member().type());
    return change(() -> rows.put(key(membership), member));
  }

  @Override
  public Change remove(Membership membership) {
    return change(() -> rows.remove(key(membership)));
  }

  private static String key(Membership membership) {
    return membership.group().id() + "/" + membership.member().id();
  }
}
