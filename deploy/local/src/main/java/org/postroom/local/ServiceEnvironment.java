package org.postroom.local;

import java.nio.file.Files;
import java.util.HashMap;
import java.util.Map;
import org.postroom.contract.operation.BoundedContext;
import org.postroom.embedded.EmbeddedPostgres;

/** The configuration that the services of an installation are started with. */
final class ServiceEnvironment {
  private static final String LOOPBACK = "127.0.0.0/8,::1";

  private static final String MAIL_MASTER_USER = "exporter";

  private final DataDirectory data;
  private final Ports ports;
  private final String bootstrapServers;
  private final LocalSettings settings;
  private final String region;

  ServiceEnvironment(
      DataDirectory data,
      Ports ports,
      String bootstrapServers,
      LocalSettings settings,
      String region) {
    this.bootstrapServers = bootstrapServers;
    this.data = data;
    this.ports = ports;
    this.settings = settings;
    this.region = region;
  }

  Map<String, String> of(ServiceDefinition part) {
    Map<String, String> environment =
        switch (part.port()) {
          case S3 -> ofObjectStore();
          case IMAP -> ofMailServer();
          default -> ofService(part);
        };
    environment.put("POSTROOM_REGION", region);
    // glibc gives each thread an arena of its own, which no small heap can make up for.
    environment.put("MALLOC_ARENA_MAX", "2");
    environment.putAll(settings.extraEnvironment());
    part.ownPort().ifPresent(own -> environment.put("QUARKUS_HTTP_PORT", Integer.toString(own)));
    environment.putAll(part.environment());
    return environment;
  }

  private Map<String, String> ofObjectStore() {
    Map<String, String> environment = new HashMap<>();
    environment.put("POSTROOM_S3_PORT", Integer.toString(ports.of(Port.S3)));
    environment.put("POSTROOM_S3_DIRECTORY", data.objectStore().toString());
    environment.put("POSTROOM_S3_BUCKET", DataDirectory.EXPORTS_BUCKET);
    return environment;
  }

  private Map<String, String> ofMailServer() {
    Map<String, String> environment = new HashMap<>();
    environment.put("POSTROOM_IMAP_PORT", Integer.toString(ports.of(Port.IMAP)));
    environment.put("POSTROOM_SMTP_PORT", Integer.toString(ports.of(Port.SMTP)));
    environment.put("POSTROOM_MAIL_DIRECTORY", data.mail().toString());
    environment.put("POSTROOM_MAIL_MASTER_USER", MAIL_MASTER_USER);
    environment.put("POSTROOM_MAIL_MASTER_PASSWORD_FILE", data.mailMasterPasswordFile().toString());
    environment.put(
        "POSTROOM_MAIL_SERVER_CREDENTIALS_FILE", data.mailServerCredentialsFile().toString());
    environment.put("POSTROOM_PEERS_DIRECTORY", "http://127.0.0.1:" + ports.of(Port.DIRECTORY));
    environment.put("KAFKA_BOOTSTRAP_SERVERS", bootstrapServers);
    return environment;
  }

