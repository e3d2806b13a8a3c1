package org.postroom.directory.memory;

import static org.postroom.directory.memory.MemoryDirectory.change;
import static org.postroom.directory.memory.MemoryDirectory.item;

import io.smallrye.mutiny.Uni;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.hibernate.reactive.mutiny.Mutiny;
import org.postroom.contract.directory.Permission;
import org.postroom.directory.entity.model.EntityId;
import org.postroom.directory.entity.model.OrganizationId;
import org.postroom.directory.permission.application.MailboxPermissions;
import org.postroom.directory.permission.model.MailboxGrant;
import org.postroom.kit.command.Change;
import org.postroom.kit.query.Page;
import org.postroom.kit.query.PageRequest;

/** Permissions over a map, in the order of their ids. */
public final class MemoryPermissions implements MailboxPermissions {
  public final Map<String, MailboxGrant> rows = new TreeMap<>();

  @Override
  public Uni<Optional<MailboxGrant>> find(
      Mutiny.Session session, OrganizationId organization, EntityId owner, EntityId grantee) {
    return item(Optional.ofNullable(rows.get(owner + "/" + grantee)));
  }

  @Override
  public Uni<Page<Permission>> page(
      Mutiny.Session session, OrganizationId organization, EntityId owner, PageRequest request) {
    throw new UnsupportedOperationException();
  }

  @Override
  public Uni<List<MailboxGrant>> after(
      Mutiny.Session session,
      OrganizationId organization,
      String owner,
      String grantee,
      int limit) {
    return item(
        rows.entrySet().stream()
            .filter(row -> row.getKey().compareTo(owner + "/" + grantee) > 0)
            .map(Map.Entry::getValue)
            .limit(limit)
            .toList());
  }

  @Override
  public Change store(OrganizationId organization, MailboxGrant grant) {
    String key = grant.owner().id() + "/" + grant.grantee().id();
    return change(
        () -> {
          if (grant.permissions().isEmpty()) {
            rows.remove(key);
          } else {
            rows.put(key, grant);
          }
        });
  }
}
