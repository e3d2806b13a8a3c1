package org.postroom.benchmarks.driver;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.util.Arrays;
import java.util.Locale;

/**
 * Collects the bytes of one HTTP/1.1 response and knows when it is complete. It understands what
 * the gateway sends: a length, or chunks. Not thread-safe.
 */
final class ResponseBuffer {
  private static final int INITIAL_SIZE = 32 * 1024;
  private static final int UNKNOWN = -1;

  private byte[] bytes = new byte[INITIAL_SIZE];
  private int filled;
  private int bodyStart = UNKNOWN;
  private int contentLength = UNKNOWN;
  private boolean chunked;
  private int status;

  /** Forgets the response before. */
  void clear() {
    filled = 0;
    bodyStart = UNKNOWN;
    contentLength = UNKNOWN;
    chunked = false;
  }

  /** Adds bytes that were received. */
  void add(byte[] source, int length) {
    if (filled + length > bytes.length) {
      bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, filled + length));
    }
    System.arraycopy(source, 0, bytes, filled, length);
    filled += length;
  }

  /**
   * Whether the whole response is there.
   *
   * @throws IOException when it is no response
   */
  boolean complete() throws IOException {
    if (bodyStart == UNKNOWN && !readHead()) {
      return false;
    }
    return chunked
        ? endsWith("\r\n0\r\n\r\n") || (filled - bodyStart == 5 && endsWith("0\r\n\r\n"))
        : filled - bodyStart >= contentLength;
  }

  /** The status of a complete response. */
  int status() {
    return status;
  }

  /** The body of a complete response. */
  byte[] body() {
    return chunked ? dechunk() : Arrays.copyOfRange(bytes, bodyStart, bodyStart + contentLength);
  }

  private boolean readHead() throws IOException {
    int end = indexOfBlankLine();
    if (end == UNKNOWN) {
      return false;
    }
    String[] lines = new String(bytes, 0, end, ISO_8859_1).split("\r\n");
    if (!lines[0].startsWith("HTTP/1.1 ")) {
      throw new IOException("not an HTTP/1.1 response: " + lines[0]);
    }
    status = Integer.parseInt(lines[0].substring(9, 12));
    for (int i = 1; i < lines.length; i++) {
      String line = lines[i].toLowerCase(Locale.ROOT);
      if (line.startsWith("content-length:")) {
        contentLength = Integer.parseInt(line.substring(15).trim());
      } else if (line.startsWith("transfer-encoding:") && line.contains("chunked")) {
        chunked = true;
      }
    }
    if (contentLength == UNKNOWN && !chunked) {
      throw new IOException("a response without a length");
    }
    bodyStart = end + 4;
    return true;
  }

  private int indexOfBlankLine() {
    for (int i = 3; i < filled; i++) {
      if (bytes[i] == '\n' && bytes[i - 1] == '\r' && bytes[i - 2] == '\n') {
        return i - 3;
      }
    }
    return UNKNOWN;
  }

  private boolean endsWith(String text) {
    byte[] end = text.getBytes(ISO_8859_1);
    return filled - bodyStart >= end.length
        && Arrays.equals(bytes, filled - end.length, filled, end, 0, end.length);
  }

  private byte[] dechunk() {
    byte[] body = new byte[filled - bodyStart];
    int length = 0;
    int at = bodyStart;
    while (true) {
      int lineEnd = at;
      while (bytes[lineEnd] != '\r') {
        lineEnd++;
      }
      int size = Integer.parseInt(new String(bytes, at, lineEnd - at, ISO_8859_1).trim(), 16);
      if (size == 0) {
        return Arrays.copyOf(body, length);
      }
      System.arraycopy(bytes, lineEnd + 2, body, length, size);
      length += size;
      at = lineEnd + 2 + size + 2;
    }
  }
}
