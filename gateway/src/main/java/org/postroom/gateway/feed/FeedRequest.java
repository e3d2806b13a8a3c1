package org.postroom.gateway.feed;

import io.vertx.core.MultiMap;
import java.time.Duration;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.postroom.contract.error.ErrorCode;
import org.postroom.contract.error.OperationRejected;
import org.postroom.contract.operation.BoundedContext;

/**
 * What a caller asks the feed for.
 *
 * @param organizationId as it was sent; null when it was not
 * @param contexts whose events are wanted
 * @param after the cursor, {@link #LATEST}, or null for the beginning
 * @param limit the most events of a page
 * @param patience how long a poll waits when there is nothing
 * @param isStream whether an event stream is wanted
 */
record FeedRequest(
    String organizationId,
    Set<BoundedContext> contexts,
    String after,
    int limit,
    Duration patience,
    boolean isStream) {

  /** The cursor's word for: from now on. */
  static final String LATEST = "latest";

  private static final int MAX_LIMIT = 1_000;
  private static final int DEFAULT_LIMIT = 100;
  private static final int DEFAULT_WAIT_SECONDS = 20;
  private static final Set<String> KNOWN =
      Set.of("organization", "context", "after", "limit", "wait");

  /**
   * Reads query and headers.
   *
   * @throws OperationRejected InvalidParameterException, for what cannot be understood
   */
  static FeedRequest of(MultiMap parameters, MultiMap headers, Duration longestWait) {
    for (String name : parameters.names()) {
      if (!KNOWN.contains(name)) {
        throw refused("There are no query parameters but " + sorted(KNOWN) + '.');
      }
    }
    String accept = headers.get("accept");
    boolean stream = accept != null && accept.contains("text/event-stream");
    String last = stream ? headers.get("last-event-id") : null;
    String after = last == null || last.isEmpty() ? single(parameters, "after") : last;
    int longest = (int) longestWait.toSeconds();
    return new FeedRequest(
        single(parameters, "organization"),
        contexts(parameters.getAll("context")),
        after == null || after.isEmpty() ? null : after,
        number(parameters, "limit", 1, MAX_LIMIT, DEFAULT_LIMIT),
        Duration.ofSeconds(
            number(parameters, "wait", 0, longest, Math.min(longest, DEFAULT_WAIT_SECONDS))),
        stream);
  }

  private static Set<BoundedContext> contexts(List<String> names) {
    if (names.isEmpty()) {
      return EnumSet.allOf(BoundedContext.class);
    }
    Set<BoundedContext> contexts = EnumSet.noneOf(BoundedContext.class);
    for (String name : names) {
      contexts.add(
          Arrays.stream(BoundedContext.values())
              .filter(context -> context.wireName().equals(name))
              .findAny()
              .orElseThrow(() -> refused("The values at 'context' must be of " + wireNames())));
    }
    return contexts;
  }

  private static String wireNames() {
    return Arrays.stream(BoundedContext.values())
        .map(BoundedContext::wireName)
        .collect(Collectors.joining(", ", "", "."));
  }

  private static int number(MultiMap parameters, String name, int least, int most, int otherwise) {
    String text = single(parameters, name);
    if (text == null) {
      return otherwise;
    }
    if (text.matches("[0-9]{1,6}")) {
      int number = Integer.parseInt(text);
      if (number >= least && number <= most) {
        return number;
      }
    }
    throw refused(
        "The value at '%s' must be a whole number from %d to %d.".formatted(name, least, most));
  }

  private static String single(MultiMap parameters, String name) {
    List<String> values = parameters.getAll(name);
    if (values.size() > 1) {
      throw refused("There must be one value at '" + name + "'.");
    }
    return values.isEmpty() ? null : values.get(0);
  }

  private static String sorted(Set<String> names) {
    return names.stream().sorted().collect(Collectors.joining(", "));
  }

  private static OperationRejected refused(String message) {
    return new OperationRejected(ErrorCode.INVALID_PARAMETER, message);
  }
}
