package org.postroom.audit;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.time.Instant;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.postroom.contract.error.ErrorCode;
import org.postroom.contract.json.Json;
import org.postroom.contract.message.Caller;
import org.postroom.contract.operation.Operation;
import org.postroom.contract.operation.OperationKind;
import org.postroom.contract.operation.OperationTable;

/** What must not be written is in no record of any operation, and all else is. */
class RecordsOfAllOperationsTest {
  private static final Instant NOW = Instant.parse("2026-11-23T05:12:43.210Z");
  private static final Caller CALLER =
      new Caller(
          "123456789012", "arn:aws:iam::123456789012:user/admin", "AKIA", "192.0.2.1", "aws-cli");

  @TestFactory
  Stream<DynamicTest> ofASuccess() {
    return OperationTable.all().stream()
        .map(row -> DynamicTest.dynamicTest(row.name(), () -> success(row)));
  }

  @TestFactory
  Stream<DynamicTest> ofARefusalWhoseTextRepeatsTheRequest() {
    return OperationTable.all().stream()
        .map(row -> DynamicTest.dynamicTest(row.name(), () -> refusal(row)));
  }

  @Test
  void someOperationsHaveSomethingToHide() {
    FilledRecords filled = new FilledRecords();
    OperationTable.all().forEach(row -> filled.fill(row.requestType()));
    assertThat(filled.hidden()).hasSizeGreaterThan(20);
  }

  private static void success(Operation<?, ?> row) throws IOException {
    FilledRecords request = new FilledRecords();
    FilledRecords response = new FilledRecords();
    AuditRecordBuilder builder =
        AuditRecordBuilder.call(row, "us-east-1", NOW)
            .caller(CALLER)
            .requestId("r-1")
            .request(request.fill(row.requestType()))
            .response(response.fill(row.responseType()));
    String json = new String(builder.build().json(), UTF_8);
    JsonNode record = Json.mapper().readTree(json);

    String parameters = record.get("requestParameters").toString();
    assertThat(request.shown()).allMatch(parameters::contains);
    if (row.kind() == OperationKind.QUERY) {
      assertThat(record.get("responseElements").isNull()).isTrue();
    } else {
      String elements = record.get("responseElements").toString();
      assertThat(response.shown()).allMatch(elements::contains);
    }
    assertThat(json).doesNotContain("hidden-");
    assertLowerCamel(record);
    assertThat(record.get("eventName").textValue()).isEqualTo(row.name());
    assertThat(record.get("readOnly").booleanValue()).isEqualTo(row.kind() == OperationKind.QUERY);
    assertThat(record.get("eventTime").textValue()).isEqualTo("2026-11-23T05:12:43Z");
    assertThat(builder.build().eventID()).isEqualTo(record.get("eventID").textValue());
  }

  private static void refusal(Operation<?, ?> row) {
    FilledRecords filled = new FilledRecords();
    Object request = filled.fill(row.requestType());
    for (String hidden : filled.hidden()) {
      AuditRecord record = refused(row, request, "The value " + hidden + " is not welcome.");
      assertThat(record.errorMessage()).isNull();
      assertThat(new String(record.json(), UTF_8)).doesNotContain("hidden-");
    }
    AuditRecord record = refused(row, request, "This is not welcome.");
    assertThat(record.errorMessage()).isEqualTo("This is not welcome.");
    assertThat(record.errorCode()).isEqualTo("InvalidParameterException");
    assertThat(record.responseElements()).isNull();
  }

  private static AuditRecord refused(Operation<?, ?> row, Object request, String message) {
    return AuditRecordBuilder.call(row, "us-east-1", NOW)
        .caller(CALLER)
        .requestId("r-1")
        .request(request)
        .refused(ErrorCode.INVALID_PARAMETER, message)
        .build();
  }

  private static void assertLowerCamel(JsonNode node) {
    node.properties()
        .forEach(
            member -> {
              assertThat(member.getKey()).matches("[a-z].*");
              assertLowerCamel(member.getValue());
            });
    if (node.isArray()) {
      node.forEach(RecordsOfAllOperationsTest::assertLowerCamel);
    }
  }
}
