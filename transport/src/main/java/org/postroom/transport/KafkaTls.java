package org.postroom.transport;

import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.TrustManager;
import org.apache.kafka.common.security.auth.SslEngineFactory;

/**
 * TLS for Kafka's clients with PEM files that are read again when they change, which Kafka's own
 * factory does for brokers only. Made by Kafka, by its name.
 */
public final class KafkaTls implements SslEngineFactory {
  static final String TRUST_FILE = "postroom.trust.file";
  static final String CERTIFICATE_FILE = "postroom.certificate.file";
  static final String KEY_FILE = "postroom.key.file";

  private SSLContext context;

  @Override
  public void configure(Map<String, ?> settings) {
    TlsFiles files =
        new TlsFiles(
            file(settings, CERTIFICATE_FILE), file(settings, KEY_FILE), file(settings, TRUST_FILE));
    try {
      context = SSLContext.getInstance("TLS");
      context.init(
          files.identity().map(identity -> new KeyManager[] {identity}).orElse(null),
          files.trusted().map(trust -> new TrustManager[] {trust}).orElse(null),
          null);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("TLS is not to be had", e);
    }
  }

  private static Optional<Path> file(Map<String, ?> settings, String key) {
    return Optional.ofNullable((String) settings.get(key)).map(Path::of);
  }

  @Override
  public SSLEngine createClientSslEngine(String host, int port, String endpointIdentification) {
    SSLEngine engine = context.createSSLEngine(host, port);
    engine.setUseClientMode(true);
    SSLParameters parameters = engine.getSSLParameters();
    parameters.setEndpointIdentificationAlgorithm(endpointIdentification);
    engine.setSSLParameters(parameters);
    return engine;
  }

  @Override
  public SSLEngine createServerSslEngine(String host, int port) {
    throw new UnsupportedOperationException("for clients only");
  }

  @Override
  public boolean shouldBeRebuilt(Map<String, Object> settings) {
    return false;
  }

  @Override
  public Set<String> reconfigurableConfigs() {
    return Set.of();
  }

  @Override
  public KeyStore keystore() {
    return null;
  }

  @Override
  public KeyStore truststore() {
    return null;
  }

  @Override
  public void close() {
    // Nothing is held but memory.
  }
}
