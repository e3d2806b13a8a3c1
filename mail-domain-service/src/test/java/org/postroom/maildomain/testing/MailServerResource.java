package org.postroom.maildomain.testing;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** Lets a mail server into the service under test, and has rotations looked after without delay. */
public final class MailServerResource implements QuarkusTestResourceLifecycleManager {
  /** The bearer token of the mail server called {@code test-mail}. */
  public static final String TOKEN = "a-mail-server-for-tests-only-0123456789";

  @Override
  public Map<String, String> start() {
    return Map.of(
        "postroom.mail-server-credentials-file",
        credentials().toString(),
        "postroom.mail-domain.dkim.look-interval",
        "200ms");
  }

  private static Path credentials() {
    try {
      Path file = Files.createTempFile("postroom-mail-servers", ".json");
      file.toFile().deleteOnExit();
      return Files.writeString(
          file, "{\"credentials\":[{\"name\":\"test-mail\",\"token\":\"" + TOKEN + "\"}]}");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void stop() {
    // The file goes with the JVM.
  }
}
