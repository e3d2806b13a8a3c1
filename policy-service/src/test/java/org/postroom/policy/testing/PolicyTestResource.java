package org.postroom.policy.testing;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.HashMap;
import java.util.Map;
import org.postroom.embedded.FreePorts;
import org.postroom.kit.testing.PostroomTestResource;

/**
 * What the policy service runs on in tests, as an earlier version left it, and where the test's
 * {@link ScriptedDirectory} will listen. One for all tests, so that the service starts once.
 */
public final class PolicyTestResource implements QuarkusTestResourceLifecycleManager {
  /** The bearer token of a mail server called {@code test-mail}. */
  public static final String MAIL_SERVER_TOKEN = "a-mail-server-for-tests-only-0123456789";

  private final PostroomTestResource servers = new PostroomTestResource();

  @Override
  public Map<String, String> start() {
    Map<String, String> settings = new HashMap<>(servers.start());
    int port = new FreePorts(new SecureRandom()).next();
    settings.put("postroom.peers.directory", "http://127.0.0.1:" + port);
    settings.put("postroom.mail-server-credentials-file", credentials().toString());
    EarlierVersion.leaveBehind(settings);
    return settings;
  }

  private static Path credentials() {
    try {
      Path file = Files.createTempFile("postroom-mail-servers", ".json");
      file.toFile().deleteOnExit();
      return Files.writeString(
          file,
          "{\"credentials\":[{\"name\":\"test-mail\",\"token\":\"" + MAIL_SERVER_TOKEN + "\"}]}");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void stop() {
    servers.stop();
  }
}
