package org.postroom.audit.asyncapi;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.postroom.audit.asyncapi.AsyncApi.ordered;
import static org.postroom.audit.asyncapi.AsyncApi.reference;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.RecordComponent;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.postroom.audit.AuditRecord;
import org.postroom.audit.AuditRecordBuilder;
import org.postroom.audit.Chain;
import org.postroom.audit.ChainEntry;
import org.postroom.audit.ChainHead;
import org.postroom.audit.Checkpoint;
import org.postroom.audit.EntryType;
import org.postroom.audit.UserIdentity;
import org.postroom.contract.directory.DescribeUserRequest;
import org.postroom.contract.directory.DirectoryOperations;
import org.postroom.contract.error.ErrorCode;
import org.postroom.contract.message.Caller;
import org.postroom.contract.message.Topics;

/**
 * The topic of the audit stream. What is written here is compared with the code: every member and
 * header that there is has a description, and no other; the examples are written by the code.
 */
final class AuditDescription {
  private static final String HEADERS = "AuditEntryHeaders";
  private static final Instant TIME = Instant.parse("2026-11-23T05:12:43.210Z");
  private static final String WRITER = "gateway/gw-1/20261123T050000.000Z";

  private static final Map<EntryType, String> SUMMARIES =
      Map.of(
          EntryType.RECORD,
          "One call, or what an operator or a mail server did, in CloudTrail's shape.",
          EntryType.CHECKPOINT,
          "The writer's chain got here, and ended there before its last start.",
          EntryType.CLOSED,
          "The writer was stopped in order: nothing of its chain follows.");

  private static final Map<String, String> HEADER_TEXTS =
      texts(
          "ce_specversion: Always 1.0.",
          "ce_id: The entry's number in its writer's chain: 1, 2, 3, … without gaps.",
          "ce_source: /postroom/audit/ and the writer; ce_source and ce_id name an entry.",
          "ce_type: One of the names of the messages here.",
          "ce_time: When it was written, RFC 3339.",
          "ce_previous: The hash of the writer's entry before, 64 zeros for the first.",
          "ce_hash: SHA-256, in hex, of writer, number, type, time and previous, each with a line"
              + " feed, and the data.",
          "content-type: Always application/json.");

  private static final Map<String, String> RECORD_TEXTS =
      texts(
          "eventVersion: Of CloudTrail's shape.",
          "userIdentity: Who called.",
          "eventTime: In whole seconds, RFC 3339.",
          "eventSource: Always workmail.amazonaws.com.",
          "eventName: The operation.",
          "awsRegion: The installation's region.",
          "sourceIPAddress: Where the call came from.",
          "userAgent: What the client calls itself.",
          "errorCode: The error's name; only when it was refused or failed.",
          "errorMessage: Its text, unless it would repeat a secret or personal member.",
          "requestParameters: In lower camel case, without secrets and personal members.",
          "responseElements: Likewise, of a change that succeeded.",
          "additionalEventData: commandId, outcomeUnknown, replayOf, count, outcome, omitted, …;"
              + " see docs/audit.md.",
          "requestID: The attempt, as its caller was told.",
          "eventID: The same record has the same one.",
          "readOnly: Whether the operation only reads.",
          "eventType: AwsApiCall; AwsServiceEvent for mail servers and operators.",
          "managementEvent: Always true.",
          "recipientAccountId: Whose resource it is about.",
          "eventCategory: Always Management.");

  private static final Map<String, String> IDENTITY_TEXTS =
      texts(
          "type: IAMUser, AssumedRole, Role, Root or Unknown; MailServer or Operator for what is no"
              + " API call.",
          "principalId: The principal's name.",
          "arn: The principal.",
          "accountId: Twelve digits.",
          "accessKeyId: The key that signed, or claims to have.",
          "userName: Of an IAMUser.");

  private static final Map<String, String> CHECKPOINT_TEXTS =
      texts("earlier: Where chains ended that the same process wrote before its last start.");

  private static final Map<String, String> HEAD_TEXTS =
      texts(
          "writer: Whose chain it is.",
          "number: Its last entry.",
          "hash: The hash of its last entry; empty if that was lost and only its number is known.");

  private AuditDescription() {}

