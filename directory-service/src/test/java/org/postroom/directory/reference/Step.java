package org.postroom.directory.reference;

import java.util.Map;

/**
 * One call of a random sequence.
 *
 * @param number its place in the sequence as it was drawn; what it creates is called {@code #} and
 *     this number, in identifiers of later steps too, so that steps can be left out
 * @param operation the operation's name
 * @param members the request without the organization's id
 */
public record Step(int number, String operation, Map<String, Object> members) {
  /** What the step calls what it creates. */
  public String symbol() {
    return "#" + number;
  }

  /** A text of the request; null when absent. */
  String text(String member) {
    return (String) members.get(member);
  }

  @Override
  public String toString() {
    return symbol() + " " + operation + " " + members;
  }
}
