package org.postroom.local;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import org.postroom.contract.message.EventRetention;
import org.postroom.contract.secret.SealingKeys;
import org.postroom.contract.secret.SecretSealer;

/**
 * Where an installation keeps everything: {@code postgres/}, {@code kafka/}, {@code object-store/},
 * {@code logs/}, its secrets (made at the first start, 0600), the ports it had and the state of its
 * processes.
 */
public final class DataDirectory {
  /** The bucket that the object store has from the beginning. */
  public static final String EXPORTS_BUCKET = "postroom-exports";

  /** For the installation's own files; a file of another version may have more members. */
  public static final ObjectMapper JSON =
      JsonMapper.builder()
          .enable(SerializationFeature.INDENT_OUTPUT)
          .disable(MapperFeature.AUTO_DETECT_IS_GETTERS)
          .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .build();

  private static final String EVENT_RETENTION = "eventRetention";

  private final Path root;

  private DataDirectory(Path root) {
    this.root = root;
  }

  /** The directory at this path; nothing is made yet. */
  public static DataDirectory at(Path path) {
    return new DataDirectory(path.toAbsolutePath().normalize());
  }

  /** Makes the directories that are not there. */
  public void create() {
    try {
      if (!Files.isDirectory(root)) {
        Files.createDirectories(root);
        // Not closed to others: as root, PostgreSQL may have to run as nobody below it.
        Files.setPosixFilePermissions(root, PosixFilePermissions.fromString("rwxr-xr-x"));
      }
      createOwnersOnly(logs());
      createOwnersOnly(objectStore());
      createOwnersOnly(mail());
    } catch (IOException e) {
      throw new InstallationException("Cannot write to the data directory " + root + ".", e);
    }
  }

  private static void createOwnersOnly(Path directory) throws IOException {
    Files.createDirectories(directory);
    Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwx------"));
  }

  /** Whether an installation was started here before. */
  public boolean isInstalled() {
    return new PrivateFile(credentialsFile()).exists();
  }

  public Path root() {
    return root;
  }

  public Path logs() {
    return root.resolve("logs");
  }

  /** The log of a part, or of the supervisor. */
  public Path log(String part) {
    return logs().resolve(part + ".log");
  }

  Path postgres() {
    return root.resolve("postgres");
  }

  /** What a broker has, by the name of its part. */
  Path broker(String name) {
    return root.resolve(name);
  }

  /** Below it each service has a directory for audit records that Kafka does not take yet. */
  public Path auditSpools() {
    return root.resolve("audit-spool");
  }

  /** How far an export of the audit stream to some destination has come. */
  public Path auditExport(String destination) {
    return root.resolve("audit-export")
        .resolve(UUID.nameUUIDFromBytes(destination.getBytes(StandardCharsets.UTF_8)) + ".json");
  }

  /** Where a service keeps audit records while Kafka does not take them. */
  Path auditSpool(String service) {
    return auditSpools().resolve(service);
  }

  Path mail() {
    return root.resolve("mail");
  }

  Path objectStore() {
    return root.resolve("object-store");
  }

  public Path credentialsFile() {
    return root.resolve("credentials.json");
  }

  Path sealingKeysFile() {
    return root.resolve("sealing-keys.json");
  }

  Path serviceCredentialFile() {
    return root.resolve("service-credential");
  }

  Path metricsCredentialFile() {
    return root.resolve("metrics-credential");
  }

  Path mailServerCredentialsFile() {
    return root.resolve("mail-server-credentials.json");
  }

  Path mailMasterPasswordFile() {
    return root.resolve("mail-master-password");
  }

  Path exportCredentialsFile() {
    return root.resolve("export-credentials.json");
  }

  /** The operator's; there need be none. */
  public Path externalDirectoriesFile() {
    return root.resolve("external-directories.json");
  }

  PrivateFile stateFile() {
    return new PrivateFile(root.resolve("state.json"));
  }

  Path lockFile() {
    return root.resolve("installation.lock");
  }

