package org.postroom.transport;

import io.vertx.core.net.KeyCertOptions;
import io.vertx.core.net.TCPSSLOptions;
import io.vertx.core.net.TrustOptions;

/** Gives servers and clients of Vert.x certificates that are read again when their files change. */
public final class TlsOptions {
  private TlsOptions() {}

  /**
   * Makes options show the files' certificate and trust the files' authorities; what there is no
   * file for stays as it is.
   *
   * @throws IllegalArgumentException when a file is not usable
   */
  public static void apply(TlsFiles files, TCPSSLOptions options) {
    files
        .identity()
        .ifPresent(identity -> options.setKeyCertOptions(KeyCertOptions.wrap(identity)));
    files.trusted().ifPresent(trust -> options.setTrustOptions(TrustOptions.wrap(trust)));
  }
}
