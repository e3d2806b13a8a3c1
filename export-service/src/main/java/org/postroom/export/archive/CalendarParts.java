package org.postroom.export.archive;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.apache.james.mime4j.MimeException;
import org.apache.james.mime4j.stream.EntityState;
import org.apache.james.mime4j.stream.MimeConfig;
import org.apache.james.mime4j.stream.MimeTokenStream;

/**
 * Finds the calendar parts of messages while they stream by. Whatever a message contains, it takes
 * bounded memory and never fails: from broken MIME come the parts found before the break.
 */
final class CalendarParts {
  /** Calendar data of one message that is held; what is beyond stays in the message alone. */
  private static final int MOST_BYTES = 1 << 20;

  private static final int DEEPEST = 32;
  private static final Set<String> TYPES = Set.of("text/calendar", "application/ics");
  private static final MimeConfig LENIENT =
      MimeConfig.custom()
          .setMaxLineLen(64 * 1024)
          .setMaxHeaderLen(128 * 1024)
          .setMaxHeaderCount(10_000)
          .setMaxContentLen(-1)
          .build();

  /**
   * What was found.
   *
   * @param parts decoded, each once
   * @param leftOut how many were too large
   */
  record Found(List<byte[]> parts, int leftOut) {}

  private final List<byte[]> parts = new ArrayList<>();
  private int leftOut;
  private int left = MOST_BYTES;
  private int depth;

  private CalendarParts() {}

  /** The calendar parts of a message that is at hand. */
  static Found of(byte[] message, int length) throws IOException {
    return mayHaveAny(message, length)
        ? copying(new ByteArrayInputStream(message, 0, length), OutputStream.nullOutputStream())
        : new Found(List.of(), 0);
  }

  /** Copies a message, and finds its calendar parts on the way. Fails only as the streams do. */
  static Found copying(InputStream message, OutputStream copy) throws IOException {
    CalendarParts found = new CalendarParts();
    Tee tee = new Tee(message, copy);
    try {
      found.parse(tee);
    } catch (IOException | MimeException | RuntimeException e) {
      if (tee.failure != null) {
        throw tee.failure;
      }
      // Broken MIME: it is copied all the same.
    }
    message.transferTo(copy);
    return new Found(found.parts, found.leftOut);
  }

  private void parse(InputStream message) throws IOException, MimeException {
    MimeTokenStream tokens = new MimeTokenStream(LENIENT);
    tokens.parse(message);
    for (EntityState state = tokens.getState();
        state != EntityState.T_END_OF_STREAM && depth <= DEEPEST;
        state = tokens.next()) {
      switch (state) {
        case T_START_MULTIPART, T_START_MESSAGE -> depth++;
        case T_END_MULTIPART, T_END_MESSAGE -> depth--;
        case T_BODY -> {
          if (TYPES.contains(tokens.getBodyDescriptor().getMimeType())) {
            keep(tokens.getDecodedInputStream());
          }
        }
        default -> {
          // Headers and the text around parts.
        }
      }
    }
  }

  private void keep(InputStream part) throws IOException {
    byte[] bytes = part.readNBytes(left + 1);
    if (bytes.length > left) {
      leftOut++;
    } else if (bytes.length > 0 && parts.stream().noneMatch(known -> Arrays.equals(known, bytes))) {
      parts.add(bytes);
      left -= bytes.length;
    }
  }

  /** Whether "/calendar" or "/ics" stands anywhere, which saves most messages the parsing. */
  private static boolean mayHaveAny(byte[] message, int length) {
    for (int at = 0; at < length; at++) {
      if (message[at] == '/'
          && (follows(message, at, length, "calendar") || follows(message, at, length, "ics"))) {
        return true;
      }
    }
    return false;
  }

  private static boolean follows(byte[] message, int slash, int length, String word) {
    if (slash + word.length() >= length) {
      return false;
    }
    for (int i = 0; i < word.length(); i++) {
      if ((message[slash + 1 + i] | 0x20) != word.charAt(i)) {
        return false;
      }
    }
    return true;
  }

  /** Copies what is read, and remembers when it was the streams that failed, not the parser. */
  private static final class Tee extends InputStream {
    private final InputStream in;
    private final OutputStream copy;
    private IOException failure;

    Tee(InputStream in, OutputStream copy) {
      this.in = in;
      this.copy = copy;
    }

    @Override
    public int read() throws IOException {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
      try {
        int got = in.read(into, offset, length);
        if (got > 0) {
          copy.write(into, offset, got);
        }
        return got;
      } catch (IOException e) {
        failure = e;
        throw e;
      }
    }
  }
}
