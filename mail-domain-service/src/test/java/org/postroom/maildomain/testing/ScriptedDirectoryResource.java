package org.postroom.maildomain.testing;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.security.SecureRandom;
import java.util.Map;
import org.postroom.embedded.FreePorts;

/** Tells the service where the test's {@link ScriptedDirectory} will listen. */
public final class ScriptedDirectoryResource implements QuarkusTestResourceLifecycleManager {
  @Override
  public Map<String, String> start() {
    int port = new FreePorts(new SecureRandom()).next();
    return Map.of("postroom.peers.directory", "http://127.0.0.1:" + port);
  }

  @Override
  public void stop() {
    // The directory is the test's own.
  }
}
