package org.postroom.transport;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jboss.logging.Logger;

/**
 * What a part refuses to be started with, because it would show secrets or mail to others or would
 * let them in. One sentence per finding; with {@value #ALLOW} set to {@code true} they are only
 * logged.
 */
public final class UnsafeSettings {
  private static final Logger LOG = Logger.getLogger(UnsafeSettings.class);

  /** The key that lets a part start in spite of all this. */
  public static final String ALLOW = "postroom.allow-unsafe";

  /** Shorter passwords can be guessed by whoever reaches the server. */
  static final int MIN_PASSWORD = 16;

  /** The files that hold secrets, by the keys that name them. */
  private static final List<String> SECRET_FILES =
      List.of(
          "postroom.credentials-file",
          "postroom.sealing-keys-file",
          "postroom.service-credential-file",
          "postroom.metrics-credential-file",
          "postroom.mail-server-credentials-file",
          "postroom.external-directories-file",
          "postroom.tls.key-file",
          "postroom.kafka.key-file",
          KafkaConnection.CREDENTIALS_FILE,
          "postroom.database.password-file",
          "postroom.export.s3.credentials-file",
          "postroom.export.imap.master-password-file");

  private static final String HTTP_HOST = "quarkus.http.host";
  private static final String EVERYWHERE = "0.0.0.0";
  private static final String DATABASE_URL = "quarkus.datasource.reactive.url";
  private static final String IMAP_SECURITY = "postroom.export.imap.security";
  private static final String DATABASE_PASSWORD = "quarkus.datasource.password";

  private final Settings settings;
  private final List<String> findings = new ArrayList<>();

  private UnsafeSettings(Settings settings) {
    this.settings = settings;
  }

  /** What is wrong with a gateway's settings. */
  public static List<String> ofGateway(Settings settings) {
    UnsafeSettings found = new UnsafeSettings(settings);
    found.filesAreNamed("postroom.credentials-file");
    found.common(List.of("directory", "mail-domain", "policy", "export"));
    return List.copyOf(found.findings);
  }

  /**
   * What is wrong with a service's settings.
   *
   * @param followed the contexts whose services it asks
   */
  public static List<String> ofService(Settings settings, Collection<String> followed) {
    UnsafeSettings found = new UnsafeSettings(settings);
    for (String context : followed) {
      if (settings.get(peer(context)).isEmpty()) {
        found.add(
            "%s is not set: it is the address of a service that this one asks", peer(context));
      }
    }
    found.common(followed);
    found.database();
    found.exports();
    return List.copyOf(found.findings);
  }

  /**
   * What ends a start with such settings; nothing when there are none, or when they are allowed,
   * which is logged for each.
   */
  public static Optional<String> refusal(List<String> findings, boolean allowed) {
    if (allowed) {
      findings.forEach(finding -> LOG.warnf("UNSAFE, and allowed by %s: %s", ALLOW, finding));
    }
    return allowed || findings.isEmpty()
        ? Optional.empty()
        : Optional.of("The settings are not safe:\n" + String.join(".\n", findings) + '.');
  }

  private void common(Collection<String> peers) {
    filesAreNamed("postroom.sealing-keys-file", "postroom.service-credential-file");
    SECRET_FILES.forEach(this::fileIsPrivate);
    server();
    peers.forEach(this::peerIsSecured);
    kafka();
    usable("postroom.tls", () -> TlsFiles.of(settings, "postroom.tls").check());
    usable("Kafka", () -> KafkaConnection.of(settings));
  }

  private void filesAreNamed(String... keys) {
    for (String key : keys) {
      if (settings.get(key).isEmpty()) {
        add("%s must name a file", key);
      }
    }
  }

  private void fileIsPrivate(String key) {
    settings
        .get(key)
        .map(Path::of)
        .ifPresent(
            file -> {
              try {
                Set<PosixFilePermission> permissions = Files.getPosixFilePermissions(file);
                if (permissions.contains(PosixFilePermission.OTHERS_READ)
                    || permissions.contains(PosixFilePermission.OTHERS_WRITE)) {
                  add("the file %s (%s) is open to every user of the machine", file, key);
                }
              } catch (UnsupportedOperationException e) {
                // a file system without permissions
              } catch (IOException e) {
                add("the file %s (%s) cannot be read", file, key);
              }
            });
  }

  private void server() {
    String host = settings.get(HTTP_HOST).orElse(EVERYWHERE);
    boolean plain =
        settings
            .get("quarkus.http.insecure-requests")
            .map(value -> value.toLowerCase(Locale.ROOT))
            .filter(value -> value.equals("disabled") || value.equals("redirect"))
            .isEmpty();
    if (plain && !isLoopback(host)) {
      add(
          "HTTP without TLS at %s is not for other machines:"
              + " set postroom.tls.certificate-file and postroom.tls.key-file, or %s to 127.0.0.1",
          host, HTTP_HOST);
    }
  }

