package org.postroom.directory.memory;

import static org.postroom.directory.memory.MemoryDirectory.change;
import static org.postroom.directory.memory.MemoryDirectory.item;

import io.smallrye.mutiny.Uni;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.hibernate.reactive.mutiny.Mutiny;
import org.postroom.directory.address.application.EntityAddresses;
import org.postroom.directory.address.application.NumberedAddress;
import org.postroom.directory.address.model.EmailAddress;
import org.postroom.directory.entity.model.EntityId;
import org.postroom.directory.entity.model.NamedEntity;
import org.postroom.directory.entity.model.OrganizationId;
import org.postroom.kit.command.Change;
import org.postroom.kit.query.Page;
import org.postroom.kit.query.PageRequest;

/** Addresses over maps; their keys are the organization and the address with a slash between. */
public final class MemoryAddresses implements EntityAddresses {
  public final Map<String, NamedEntity> owners = new TreeMap<>();
  public final Map<String, NumberedAddress> rows = new TreeMap<>();
  private long numbers;

  @Override
  public Uni<Optional<NamedEntity>> find(
      Mutiny.Session session, OrganizationId organization, String addressKey) {
    return item(Optional.ofNullable(owners.get(organization + "/" + addressKey)));
  }

  @Override
  public Uni<List<String>> of(
      Mutiny.Session session, OrganizationId organization, EntityId entity) {
    return item(of(entity).map(NumberedAddress::text).toList());
  }

  @Override
  public Uni<Page<String>> aliases(
      Mutiny.Session session, OrganizationId organization, EntityId entity, PageRequest request) {
    long after = request.isFirst() ? 0 : Long.parseLong(request.after().get(0));
    List<NumberedAddress> found =
        of(entity)
            .filter(row -> !row.isPrimary() && row.number() > after)
            .limit(request.fetchLimit())
            .toList();
    return item(
        request
            .page(found, row -> List.of(Long.toString(row.number())))
            .map(NumberedAddress::text));
  }

  @Override
  public Uni<List<NumberedAddress>> after(
      Mutiny.Session session, OrganizationId organization, String owner, long number, int limit) {
    return item(
        inOrder()
            .filter(
                row -> {
                  int order = row.owner().id().value().compareTo(owner);
                  return order > 0 || order == 0 && row.number() > number;
                })
            .limit(limit)
            .toList());
  }

  @Override
  public Uni<Boolean> anyIn(
      Mutiny.Session session, OrganizationId organization, String domainName) {
    return item(
        owners.keySet().stream()
            .anyMatch(key -> key.startsWith(organization + "/") && key.endsWith("@" + domainName)));
  }

  @Override
  public Change claimPrimary(OrganizationId organization, EmailAddress address, NamedEntity owner) {
    return change(() -> put(organization, address, owner, true));
  }

  @Override
  public Change claimAlias(OrganizationId organization, EmailAddress address, NamedEntity owner) {
    return change(() -> put(organization, address, owner, false));
  }

  @Override
  public Change changePrimary(
      OrganizationId organization, EmailAddress address, EmailAddress former, NamedEntity owner) {
    return change(
        () -> {
          put(organization, address, owner, true);
          put(organization, former, owner, false);
        });
  }

  @Override
  public Change free(OrganizationId organization, EmailAddress address) {
    return change(
        () -> {
          owners.remove(organization + "/" + address.key());
          rows.remove(organization + "/" + address.key());
        });
  }

  @Override
  public Change freeAll(OrganizationId organization, EntityId entity) {
    return change(
        () -> {
          owners.values().removeIf(owner -> owner.id().equals(entity));
          rows.values().removeIf(row -> row.owner().id().equals(entity));
        });
  }

  private void put(
      OrganizationId organization, EmailAddress address, NamedEntity owner, boolean isPrimary) {
    String key = organization + "/" + address.key();
    owners.put(key, owner);
    rows.put(key, new NumberedAddress(owner, ++numbers, address.text(), isPrimary));
  }

  private Stream<NumberedAddress> of(EntityId entity) {
    return inOrder().filter(row -> row.owner().id().equals(entity));
  }

  private Stream<NumberedAddress> inOrder() {
    return rows.values().stream()
        .sorted(
            Comparator.<NumberedAddress, String>comparing(row -> row.owner().id().value())
                .thenComparing(NumberedAddress::number));
  }
}
