package org.postroom.directory.tag.model;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.postroom.contract.directory.Tag;
import org.postroom.contract.directory.event.OrganizationTagged;
import org.postroom.contract.directory.event.OrganizationUntagged;
import org.postroom.contract.error.ErrorCode;
import org.postroom.contract.error.OperationRejected;
import org.postroom.directory.entity.model.CaseFolding;
import org.postroom.directory.entity.model.Decision;

/**
 * The tags of one organization.
 *
 * @param valuesByKey in the order of the keys, which tell case apart
 */
public record OrganizationTags(SortedMap<String, String> valuesByKey) {
  /** Most tags an organization can have. */
  public static final int MAX_TAGS = 50;

  private static final String RESERVED_PREFIX = "aws:";

  public OrganizationTags {
    valuesByKey = new TreeMap<>(valuesByKey);
  }

  /** TagResource: sets these tags, overwriting equal keys, or nothing at all. */
  public Decision<OrganizationTags> tag(List<Tag> tags) {
    refuseUnusable(tags);
    SortedMap<String, String> merged = new TreeMap<>(valuesByKey);
    List<Tag> changed = new ArrayList<>();
    for (Tag tag : tags) {
      if (!tag.value().equals(merged.put(tag.key(), tag.value()))) {
        changed.add(tag);
      }
    }
    if (merged.size() > MAX_TAGS) {
      throw new OperationRejected(
          ErrorCode.TOO_MANY_TAGS, "An organization can have " + MAX_TAGS + " tags.");
    }
    return changed.isEmpty()
        ? Decision.unchanged(this)
        : Decision.of(new OrganizationTags(merged), new OrganizationTagged(List.copyOf(changed)));
  }

  /** UntagResource; keys it does not have are ignored. */
  public Decision<OrganizationTags> untag(Collection<String> keys) {
    List<String> removed =
        keys.stream().distinct().filter(valuesByKey::containsKey).sorted().toList();
    if (removed.isEmpty()) {
      return Decision.unchanged(this);
    }
    SortedMap<String, String> left = new TreeMap<>(valuesByKey);
    left.keySet().removeAll(removed);
    return Decision.of(new OrganizationTags(left), new OrganizationUntagged(removed));
  }

  /** All tags, in the order of the keys. */
  public List<Tag> list() {
    return valuesByKey.entrySet().stream()
        .map(entry -> new Tag(entry.getKey(), entry.getValue()))
        .toList();
  }

  /** What has happened, as far as it still matters, for subscribers that forgot. */
  public List<Record> retold() {
    return valuesByKey.isEmpty() ? List.of() : List.of(new OrganizationTagged(list()));
  }

  /** The tags that are not those of another time. */
  public Map<String, String> differentFrom(OrganizationTags before) {
    Map<String, String> different = new TreeMap<>(valuesByKey);
    different.entrySet().removeAll(before.valuesByKey.entrySet());
    return different;
  }

  /**
   * Control characters are refused because they would make fifty tags longer in an event than an
   * event may be.
   */
  private static void refuseUnusable(List<Tag> tags) {
    Set<String> keys = new HashSet<>();
    for (Tag tag : tags) {
      if (CaseFolding.key(tag.key()).startsWith(RESERVED_PREFIX)) {
        throw invalid("A tag's key must not begin with " + RESERVED_PREFIX);
      }
      if (!keys.add(tag.key())) {
        throw invalid("A key is given twice.");
      }
      if (hasControlCharacter(tag.key()) || hasControlCharacter(tag.value())) {
        throw invalid("A tag must not contain control characters.");
      }
    }
  }

  private static boolean hasControlCharacter(String text) {
    return text.chars().anyMatch(Character::isISOControl);
  }

  private static OperationRejected invalid(String message) {
    return new OperationRejected(ErrorCode.INVALID_PARAMETER, message);
  }
}
