package org.postroom.audit;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonInclude.Include;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;

/**
 * One call, in the shape of CloudTrail's records. {@link AuditRecordBuilder} makes it.
 *
 * @param eventTime in whole seconds, as CloudTrail has it
 * @param eventSource {@code workmail.amazonaws.com}
 * @param eventName the operation
 * @param errorCode the wire name of the error; null for success
 * @param errorMessage null for success, and when it would repeat what must not be written
 * @param requestParameters without secrets and personal members; null for none
 * @param responseElements of a change that succeeded, likewise; null otherwise
 * @param additionalEventData what CloudTrail has no member for; null for nothing
 * @param requestID the attempt, as its caller was told
 * @param eventID derived from the request, so that the same record has the same one
 * @param readOnly whether the operation only reads
 * @param eventType {@code AwsApiCall}, {@code AwsServiceEvent} for what is no API call
 * @param recipientAccountId the account whose resource it is about; null when nobody knows it
 */
@JsonInclude(Include.NON_NULL)
@JsonPropertyOrder({
  "eventVersion",
  "userIdentity",
  "eventTime",
  "eventSource",
  "eventName",
  "awsRegion",
  "sourceIPAddress",
  "userAgent",
  "errorCode",
  "errorMessage",
  "requestParameters",
  "responseElements",
  "additionalEventData",
  "requestID",
  "eventID",
  "readOnly",
  "eventType",
  "managementEvent",
  "recipientAccountId",
  "eventCategory"
})
public record AuditRecord(
    @JsonProperty("eventVersion") String eventVersion,
    @JsonProperty("userIdentity") UserIdentity userIdentity,
    @JsonProperty("eventTime") Instant eventTime,
    @JsonProperty("eventSource") String eventSource,
    @JsonProperty("eventName") String eventName,
    @JsonProperty("awsRegion") String awsRegion,
    @JsonProperty("sourceIPAddress") String sourceIPAddress,
    @JsonProperty("userAgent") String userAgent,
    @JsonProperty("errorCode") String errorCode,
    @JsonProperty("errorMessage") String errorMessage,
    @JsonInclude(Include.ALWAYS) @JsonProperty("requestParameters") JsonNode requestParameters,
    @JsonInclude(Include.ALWAYS) @JsonProperty("responseElements") JsonNode responseElements,
    @JsonProperty("additionalEventData") JsonNode additionalEventData,
    @JsonProperty("requestID") String requestID,
    @JsonProperty("eventID") String eventID,
    @JsonProperty("readOnly") boolean readOnly,
    @JsonProperty("eventType") String eventType,
    @JsonProperty("managementEvent") boolean managementEvent,
    @JsonProperty("recipientAccountId") String recipientAccountId,
    @JsonProperty("eventCategory") String eventCategory) {

  /** Most bytes of a record; a larger one is written without parameters and response elements. */
  public static final int MAX_BYTES = 256 * 1024;

  /** The record as it stands in the stream. */
  public byte[] json() {
    byte[] json = AuditJson.write(this);
    return json.length <= MAX_BYTES ? json : AuditJson.write(shortened(json.length));
  }

  private AuditRecord shortened(int length) {
    var additional = AuditJson.object();
    if (additionalEventData != null) {
      additionalEventData
          .properties()
          .forEach(member -> additional.set(member.getKey(), member.getValue()));
    }
    additional.put("omitted", "requestParameters and responseElements");
    additional.put("omittedBecauseOfBytes", length);
    return new AuditRecord(
        eventVersion,
        userIdentity,
        eventTime,
        eventSource,
        eventName,
        awsRegion,
        sourceIPAddress,
        userAgent,
        errorCode,
        errorMessage,
        null,
        null,
        additional,
        requestID,
        eventID,
        readOnly,
        eventType,
        managementEvent,
        recipientAccountId,
        eventCategory);
  }
}
