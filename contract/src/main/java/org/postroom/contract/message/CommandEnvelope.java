package org.postroom.contract.message;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;
import org.postroom.contract.access.TagStatements;

/**
 * A command as it travels on a context's command topic: the record's key is the organization id,
 * its value the re-encoded request, everything else is headers.
 *
 * <p>An <em>internal command</em> (a timer, a reaction to another context's event, a step of a
 * process) has no caller, no deadline and no reply address; its id is derived from its cause.
 *
 * @param organizationId the organization whose single writer decides it
 * @param operation the operation's wire name, or an internal command's type name
 * @param commandId takes effect at most once under this id
 * @param requestId correlates the reply with the attempt; null for internal commands
 * @param requestDigest keyed digest over the request's members; null for internal commands
 * @param clientToken the caller's idempotency token; null when the operation has none
 * @param caller who called; null for internal commands
 * @param deadline after it the command is dropped; null for none
 * @param replyTo where the reply goes; null for none
 * @param traceParent W3C trace context; null when not traced
 * @param payload the request as JSON, secrets sealed
 */
public record CommandEnvelope(
    String organizationId,
    String operation,
    String commandId,
    String requestId,
    String requestDigest,
    String clientToken,
    Caller caller,
    Instant deadline,
    ReplyAddress replyTo,
    String traceParent,
    byte[] payload) {

  /** The version of the envelope and of the records in it. */
  public static final String CONTRACT_VERSION = "1";

  /** Prefix of the operation name of every internal command. */
  public static final String INTERNAL_PREFIX = "internal.";

  /** An internal command: no caller, no deadline, no reply. */
  public static CommandEnvelope internal(
      String organizationId, String type, String commandId, String traceParent, byte[] payload) {
    return new CommandEnvelope(
        organizationId, type, commandId, null, null, null, null, null, null, traceParent, payload);
  }

  /** Whether this command was made inside Postroom. */
  public boolean isInternal() {
    return operation.startsWith(INTERNAL_PREFIX);
  }

  /** The record headers, absent members left out. */
  public Map<String, byte[]> headers() {
    Map<String, byte[]> headers = new LinkedHashMap<>();
    put(headers, MessageHeader.CONTRACT_VERSION, CONTRACT_VERSION);
    put(headers, MessageHeader.OPERATION, operation);
    put(headers, MessageHeader.COMMAND_ID, commandId);
    put(headers, MessageHeader.REQUEST_ID, requestId);
    put(headers, MessageHeader.REQUEST_DIGEST, requestDigest);
    put(headers, MessageHeader.CLIENT_TOKEN, clientToken);
    if (caller != null) {
      put(headers, MessageHeader.ACCOUNT, caller.account());
      put(headers, MessageHeader.PRINCIPAL, caller.principal());
      put(headers, MessageHeader.ACCESS_KEY_ID, caller.accessKeyId());
      put(headers, MessageHeader.SOURCE_ADDRESS, caller.sourceAddress());
      put(headers, MessageHeader.USER_AGENT, caller.userAgent());
      if (caller.tagStatements() != null) {
        put(headers, MessageHeader.TAG_STATEMENTS, caller.tagStatements().encode());
      }
    }
    if (deadline != null) {
      put(headers, MessageHeader.DEADLINE, Long.toString(deadline.toEpochMilli()));
    }
    if (replyTo != null) {
      put(headers, MessageHeader.REPLY_PARTITION, Integer.toString(replyTo.partition()));
      put(headers, MessageHeader.REPLY_GATEWAY, replyTo.gatewayId());
    }
    put(headers, MessageHeader.TRACE_PARENT, traceParent);
    return headers;
  }

  /**
   * Reads a record back.
   *
   * @param header a header's value by name, null when absent
   * @throws IllegalArgumentException when a header that every command has is missing or unreadable
   */
  public static CommandEnvelope read(String key, Function<String, byte[]> header, byte[] payload) {
    Function<String, String> text =
        name -> {
          byte[] value = header.apply(name);
          return value == null ? null : new String(value, UTF_8);
        };
    String operation = text.apply(MessageHeader.OPERATION);
    String commandId = text.apply(MessageHeader.COMMAND_ID);
    if (key == null || operation == null || commandId == null || payload == null) {
      throw new IllegalArgumentException("a command needs key, operation, command id and value");
    }
    String account = text.apply(MessageHeader.ACCOUNT);
    String statements = text.apply(MessageHeader.TAG_STATEMENTS);
    String deadline = text.apply(MessageHeader.DEADLINE);
    String gateway = text.apply(MessageHeader.REPLY_GATEWAY);
    return new CommandEnvelope(
        key,
        operation,
        commandId,
        text.apply(MessageHeader.REQUEST_ID),
        text.apply(MessageHeader.REQUEST_DIGEST),
        text.apply(MessageHeader.CLIENT_TOKEN),
        account == null
            ? null
            : new Caller(
                account,
                text.apply(MessageHeader.PRINCIPAL),
                text.apply(MessageHeader.ACCESS_KEY_ID),
                text.apply(MessageHeader.SOURCE_ADDRESS),
                text.apply(MessageHeader.USER_AGENT),
                statements == null ? null : TagStatements.decode(statements)),
        deadline == null ? null : Instant.ofEpochMilli(Long.parseLong(deadline)),
        gateway == null
            ? null
            : new ReplyAddress(
                Integer.parseInt(text.apply(MessageHeader.REPLY_PARTITION)), gateway),
        text.apply(MessageHeader.TRACE_PARENT),
        payload);
  }

  private static void put(Map<String, byte[]> headers, String name, String value) {
    if (value != null) {
      headers.put(name, value.getBytes(UTF_8));
    }
  }
}
