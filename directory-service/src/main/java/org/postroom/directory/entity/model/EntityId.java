package org.postroom.directory.entity.model;

import java.util.Optional;
import java.util.regex.Pattern;
import org.postroom.contract.directory.EntityType;

/** The id of a user or group (a UUID) or of a resource ({@code r-} and 32 hexadecimal digits). */
public record EntityId(String value) {
  private static final Pattern FORMAT =
      Pattern.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}|r-[0-9a-f]{32}");

  /** The id this text spells exactly; empty when it can only be a name or an address. */
  public static Optional<EntityId> parse(String text) {
    return FORMAT.matcher(text).matches() ? Optional.of(new EntityId(text)) : Optional.empty();
  }

  /** Whether this is the form of the ids of such entities. */
  public boolean canBeOf(EntityType type) {
    return value.startsWith("r-") == (type == EntityType.RESOURCE);
  }

  @Override
  public String toString() {
    return value;
  }
}
