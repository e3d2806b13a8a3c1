package org.postroom.maildomain.testing;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.net.ssl.SSLContext;

/** An Exchange server that knows one user and answers GetUserAvailability; real HTTP. */
public final class EwsStandIn implements AutoCloseable {
  public static final String USER = "reader@partner.test";
  public static final String PASSWORD = "Ews-Clear-Text-4711";
  public static final String PATH = "/EWS/Exchange.asmx";

  private static final String ACTION =
      "\"http://schemas.microsoft.com/exchange/services/2006/messages/GetUserAvailability\"";
  private static final String RESPONSE =
      """
      <?xml version="1.0" encoding="utf-8"?>
      <s:Envelope xmlns:s="http://schemas.xmlsoap.org/soap/envelope/"><s:Body>
      <GetUserAvailabilityResponse
          xmlns="http://schemas.microsoft.com/exchange/services/2006/messages">
      <FreeBusyResponseArray><FreeBusyResponse><ResponseMessage ResponseClass="Error">
      <ResponseCode>ErrorMailRecipientNotFound</ResponseCode></ResponseMessage></FreeBusyResponse>
      </FreeBusyResponseArray></GetUserAvailabilityResponse></s:Body></s:Envelope>
      """;
  private static final String FAULT =
      """
      <?xml version="1.0" encoding="utf-8"?>
      <s:Envelope xmlns:s="http://schemas.xmlsoap.org/soap/envelope/"><s:Body><s:Fault>
      <faultcode>a:ErrorSchemaValidation</faultcode><detail><e:ResponseCode
          xmlns:e="http://schemas.microsoft.com/exchange/services/2006/errors"
          >ErrorSchemaValidation</e:ResponseCode></detail></s:Fault></s:Body></s:Envelope>
      """;

  private final HttpServer server;
  private final List<Request> requests = new CopyOnWriteArrayList<>();

  /** What arrived. */
  public record Request(String path, String host, String body) {}

  private EwsStandIn(HttpServer server) {
    this.server = server;
    server.createContext(PATH, this::exchange);
    server.createContext("/mapi", exchange -> answer(exchange, 200, "<html>Outlook</html>"));
    server.createContext("/huge", exchange -> answer(exchange, 200, "x".repeat(600_000)));
    server.createContext("/fault", exchange -> answer(exchange, 500, FAULT));
    server.createContext(
        "/moved",
        exchange -> {
          exchange.getResponseHeaders().add("Location", "http://127.0.0.1:" + port() + PATH);
          answer(exchange, 302, "");
        });
    server.createContext(
        "/negotiate",
        exchange -> {
          exchange.getResponseHeaders().add("WWW-Authenticate", "Negotiate");
          answer(exchange, 401, "");
        });
    server.start();
  }

  /** One on the loopback address. */
  public static EwsStandIn start() throws IOException {
    return new EwsStandIn(HttpServer.create(loopback(), 0));
  }

  /** One that speaks TLS. */
  public static EwsStandIn startSecure(SSLContext tls) throws IOException {
    HttpsServer server = HttpsServer.create(loopback(), 0);
    server.setHttpsConfigurator(new HttpsConfigurator(tls));
    return new EwsStandIn(server);
  }

  private static InetSocketAddress loopback() throws IOException {
    return new InetSocketAddress(InetAddress.getByName("127.0.0.1"), 0);
  }

  public int port() {
    return server.getAddress().getPort();
  }

  /** The URL of its endpoint under the address's own name. */
  public String url() {
    return "http://127.0.0.1:" + port() + PATH;
  }

  /** What has arrived, whoever sent it. */
  public List<Request> requests() {
    return requests;
  }

  private void exchange(HttpExchange exchange) throws IOException {
    String expected =
        "Basic " + Base64.getEncoder().encodeToString((USER + ':' + PASSWORD).getBytes(UTF_8));
    if (!expected.equals(exchange.getRequestHeaders().getFirst("Authorization"))) {
      exchange.getResponseHeaders().add("WWW-Authenticate", "Basic realm=\"\"");
      answer(exchange, 401, "");
    } else if (!ACTION.equals(exchange.getRequestHeaders().getFirst("SOAPAction"))) {
      answer(exchange, 500, FAULT);
    } else {
      answer(exchange, 200, RESPONSE);
    }
  }

  private void answer(HttpExchange exchange, int status, String text) throws IOException {
    requests.add(
        new Request(
            exchange.getRequestURI().toString(),
            exchange.getRequestHeaders().getFirst("Host"),
            new String(exchange.getRequestBody().readAllBytes(), UTF_8)));
    byte[] body = text.getBytes(UTF_8);
    exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
    if (body.length > 0) {
      exchange.getResponseBody().write(body);
    }
    exchange.close();
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