  /** Makes the secrets that are not there yet. */
  void createSecrets(Secrets secrets) {
    write(sealingKeysFile(), secrets::sealingKeys);
    write(credentialsFile(), () -> secrets.credentials(sealer()));
    AccessPolicies.addTo(new PrivateFile(credentialsFile()));
    write(serviceCredentialFile(), secrets::serviceCredential);
    write(metricsCredentialFile(), secrets::serviceCredential);
    write(mailServerCredentialsFile(), secrets::mailServerCredentials);
    write(mailMasterPasswordFile(), secrets::mailMasterPassword);
    write(exportCredentialsFile(), secrets::exportCredentials);
    write(databasePasswordsFile(), secrets::databasePasswords);
  }

  /** The first key of the credentials file. */
  public AccessKey accessKey() {
    JsonNode first = readTree(new PrivateFile(credentialsFile())).path("credentials").path(0);
    String id = first.path("accessKeyId").asText();
    String secret = first.path("secretAccessKey").asText();
    return new AccessKey(
        id,
        SecretSealer.keyOf(secret) == null
            ? secret
            : sealer().open(secret, SecretSealer.accessKey(id)),
        first.path("account").asText());
  }

  /** Opens and seals with the keys as they are in the file now. */
  SecretSealer sealer() {
    return new SecretSealer(SealingKeys.load(sealingKeysFile()), new SecureRandom());
  }

  /** The token with which the parts call one another. */
  public String serviceCredential() {
    return token(serviceCredentialFile());
  }

  /** The token with which the parts' measurements can be read. */
  String metricsCredential() {
    return token(metricsCredentialFile());
  }

  private static String token(Path file) {
    byte[] text = new PrivateFile(file).read();
    return new String(text, StandardCharsets.UTF_8).lines().findFirst().orElse("").strip();
  }

  /** The token with which a mail server calls; empty before a first start that knows of it. */
  public Optional<String> mailServerToken() {
    PrivateFile file = new PrivateFile(mailServerCredentialsFile());
    return file.exists()
        ? Optional.of(readTree(file).path("credentials").path(0).path("token").asText())
        : Optional.empty();
  }

  /** The password of each database's role. */
  Map<String, String> databasePasswords() {
    return read(databasePasswordsFile(), new TypeReference<TreeMap<String, String>>() {});
  }

  /** The ports and the region of the last start; empty before the first. */
  public Map<Port, Integer> rememberedPorts() {
    Map<Port, Integer> ports = new EnumMap<>(Port.class);
    if (settingsFile().exists()) {
      JsonNode labels = readTree(settingsFile()).path("ports");
      for (Port port : Port.values()) {
        if (labels.path(port.label()).canConvertToInt()) {
          ports.put(port, labels.path(port.label()).asInt());
        }
      }
    }
    return ports;
  }

  /** The region of the last start; null before the first. */
  public String rememberedRegion() {
    return settingsFile().exists() ? readTree(settingsFile()).path("region").asText(null) : null;
  }

  /** How long events were kept at the last start; before the first, and unless said otherwise. */
  EventRetention rememberedEventRetention() {
    String text =
        settingsFile().exists()
            ? readTree(settingsFile()).path(EVENT_RETENTION).asText(null)
            : null;
    return text == null ? EventRetention.STANDARD : EventRetention.of(text);
  }

  void remember(Ports ports, String region, EventRetention eventRetention) {
    ObjectNode settings =
        JSON.createObjectNode()
            .put("region", region)
            .put(EVENT_RETENTION, eventRetention.toString());
    settings.set("ports", JSON.valueToTree(ports.byLabel()));
    settingsFile().write(bytes(settings));
  }

  static byte[] bytes(Object value) {
    try {
      return JSON.writeValueAsBytes(value);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private PrivateFile settingsFile() {
    return new PrivateFile(root.resolve("settings.json"));
  }

  private Path databasePasswordsFile() {
    return root.resolve("database-passwords.json");
  }

  private static void write(Path path, java.util.function.Supplier<byte[]> content) {
    PrivateFile file = new PrivateFile(path);
    if (!file.exists()) {
      file.write(content.get());
    }
  }

  private static JsonNode readTree(PrivateFile file) {
    try {
      return JSON.readTree(file.read());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static <T> T read(Path file, TypeReference<T> type) {
    try {
      return JSON.readValue(new PrivateFile(file).read(), type);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
