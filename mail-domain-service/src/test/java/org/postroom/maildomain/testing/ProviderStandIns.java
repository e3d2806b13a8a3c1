package org.postroom.maildomain.testing;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/**
 * Availability providers of a service under test, on addresses that its operator allows. A test has
 * them in fields of their types.
 */
public final class ProviderStandIns implements QuarkusTestResourceLifecycleManager {
  private static final String PREFIX = "postroom.mail-domain.availability.";

  private EwsStandIn exchange;
  private LambdaStandIn lambda;

  @Override
  public Map<String, String> start() {
    try {
      exchange = EwsStandIn.start();
      lambda = LambdaStandIn.start(0);
      Path credentials = Files.createTempFile("postroom-aws", ".ini");
      credentials.toFile().deleteOnExit();
      Files.writeString(
          credentials,
          "[default]\naws_access_key_id = AKIDEXAMPLE\naws_secret_access_key = secret\n");
      return Map.of(
          PREFIX + "allowed-addresses",
          "127.0.0.1",
          PREFIX + "lambda.endpoint",
          lambda.url(),
          PREFIX + "lambda.credentials-file",
          credentials.toString());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void inject(TestInjector injector) {
    injector.injectIntoFields(exchange, field -> field.getType() == EwsStandIn.class);
    injector.injectIntoFields(lambda, field -> field.getType() == LambdaStandIn.class);
  }

  @Override
  public void stop() {
    exchange.close();
    lambda.close();
  }
}
