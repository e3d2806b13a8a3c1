package org.postroom.maildomain.availability.probe;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.Set;
import org.postroom.contract.json.Json;
import org.postroom.maildomain.availability.application.ProviderTests.ProviderTest;

/** What is said between Postroom and a function that knows calendars. */
final class FunctionExchange {
  private static final Set<String> BUSY_TYPES = Set.of("BUSY", "FREE", "TENTATIVE");
  private static final String NOBODY = "00000000-0000-0000-0000-000000000000";
  private static final String TESTER = "availability-test";

  private final ProviderTest test;
  private final String mailbox;

  FunctionExchange(ProviderTest test) {
    this.test = test;
    this.mailbox = TESTER + '@' + (test.domain() == null ? "example.com" : test.domain());
  }

  /** Asks for a mailbox that need not exist. */
  byte[] request() {
    Instant from = test.now().truncatedTo(ChronoUnit.HOURS);
    ObjectNode request = Json.mapper().createObjectNode();
    request
        .putObject("requester")
        .put("email", mailbox)
        .put("userName", TESTER)
        .put("organization", test.organizationId())
        .put("userId", NOBODY);
    request.putArray("mailboxes").add(mailbox);
    request
        .putObject("window")
        .put("startDate", from.toString())
        .put("endDate", from.plus(Duration.ofDays(1)).toString());
    return Json.write(request);
  }

  /**
   * Checks the answer: events or an error for the mailbox.
   *
   * @throws ProbeFailed when it is none
   */
  void check(byte[] answer) {
    JsonNode mailboxes;
    try {
      mailboxes = Json.mapper().readTree(answer).path("mailboxes");
    } catch (IOException e) {
      throw new ProbeFailed("The function's answer is not JSON");
    }
    for (JsonNode entry : mailboxes) {
      if (entry.path("mailbox").asText().equalsIgnoreCase(mailbox)) {
        if (entry.path("error").isTextual()) {
          return;
        }
        checkEvents(entry.path("events"));
        return;
      }
    }
    throw new ProbeFailed("The function's answer has no entry for the mailbox asked for");
  }

  private static void checkEvents(JsonNode events) {
    if (!events.isArray()) {
      throw new ProbeFailed("The function's answer has neither events nor an error");
    }
    for (JsonNode event : events) {
      if (!isDate(event.path("startTime"))
          || !isDate(event.path("endTime"))
          || !BUSY_TYPES.contains(event.path("busyType").asText())) {
        throw new ProbeFailed(
            "An event in the function's answer lacks startTime, endTime or busyType");
      }
    }
  }

  private static boolean isDate(JsonNode text) {
    try {
      return text.isTextual() && OffsetDateTime.parse(text.asText()) != null;
    } catch (DateTimeException e) {
      return false;
    }
  }
}
