package org.postroom.directory.memory;

import static org.postroom.directory.memory.MemoryDirectory.change;
import static org.postroom.directory.memory.MemoryDirectory.item;

import io.smallrye.mutiny.Uni;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.hibernate.reactive.mutiny.Mutiny;
import org.postroom.contract.directory.Delegate;
import org.postroom.contract.directory.MemberType;
import org.postroom.directory.entity.application.EntityLink;
import org.postroom.directory.entity.model.EntityId;
import org.postroom.directory.entity.model.NamedEntity;
import org.postroom.directory.entity.model.OrganizationId;
import org.postroom.directory.resource.application.Delegations;
import org.postroom.directory.resource.model.Delegation;
import org.postroom.kit.command.Change;
import org.postroom.kit.query.Page;
import org.postroom.kit.query.PageRequest;

/** Delegates over a map, in the order of their ids. */
public final class MemoryDelegations implements Delegations {
  public final Map<String, NamedEntity> rows = new TreeMap<>();

  @Override
  public Uni<Boolean> exists(Mutiny.Session session, Delegation delegation) {
    return item(rows.containsKey(key(delegation)));
  }

  @Override
  public Uni<List<EntityId>> some(
      Mutiny.Session session, OrganizationId organization, EntityId resource, int limit) {
    return item(of(resource).map(NamedEntity::id).limit(limit).toList());
  }

  @Override
  public Uni<Page<Delegate>> page(
      Mutiny.Session session, OrganizationId organization, EntityId resource, PageRequest request) {
    return item(
        request.page(
            of(resource)
                .map(row -> new Delegate(row.id().value(), MemberType.valueOf(row.type().name())))
                .toList(),
            delegate -> List.of(delegate.id())));
  }

  @Override
  public Uni<List<EntityLink>> after(
      Mutiny.Session session,
      OrganizationId organization,
      String resource,
      String delegate,
      int limit) {
    return item(
        rows.entrySet().stream()
            .filter(row -> row.getKey().compareTo(resource + "/" + delegate) > 0)
            .map(row -> new EntityLink(new EntityId(row.getKey().split("/")[0]), row.getValue()))
            .limit(limit)
            .toList());
  }

  @Override
  public Change add(Delegation delegation) {
    NamedEntity delegate =
        new NamedEntity(delegation.delegate().id(), delegation.delegate().type());
    return change(() -> rows.put(key(delegation), delegate));
  }

  @Override
  public Change remove(Delegation delegation) {
    return change(() -> rows.remove(key(delegation)));
  }

  private static String key(Delegation delegation) {
    return delegation.resource().id() + "/" + delegation.delegate().id();
  }

  private Stream<NamedEntity> of(EntityId resource) {
    return rows.entrySet().stream()
        .filter(row -> row.getKey().startsWith(resource + "/"))
        .map(Map.Entry::getValue);
  }
}
