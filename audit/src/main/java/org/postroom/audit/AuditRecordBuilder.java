package org.postroom.audit;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import org.postroom.contract.error.ErrorCode;
import org.postroom.contract.json.Json;
import org.postroom.contract.message.Caller;
import org.postroom.contract.operation.Operation;
import org.postroom.contract.operation.OperationKind;

/**
 * Makes the record of one call out of what is known about it. What the contract marks as secret or
 * personal is left out of parameters, response elements and error texts here and nowhere else.
 */
public final class AuditRecordBuilder {
  /** The source of all of Postroom's records. */
  public static final String EVENT_SOURCE = "workmail.amazonaws.com";

  /** The name of a request for what is not for callers, without a credential that opens it. */
  public static final String INTERNAL_ACCESS = "AccessInternalEndpoint";

  private static final String EVENT_VERSION = "1.08";
  private static final String API_CALL = "AwsApiCall";
  private static final String SERVICE_EVENT = "AwsServiceEvent";
  private static final int LONGEST_TEXT = 2_048;
  private static final int LONGEST_NAME = 128;

  private final String eventName;
  private final boolean readOnly;
  private final String eventType;
  private final String region;
  private final Instant time;
  private UserIdentity identity = UserIdentity.unknown(null);
  private String account;
  private String sourceAddress;
  private String userAgent;
  private String requestId;
  private String cause = "answer";
  private String errorCode;
  private String errorMessage;
  private Object request;
  private ObjectNode parameters;
  private JsonNode response;
  private ObjectNode additional;

  private AuditRecordBuilder(
      String eventName, boolean readOnly, String eventType, String region, Instant time) {
    this.eventName = shorten(eventName, LONGEST_NAME);
    this.readOnly = readOnly;
    this.eventType = eventType;
    this.region = region;
    this.time = time;
  }

  /** A call of an operation of the table. */
  public static AuditRecordBuilder call(Operation<?, ?> operation, String region, Instant time) {
    return new AuditRecordBuilder(
        operation.name(), operation.kind() == OperationKind.QUERY, API_CALL, region, time);
  }

  /**
   * A call of something that is no operation of the table.
   *
   * @param name as the caller wrote it; may be null
   */
  public static AuditRecordBuilder unknownCall(String name, String region, Instant time) {
    return new AuditRecordBuilder(
        name == null || name.isEmpty() ? "Unknown" : name, false, API_CALL, region, time);
  }

  /** Something that is no API call: what an operator or a mail server did. */
  public static AuditRecordBuilder event(
      String name, boolean readOnly, String region, Instant time) {
    return new AuditRecordBuilder(name, readOnly, SERVICE_EVENT, region, time);
  }

  /** Who called, as the verified signature says. */
  public AuditRecordBuilder caller(Caller caller) {
    identity = UserIdentity.of(caller);
    account = caller.account();
    return from(caller.sourceAddress(), caller.userAgent());
  }

  /** Who called, when no signature says so. */
  public AuditRecordBuilder identity(UserIdentity identity) {
    this.identity = identity;
    account = account == null ? identity.accountId() : account;
    return this;
  }

  /** The account whose resource it is about, unless it is the caller's. */
  public AuditRecordBuilder account(String recipientAccountId) {
    account = recipientAccountId;
    return this;
  }

  /** Where the call came from; either may be null. */
  public AuditRecordBuilder from(String sourceAddress, String userAgent) {
    this.sourceAddress = sourceAddress;
    this.userAgent = shorten(userAgent, LONGEST_TEXT);
    return this;
  }

  /** The attempt. */
  public AuditRecordBuilder requestId(String requestId) {
    this.requestId = requestId;
    return this;
  }

  /**
   * Marks the record as that of a command's effect. A gateway's record of the same attempt (that it
   * never saw the reply) has another event id.
   */
  public AuditRecordBuilder ofEffect() {
    cause = "effect";
    return this;
  }

  /** What was asked; a record of the contract. May be null. */
  public AuditRecordBuilder request(Object request) {
    this.request = request;
    if (request != null) {
      parameters = AuditJson.mapper().valueToTree(request);
    }
    return this;
  }

  /**
   * One more parameter, which must be neither secret nor personal; nothing for null. What is too
   * long is cut.
   */
  public AuditRecordBuilder parameter(String name, String value) {
    if (value == null) {
      return this;
    }
    if (parameters == null) {
      parameters = AuditJson.object();
    }
    parameters.put(name, shorten(value, LONGEST_TEXT));
    return this;
  }

  /** What a change was answered; a record of the contract. Answers to queries are not written. */
  public AuditRecordBuilder response(Object response) {
    if (response != null && !readOnly) {
      JsonNode elements = AuditJson.mapper().valueToTree(response);
      this.response = elements.isEmpty() ? null : elements;
    }
    return this;
  }

  /** As {@link #response(Object)}, from the JSON that was answered. */
  public <R> AuditRecordBuilder response(Operation<?, R> operation, byte[] json) {
    return readOnly ? this : response((Object) Json.read(json, operation.responseType()));
  }

  /** The call was refused or failed. */
  public AuditRecordBuilder refused(ErrorCode code, String message) {
    errorCode = code.wireName();
    errorMessage = message;
    return this;
  }

  /** Something CloudTrail has no member for. */
  public AuditRecordBuilder additional(String name, String value) {
    additional().put(name, value);
    return this;
  }

  /** As {@link #additional(String, String)}. */
  public AuditRecordBuilder additional(String name, long value) {
    additional().put(name, value);
    return this;
  }

  /** As {@link #additional(String, String)}. */
  public AuditRecordBuilder additional(String name, boolean value) {
    additional().put(name, value);
    return this;
  }

  /** No reply came in time: whether the command took effect is not known to this writer. */
  public AuditRecordBuilder outcomeUnknown() {
    return additional("outcomeUnknown", true);
  }

  /**
   * The answer repeats that to an earlier attempt.
   *
   * @param requestId the attempt that took effect
   */
  public AuditRecordBuilder replayOf(String requestId) {
    return additional("replayOf", requestId);
  }

  /** This record stands for several calls. */
  public AuditRecordBuilder count(long calls) {
    return additional("count", calls);
  }

  /** The record. */
  public AuditRecord build() {
    return new AuditRecord(
        EVENT_VERSION,
        identity,
        time.truncatedTo(ChronoUnit.SECONDS),
        EVENT_SOURCE,
        eventName,
        region,
        sourceAddress,
        userAgent,
        errorCode,
        text(),
        parameters,
        errorCode == null ? response : null,
        additional,
        requestId,
        eventId(),
        readOnly,
        eventType,
        true,
        account,
        "Management");
  }

  private String text() {
    return errorMessage == null || HiddenTexts.of(request).appearIn(errorMessage)
        ? null
        : shorten(errorMessage, LONGEST_TEXT);
  }

  private String eventId() {
    String name = eventName + '\n' + requestId + '\n' + cause + '\n';
    if (requestId == null) {
      name += time + "\n" + sourceAddress + '\n' + identity + '\n' + parameters + '\n' + additional;
    }
    return UUID.nameUUIDFromBytes(name.getBytes(UTF_8)).toString();
  }

  private ObjectNode additional() {
    if (additional == null) {
      additional = AuditJson.object();
    }
    return additional;
  }

  private static String shorten(String text, int most) {
    if (text == null || text.length() <= most) {
      return text;
    }
    int end = Character.isHighSurrogate(text.charAt(most - 1)) ? most - 1 : most;
    return text.substring(0, end) + '…';
  }
}
