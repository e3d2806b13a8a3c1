package org.postroom.gateway;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsExchange;
import com.sun.net.httpserver.HttpsParameters;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import javax.net.ssl.SSLParameters;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.postroom.gateway.kit.GatewayProcess;
import org.postroom.gateway.kit.GatewayWorld;
import org.postroom.transport.testing.TestIdentity;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.apache.ApacheHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.workmail.WorkMailClient;

/** A gateway that speaks TLS to callers and shows itself to the services. */
class SecuredGatewayIT {
  @TempDir Path directory;
  private final List<String> callers = new CopyOnWriteArrayList<>();
  private TestIdentity identity;
  private Path certificate;
  private Path key;
  private Path trust;

  @Test
  void callersAndServicesMeetItsCertificateThroughAnExchange() throws Exception {
    identity = TestIdentity.of("first", directory);
    certificate = TestIdentity.write(directory.resolve("tls.crt"), identity.certificate());
    key = TestIdentity.write(directory.resolve("tls.key"), identity.key());
    trust = TestIdentity.write(directory.resolve("ca.crt"), identity.certificate());
    HttpsServer directoryService = directoryService(identity);
    try (GatewayProcess gateway = GatewayProcess.start(settings(directoryService))) {
      await().atMost(Duration.ofSeconds(60)).until(gateway::isListening);
      int port = gateway.port();
      assertThatSdkListsOrganizations(port);
      assertThat(callers).containsExactly("CN=first Bearer " + GatewayWorld.SERVICE_TOKEN);
      assertThat(version(port, HttpClient.Version.HTTP_2)).isEqualTo(HttpClient.Version.HTTP_2);
      assertThat(version(port, HttpClient.Version.HTTP_1_1)).isEqualTo(HttpClient.Version.HTTP_1_1);
      assertThat(
              get(trusting(HttpClient.Version.HTTP_2), secured(port))
                  .headers()
                  .firstValue("Strict-Transport-Security"))
          .hasValueSatisfying(value -> assertThat(value).startsWith("max-age="));
      URI plain = URI.create("http://localhost:" + port + "/q/health/live");
      assertThatThrownBy(() -> get(HttpClient.newHttpClient(), plain))
          .isInstanceOf(IOException.class);
      assertThatThrownBy(() -> get(HttpClient.newHttpClient(), secured(port)))
          .as("nobody vouches for the certificate")
          .isInstanceOf(IOException.class);

      TestIdentity next = TestIdentity.of("next", directory);
      TestIdentity.write(trust, identity.certificate() + next.certificate());
      TestIdentity.write(certificate, next.certificate());
      TestIdentity.write(key, next.key());
      identity = next;
      await()
          .atMost(Duration.ofSeconds(60))
          .ignoreExceptionsInstanceOf(IOException.class)
          .until(() -> version(port, HttpClient.Version.HTTP_2) != null);
      assertThatSdkListsOrganizations(port);
    } finally {
      directoryService.stop(0);
    }
  }

  private Map<String, String> settings(HttpsServer directoryService) {
    Map<String, String> settings = new HashMap<>(GatewayWorld.shared());
    settings.put(
        "postroom.peers.directory", "https://127.0.0.1:" + directoryService.getAddress().getPort());
    settings.put("postroom.tls.certificate-file", certificate.toString());
    settings.put("postroom.tls.key-file", key.toString());
    settings.put("postroom.tls.trust-file", trust.toString());
    // Everybody may come now: that is what TLS is for.
    settings.put("quarkus.http.host", "0.0.0.0");
    return settings;
  }

  private void assertThatSdkListsOrganizations(int port) {
    try (WorkMailClient sdk =
        WorkMailClient.builder()
            .endpointOverride(URI.create("https://localhost:" + port))
            .region(Region.US_EAST_1)
            .httpClient(
                ApacheHttpClient.builder()
                    .tlsTrustManagersProvider(identity::trustManagers)
                    .build())
            .credentialsProvider(
                StaticCredentialsProvider.create(
                    AwsBasicCredentials.create(GatewayWorld.KEY_ID, GatewayWorld.SECRET)))
            .build()) {
      assertThat(sdk.listOrganizations(request -> {}).organizationSummaries()).isEmpty();
    }
  }

  private HttpClient.Version version(int port, HttpClient.Version wanted)
      throws IOException, InterruptedException {
    return get(trusting(wanted), secured(port)).version();
  }

  private HttpClient trusting(HttpClient.Version wanted) {
    return HttpClient.newBuilder().version(wanted).sslContext(identity.trusting()).build();
  }

  private static URI secured(int port) {
    return URI.create("https://localhost:" + port + "/q/health/live");
  }

  private static HttpResponse<String> get(HttpClient client, URI uri)
      throws IOException, InterruptedException {
    return client.send(
        HttpRequest.newBuilder(uri).timeout(Duration.ofSeconds(20)).build(),
        HttpResponse.BodyHandlers.ofString());
  }

  /** A service that talks to nobody who does not show a certificate that it trusts. */
  private HttpsServer directoryService(TestIdentity shown) throws IOException {
    HttpsServer server = HttpsServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
    server.setHttpsConfigurator(
        new HttpsConfigurator(shown.context()) {
          @Override
          public void configure(HttpsParameters parameters) {
            SSLParameters wanted = getSSLContext().getDefaultSSLParameters();
            wanted.setNeedClientAuth(true);
            parameters.setSSLParameters(wanted);
          }
        });
    server.createContext("/internal/queries/ListOrganizations", this::answer);
    server.setExecutor(Executors.newCachedThreadPool());
    server.start();
    return server;
  }

  private void answer(HttpExchange exchange) throws IOException {
    callers.add(
        ((HttpsExchange) exchange).getSSLSession().getPeerPrincipal().getName()
            + " "
            + exchange.getRequestHeaders().getFirst("Authorization"));
    exchange.getRequestBody().readAllBytes();
    byte[] body = "{\"OrganizationSummaries\":[]}".getBytes(UTF_8);
    exchange.sendResponseHeaders(200, body.length);
    try (OutputStream out = exchange.getResponseBody()) {
      out.write(body);
    }
  }
}
