package org.postroom.local.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.postroom.local.InstallationException;

/** A zone in pages. */
class DkimZoneCommandTest {
  private static final String CREDENTIAL = "the-service-credential";

  private final StringWriter out = new StringWriter();
  private HttpServer service;
  private boolean breaksOff;

  @BeforeEach
  void start() throws IOException {
    service = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    service.createContext("/internal/dkim/zone", this::answer);
    service.start();
  }

  @AfterEach
  void stop() {
    service.stop(0);
  }

  @Test
  void allPagesArePrintedInOrder() {
    print();
    assertThat(out.toString()).isEqualTo("one\ntwo\nthree\n");
  }

  @Test
  void aZoneThatBreaksOffIsAFailure() {
    breaksOff = true;
    assertThatThrownBy(this::print)
        .isInstanceOf(InstallationException.class)
        .hasMessage("The service is temporarily unavailable.");
    assertThat(out.toString()).isEqualTo("one\ntwo\n");
  }

  private void print() {
    URI address = URI.create("http://127.0.0.1:" + service.getAddress().getPort());
    DkimZoneCommand.print(
        new InternalCalls("mail-domain", address, CREDENTIAL), new PrintWriter(out));
  }

  private void answer(HttpExchange exchange) throws IOException {
    assertThat(exchange.getRequestHeaders().getFirst("Authorization"))
        .isEqualTo("Bearer " + CREDENTIAL);
    if (exchange.getRequestURI().getQuery() == null) {
      exchange.getResponseHeaders().add("postroom-next", "m-1/r 2");
      send(exchange, 200, "one\ntwo\n");
    } else if (breaksOff) {
      send(exchange, 503, "The service is temporarily unavailable.");
    } else {
      assertThat(exchange.getRequestURI().getQuery()).isEqualTo("after=m-1/r+2");
      send(exchange, 200, "three\n");
    }
  }

  private static void send(HttpExchange exchange, int status, String body) throws IOException {
    exchange.sendResponseHeaders(status, body.length());
    exchange.getResponseBody().write(body.getBytes(UTF_8));
    exchange.close();
  }
}
