package org.postroom.system;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.Test;
import org.postroom.local.AccessKey;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.core.interceptor.SdkExecutionAttribute;
import software.amazon.awssdk.services.workmail.WorkMailClient;
import software.amazon.awssdk.services.workmail.model.AccessControlRuleEffect;
import software.amazon.awssdk.services.workmail.model.WorkMailException;

/**
 * What a client did and what the audit stream says, attempt by attempt: each has one record, of the
 * right operation with the right outcome, and there is no record of anything else.
 */
@OnSharedSystem
class AuditStreamIT {
  private static final String KEY = "AKIAAUDITSTREAM00000";
  private static final String ACCOUNT = "555555555555";
  private static final String MARK = "audit-stream-it";
  private static final String PASSWORD = "Wisteria-Lane-4";
  private static final String PERSON = "Gabrielle Solis";

  private final CallLog calls = new CallLog();

  @Test
  void everyAttemptHasOneRecordAndEveryRecordAnAttempt(RunningSystem.System system) {
    AccessKey key = system.newKey(KEY, ACCOUNT);
    try (WorkMailClient client = system.client(key, MARK, calls)) {
      mixedCalls(system, client);
    }
    assertThat(calls.outcomes).hasSizeGreaterThan(20);
    List<JsonNode> records = new ArrayList<>();
    AuditRecords.read(
        system.bootstrapServers(),
        calls.outcomes.keySet(),
        Duration.ofSeconds(60),
        record -> {
          if (record.path("userAgent").asText().contains(MARK)) {
            records.add(record);
          }
        });
    assertThat(records)
        .extracting(AuditRecords::requestOf)
        .containsExactlyInAnyOrderElementsOf(calls.outcomes.keySet());
    for (JsonNode record : records) {
      Outcome outcome = calls.outcomes.get(AuditRecords.requestOf(record));
      assertThat(record.path("eventName").asText()).isEqualTo(outcome.operation);
      assertThat(record.path("errorCode").asText("none")).isEqualTo(outcome.error);
      assertThat(record.path("recipientAccountId").asText()).isEqualTo(ACCOUNT);
    }
    assertThat(records.toString()).doesNotContain(PASSWORD, PERSON, "Solis");
  }

  /** Commands and queries of all contexts, refusals of gateway and services, replayed answers. */
  private static void mixedCalls(RunningSystem.System system, WorkMailClient client) {
    String alias = system.newAlias();
    String id =
        client.createOrganization(r -> r.alias(alias).clientToken("audit-1")).organizationId();
    system.awaitState(client, id, "Active");
    String user =
        client
            .createUser(
                r -> r.organizationId(id).name("gabrielle").displayName(PERSON).password(PASSWORD))
            .userId();
    List<Runnable> more = new ArrayList<>();
    more.add(() -> client.createOrganization(r -> r.alias(alias).clientToken("audit-1")));
    more.add(
        () ->
            client.createUser(
                r ->
                    r.organizationId(id).name("gabrielle").displayName(PERSON).password(PASSWORD)));
    more.add(
        () ->
            client.createUser(
                r -> r.organizationId(id).name("x y").displayName(PERSON).password("short")));
    more.add(() -> client.describeUser(r -> r.organizationId(id).userId(user)));
    more.add(() -> client.describeUser(r -> r.organizationId(id).userId("nobody-0000-0001")));
    more.add(() -> client.listUsers(r -> r.organizationId(id)));
    more.add(() -> client.listUsers(r -> r.organizationId(id).nextToken("made up")));
    more.add(() -> client.createGroup(r -> r.organizationId(id).name("friends")));
    more.add(() -> client.listGroups(r -> r.organizationId(id)));
    more.add(() -> client.listMailDomains(r -> r.organizationId(id)));
    more.add(
        () -> client.registerMailDomain(r -> r.organizationId(id).domainName("audit.example")));
    more.add(
        () ->
            client.putAccessControlRule(
                r ->
                    r.organizationId(id)
                        .name("none")
                        .description("nobody")
                        .effect(AccessControlRuleEffect.DENY)
                        .actions("IMAP")));
    more.add(() -> client.listAccessControlRules(r -> r.organizationId(id)));
    more.add(() -> client.getDefaultRetentionPolicy(r -> r.organizationId(id)));
    more.add(() -> client.listMailboxExportJobs(r -> r.organizationId(id)));
    more.add(
        () -> client.cancelMailboxExportJob(r -> r.organizationId(id).jobId("x").clientToken("y")));
    more.add(() -> client.listUsers(r -> r.organizationId("m-" + "0".repeat(32))));
    more.add(() -> client.listUsers(r -> r.organizationId("none")));
    more.add(() -> client.deleteUser(r -> r.organizationId(id).userId(user)));
    for (Runnable call : more) {
      try {
        call.run();
      } catch (WorkMailException e) {
        assertThat(e.statusCode()).isEqualTo(400);
      }
    }
  }

  private record Outcome(String operation, String error) {}

  /** What a client saw of each of its attempts. */
  private static final class CallLog implements ExecutionInterceptor {
    private final Map<String, Outcome> outcomes = new ConcurrentHashMap<>();
    private final ObjectMapper json = new ObjectMapper();

    @Override
    public Optional<InputStream> modifyHttpResponseContent(
        Context.ModifyHttpResponse context, ExecutionAttributes attributes) {
      String operation = attributes.getAttribute(SdkExecutionAttribute.OPERATION_NAME);
      String requestId =
          context.httpResponse().firstMatchingHeader("x-amzn-RequestId").orElseThrow();
      try (InputStream body = context.responseBody().orElseThrow()) {
        byte[] bytes = body.readAllBytes();
        String error = json.readTree(bytes).path("__type").asText("none");
        outcomes.put(requestId, new Outcome(operation, error));
        return Optional.of(new ByteArrayInputStream(bytes));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}
