package org.postroom.kit.query;

import io.quarkus.vertx.http.HttpServerOptionsCustomizer;
import io.vertx.core.http.ClientAuth;
import io.vertx.core.http.HttpServerOptions;
import jakarta.inject.Singleton;
import org.postroom.transport.TlsFiles;
import org.postroom.transport.TlsOptions;

/**
 * How a service speaks TLS: with a certificate that is read again when it changes, and asking its
 * callers for one. Those who have none get in as well; what they may ask for is decided at the
 * {@link InternalAccess door}: mail servers and probes have none.
 */
@Singleton
class InternalTls implements HttpServerOptionsCustomizer {
  private final TlsFiles files;

  InternalTls(TlsFiles files) {
    this.files = files;
  }

  @Override
  public void customizeHttpsServer(HttpServerOptions options) {
    TlsOptions.apply(files, options);
    if (files.trust().isPresent()) {
      options.setClientAuth(ClientAuth.REQUEST);
    }
  }
}
