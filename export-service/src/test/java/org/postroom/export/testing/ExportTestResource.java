package org.postroom.export.testing;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.security.SecureRandom;
import java.util.HashMap;
import java.util.Map;
import org.postroom.embedded.FreePorts;
import org.postroom.kit.testing.PostroomTestResource;

/**
 * What the export service runs on in tests, and where the test's {@link
 * org.postroom.kit.testing.ScriptedDirectory} will listen. It has no workers of its own: tests make
 * them. One for all tests, so that the service starts once.
 */
public final class ExportTestResource implements QuarkusTestResourceLifecycleManager {
  private final PostroomTestResource servers = new PostroomTestResource();

  @Override
  public Map<String, String> start() {
    Map<String, String> settings = new HashMap<>(servers.start());
    int port = new FreePorts(new SecureRandom()).next();
    settings.put("postroom.peers.directory", "http://127.0.0.1:" + port);
    settings.put("postroom.export.workers", "0");
    return settings;
  }

  @Override
  public void stop() {
    servers.stop();
  }
}
