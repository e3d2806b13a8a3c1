package org.postroom.contract.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.postroom.contract.json.Json;
import org.postroom.contract.operation.BoundedContext;
import org.postroom.contract.operation.OperationTable;

/**
 * Members of the policy context whose patterns let every character pass, or that have none: one
 * that PostgreSQL cannot store never gets as far as a handler.
 */
class UnstorableTextTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "CreateMobileDeviceAccessRule|'{\"Name\":\"a%sb\"}'",
        "CreateMobileDeviceAccessRule|'{\"Description\":\"a%sb\"}'",
        "UpdateMobileDeviceAccessRule|'{\"Name\":\"a%sb\"}'",
        "UpdateMobileDeviceAccessRule|'{\"Description\":\"a%sb\"}'",
        "PutMobileDeviceAccessOverride|'{\"Description\":\"a%sb\"}'",
        "PutRetentionPolicy|'{\"Description\":\"a%sb\"}'",
        "PutAccessControlRule|'{\"UserIds\":[\"a%sb\"]}'",
        "PutAccessControlRule|'{\"NotUserIds\":[\"a%sb\"]}'",
        "GetAccessControlEffect|'{\"UserId\":\"a%sb\"}'"
      })
  void isRefusedWhereItIsRead(String operation, String request) {
    assertThatThrownBy(() -> read(operation, request.formatted("\\u0000")))
        .isInstanceOf(UncheckedIOException.class);
    assertThat(read(operation, request.formatted("\\u0001"))).isNotNull();
  }

  private static Object read(String operation, String request) {
    Class<?> type =
        OperationTable.of(BoundedContext.POLICY).stream()
            .filter(row -> row.name().equals(operation))
            .findFirst()
            .orElseThrow()
            .requestType();
    return Json.read(request.getBytes(StandardCharsets.UTF_8), type);
  }
}
