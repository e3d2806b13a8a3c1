package org.postroom.gateway.auth;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.postroom.contract.secret.SealingKeys;
import org.postroom.contract.secret.SecretSealer;
import org.postroom.gateway.kit.GatewayWorld;
import org.postroom.transport.StaleFiles;

class CredentialsFileTest {
  @TempDir Path directory;

  private static String content(String keyId) {
    return """
        {"credentials":[{"accessKeyId":"%s","secretAccessKey":"top secret",
          "account":"123456789012","principal":"arn:aws:iam::123456789012:user/a"}]}"""
        .formatted(keyId);
  }

  @Test
  void aChangedFileIsTakenOverAndABrokenOneIsNot() throws IOException {
    Path path = Files.writeString(directory.resolve("credentials.json"), content("AKIAONE"));
    CredentialsFile file = new CredentialsFile(path, GatewayWorld.sealer());
    assertThat(file.get().byAccessKeyId("AKIAONE")).isNotNull();

    Files.writeString(path, content("AKIATWOTWO"));
    file.refresh();
    assertThat(file.get().byAccessKeyId("AKIAONE")).isNull();
    assertThat(file.get().byAccessKeyId("AKIATWOTWO")).isNotNull();

    assertThat(StaleFiles.now()).doesNotContain(path);

    Files.writeString(path, "{\"credentials\":[");
    file.refresh();
    assertThat(file.get().byAccessKeyId("AKIATWOTWO")).isNotNull();
    assertThat(StaleFiles.now()).contains(path);

    Files.delete(path);
    file.refresh();
    assertThat(file.get().byAccessKeyId("AKIATWOTWO")).isNotNull();

    Files.writeString(path, content("AKIATHREE"));
    file.refresh();
    assertThat(file.get().byAccessKeyId("AKIATHREE")).isNotNull();
    assertThat(StaleFiles.now()).doesNotContain(path);
  }

  @Test
  void aSealedSecretIsOpenedForItsOwnKeyAlone() throws IOException {
    SecretSealer sealer = GatewayWorld.sealer();
    String sealed = sealer.seal("top secret", SecretSealer.accessKey("AKIAONE"));
    String text = content("AKIAONE").replace("top secret", sealed);
    assertThat(
            Credentials.parse(text.getBytes(UTF_8), sealer)
                .byAccessKeyId("AKIAONE")
                .secretAccessKey())
        .isEqualTo("top secret");
    assertThatThrownBy(
            () -> Credentials.parse(text.replace("AKIAONE", "AKIATWO").getBytes(UTF_8), sealer))
        .hasMessageContaining("secretAccessKey")
        .hasMessageNotContaining(sealed);
  }

  @Test
  void aSealedSessionTokenIsOpenedForItsOwnKeyAlone() throws IOException {
    SecretSealer sealer = GatewayWorld.sealer();
    String sealed = sealer.seal("a token", SecretSealer.sessionToken("AKIAONE"));
    String text =
        content("AKIAONE")
            .replace("\"account\"", "\"sessionToken\":\"" + sealed + "\",\"account\"");
    assertThat(
            Credentials.parse(text.getBytes(UTF_8), sealer).byAccessKeyId("AKIAONE").sessionToken())
        .isEqualTo("a token");
    assertThatThrownBy(
            () -> Credentials.parse(text.replace("AKIAONE", "AKIATWO").getBytes(UTF_8), sealer))
        .hasMessageContaining("sessionToken")
        .hasMessageNotContaining(sealed);
  }

  @Test
  void aFileThatIsSealedWithAKeyThatComesLaterIsTakenOverThen() throws IOException {
    SealingKeys before = new SealingKeys("k1", Map.of("k1", new byte[32]));
    SealingKeys after = before.with("k2", new byte[32], Instant.EPOCH);
    AtomicReference<SealingKeys> keys = new AtomicReference<>(before);
    SecretSealer sealer = new SecretSealer(keys::get, new SecureRandom());
    Path path = Files.writeString(directory.resolve("credentials.json"), content("AKIAONE"));
    CredentialsFile file = new CredentialsFile(path, sealer);

    String sealed =
        new SecretSealer(after.sealingWith("k2", Instant.EPOCH), new SecureRandom())
            .seal("other", SecretSealer.accessKey("AKIATWO"));
    Files.writeString(path, content("AKIATWO").replace("top secret", sealed));
    file.refresh();
    assertThat(file.get().byAccessKeyId("AKIAONE")).isNotNull();

    keys.set(after);
    file.refresh();
    assertThat(file.get().byAccessKeyId("AKIATWO").secretAccessKey()).isEqualTo("other");
  }

