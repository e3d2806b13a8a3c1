package org.postroom.export.testing;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * As much of the S3 API as exports use, path style, over files of a directory; and it fails where a
 * test wants it to. Signatures are not looked at.
 */
public final class ScriptedS3 implements AutoCloseable {
  /** A call: {@code UploadPart} and the like, and its part's number or 0. */
  public record Call(String name, String key, int part, Map<String, String> headers) {}

  /** How a call fails: with this status and code; when the code is null the connection breaks. */
  public record Fault(int status, String code) {}

  /** Decides what fails; may block. */
  public interface Script {
    Optional<Fault> on(Call call);
  }

  private record Upload(String key, Map<Integer, Path> parts, Map<String, String> metadata) {}

  private final Path directory;
  private final HttpServer server;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final Map<String, Upload> uploads = new ConcurrentHashMap<>();
  private final Map<String, Path> objects = new ConcurrentHashMap<>();
  private final Map<String, Map<String, String>> metadata = new ConcurrentHashMap<>();
  private final List<Call> calls = new CopyOnWriteArrayList<>();
  private final Set<String> unanswered = ConcurrentHashMap.newKeySet();
  private final AtomicInteger ids = new AtomicInteger();
  private volatile Script script = call -> Optional.empty();

  public ScriptedS3(Path directory) throws IOException {
    this.directory = directory;
    this.server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(threads);
    server.createContext("/", this::handle);
    server.start();
  }

