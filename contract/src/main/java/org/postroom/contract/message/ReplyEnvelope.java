package org.postroom.contract.message;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;
import org.postroom.contract.error.ErrorCode;

/**
 * The answer to a command on its way back to the gateway that sent it.
 *
 * @param requestId the attempt it answers
 * @param gatewayId the gateway that waits for it
 * @param error null for success
 * @param body the response as JSON for success, the error's message as UTF-8 text otherwise
 * @param auditedRequestId the attempt whose effect the service has written an audit record of: this
 *     one, or an earlier one whose answer this repeats; null when it has written none
 */
public record ReplyEnvelope(
    String requestId, String gatewayId, ErrorCode error, byte[] body, String auditedRequestId) {

  /** A reply to a command of which the service has written no audit record. */
  public ReplyEnvelope(String requestId, String gatewayId, ErrorCode error, byte[] body) {
    this(requestId, gatewayId, error, body, null);
  }

  /** Whether the service has written the audit record of this very attempt. */
  public boolean isAudited() {
    return requestId.equals(auditedRequestId);
  }

  /** The record headers. */
  public Map<String, byte[]> headers() {
    Map<String, byte[]> headers = new LinkedHashMap<>();
    headers.put(MessageHeader.REQUEST_ID, requestId.getBytes(UTF_8));
    headers.put(MessageHeader.REPLY_GATEWAY, gatewayId.getBytes(UTF_8));
    if (error != null) {
      headers.put(MessageHeader.ERROR, error.key().getBytes(UTF_8));
    }
    if (auditedRequestId != null) {
      headers.put(MessageHeader.AUDITED_REQUEST_ID, auditedRequestId.getBytes(UTF_8));
    }
    return headers;
  }

  /** Reads a record back; null when it is no reply that this version understands. */
  public static ReplyEnvelope read(Function<String, byte[]> header, byte[] body) {
    byte[] requestId = header.apply(MessageHeader.REQUEST_ID);
    byte[] gatewayId = header.apply(MessageHeader.REPLY_GATEWAY);
    byte[] error = header.apply(MessageHeader.ERROR);
    if (requestId == null || gatewayId == null || body == null) {
      return null;
    }
    ErrorCode code = error == null ? null : ErrorCode.find(new String(error, UTF_8)).orElse(null);
    if (error != null && code == null) {
      return null;
    }
    byte[] audited = header.apply(MessageHeader.AUDITED_REQUEST_ID);
    return new ReplyEnvelope(
        new String(requestId, UTF_8),
        new String(gatewayId, UTF_8),
        code,
        body,
        audited == null ? null : new String(audited, UTF_8));
  }
}