  @Test
  void whatIsWrongIsSaidWithoutTheSecret() {
    for (String wrong :
        List.of(
            "",
            "null",
            "[]",
            "{}",
            "{\"credentials\":[null]}",
            content("AKIA ONE"),
            content("AKIAONE").replace("123456789012", "12"),
            content("AKIAONE").replace("arn:aws:iam::123456789012:user/a", "me"),
            content("AKIAONE").replace("\"account\"", "\"expiration\":\"soon\",\"account\""),
            content("AKIAONE").replace("top secret", ""))) {
      assertThatThrownBy(() -> Credentials.parse(wrong.getBytes(UTF_8), GatewayWorld.sealer()))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageNotContaining("top secret");
    }
  }

  @Test
  void aKeyWithoutAPolicyMayDoNothingAndIsNamed() {
    Credentials credentials =
        Credentials.parse(content("AKIAONE").getBytes(UTF_8), GatewayWorld.sealer());
    assertThat(credentials.byAccessKeyId("AKIAONE").policy().judge("ListUsers", "*").isAllowed())
        .isFalse();
    assertThat(credentials.withoutPolicy()).containsExactly("AKIAONE");
    assertThat(credentials.byAccessKeyId("AKIAONE").toString()).doesNotContain("secret");
  }

  @Test
  void aPolicyThatIsNotUnderstoodIsRefusedWithTheReason() {
    Map<String, String> wrong =
        Map.ofEntries(
            Map.entry("[]", "no JSON object"),
            Map.entry("{}", "\"Statement\""),
            Map.entry(statement("'Effect':'Maybe'"), "\"Effect\""),
            Map.entry(statement("'Effect':'Allow','Action':[]"), "\"Action\""),
            Map.entry(statement("'Effect':'Allow','Action':'ses:*'"), "ses:*"),
            Map.entry(statement("'Effect':'Allow','Action':'*'"), "\"Resource\""),
            Map.entry(statement("'Effect':'Deny','NotAction':'*'"), "\"NotAction\""),
            Map.entry(statement("'Effect':'Deny','Action':'*','Resource':'m-1'"), "m-1"),
            Map.entry(condition("'Bool':{'aws:ResourceTag/a':'b'}"), "\"Bool\""),
            Map.entry(condition("'StringEquals':{}"), "\"StringEquals\""),
            Map.entry(condition("'StringEquals':{'aws:ResourceTag/':'b'}"), "aws:ResourceTag/"),
            Map.entry(condition("'StringEquals':{'aws:SourceIp':'b'}"), "aws:SourceIp"),
            Map.entry(condition("'StringEquals':{'aws:ResourceTag/a':[]}"), "\"Condition\""),
            Map.entry(
                condition("'StringEquals':{'aws:ResourceTag/a':'" + "b".repeat(5_000) + "'}"),
                "too many"));
    wrong.forEach(
        (policy, reason) ->
            assertThatThrownBy(
                    () ->
                        Credentials.parse(
                            withPolicy(policy).getBytes(UTF_8), GatewayWorld.sealer()))
                .as(policy)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("its entry 1 has no valid \"policy\"")
                .hasMessageContaining(reason)
                .hasMessageNotContaining("top secret"));
  }

  private static String condition(String condition) {
    return statement("'Effect':'Deny','Action':'*','Resource':'*','Condition':{" + condition + "}");
  }

  private static String statement(String members) {
    return ("{'Statement':[{" + members + "}]}").replace('\'', '"');
  }

  private static String withPolicy(String policy) {
    return content("AKIAONE").replace("\"account\"", "\"policy\":" + policy + ",\"account\"");
  }
}
