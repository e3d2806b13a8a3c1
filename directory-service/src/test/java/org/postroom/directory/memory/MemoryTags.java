package org.postroom.directory.memory;

import static org.postroom.directory.memory.MemoryDirectory.change;
import static org.postroom.directory.memory.MemoryDirectory.item;

import io.smallrye.mutiny.Uni;
import java.util.Collection;
import java.util.Map;
import java.util.TreeMap;
import org.hibernate.reactive.mutiny.Mutiny;
import org.postroom.directory.entity.model.OrganizationId;
import org.postroom.directory.tag.application.Tags;
import org.postroom.directory.tag.model.OrganizationTags;
import org.postroom.kit.command.Change;

/** Tags over maps. */
public final class MemoryTags implements Tags {
  public final Map<String, TreeMap<String, String>> byOrganization = new TreeMap<>();

  @Override
  public Uni<OrganizationTags> of(Mutiny.Session session, OrganizationId organization) {
    return item(
        new OrganizationTags(byOrganization.getOrDefault(organization.value(), new TreeMap<>())));
  }

  @Override
  public Change put(OrganizationId organization, Map<String, String> valuesByKey) {
    return change(
        () ->
            byOrganization
                .computeIfAbsent(organization.value(), id -> new TreeMap<>())
                .putAll(valuesByKey));
  }

  @Override
  public Change remove(OrganizationId organization, Collection<String> keys) {
    return change(() -> byOrganization.get(organization.value()).keySet().removeAll(keys));
  }
}
