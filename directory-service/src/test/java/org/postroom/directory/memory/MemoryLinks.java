package org.postroom.directory.memory;

import static org.postroom.directory.memory.MemoryDirectory.change;
import static org.postroom.directory.memory.MemoryDirectory.item;

import io.smallrye.mutiny.Uni;
import java.util.List;
import java.util.Map;
import org.hibernate.reactive.mutiny.Mutiny;
import org.postroom.directory.entity.model.EntityId;
import org.postroom.directory.entity.model.OrganizationId;
import org.postroom.directory.registration.application.EntityLinks;
import org.postroom.kit.command.Change;

/** What maps of links hold: their keys are two ids with a slash between them. */
final class MemoryLinks implements EntityLinks {
  private final List<Map<String, ?>> tables;

  MemoryLinks(List<Map<String, ?>> tables) {
    this.tables = tables;
  }

  @Override
  public Uni<Boolean> any(Mutiny.Session session, OrganizationId organization, EntityId entity) {
    return item(
        tables.stream().flatMap(table -> table.keySet().stream()).anyMatch(key -> of(key, entity)));
  }

  @Override
  public Change dropSome(OrganizationId organization, EntityId entity) {
    return change(
        () -> {
          int left = CHUNK;
          for (Map<String, ?> table : tables) {
            for (String key : List.copyOf(table.keySet())) {
              if (left > 0 && of(key, entity)) {
                table.remove(key);
                left--;
              }
            }
          }
        });
  }

  private static boolean of(String key, EntityId entity) {
    return key.startsWith(entity + "/") || key.endsWith("/" + entity);
  }
}