  static void add(AsyncApiDocument document) {
    Chain chain = new Chain(WRITER);
    Map<EntryType, Object> payloads = new LinkedHashMap<>();
    payloads.put(EntryType.RECORD, reference("schemas", "AuditRecord"));
    payloads.put(EntryType.CHECKPOINT, reference("schemas", "AuditCheckpoint"));
    payloads.put(EntryType.CLOSED, ordered("type", "object", "properties", Map.of()));
    for (EntryType type : EntryType.values()) {
      ChainEntry example = chain.next(type, TIME, data(type));
      document.message(
          type.wireName(),
          AsyncApi.message(
              type.wireName(),
              SUMMARIES.get(type),
              HEADERS,
              payloads.get(type),
              ordered("headers", headers(example), "payload", json(example.data())),
              "The writer."));
      document.schema(HEADERS, headerSchema(example));
    }
    document.schema("AuditRecord", record(AuditRecord.class, RECORD_TEXTS));
    document.schema("AuditUserIdentity", record(UserIdentity.class, IDENTITY_TEXTS));
    document.schema("AuditCheckpoint", record(Checkpoint.class, CHECKPOINT_TEXTS));
    document.schema("AuditChainHead", record(ChainHead.class, HEAD_TEXTS));
    document.channel(
        "audit",
        AsyncApi.channel(
            Topics.AUDIT,
            "What was called, by whom, with which outcome. Each writer numbers and chains its"
                + " entries, which are all in one partition; the topic may hold an entry again: drop"
                + " what is not beyond the writer's last number.",
            Stream.of(EntryType.values()).map(EntryType::wireName).toList()));
  }

  private static byte[] data(EntryType type) {
    return switch (type) {
      case RECORD ->
          AuditRecordBuilder.call(DirectoryOperations.DESCRIBE_USER, "us-east-1", TIME)
              .caller(
                  new Caller(
                      "123456789012",
                      "arn:aws:iam::123456789012:user/admin",
                      "AKIAEXAMPLE000000000",
                      "192.0.2.1",
                      "aws-cli/2"))
              .requestId("6f1c2c4e-5b0e-4b8e-9d53-4a1f9f0c7a11")
              .request(
                  new DescribeUserRequest(
                      "m-0123456789abcdef0123456789abcdef", "ann@tailspin.example"))
              .refused(ErrorCode.ENTITY_NOT_FOUND, "The entity was not found.")
              .build()
              .json();
      case CHECKPOINT ->
          new Checkpoint(
                  List.of(
                      new ChainHead(
                          "gateway/gw-1/20261122T080000.000Z", 4711, "c0ffee00".repeat(8))))
              .json();
      case CLOSED -> "{}".getBytes(UTF_8);
    };
  }

  private static Map<String, Object> headerSchema(ChainEntry example) {
    requireSame(HEADER_TEXTS, List.copyOf(example.headers().keySet()));
    return AsyncApi.headers("Attributes of CloudEvents 1.0 and of chains, as text.", HEADER_TEXTS);
  }

  private static Map<String, Object> headers(ChainEntry example) {
    Map<String, Object> headers = new LinkedHashMap<>();
    example.headers().forEach((name, value) -> headers.put(name, new String(value, UTF_8)));
    return headers;
  }

  private static JsonNode json(byte[] data) {
    try {
      return new ObjectMapper().readTree(data);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Map<String, Object> record(Class<?> type, Map<String, String> texts) {
    Map<String, Object> properties = new LinkedHashMap<>();
    List<String> required = new ArrayList<>();
    for (RecordComponent component : type.getRecordComponents()) {
      JsonProperty named = component.getAccessor().getAnnotation(JsonProperty.class);
      String name = named == null ? component.getName() : named.value();
      Map<String, Object> property = schema(component);
      property.put("description", texts.get(name));
      properties.put(name, property);
      if (component.getType().isPrimitive()) {
        required.add(name);
      }
    }
    requireSame(texts, List.copyOf(properties.keySet()));
    return AsyncApi.object(properties, required);
  }

  private static Map<String, Object> schema(RecordComponent component) {
    Class<?> type = component.getType();
    if (type == UserIdentity.class) {
      return ordered("allOf", List.of(reference("schemas", "AuditUserIdentity")));
    }
    if (type == List.class) {
      return ordered("type", "array", "items", reference("schemas", "AuditChainHead"));
    }
    if (type == JsonNode.class) {
      return ordered("type", List.of("object", "null"));
    }
    if (type == Instant.class) {
      return ordered("type", "string", "format", "date-time");
    }
    if (type == String.class) {
      return ordered("type", "string");
    }
    if (type == boolean.class) {
      return ordered("type", "boolean");
    }
    if (type == long.class) {
      return ordered("type", "integer");
    }
    throw new IllegalStateException(component + " has no place in a schema yet");
  }

  private static void requireSame(Map<String, String> texts, List<String> present) {
    if (!List.copyOf(texts.keySet()).equals(present)) {
      throw new IllegalStateException(texts.keySet() + " are described, there are " + present);
    }
  }

  private static Map<String, String> texts(String... rows) {
    Map<String, String> texts = new LinkedHashMap<>();
    for (String row : rows) {
      String[] nameAndText = row.split(": ", 2);
      texts.put(nameAndText[0], nameAndText[1]);
    }
    return texts;
  }
}
