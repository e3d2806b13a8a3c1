package org.postroom.contract.access;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;

/**
 * What is left of a caller's policy when the gateway has judged everything that it knows: the
 * statements about this operation and this organization whose effect depends on the organization's
 * tags. They travel with the call, and the service that owns the organization's state decides.
 *
 * @param statements in any order; which comes first does not matter
 */
public record TagStatements(@JsonProperty("s") List<TagStatement> statements) {
  /** Characters of the encoded form that fit into a header beside everything else. */
  public static final int MAX_ENCODED = 4_096;

  /** ASCII only: it is a header's value. */
  private static final JsonMapper MAPPER =
      JsonMapper.builder()
          .enable(JsonWriteFeature.ESCAPE_NON_ASCII)
          .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
          .build();

  public TagStatements {
    statements = List.copyOf(statements);
  }

  /**
   * A statement that is about the call.
   *
   * @param denies whether it denies; else it allows
   * @param conditions all of them must hold; without one it always applies
   */
  public record TagStatement(
      @JsonProperty("d") boolean denies, @JsonProperty("c") List<TagCondition> conditions) {

    public TagStatement {
      conditions = List.copyOf(conditions);
    }

    private boolean applies(Map<String, String> tags) {
      return conditions.stream().allMatch(condition -> condition.holds(tags));
    }
  }

  /** Whether a call may go on: some statement allows it and none denies it. */
  public boolean allows(Map<String, String> tags) {
    boolean allowed = false;
    for (TagStatement statement : statements) {
      if (statement.applies(tags)) {
        if (statement.denies()) {
          return false;
        }
        allowed = true;
      }
    }
    return allowed;
  }

  /** One line of ASCII. */
  public String encode() {
    try {
      return MAPPER.writeValueAsString(this);
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Reads {@link #encode} back.
   *
   * @throws IllegalArgumentException for anything else; the call must not go on then
   */
  public static TagStatements decode(String text) {
    try {
      TagStatements read = MAPPER.readValue(text, TagStatements.class);
      if (read == null) {
        throw new IllegalArgumentException("no statements");
      }
      return read;
    } catch (JsonProcessingException | NullPointerException e) {
      throw new IllegalArgumentException("these are no statements about tags", e);
    }
  }
}
