package org.postroom.contract.access;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import java.util.Map;

/**
 * A condition on a tag of the organization that a call is about, {@code aws:ResourceTag/<key>} in
 * policies. Keys of tags are compared exactly, values as the operator says.
 *
 * @param operator how the tag's value is compared
 * @param tagKey the tag
 * @param values what it is compared with; one that fits is enough, for a negated operator none may
 */
public record TagCondition(
    @JsonProperty("o") Operator operator,
    @JsonProperty("k") String tagKey,
    @JsonProperty("v") List<String> values) {

  public TagCondition {
    values = List.copyOf(values);
  }

  /** How values are compared, by their names in policies. */
  public enum Operator {
    STRING_EQUALS("StringEquals", false, false),
    STRING_NOT_EQUALS("StringNotEquals", true, false),
    STRING_LIKE("StringLike", false, true),
    STRING_NOT_LIKE("StringNotLike", true, true);

    private final String wireName;
    private final boolean negated;
    private final boolean wildcards;

    Operator(String wireName, boolean negated, boolean wildcards) {
      this.wireName = wireName;
      this.negated = negated;
      this.wildcards = wildcards;
    }

    /** Its name in policies. */
    public String wireName() {
      return wireName;
    }
  }

  /**
   * Whether it holds for an organization with these tags. A tag that is not there has no value: the
   * plain operators do not hold then, the negated ones do, as in AWS.
   */
  public boolean holds(Map<String, String> tags) {
    String value = tags.get(tagKey);
    boolean fits = value != null && values.stream().anyMatch(expected -> fits(expected, value));
    return fits != operator.negated;
  }

  private boolean fits(String expected, String value) {
    return operator.wildcards ? Glob.matches(expected, value) : expected.equals(value);
  }
}
