package org.postroom.transport.testing;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.Base64;
import java.util.List;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;

/** A certificate of its own authority, made by the JDK's keytool, for servers and clients alike. */
public final class TestIdentity {
  /** Of {@link #store()}. */
  public static final String PASSWORD = "changeit";

  private static final String ALIAS = "self";

  private final Path store;
  private final KeyStore keys;

  private TestIdentity(Path store, KeyStore keys) {
    this.store = store;
    this.keys = keys;
  }

  /** One for this machine: {@code localhost}, {@code 127.0.0.1}. */
  public static TestIdentity of(String name, Path directory) {
    return of(name, "dns:localhost,ip:127.0.0.1", directory);
  }

  /** One for a host of this name and nothing else. */
  public static TestIdentity ofHost(String name, Path directory) {
    return of(name, "dns:" + name, directory);
  }

  private static TestIdentity of(String name, String goodFor, Path directory) {
    Path store = directory.resolve(name + ".p12");
    try {
      Process keytool =
          new ProcessBuilder(
                  List.of(
                      Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                      "-genkeypair",
                      "-alias",
                      ALIAS,
                      "-keyalg",
                      "EC",
                      "-dname",
                      "CN=" + name,
                      "-ext",
                      "san=" + goodFor,
                      "-validity",
                      "2",
                      "-storetype",
                      "PKCS12",
                      "-storepass",
                      PASSWORD,
                      "-keystore",
                      store.toString()))
              .redirectErrorStream(true)
              .redirectOutput(directory.resolve(name + ".log").toFile())
              .start();
      if (keytool.waitFor() != 0) {
        throw new IllegalStateException("keytool failed");
      }
      KeyStore keys = KeyStore.getInstance("PKCS12");
      try (InputStream in = Files.newInputStream(store)) {
        keys.load(in, PASSWORD.toCharArray());
      }
      return new TestIdentity(store, keys);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /** The file with certificate and key, as Java's servers have it. */
  public Path store() {
    return store;
  }

  /** The certificate, PEM. */
  public String certificate() {
    try {
      return pem("CERTIFICATE", keys.getCertificate(ALIAS).getEncoded());
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The private key, PEM. */
  public String key() {
    try {
      return pem("PRIVATE KEY", keys.getKey(ALIAS, PASSWORD.toCharArray()).getEncoded());
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String pem(String what, byte[] content) {
    return "-----BEGIN "
        + what
        + "-----\n"
        + Base64.getMimeEncoder(64, "\n".getBytes(US_ASCII)).encodeToString(content)
        + "\n-----END "
        + what
        + "-----\n";
  }

  /** Writes a file for its owner alone, as a whole, so that nobody reads half of it. */
  public static Path write(Path file, String content) {
    try {
      Path partial = Files.writeString(file.resolveSibling(file.getFileName() + ".new"), content);
      Files.setPosixFilePermissions(partial, PosixFilePermissions.fromString("rw-------"));
      return Files.move(
          partial, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** For one who shows this identity and trusts it alone. */
  public SSLContext context() {
    return context(true);
  }

  /** For one who shows nothing and trusts this identity alone. */
  public SSLContext trusting() {
    return context(false);
  }

  /** Trusts this identity alone. */
  public TrustManager[] trustManagers() {
    try {
      KeyStore trusted = KeyStore.getInstance("PKCS12");
      trusted.load(null, null);
      trusted.setCertificateEntry(ALIAS, keys.getCertificate(ALIAS));
      TrustManagerFactory trust =
          TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
      trust.init(trusted);
      return trust.getTrustManagers();
    } catch (GeneralSecurityException | IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private SSLContext context(boolean shown) {
    try {
      KeyManagerFactory own =
          KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
      own.init(keys, PASSWORD.toCharArray());
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(shown ? own.getKeyManagers() : null, trustManagers(), null);
      return context;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }
}
