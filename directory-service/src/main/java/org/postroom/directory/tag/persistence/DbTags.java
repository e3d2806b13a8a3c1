package org.postroom.directory.tag.persistence;

import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.hibernate.reactive.mutiny.Mutiny;
import org.postroom.directory.entity.model.OrganizationId;
import org.postroom.directory.tag.application.Tags;
import org.postroom.directory.tag.model.OrganizationTags;
import org.postroom.kit.command.Change;

/** Tags in their table, a row each. */
@Singleton
class DbTags implements Tags {

  @Override
  public Uni<OrganizationTags> of(Mutiny.Session session, OrganizationId organization) {
    return rows(session, organization)
        .map(
            rows -> {
              TreeMap<String, String> values = new TreeMap<>();
              rows.forEach(row -> values.put(row.key.tagKey(), row.value));
              return new OrganizationTags(values);
            });
  }

  @Override
  public Change put(OrganizationId organization, Map<String, String> valuesByKey) {
    return session ->
        rows(session, organization)
            .chain(
                rows -> {
                  Map<String, TagRow> existing =
                      rows.stream()
                          .collect(Collectors.toMap(row -> row.key.tagKey(), Function.identity()));
                  List<TagRow> added = new ArrayList<>();
                  valuesByKey.forEach(
                      (key, value) -> {
                        TagRow row = existing.get(key);
                        if (row == null) {
                          row = new TagRow();
                          row.key = new TagKey(organization.value(), key);
                          added.add(row);
                        }
                        row.value = value;
                      });
                  return session.persistAll(added.toArray());
                });
  }

  @Override
  public Change remove(OrganizationId organization, Collection<String> keys) {
    return session ->
        rows(session, organization)
            .chain(
                rows ->
                    session.removeAll(
                        rows.stream().filter(row -> keys.contains(row.key.tagKey())).toArray()))
            // A later command of the batch may set one of them again.
            .chain(session::flush);
  }

  /** What earlier commands of the batch have changed must be in the database first. */
  private static Uni<List<TagRow>> rows(Mutiny.Session session, OrganizationId organization) {
    return session
        .flush()
        .chain(
            () ->
                session
                    .createQuery(
                        "from OrganizationTag t where t.key.organizationId = :organization",
                        TagRow.class)
                    .setParameter("organization", organization.value())
                    .getResultList());
  }
}