  public URI endpoint() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }

  public void script(Script next) {
    script = next;
  }

  /** The next such call is done, and its answer is lost. */
  public void loseAnswer(String name) {
    unanswered.add(name);
  }

  public List<Call> calls() {
    return List.copyOf(calls);
  }

  /** Objects by {@code bucket/key}. */
  public Map<String, Path> objects() {
    return objects;
  }

  public int openUploads() {
    return uploads.size();
  }

  /** Leaves an upload open, as a dead process does, and gives its id. */
  public String abandonUpload(String key) {
    String id = "dead-" + ids.incrementAndGet();
    uploads.put(id, new Upload(key, new ConcurrentHashMap<>(), Map.of()));
    return id;
  }

  private void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      String key = exchange.getRequestURI().getPath().substring(1);
      Map<String, String> query = query(exchange.getRequestURI().getRawQuery());
      String name = name(exchange.getRequestMethod(), query);
      Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
      exchange.getRequestHeaders().forEach((header, values) -> headers.put(header, values.get(0)));
      Call call =
          new Call(name, key, Integer.parseInt(query.getOrDefault("partNumber", "0")), headers);
      calls.add(call);
      Optional<Fault> fault = script.on(call);
      if (fault.isPresent()) {
        exchange.getRequestBody().transferTo(OutputStream.nullOutputStream());
        if (fault.get().code() != null) {
          error(exchange, fault.get().status(), fault.get().code());
        }
        return;
      }
      answer(exchange, call, query);
    }
  }

  private static String name(String method, Map<String, String> query) {
    boolean upload = query.containsKey("uploadId");
    return switch (method) {
      case "POST" -> upload ? "CompleteMultipartUpload" : "CreateMultipartUpload";
      case "PUT" -> upload ? "UploadPart" : "PutObject";
      case "HEAD" -> "HeadObject";
      case "DELETE" -> upload ? "AbortMultipartUpload" : "DeleteObject";
      default -> query.containsKey("uploads") ? "ListMultipartUploads" : "GetBucketPolicyStatus";
    };
  }

  private void answer(HttpExchange exchange, Call call, Map<String, String> query)
      throws IOException {
    String id = query.get("uploadId");
    if (id != null && !uploads.containsKey(id)) {
      exchange.getRequestBody().transferTo(OutputStream.nullOutputStream());
      error(exchange, 404, "NoSuchUpload");
      return;
    }
    switch (call.name()) {
      case "CreateMultipartUpload" -> {
        String next = "upload-" + ids.incrementAndGet();
        uploads.put(next, new Upload(call.key(), new ConcurrentHashMap<>(), metadata(call)));
        xml(
            exchange,
            "<InitiateMultipartUploadResult><UploadId>"
                + next
                + "</UploadId></InitiateMultipartUploadResult>");
      }
      case "UploadPart" -> {
        Path file = receive(exchange);
        uploads.get(id).parts().put(call.part(), file);
        exchange.getResponseHeaders().add("ETag", '"' + file.getFileName().toString() + '"');
        exchange.sendResponseHeaders(200, -1);
      }
      case "CompleteMultipartUpload" -> {
        exchange.getRequestBody().transferTo(OutputStream.nullOutputStream());
        Path file = directory.resolve("object-" + ids.incrementAndGet());
        Upload upload = uploads.remove(id);
        metadata.put(call.key(), upload.metadata());
        try (OutputStream out = Files.newOutputStream(file)) {
          for (Path part : new TreeMap<>(upload.parts()).values()) {
            Files.copy(part, out);
            Files.delete(part);
          }
        }
        objects.put(call.key(), file);
        if (unanswered.remove(call.name())) {
          return;
        }
        xml(
            exchange,
            "<CompleteMultipartUploadResult><ETag>\"x\"</ETag>"
                + "</CompleteMultipartUploadResult>");
      }
      case "PutObject" -> {
        objects.put(call.key(), receive(exchange));
        exchange.getResponseHeaders().add("ETag", "\"x\"");
        exchange.sendResponseHeaders(200, -1);
      }
      case "HeadObject" -> {
        metadata.getOrDefault(call.key(), Map.of()).forEach(exchange.getResponseHeaders()::add);
        exchange.sendResponseHeaders(objects.containsKey(call.key()) ? 200 : 404, -1);
      }
      case "AbortMultipartUpload" -> {
        uploads.remove(id);
        exchange.sendResponseHeaders(204, -1);
      }
      case "DeleteObject" -> {
        objects.remove(call.key());
        exchange.sendResponseHeaders(204, -1);
      }
      case "ListMultipartUploads" -> list(exchange, call.key(), query.getOrDefault("prefix", ""));
      default -> error(exchange, 404, "NoSuchBucketPolicy");
    }
  }

  private static Map<String, String> metadata(Call call) {
    Map<String, String> metadata = new TreeMap<>(call.headers());
    metadata.keySet().removeIf(name -> !name.toLowerCase(Locale.ROOT).startsWith("x-amz-meta-"));
    return metadata;
  }

  private void list(HttpExchange exchange, String bucket, String prefix) throws IOException {
    StringBuilder found = new StringBuilder("<ListMultipartUploadsResult>");
    uploads.forEach(
        (id, upload) -> {
          if (upload.key().startsWith(bucket + "/" + prefix)) {
            found
                .append("<Upload><Key>")
                .append(upload.key().substring(bucket.length() + 1))
                .append("</Key><UploadId>")
                .append(id)
                .append("</UploadId></Upload>");
          }
        });
    xml(
        exchange,
        found.append("<IsTruncated>false</IsTruncated></ListMultipartUploadsResult>").toString());
  }

  /** Writes a request's content to a file, without the signatures that may stand in between. */
  private Path receive(HttpExchange exchange) throws IOException {
    Path file = directory.resolve("content-" + ids.incrementAndGet());
    String sha256 = exchange.getRequestHeaders().getFirst("x-amz-content-sha256");
    try (OutputStream out = Files.newOutputStream(file);
        InputStream in = new BufferedInputStream(exchange.getRequestBody(), 1 << 16)) {
      if (sha256 == null || !sha256.startsWith("STREAMING")) {
        in.transferTo(out);
        return file;
      }
      for (int size = chunkSize(in); size > 0; size = chunkSize(in)) {
        out.write(in.readNBytes(size));
        in.readNBytes(2);
      }
      in.transferTo(OutputStream.nullOutputStream());
    }
    return file;
  }

  private static int chunkSize(InputStream in) throws IOException {
    StringBuilder line = new StringBuilder();
    for (int next = in.read(); next != '\n' && next >= 0; next = in.read()) {
      line.append((char) next);
    }
    return Integer.parseInt(line.toString().strip().split(";")[0], 16);
  }

  private static Map<String, String> query(String raw) {
    Map<String, String> query = new TreeMap<>();
    List<String> pairs = raw == null ? List.of() : new ArrayList<>(List.of(raw.split("&")));
    for (String pair : pairs) {
      String[] sides = pair.split("=", 2);
      query.put(sides[0], sides.length == 1 ? "" : URLDecoder.decode(sides[1], UTF_8));
    }
    return query;
  }

  private static void error(HttpExchange exchange, int status, String code) throws IOException {
    send(
        exchange, status, "<Error><Code>" + code + "</Code><Message>as scripted</Message></Error>");
  }

  private static void xml(HttpExchange exchange, String xml) throws IOException {
    send(exchange, 200, xml);
  }

  private static void send(HttpExchange exchange, int status, String xml) throws IOException {
    byte[] bytes = xml.getBytes(UTF_8);
    exchange.getResponseHeaders().add("Content-Type", "application/xml");
    exchange.sendResponseHeaders(status, bytes.length);
    exchange.getResponseBody().write(bytes);
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
