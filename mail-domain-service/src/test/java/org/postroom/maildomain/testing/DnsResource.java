package org.postroom.maildomain.testing;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.security.SecureRandom;
import java.util.Map;
import org.postroom.embedded.FreePorts;

/**
 * Tells the service where the test's {@link DnsServer} will listen, what the operator vouches for,
 * and to look soon and often.
 */
public final class DnsResource implements QuarkusTestResourceLifecycleManager {
  /** Names under it are vouched for. */
  public static final String VOUCHED = "internal.example";

  @Override
  public Map<String, String> start() {
    int port = new FreePorts(new SecureRandom()).next();
    return Map.of(
        "postroom.mail-domain.resolvers", "127.0.0.1:" + port,
        "postroom.mail-domain.verified-domains", "." + VOUCHED,
        "postroom.mail-domain.records.mail-host", "mx.operator.example",
        "postroom.mail-domain.records.autodiscover-host", "autodiscover.operator.example",
        "postroom.mail-domain.verification.first-pause", "200ms",
        "postroom.mail-domain.verification.longest-pause", "1s",
        "postroom.mail-domain.verification.give-up-after", "5s",
        "postroom.mail-domain.verification.recheck", "1s",
        "postroom.mail-domain.verification.timeout", "1s");
  }

  @Override
  public void stop() {
    // The server is the test's own.
  }
}
