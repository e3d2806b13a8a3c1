package org.postroom.gateway.kit;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.postroom.gateway.kit.GatewayClient.Answer;

/** Follows an organization at a gateway, in polls and streams. */
public final class FeedClient {
  private static final String PATH = "/events";

  private final GatewayClient gateway;
  private final String organization;
  private final String accessKeyId;

  public FeedClient(GatewayClient gateway, String organization, String accessKeyId) {
    this.gateway = gateway;
    this.organization = organization;
    this.accessKeyId = accessKeyId;
  }

  /** One poll. */
  public Answer poll(Map<String, String> parameters) {
    String query = query(parameters);
    return gateway.send(
        "GET", PATH + '?' + query, signed(query), HttpRequest.BodyPublishers.noBody());
  }

  /** Opens a stream. */
  public Stream stream(Map<String, String> parameters, Map<String, String> headers) {
    String query = query(parameters);
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create("http://" + gateway.host() + PATH + '?' + query))
            .header("accept", "text/event-stream");
    signed(query).forEach(request::header);
    headers.forEach(request::header);
    try {
      return new Stream(
          HttpClient.newBuilder()
              .version(HttpClient.Version.HTTP_1_1)
              .build()
              .send(request.build(), HttpResponse.BodyHandlers.ofInputStream()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /** Opens a stream of which nothing is read until somebody does. */
  public Socket unread() throws IOException {
    String query = query(Map.of());
    StringBuilder request = new StringBuilder("GET " + PATH + '?' + query + " HTTP/1.1\r\n");
    request.append("host: ").append(gateway.host()).append("\r\naccept: text/event-stream\r\n");
    signed(query)
        .forEach((name, value) -> request.append(name).append(": ").append(value).append("\r\n"));
    Socket socket = new Socket();
    socket.setReceiveBufferSize(4_096);
    socket.connect(new InetSocketAddress("localhost", gateway.port()));
    socket.getOutputStream().write(request.append("\r\n").toString().getBytes(UTF_8));
    return socket;
  }

  private Map<String, String> signed(String query) {
    return TestSigner.of(accessKeyId, GatewayWorld.SECRET).signGet(gateway.host(), PATH, query);
  }

  private String query(Map<String, String> parameters) {
    TreeMap<String, String> all = new TreeMap<>(parameters);
    if (organization != null) {
      all.put("organization", organization);
    }
    List<String> parts = new ArrayList<>();
    all.forEach((name, value) -> parts.add(name + '=' + value));
    return String.join("&", parts);
  }

  /** A block of a stream; members that it did not have are null. */
  public record Block(String name, String id, String data) {}

  /** A stream that is read in the background. */
  public static final class Stream implements AutoCloseable {
    private final HttpResponse<InputStream> response;
    private final List<Block> blocks = new CopyOnWriteArrayList<>();
    private volatile boolean ended;

    Stream(HttpResponse<InputStream> response) {
      this.response = response;
      Thread reader = new Thread(this::read, "stream-reader");
      reader.setDaemon(true);
      reader.start();
    }

    public int status() {
      return response.statusCode();
    }

    public String requestId() {
      return response.headers().firstValue("x-amzn-requestid").orElseThrow();
    }

    public String contentType() {
      return response.headers().firstValue("content-type").orElse("");
    }

    /** All blocks so far, heartbeats among them. */
    public List<Block> blocks() {
      return blocks;
    }

    /** The data of blocks with this name; null: of events. */
    public List<String> data(String name) {
      return blocks.stream()
          .filter(block -> block.data() != null && Objects.equals(name, block.name()))
          .map(Block::data)
          .toList();
    }

    /** Whether the gateway has ended it. */
    public boolean isEnded() {
      return ended;
    }

    private void read() {
      try (BufferedReader in = new BufferedReader(new InputStreamReader(response.body(), UTF_8))) {
        String name = null;
        String id = null;
        String data = null;
        for (String line = in.readLine(); line != null; line = in.readLine()) {
          if (line.isEmpty()) {
            blocks.add(new Block(name, id, data));
            name = null;
            id = null;
            data = null;
          } else if (line.startsWith("event: ")) {
            name = line.substring(7);
          } else if (line.startsWith("id: ")) {
            id = line.substring(4);
          } else if (line.startsWith("data: ")) {
            data = line.substring(6);
          }
        }
      } catch (IOException e) {
        // The connection was closed, by either side.
      }
      ended = true;
    }

    @Override
    public void close() {
      try {
        response.body().close();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}
