package org.postroom.transport;

import java.nio.file.Path;
import java.util.Optional;

/**
 * With what a part shows itself over TLS and whom it trusts, as PEM files that are read again when
 * they change.
 *
 * @param certificate its certificate, followed by those between it and the root; empty for none
 * @param key the certificate's key, PKCS#8 without a password; empty for none
 * @param trust the authorities that it trusts; empty for those that the JDK trusts
 */
public record TlsFiles(Optional<Path> certificate, Optional<Path> key, Optional<Path> trust) {

  /**
   * What is set under a prefix: {@code <prefix>.certificate-file}, {@code <prefix>.key-file},
   * {@code <prefix>.trust-file}.
   *
   * @throws IllegalArgumentException for a certificate without a key or the reverse
   */
  public static TlsFiles of(Settings settings, String prefix) {
    TlsFiles files =
        new TlsFiles(
            settings.get(prefix + ".certificate-file").map(Path::of),
            settings.get(prefix + ".key-file").map(Path::of),
            settings.get(prefix + ".trust-file").map(Path::of));
    if (files.certificate.isPresent() != files.key.isPresent()) {
      throw new IllegalArgumentException(
          prefix + ".certificate-file and " + prefix + ".key-file belong together");
    }
    return files;
  }

  /**
   * Reads what there is once.
   *
   * @throws IllegalArgumentException when a file is not usable
   */
  void check() {
    identity();
    trusted();
  }

  /** What it shows; empty without a certificate. */
  public Optional<ReloadedIdentity> identity() {
    return certificate.flatMap(file -> key.map(keyFile -> new ReloadedIdentity(file, keyFile)));
  }

  /** Whom it trusts; empty for those that the JDK trusts. */
  public Optional<ReloadedTrust> trusted() {
    return trust.map(ReloadedTrust::new);
  }
}
