package org.postroom.policy.mobile.model;

import java.util.List;
import org.postroom.contract.directory.IdentifierKey;

/**
 * What a rule asks of one property of a device, by case-insensitive prefixes. A list without
 * elements asks nothing; {@value #NONE} in the first means a device that does not report the
 * property, which never satisfies the second.
 */
public final class PropertyCondition {
  /** A missing property, in a positive list. */
  public static final String NONE = "$NONE";

  private final List<String> listed;
  private final List<String> notListed;
  private final List<String> prefixes;
  private final List<String> notPrefixes;

  private PropertyCondition(List<String> listed, List<String> notListed) {
    this.listed = List.copyOf(listed);
    this.notListed = List.copyOf(notListed);
    this.prefixes = prefixes(listed);
    this.notPrefixes = prefixes(notListed);
  }

  /** A condition of these lists, as they were written; null is a list without elements. */
  public static PropertyCondition of(List<String> listed, List<String> notListed) {
    return new PropertyCondition(
        listed == null ? List.of() : listed, notListed == null ? List.of() : notListed);
  }

  private static List<String> prefixes(List<String> list) {
    return list.stream().filter(text -> !text.equals(NONE)).map(IdentifierKey::of).toList();
  }

  /** The positive list as it was written. */
  public List<String> listed() {
    return listed;
  }

  /** The negative list as it was written. */
  public List<String> notListed() {
    return notListed;
  }

  /** Whether a reported property, or a missing one, is as asked. */
  boolean matches(String reported) {
    if (reported == null) {
      return (listed.isEmpty() || listed.contains(NONE)) && notListed.isEmpty();
    }
    String key = IdentifierKey.of(reported);
    return (listed.isEmpty() || begins(key, prefixes)) && !begins(key, notPrefixes);
  }

  private static boolean begins(String key, List<String> prefixes) {
    for (String prefix : prefixes) {
      if (key.startsWith(prefix)) {
        return true;
      }
    }
    return false;
  }
}