  private Map<String, String> ofService(ServiceDefinition service) {
    Map<String, String> environment = new HashMap<>();
    environment.put("QUARKUS_HTTP_HOST", "127.0.0.1");
    environment.put("QUARKUS_HTTP_PORT", Integer.toString(ports.of(service.port())));
    environment.put("KAFKA_BOOTSTRAP_SERVERS", bootstrapServers);
    environment.put("POSTROOM_TOPICS_PARTITIONS", Integer.toString(settings.partitions()));
    environment.put("POSTROOM_CREDENTIALS_FILE", data.credentialsFile().toString());
    environment.put("POSTROOM_SEALING_KEYS_FILE", data.sealingKeysFile().toString());
    environment.put("POSTROOM_SERVICE_CREDENTIAL_FILE", data.serviceCredentialFile().toString());
    environment.put("POSTROOM_METRICS_CREDENTIAL_FILE", data.metricsCredentialFile().toString());
    environment.put("POSTROOM_AUDIT_SPOOL_DIRECTORY", data.auditSpool(service.name()).toString());
    // Whoever tries the system out is warned of what is not safe, not kept from it.
    environment.put("POSTROOM_ALLOW_UNSAFE", "true");
    if (service.context().isEmpty()) {
      putLimits(environment);
    }
    if (service.context().isPresent()) {
      environment.put(
          "POSTROOM_MAIL_SERVER_CREDENTIALS_FILE", data.mailServerCredentialsFile().toString());
    }
    if (service.context().filter(BoundedContext.DIRECTORY::equals).isPresent()) {
      if (Files.exists(data.externalDirectoriesFile())) {
        environment.put(
            "POSTROOM_EXTERNAL_DIRECTORIES_FILE", data.externalDirectoriesFile().toString());
      }
    }
    if (service.context().filter(BoundedContext.MAIL_DOMAIN::equals).isPresent()) {
      // Who tries a provider out here runs it on the same machine.
      environment.put("POSTROOM_MAIL_DOMAIN_AVAILABILITY_ALLOWED_ADDRESSES", LOOPBACK);
    }
    if (service.context().filter(BoundedContext.EXPORT::equals).isPresent()) {
      putExport(environment);
    }
    for (BoundedContext context : BoundedContext.values()) {
      environment.put(
          "POSTROOM_PEERS_" + context.name(),
          "http://127.0.0.1:" + ports.of(Port.valueOf(context.name())));
    }
    service
        .context()
        .ifPresent(
            context -> {
              String database = databaseOf(context);
              environment.put(
                  "QUARKUS_DATASOURCE_REACTIVE_URL",
                  "postgresql://127.0.0.1:%d/%s".formatted(ports.of(Port.POSTGRES), database));
              environment.put("QUARKUS_DATASOURCE_USERNAME", database);
              environment.put(
                  "QUARKUS_DATASOURCE_PASSWORD", data.databasePasswords().get(context.wireName()));
            });
    // A service says itself why it is not ready; the probe's every answer need not be logged too.
    environment.put("QUARKUS_LOG_CATEGORY__IO_SMALLRYE_HEALTH__LEVEL", "ERROR");
    return environment;
  }

  /** Whoever tries the system out, or measures it, is one account and one address. */
  private static void putLimits(Map<String, String> environment) {
    environment.put("POSTROOM_GATEWAY_RATE_PER_SECOND", "0");
    environment.put("POSTROOM_GATEWAY_RATE_UNAUTHENTICATED_PER_SECOND", "0");
  }

  private void putExport(Map<String, String> environment) {
    environment.put("POSTROOM_EXPORT_IMAP_HOST", "127.0.0.1");
    environment.put("POSTROOM_EXPORT_IMAP_PORT", Integer.toString(ports.of(Port.IMAP)));
    environment.put("POSTROOM_EXPORT_IMAP_SECURITY", "none");
    environment.put("POSTROOM_EXPORT_IMAP_LOGIN", "master-user");
    environment.put("POSTROOM_EXPORT_IMAP_MASTER_USER", MAIL_MASTER_USER);
    environment.put(
        "POSTROOM_EXPORT_IMAP_MASTER_PASSWORD_FILE", data.mailMasterPasswordFile().toString());
    environment.put("POSTROOM_EXPORT_IMAP_MAILBOX_NAME", "entity-id");
    environment.put("POSTROOM_EXPORT_S3_ENDPOINT", "http://127.0.0.1:" + ports.of(Port.S3));
    environment.put("POSTROOM_EXPORT_S3_PATH_STYLE", "true");
    environment.put("POSTROOM_EXPORT_S3_CREDENTIALS_FILE", data.exportCredentialsFile().toString());
    // The store knows keys by their bare ids only.
    environment.put("POSTROOM_EXPORT_S3_KMS_KEY", "bare-id");
  }

  /** Makes sure of every service's database and role. */
  void createDatabases(EmbeddedPostgres postgres) {
    Map<String, String> passwords = data.databasePasswords();
    for (BoundedContext context : BoundedContext.values()) {
      String database = databaseOf(context);
      postgres.createDatabase(database, database, passwords.get(context.wireName()));
    }
  }

  static String databaseOf(BoundedContext context) {
    return context.wireName().replace('-', '_');
  }
}
