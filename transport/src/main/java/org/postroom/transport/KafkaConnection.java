package org.postroom.transport;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.common.config.SaslConfigs;
import org.apache.kafka.common.config.SslConfigs;

/**
 * How to reach the brokers: what every client of Kafka is given, whatever else it is told. Made of
 * the configuration:
 *
 * <ul>
 *   <li>{@code kafka.bootstrap.servers};
 *   <li>{@code kafka.security.protocol}: {@code PLAINTEXT} (the default), {@code SSL}, {@code
 *       SASL_SSL};
 *   <li>{@code postroom.kafka.trust-file}, else {@code postroom.tls.trust-file}: PEM file of the
 *       authorities that vouch for brokers; {@code postroom.kafka.certificate-file} and {@code
 *       .key-file} when brokers want a certificate;
 *   <li>{@code kafka.sasl.mechanism} ({@code SCRAM-SHA-512} unless set) and {@code
 *       postroom.kafka.credentials-file}, a file of two lines, user name and password;
 *   <li>any other setting of Kafka's clients that begins with {@code ssl.} or {@code sasl.}, as
 *       {@code kafka.<setting>}; these are not read again while a part runs.
 * </ul>
 *
 * The files are read again when they change: a new connection is made with what they say then.
 */
public final class KafkaConnection {
  /** The key of the brokers' addresses. */
  public static final String SERVERS = "kafka.bootstrap.servers";

  /** The key of how connections are secured. */
  public static final String PROTOCOL = "kafka.security.protocol";

  /** The key of the file with user name and password. */
  public static final String CREDENTIALS_FILE = "postroom.kafka.credentials-file";

  private static final String PREFIX = "postroom.kafka";
  private static final String DEFAULT_MECHANISM = "SCRAM-SHA-512";
  private static final String MODULES = "org.apache.kafka.common.security.";

  private final Map<String, Object> settings;

  private KafkaConnection(Map<String, Object> settings) {
    this.settings = Map.copyOf(settings);
  }

  /** Neither encrypted nor authenticated: for brokers on the same machine. */
  public static KafkaConnection plain(String bootstrapServers) {
    return new KafkaConnection(
        Map.of(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers));
  }

  /**
   * As configured.
   *
   * @throws IllegalArgumentException when a key that is needed is missing or a file unusable
   */
  public static KafkaConnection of(Settings configuration) {
    Map<String, Object> settings = new HashMap<>();
    for (String name : AdminClientConfig.configNames()) {
      if (name.startsWith("ssl.") || name.startsWith("sasl.")) {
        configuration.get("kafka." + name).ifPresent(value -> settings.put(name, value));
      }
    }
    settings.put(
        CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG,
        configuration
            .get(SERVERS)
            .orElseThrow(() -> new IllegalArgumentException(SERVERS + " is not set")));
    String protocol = configuration.get(PROTOCOL).orElse("PLAINTEXT").toUpperCase(Locale.ROOT);
    settings.put(CommonClientConfigs.SECURITY_PROTOCOL_CONFIG, protocol);
    if (protocol.endsWith("SSL")
        && !settings.containsKey(SslConfigs.SSL_TRUSTSTORE_LOCATION_CONFIG)
        && !settings.containsKey(SslConfigs.SSL_TRUSTSTORE_CERTIFICATES_CONFIG)) {
      settings.putAll(tls(configuration));
    }
    if (protocol.startsWith("SASL") && !settings.containsKey(SaslConfigs.SASL_JAAS_CONFIG)) {
      settings.putAll(login(configuration));
    }
    return new KafkaConnection(settings);
  }

  private static Map<String, Object> tls(Settings configuration) {
    TlsFiles own = TlsFiles.of(configuration, PREFIX);
    Optional<Path> trust =
        own.trust().or(() -> configuration.get("postroom.tls.trust-file").map(Path::of));
    TlsFiles files = new TlsFiles(own.certificate(), own.key(), trust);
    files.check();
    Map<String, Object> settings = new HashMap<>();
    settings.put(SslConfigs.SSL_ENGINE_FACTORY_CLASS_CONFIG, KafkaTls.class.getName());
    files.trust().ifPresent(file -> settings.put(KafkaTls.TRUST_FILE, file.toString()));
    files.certificate().ifPresent(file -> settings.put(KafkaTls.CERTIFICATE_FILE, file.toString()));
    files.key().ifPresent(file -> settings.put(KafkaTls.KEY_FILE, file.toString()));
    return settings;
  }

  private static Map<String, Object> login(Settings configuration) {
    String mechanism = configuration.get("kafka.sasl.mechanism").orElse(DEFAULT_MECHANISM);
    String module =
        switch (mechanism) {
          case "PLAIN" -> "plain.PlainLoginModule";
          case "SCRAM-SHA-256", "SCRAM-SHA-512" -> "scram.ScramLoginModule";
          default ->
              throw new IllegalArgumentException(
                  "kafka.sasl.mechanism "
                      + mechanism
                      + " needs a kafka.sasl.jaas.config of its own");
        };
    String file =
        configuration
            .get(CREDENTIALS_FILE)
            .orElseThrow(() -> new IllegalArgumentException(CREDENTIALS_FILE + " is not set"));
    KafkaLogin.check(file);
    return Map.of(
        SaslConfigs.SASL_MECHANISM,
        mechanism,
        SaslConfigs.SASL_JAAS_CONFIG,
        MODULES + module + " required;",
        SaslConfigs.SASL_CLIENT_CALLBACK_HANDLER_CLASS,
        KafkaLogin.class.getName(),
        KafkaLogin.CREDENTIALS_FILE,
        file);
  }

  /** The brokers' addresses. */
  public String bootstrapServers() {
    return (String) settings.get(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG);
  }

  /** What a client needs to be told to reach the brokers, their addresses among it. */
  public Map<String, Object> settings() {
    return settings;
  }

  @Override
  public String toString() {
    return "[connection to " + bootstrapServers() + "]";
  }
}
