package org.postroom.gateway.auth;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

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
    CredentialsFile file = new CredentialsFile(path);
    assertThat(file.get().byAccessKeyId("AKIAONE")).isNotNull();

    Files.writeString(path, content("AKIATWOTWO"));
    file.refresh();
    assertThat(file.get().byAccessKeyId("AKIAONE")).isNull();
    assertThat(file.get().byAccessKeyId("AKIATWOTWO")).isNotNull();

    Files.writeString(path, "{\"credentials\":[");
    file.refresh();
    assertThat(file.get().byAccessKeyId("AKIATWOTWO")).isNotNull();

    Files.delete(path);
    file.refresh();
    assertThat(file.get().byAccessKeyId("AKIATWOTWO")).isNotNull();

    Files.writeString(path, content("AKIATHREE"));
    file.refresh();
    assertThat(file.get().byAccessKeyId("AKIATHREE")).isNotNull();
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
      assertThatThrownBy(() -> Credentials.parse(wrong.getBytes(UTF_8)))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageNotContaining("top secret");
    }
  }

  @Test
  void actionsAreMatchedWithoutCaseAndByPrefix() {
    Credential credential =
        Credential.of(
            "AKIA",
            "secret",
            null,
            null,
            "123456789012",
            "arn:aws:iam::123456789012:user/a",
            List.of("workmail:Describe*", "WorkMail:createuser"));
    assertThat(credential.allows("DescribeUser")).isTrue();
    assertThat(credential.allows("CreateUser")).isTrue();
    assertThat(credential.allows("CreateUserX")).isFalse();
    assertThat(credential.allows("DeleteUser")).isFalse();
    assertThat(credential.toString()).doesNotContain("secret");
  }
}
