package org.postroom.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLServerSocket;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.postroom.transport.testing.TestIdentity;

class ReloadedTlsTest {
  @TempDir Path directory;
  private TestIdentity first;
  private TestIdentity second;
  private Path certificate;
  private Path key;
  private Path trust;

  @BeforeEach
  void writeFiles() {
    first = TestIdentity.of("first", directory);
    second = TestIdentity.of("second", directory);
    certificate = TestIdentity.write(directory.resolve("tls.crt"), first.certificate());
    key = TestIdentity.write(directory.resolve("tls.key"), first.key());
    trust = TestIdentity.write(directory.resolve("ca.crt"), first.certificate());
  }

  private TlsFiles files() {
    return new TlsFiles(Optional.of(certificate), Optional.of(key), Optional.of(trust));
  }

  @Test
  void bothSidesOfAConnectionFollowTheirFiles() throws Exception {
    SSLContext context = SSLContext.getInstance("TLS");
    TlsFiles files = files();
    context.init(
        new KeyManager[] {files.identity().orElseThrow()},
        new TrustManager[] {files.trusted().orElseThrow()},
        null);
    assertThat(shown(context, first.context())).isEqualTo("CN=first");
    assertThat(shown(first.context(), context)).isEqualTo("CN=first");

    TestIdentity.write(certificate, second.certificate());
    // Whoever connects while the key is still missing meets the pair of before.
    assertThat(shown(context, first.context())).isEqualTo("CN=first");
    await().until(() -> StaleFiles.now().contains(certificate));
    TestIdentity.write(key, second.key());
    TestIdentity.write(trust, second.certificate());
    await()
        .ignoreExceptionsInstanceOf(IOException.class)
        .untilAsserted(() -> assertThat(shown(context, second.context())).isEqualTo("CN=second"));
    await()
        .ignoreExceptionsInstanceOf(IOException.class)
        .untilAsserted(() -> assertThat(shown(second.context(), context)).isEqualTo("CN=second"));
    assertThat(StaleFiles.now()).doesNotContain(certificate);
    assertThat(CompletableFuture.supplyAsync(() -> isRefused(first.context(), context)).get())
        .isTrue();
  }

  @Test
  void aKeyOfAnotherCertificateIsNoIdentity() {
    TestIdentity.write(key, second.key());
    assertThatIllegalArgumentException().isThrownBy(() -> files().identity());
    TestIdentity.write(key, "no key");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> files().identity())
        .withMessageContaining("PKCS#8");
    TestIdentity.write(trust, "nobody");
    assertThatIllegalArgumentException().isThrownBy(() -> files().trusted());
  }

  private static boolean isRefused(SSLContext server, SSLContext client) {
    try {
      shown(server, client);
      return false;
    } catch (SSLException e) {
      return true;
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  /** Whom the client sees; both sides show themselves. */
  private static String shown(SSLContext server, SSLContext client) throws IOException {
    try (SSLServerSocket listening =
        (SSLServerSocket)
            server
                .getServerSocketFactory()
                .createServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
      listening.setNeedClientAuth(true);
      CompletableFuture<Void> accepted =
          CompletableFuture.runAsync(
              () -> {
                try (SSLSocket socket = (SSLSocket) listening.accept()) {
                  socket.startHandshake();
                  socket.getOutputStream().write(1);
                } catch (IOException e) {
                  // The client is told.
                }
              });
      try (SSLSocket socket =
          (SSLSocket)
              client.getSocketFactory().createSocket("127.0.0.1", listening.getLocalPort())) {
        socket.startHandshake();
        if (socket.getInputStream().read() != 1) {
          throw new SSLException("the server did not like the client");
        }
        X509Certificate shown = (X509Certificate) socket.getSession().getPeerCertificates()[0];
        accepted.join();
        return shown.getSubjectX500Principal().getName();
      }
    }
  }
}
