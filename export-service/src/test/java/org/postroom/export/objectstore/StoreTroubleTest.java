package org.postroom.export.objectstore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.postroom.export.testing.ExportBench.ORDER;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.postroom.export.run.ExportBroken;
import org.postroom.export.run.ExportFailed;
import org.postroom.export.testing.Settings;
import org.postroom.transport.testing.TestIdentity;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.services.s3.model.S3Exception;

class StoreTroubleTest {
  @TempDir Path directory;

  private void assertRefuses(String endpoint, String reason, boolean worthRetrying) {
    Settings settings = new Settings(directory).set("s3.endpoint", endpoint);
    S3ObjectStore store = new S3ObjectStore(settings.config().s3(), "us-east-1");
    assertThatThrownBy(() -> store.begin(ORDER))
        .isInstanceOfSatisfying(
            ExportBroken.class,
            e -> assertThat(e.failure().isWorthRetrying()).isEqualTo(worthRetrying))
        .hasMessageContaining(reason);
  }

  @Test
  void aStoreThatNobodyVouchesForIsNotSpokenTo() throws Exception {
    HttpsServer server =
        HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setHttpsConfigurator(
        new HttpsConfigurator(TestIdentity.ofHost("localhost", directory).context()));
    server.start();
    try {
      assertRefuses(
          "https://localhost:" + server.getAddress().getPort(),
          "shows no certificate that is trusted",
          false);
    } finally {
      server.stop(0);
    }
  }

  @Test
  void aHandshakeThatEndsEarlyIsWorthAnotherTry() throws Exception {
    try (ServerSocket server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
      Thread closing =
          new Thread(
              () -> {
                try {
                  while (true) {
                    server.accept().close();
                  }
                } catch (IOException e) {
                  // The test is over.
                }
              });
      closing.setDaemon(true);
      closing.start();
      assertRefuses("https://localhost:" + server.getLocalPort(), "broke off", true);
    }
  }

  @Test
  void aNameThatIsNotKnownIsWorthAnotherTry() {
    assertRefuses("http://no-such-host.invalid", "no-such-host.invalid is not known", true);
  }

  @Test
  void aKeyThatTheRoleMayNotUseIsTold() {
    ExportFailed failed =
        new S3Failures(ORDER.target())
            .of(
                "s3:PutObject",
                S3Exception.builder()
                    .statusCode(403)
                    .awsErrorDetails(
                        AwsErrorDetails.builder()
                            .errorCode("AccessDenied")
                            .errorMessage(
                                "User: x is not authorized to perform: kms:GenerateDataKey on y")
                            .build())
                    .build());
    assertThat(failed).hasMessageContaining("cannot encrypt with the key arn:aws:kms:");
    assertThat(failed.isWorthRetrying()).isFalse();
  }
}
