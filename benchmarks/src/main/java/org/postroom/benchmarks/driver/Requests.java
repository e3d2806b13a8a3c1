package org.postroom.benchmarks.driver;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.function.LongFunction;

/** The requests of a group of clients, and what is made of their answers. Not thread-safe. */
interface Requests {
  /** The value of X-Amz-Target. */
  String target();

  /** The body of a client's next request. */
  byte[] next(int client);

  /** A client's next request as it is sent. */
  default byte[] whole(RequestSigner signer, String invocationId, int client) {
    return signer.request(target(), invocationId, next(client));
  }

  /** Takes an answer; returns what is wrong with it, null when it is as expected. */
  String answered(int client, int status, byte[] body);

  /** Requests that only their number tells apart. */
  final class Counted implements Requests {
    private final String target;
    private final String expectedError;
    private final LongFunction<String> bodies;
    private long number;

    Counted(String operation, String expectedError, LongFunction<String> bodies) {
      this.target = operation.contains(".") ? operation : "WorkMailService." + operation;
      this.expectedError = expectedError;
      this.bodies = bodies;
    }

    @Override
    public String target() {
      return target;
    }

    @Override
    public byte[] next(int client) {
      return bodies.apply(++number).getBytes(UTF_8);
    }

    @Override
    public String answered(int client, int status, byte[] body) {
      if (expectedError == null) {
        return status == 200 ? null : errorIn(status, body);
      }
      String error = status == 200 ? "accepted" : errorIn(status, body);
      return error.equals(expectedError) ? null : error;
    }
  }

  /** The same question of a mail server again and again; nothing is signed. */
  final class Plain implements Requests {
    private final byte[] request;
    private final int expectedStatus;
    private final byte[] expected;

    /**
     * @param expected what the answer must contain; empty for anything
     */
    Plain(String path, String token, String body, int expectedStatus, String expected) {
      this.request =
          ("POST "
                  + path
                  + " HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer "
                  + token
                  + "\r\nContent-Length: "
                  + body.length()
                  + "\r\n\r\n"
                  + body)
              .getBytes(UTF_8);
      this.expectedStatus = expectedStatus;
      this.expected = expected.getBytes(UTF_8);
    }

    @Override
    public String target() {
      return "";
    }

    @Override
    public byte[] next(int client) {
      return request;
    }

    @Override
    public byte[] whole(RequestSigner signer, String invocationId, int client) {
      return request;
    }

    @Override
    public String answered(int client, int status, byte[] body) {
      if (status != expectedStatus) {
        return "HTTP " + status;
      }
      boolean isExpected = new String(body, UTF_8).contains(new String(expected, UTF_8));
      return isExpected ? null : "another answer";
    }
  }

  /** Listings that follow their page tokens. */
  final class Pages implements Requests {
    private static final String TOKEN = "\"NextToken\":\"";
    private final String target;
    private final String head;
    private final String[] tokens;

    /**
     * @param body of the first request; ends with a brace
     */
    Pages(String operation, String body, int clients) {
      this.target = "WorkMailService." + operation;
      this.head = body.substring(0, body.length() - 1);
      this.tokens = new String[clients];
    }

    @Override
    public String target() {
      return target;
    }

    @Override
    public byte[] next(int client) {
      String token = tokens[client];
      return (head + (token == null ? "" : ",\"NextToken\":\"" + token + "\"") + "}")
          .getBytes(UTF_8);
    }

    @Override
    public String answered(int client, int status, byte[] body) {
      if (status != 200) {
        return errorIn(status, body);
      }
      // A page is large and its token is the last member or the first: no need to parse it all.
      String text = new String(body, UTF_8);
      int at = text.lastIndexOf(TOKEN);
      tokens[client] =
          at < 0
              ? null
              : text.substring(at + TOKEN.length(), text.indexOf('"', at + TOKEN.length()));
      return null;
    }
  }

  private static String errorIn(int status, byte[] body) {
    String text = new String(body, UTF_8);
    int at = text.indexOf("\"__type\":\"");
    return at < 0 ? "HTTP " + status : text.substring(at + 10, text.indexOf('"', at + 10));
  }
}
