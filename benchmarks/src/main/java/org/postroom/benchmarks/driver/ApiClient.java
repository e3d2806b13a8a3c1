package org.postroom.benchmarks.driver;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.time.Clock;

/** A blocking client of the WorkMail API on one keep-alive connection. Not thread-safe. */
public final class ApiClient implements AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Socket socket;
  private final RequestSigner signer;
  private final ResponseBuffer response = new ResponseBuffer();
  private final byte[] scratch = new byte[16 * 1024];

  public ApiClient(Target target, Clock clock) throws IOException {
    socket = new Socket(target.host(), target.port(0));
    socket.setTcpNoDelay(true);
    signer = new RequestSigner(target, clock);
  }

  /**
   * Calls an operation.
   *
   * @throws IOException when the answer is not a success; its message holds the answer
   */
  public JsonNode call(String operation, String body) throws IOException {
    socket
        .getOutputStream()
        .write(signer.request("WorkMailService." + operation, null, body.getBytes(UTF_8)));
    InputStream in = socket.getInputStream();
    response.clear();
    while (!response.complete()) {
      int read = in.read(scratch);
      if (read < 0) {
        throw new IOException("closed by the server");
      }
      response.add(scratch, read);
    }
    if (response.status() != 200) {
      throw new IOException(
          operation + ": HTTP " + response.status() + " " + new String(response.body(), UTF_8));
    }
    return JSON.readTree(response.body());
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
