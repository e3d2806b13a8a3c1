package org.postroom.gateway.audit;

import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import org.jboss.logging.Logger;
import org.postroom.audit.AuditRecord;
import org.postroom.audit.AuditRecordBuilder;
import org.postroom.audit.UserIdentity;
import org.postroom.contract.error.ErrorCode;
import org.postroom.contract.message.Caller;
import org.postroom.contract.operation.Operation;
import org.postroom.gateway.dispatch.Answer;
import org.postroom.gateway.limit.SourceAddress;

/**
 * What becomes known of a call while it is handled, for the record of it. Whoever learns more tells
 * it before the call goes on.
 */
public final class AuditedCall {
  private static final Logger LOG = Logger.getLogger(AuditedCall.class);

  private final String region;
  private final Instant time;
  private final String requestId;
  private final String sourceAddress;
  private final String userAgent;
  private String claimedKey;
  private Caller caller;
  private String name;
  private boolean reads;
  private Operation<?, ?> operation;
  private Object request;
  private final Map<String, String> parameters = new TreeMap<>();

  /**
   * A call that has just come.
   *
   * @param sourceAddress where from
   * @param userAgent as the caller says; may be null
   */
  public AuditedCall(
      String region, Instant time, String requestId, String sourceAddress, String userAgent) {
    this.region = region;
    this.time = time;
    this.requestId = requestId;
    this.sourceAddress = sourceAddress;
    this.userAgent = userAgent;
  }

  /** The access key that it claims to be signed with; null for none. */
  public void claims(String accessKeyId) {
    claimedKey = accessKeyId;
  }

  /** Whose signature was verified. */
  public void identified(Caller who) {
    caller = who;
  }

  /** What it calls, as it says itself. */
  public void names(String target) {
    name = target;
  }

  /** What it does, when that is no operation of the API, but reads only. */
  public void reads(String what) {
    name = what;
    reads = true;
  }

  /** What it calls. */
  public void operation(Operation<?, ?> row) {
    operation = row;
  }

  /** What it asks; a record of the contract. */
  public void request(Object decoded) {
    request = decoded;
  }

  /** Makes a record that is not written, so that the first real one is not slow. */
  public void rehearse() {
    record(Answer.error(ErrorCode.VALIDATION, "")).json();
  }

  /** Something that it asks, neither secret nor personal. */
  public void parameter(String parameter, String value) {
    parameters.put(parameter, value);
  }

  boolean isIdentified() {
    return caller != null;
  }

  /** With which other calls it is counted when nobody has signed it. */
  String source() {
    String address = SourceAddress.keyOf(sourceAddress);
    return reads ? name + ' ' + address : address;
  }

  /** The record of the call with its answer. */
  AuditRecord record(Answer answer) {
    try {
      return builder(answer, true).build();
    } catch (RuntimeException e) {
      // A call must leave its record even when its parameters or response cannot be written.
      LOG.errorf(
          "Audit record is written without parameters: operation=%s requestId=%s reason=%s",
          operation == null ? null : operation.name(), requestId, e.getClass().getSimpleName());
      return builder(answer, false)
          .additional("omitted", "requestParameters and responseElements")
          .build();
    }
  }

  /** The record of several calls of a source, of which this was the last. */
  AuditRecord record(Answer answer, long count) {
    return builder(answer, true).count(count).build();
  }

  private AuditRecordBuilder begin() {
    if (operation != null) {
      return AuditRecordBuilder.call(operation, region, time);
    }
    return reads
        ? AuditRecordBuilder.event(name, true, region, time)
        : AuditRecordBuilder.unknownCall(name, region, time);
  }

  private AuditRecordBuilder builder(Answer answer, boolean withContent) {
    AuditRecordBuilder builder = begin();
    builder.requestId(requestId);
    if (caller == null) {
      builder.identity(UserIdentity.unknown(claimedKey)).from(sourceAddress, userAgent);
    } else {
      builder.caller(caller);
    }
    if (withContent) {
      builder.request(request);
    }
    parameters.forEach(builder::parameter);
    if (answer.error() != null) {
      builder.refused(answer.error(), withContent ? answer.message() : null);
    } else if (withContent && operation != null && answer.body() != null) {
      builder.response(operation, answer.body().getBytes());
    }
    if (answer.outcomeUnknown()) {
      builder.outcomeUnknown();
    }
    if (answer.auditedAttempt() != null) {
      builder.replayOf(answer.auditedAttempt());
    }
    return builder;
  }
}
