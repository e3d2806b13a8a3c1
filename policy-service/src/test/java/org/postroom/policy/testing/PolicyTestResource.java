package org.postroom.policy.testing;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
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
  private final PostroomTestResource servers = new PostroomTestResource();

  @Override
  public Map<String, String> start() {
    Map<String, String> settings = new HashMap<>(servers.start());
    int port = new FreePorts(new SecureRandom()).next();
    settings.put("postroom.peers.directory", "http://127.0.0.1:" + port);
    EarlierVersion.leaveBehind(settings);
    return settings;
  }

  @Override
  public void stop() {
    servers.stop();
  }
}
