package org.postroom.gateway.http;

import io.quarkus.vertx.http.HttpServerOptionsCustomizer;
import io.vertx.core.http.HttpServerOptions;
import jakarta.inject.Singleton;
import org.postroom.transport.TlsFiles;
import org.postroom.transport.TlsOptions;

/** The gateway's certificate, read again when it changes. */
@Singleton
class PublicTls implements HttpServerOptionsCustomizer {
  private final TlsFiles files;

  PublicTls(TlsFiles files) {
    this.files = files;
  }

  @Override
  public void customizeHttpsServer(HttpServerOptions options) {
    TlsOptions.apply(files, options);
  }
}
