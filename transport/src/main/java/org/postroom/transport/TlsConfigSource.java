package org.postroom.transport;

import io.smallrye.config.ConfigSourceContext;
import io.smallrye.config.ConfigSourceFactory;
import io.smallrye.config.ConfigValue;
import io.smallrye.config.PropertiesConfigSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.eclipse.microprofile.config.spi.ConfigSource;

/**
 * Switches the HTTP server of a part to TLS when {@code postroom.tls.certificate-file} and {@code
 * postroom.tls.key-file} are set: what else Quarkus would have to be told follows from them. The
 * port stays that of {@code quarkus.http.port}, and plain HTTP is not spoken any more.
 */
public final class TlsConfigSource implements ConfigSourceFactory {
  /** Above what applications bring along, below what an operator sets. */
  private static final int ORDINAL = 275;

  private static final String STORE = "quarkus.tls.postroom.";

  @Override
  public Iterable<ConfigSource> getConfigSources(ConfigSourceContext context) {
    Optional<String> certificate = value(context, "postroom.tls.certificate-file");
    Optional<String> key = value(context, "postroom.tls.key-file");
    if (certificate.isEmpty() || key.isEmpty()) {
      return List.of();
    }
    Map<String, String> settings = new HashMap<>();
    settings.put(STORE + "key-store.pem.server.cert", certificate.get());
    settings.put(STORE + "key-store.pem.server.key", key.get());
    value(context, "postroom.tls.trust-file")
        .ifPresent(file -> settings.put(STORE + "trust-store.pem.certs", file));
    settings.put("quarkus.http.tls-configuration-name", "postroom");
    settings.put("quarkus.http.insecure-requests", "disabled");
    settings.put("quarkus.http.ssl-port", value(context, "quarkus.http.port").orElse("8080"));
    value(context, "quarkus.http.test-port")
        .ifPresent(port -> settings.put("quarkus.http.test-ssl-port", port));
    return List.of(new PropertiesConfigSource(settings, "TLS of this part", ORDINAL));
  }

  private static Optional<String> value(ConfigSourceContext context, String key) {
    return Optional.ofNullable(context.getValue(key)).map(ConfigValue::getValue);
  }
}
