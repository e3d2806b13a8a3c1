package org.postroom.contract.json;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.LongRange;
import org.postroom.contract.directory.CreateUserRequest;
import org.postroom.contract.directory.UpdateUserRequest;
import org.postroom.contract.operation.Operation;
import org.postroom.contract.operation.OperationTable;
import org.postroom.contract.policy.ImpersonationRole;
import org.postroom.contract.secret.Secret;

class JsonPropertiesTest {
  @Property(tries = 300)
  void whatIsReadCanBeWrittenAndReadAgain(
      @ForAll("operations") Operation<?, ?> operation, @ForAll("bodies") String body) {
    Object request;
    try {
      request = Json.read(body.getBytes(StandardCharsets.UTF_8), operation.requestType());
    } catch (UncheckedIOException refused) {
      return;
    }
    if (request != null) {
      assertThat(Json.read(Json.write(request), operation.requestType())).isEqualTo(request);
    }
  }

  @Property(tries = 300)
  void anyStorableTextSurvives(
      @ForAll("storable") String name, @ForAll("storable") String secret, @ForAll boolean hidden) {
    CreateUserRequest request =
        new CreateUserRequest("m", name, name, new Secret(secret), null, null, name, hidden);
    assertThat(Json.read(Json.write(request), CreateUserRequest.class)).isEqualTo(request);
  }

  @Property(tries = 300)
  void anyMillisecondSurvives(
      @ForAll @LongRange(min = -9_000_000_000_000L, max = 9_000_000_000_000L) long millis) {
    ImpersonationRole role =
        new ImpersonationRole(null, null, null, Instant.ofEpochMilli(millis), null);
    assertThat(Json.read(Json.write(role), ImpersonationRole.class)).isEqualTo(role);
  }

  @Property(tries = 300)
  void anyBytesAreReadOrRefused(@ForAll byte[] bytes) {
    try {
      Json.read(bytes, UpdateUserRequest.class);
    } catch (UncheckedIOException refused) {
      assertThat(refused).hasCauseInstanceOf(IOException.class);
    }
  }

  @Provide
  Arbitrary<Operation<?, ?>> operations() {
    return Arbitraries.of(OperationTable.all());
  }

  @Provide
  Arbitrary<String> storable() {
    return Arbitraries.strings()
        .all()
        .ofMaxLength(40)
        .filter(text -> text.indexOf(0) < 0 && StandardCharsets.UTF_8.newEncoder().canEncode(text));
  }

  /** Objects of members that requests have, with values of right and wrong types. */
  @Provide
  Arbitrary<String> bodies() {
    Arbitrary<String> names =
        Arbitraries.of(
            "OrganizationId",
            "Name",
            "Password",
            "MaxResults",
            "Filters",
            "Tags",
            "TagKeys",
            "Rules",
            "Effect",
            "Domains",
            "HiddenFromGlobalAddressList",
            "EwsProvider",
            "FolderConfigurations",
            "MailboxQuota",
            "Unknown");
    Arbitrary<String> values =
        Arbitraries.of(
            "null",
            "true",
            "7",
            "-1.5",
            "\"text\"",
            "\"\\u00e9\\n\"",
            "\"\\ud83d\"",
            "[]",
            "[\"a\",\"b\"]",
            "[null]",
            "{}",
            "[{\"Key\":\"k\",\"Value\":\"v\"}]",
            "[{\"ImpersonationRuleId\":\"r\",\"Effect\":\"ALLOW\",\"TargetUsers\":[\"u\"]}]",
            "{\"State\":\"ENABLED\",\"EwsPassword\":\"secret\"}");
    return Combinators.combine(names, values)
        .as((name, value) -> "\"" + name + "\":" + value)
        .list()
        .ofMaxSize(6)
        .map(members -> "{" + String.join(",", members) + "}");
  }
}
