package org.postroom.kit.database;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.vertx.core.net.TrustOptions;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.pgclient.SslMode;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Supplier;
import org.postroom.transport.ReloadedTrust;
import org.postroom.transport.WatchedFile;

/** How PostgreSQL is entered: the password and the authorities as their files say at the moment. */
public final class DatabaseLogin {
  private final Optional<Supplier<String>> password;
  private final Optional<Path> trustFile;
  private final Optional<ReloadedTrust> trust;

  /**
   * Reads the files.
   *
   * @param passwordFile empty for the password that is configured otherwise
   * @param trustFile empty for connections that are not encrypted
   * @throws IllegalArgumentException when a file is not usable
   */
  public DatabaseLogin(Optional<Path> passwordFile, Optional<Path> trustFile) {
    this.password = passwordFile.map(file -> new WatchedFile<>(file, DatabaseLogin::password));
    this.trustFile = trustFile;
    this.trust = trustFile.map(ReloadedTrust::new);
  }

  private static String password(byte[] text) {
    String password = new String(text, UTF_8).strip();
    if (password.isEmpty()) {
      throw new IllegalArgumentException("it holds no password");
    }
    return password;
  }

  /** The password now; the other one when there is no file. */
  String password(String otherwise) {
    return password.map(Supplier::get).orElse(otherwise);
  }

  /** The options of the next connection. */
  PgConnectOptions applied(PgConnectOptions options) {
    PgConnectOptions now = new PgConnectOptions(options);
    password.ifPresent(file -> now.setPassword(file.get()));
    trust.ifPresent(
        authorities ->
            now.setSslMode(SslMode.VERIFY_FULL)
                .setHostnameVerificationAlgorithm("HTTPS")
                .setTrustOptions(TrustOptions.wrap(authorities)));
    return now;
  }

  /** A JDBC URL with what secures the connection. */
  String applied(String jdbcUrl) {
    return trustFile
        .map(
            file ->
                jdbcUrl
                    + (jdbcUrl.contains("?") ? "&" : "?")
                    + "sslmode=verify-full&sslrootcert="
                    + java.net.URLEncoder.encode(file.toString(), UTF_8))
        .orElse(jdbcUrl);
  }
}
