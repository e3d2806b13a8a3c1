package org.postroom.directory.reference;

import static org.postroom.directory.reference.Refused.require;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.postroom.directory.reference.ReferenceEntity.Kind;

/** What the reference has, and who is meant by an identifier. */
final class ReferenceEntities {
  private final Map<String, ReferenceEntity> byId = new LinkedHashMap<>();

  void add(ReferenceEntity entity) {
    byId.put(entity.id, entity);
  }

  ReferenceEntity get(String id) {
    return byId.get(id);
  }

  Collection<ReferenceEntity> all() {
    return byId.values();
  }

  /** By exact id only. */
  ReferenceEntity byId(String identifier, Set<Kind> kinds) {
    return found(byId.get(identifier), kinds);
  }

  /** By id, then name; null when that is nobody or of another kind. */
  ReferenceEntity idOrName(String identifier, Set<Kind> kinds) {
    ReferenceEntity entity = byId.getOrDefault(identifier, byName(identifier));
    return entity != null && kinds.contains(entity.kind) ? entity : null;
  }

  /** By id, then address, then name. */
  ReferenceEntity any(String identifier, Set<Kind> kinds) {
    return found(
        Stream.of(byId.get(identifier), owner(key(identifier)), byName(identifier))
            .filter(Objects::nonNull)
            .findFirst()
            .orElse(null),
        kinds);
  }

  ReferenceEntity byName(String name) {
    return byId.values().stream()
        .filter(entity -> !entity.isDeleted() && key(entity.name).equals(key(name)))
        .findFirst()
        .orElse(null);
  }

  ReferenceEntity owner(String address) {
    return byId.values().stream()
        .filter(entity -> address.equals(entity.primary) || entity.aliases.contains(address))
        .findFirst()
        .orElse(null);
  }

  static ReferenceEntity found(ReferenceEntity entity, Set<Kind> kinds) {
    require(entity != null && kinds.contains(entity.kind), "EntityNotFound");
    return entity;
  }

  /** In which case of letters does not matter. */
  static String key(String text) {
    return text.toLowerCase(Locale.ROOT);
  }
}
