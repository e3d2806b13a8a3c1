package org.postroom.kit.inbox;

import java.util.Collection;

/** What a command takes effect at most once under. */
public record CommandKey(String organizationId, String commandId) {
  /** The organizations, as a statement's array. */
  public static String[] organizationIds(Collection<CommandKey> keys) {
    return keys.stream().map(CommandKey::organizationId).toArray(String[]::new);
  }

  /** The command ids, as a statement's array. */
  public static String[] commandIds(Collection<CommandKey> keys) {
    return keys.stream().map(CommandKey::commandId).toArray(String[]::new);
  }
}