  private void peerIsSecured(String context) {
    settings
        .get(peer(context))
        .map(URI::create)
        .filter(address -> !"https".equals(address.getScheme()) && !isLoopback(address.getHost()))
        .ifPresent(
            address -> add("%s is on another machine and not https: %s", peer(context), address));
  }

  private void kafka() {
    String protocol = settings.get(KafkaConnection.PROTOCOL).orElse("PLAINTEXT");
    Optional<String> foreign =
        settings.get(KafkaConnection.SERVERS).stream()
            .flatMap(servers -> Arrays.stream(servers.split(",")))
            .map(String::strip)
            .filter(server -> !isLoopback(host(server)))
            .findFirst();
    if (!protocol.toUpperCase(Locale.ROOT).endsWith("SSL") && foreign.isPresent()) {
      add(
          "the broker %s is on another machine and %s is %s",
          foreign.get(), KafkaConnection.PROTOCOL, protocol);
    }
    if (settings
        .get("kafka.ssl.endpoint.identification.algorithm")
        .filter(String::isBlank)
        .isPresent()) {
      add("kafka.ssl.endpoint.identification.algorithm must not switch off whom TLS speaks to");
    }
  }

  private void database() {
    // The mode of the reactive driver alone does not do: the migration is another driver's.
    if (settings.get("postroom.database.trust-file").isEmpty()) {
      settings.get(DATABASE_URL).stream()
          .flatMap(urls -> Arrays.stream(urls.split(",")))
          .map(url -> hostOfUrl(url.strip()))
          .filter(host -> !isLoopback(host))
          .findFirst()
          .ifPresent(
              host ->
                  add(
                      "PostgreSQL at %s is on another machine:"
                          + " set postroom.database.trust-file, so that it is spoken to over TLS",
                      host));
    }
    if (settings.get("quarkus.datasource.reactive.trust-all").filter("true"::equals).isPresent()) {
      add("quarkus.datasource.reactive.trust-all must not be true");
    }
    databasePassword();
  }

  /** Mail and the credentials that open it, where the service exports mailboxes. */
  private void exports() {
    settings
        .get("postroom.export.imap.host")
        .filter(host -> !isLoopback(host))
        .filter(host -> settings.get(IMAP_SECURITY).filter("none"::equalsIgnoreCase).isPresent())
        .ifPresent(
            host ->
                add(
                    "the mail server %s is on another machine and %s is none",
                    host, IMAP_SECURITY));
    for (String key : List.of("postroom.export.s3.endpoint", "postroom.export.s3.sts-endpoint")) {
      settings
          .get(key)
          .map(URI::create)
          .filter(store -> "http".equalsIgnoreCase(store.getScheme()))
          .filter(store -> !isLoopback(store.getHost()))
          .ifPresent(store -> add("%s is on another machine and not https: %s", key, store));
    }
  }

  private void databasePassword() {
    Optional<String> file = settings.get("postroom.database.password-file");
    Optional<String> password =
        file.isPresent() ? file.flatMap(this::text) : settings.get(DATABASE_PASSWORD);
    if (password.filter(text -> text.strip().length() < MIN_PASSWORD).isPresent()) {
      add(
          "the password in %s has fewer than %d characters",
          file.isPresent() ? "postroom.database.password-file" : DATABASE_PASSWORD, MIN_PASSWORD);
    }
  }

  private Optional<String> text(String file) {
    try {
      return Optional.of(Files.readString(Path.of(file)));
    } catch (IOException e) {
      // told of above
      return Optional.empty();
    }
  }

  private void usable(String what, Runnable use) {
    try {
      use.run();
    } catch (IllegalArgumentException e) {
      add("%s: %s", what, e.getMessage());
    }
  }

  private void add(String sentence, Object... values) {
    findings.add(sentence.formatted(values));
  }

  private static String peer(String context) {
    return "postroom.peers." + context;
  }

  private static String host(String server) {
    int colon = server.lastIndexOf(':');
    return colon < 0 ? server : server.substring(0, colon);
  }

  private static String hostOfUrl(String url) {
    String host = URI.create(url.replaceFirst("^vertx-reactive:", "")).getHost();
    return host == null ? url : host;
  }

  /** Names are not looked up: what another machine answers proves nothing. */
  static boolean isLoopback(String host) {
    return host != null
        && (host.equals("localhost")
            || host.equals("::1")
            || host.equals("[::1]")
            || host.matches("127\\.\\d+\\.\\d+\\.\\d+"));
  }
}
