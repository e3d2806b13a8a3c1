package org.postroom.export.imap;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Locale;
import org.postroom.export.run.ExportBroken;

/**
 * Reads an IMAP server's answers one token at a time (RFC 9051, section 9). What is held in memory
 * is bounded whatever the server sends; literals that are asked for as streams are not held at all.
 * Strings are bytes, one in each character.
 */
final class ImapReader {
  private static final int LONGEST_STRING = 64 * 1024;
  private static final int LONGEST_TEXT = 512;

  /** Says what it means that the connection does not give any more. */
  interface Loss {
    ExportBroken lost(IOException cause);
  }

  private final InputStream in;
  private final Loss loss;
  private final byte[] buffer = new byte[64 * 1024];
  private int position;
  private int limit;

  ImapReader(InputStream in, Loss loss) {
    this.in = in;
    this.loss = loss;
  }

  /** Whether bytes are here that have not been read; before TLS begins there must be none. */
  boolean hasBuffered() {
    return position < limit;
  }

  int peek() throws IOException {
    if (position == limit) {
      limit = fill(buffer, 0, buffer.length);
      position = 0;
    }
    return buffer[position] & 0xff;
  }

  int read() throws IOException {
    int next = peek();
    position++;
    return next;
  }

  void expect(char expected) throws IOException {
    int next = read();
    if (next != expected) {
      throw new ImapProtocolException("'" + expected + "' was expected, not something else");
    }
  }

  /** Skips the character if it comes next. */
  boolean skip(char skipped) throws IOException {
    boolean found = peek() == skipped;
    if (found) {
      position++;
    }
    return found;
  }

  /** Everything up to a space, a parenthesis or the end of the line. */
  String atom() throws IOException {
    StringBuilder atom = new StringBuilder();
    for (int next = peek(); next > ' ' && next != '(' && next != ')'; next = peek()) {
      append(atom, read());
    }
    if (atom.isEmpty()) {
      throw new ImapProtocolException("a word was expected, not something else");
    }
    return atom.toString();
  }

  String keyword() throws IOException {
    return atom().toUpperCase(Locale.ROOT);
  }

  long number() throws IOException {
    long number = 0;
    boolean any = false;
    for (int next = peek(); next >= '0' && next <= '9'; next = peek()) {
      if (number > Long.MAX_VALUE / 100) {
        throw new ImapProtocolException("a number of too many digits");
      }
      number = number * 10 + read() - '0';
      any = true;
    }
    if (!any) {
      throw new ImapProtocolException("a number was expected, not something else");
    }
    return number;
  }

  /** An atom, a quoted string or a literal; null for NIL. */
  String string() throws IOException {
    if (peek() == '"') {
      return quoted();
    }
    if (peek() == '{') {
      long length = literalLength();
      if (length > LONGEST_STRING) {
        throw new ImapProtocolException("a string of " + length + " bytes");
      }
      byte[] bytes = new byte[(int) length];
      new Literal(length).readNBytes(bytes, 0, bytes.length);
      return new String(bytes, ISO_8859_1);
    }
    String atom = atom();
    return atom.equalsIgnoreCase("NIL") ? null : atom;
  }

  /** The content of a literal, which must be read to its end before anything else is. */
  Literal literal() throws IOException {
    return new Literal(literalLength());
  }

  /** A literal or a quoted string as bytes; null for NIL. */
  Literal content() throws IOException {
    if (peek() == '{') {
      return literal();
    }
    String string = string();
    return string == null ? null : new Literal(string.getBytes(ISO_8859_1));
  }

  /** Skips a value of whatever kind: atom, string or list. */
  void skipValue() throws IOException {
    int next = peek();
    if (next == '(') {
      read();
      while (!skip(')')) {
        if (!skip(' ')) {
          skipValue();
        }
      }
    } else if (next == '{') {
      literal().drain();
    } else if (next == '"') {
      quoted();
    } else {
      atom();
    }
  }

  /** Skips what is left of a line of data, with the literals in it. */
  void skipLine() throws IOException {
    while (peek() != '\r' && peek() != '\n') {
      int next = peek();
      if (next == '"' || next == '{') {
        skipValue();
      } else {
        read();
      }
    }
    endOfLine();
  }

  /** What is left of a line as text for people; the end of a very long one is dropped. */
  String text() throws IOException {
    ByteArrayOutputStream text = new ByteArrayOutputStream();
    while (peek() != '\r' && peek() != '\n') {
      int next = read();
      if (text.size() < LONGEST_TEXT && next >= ' ') {
        text.write(next);
      }
    }
    endOfLine();
    return text.toString(UTF_8).strip();
  }

  private void endOfLine() throws IOException {
    skip('\r');
    expect('\n');
  }

  private String quoted() throws IOException {
    expect('"');
    StringBuilder quoted = new StringBuilder();
    for (int next = read(); next != '"'; next = read()) {
      append(quoted, next == '\\' ? read() : next);
    }
    return quoted.toString();
  }

  private long literalLength() throws IOException {
    expect('{');
    long length = number();
    skip('+');
    expect('}');
    endOfLine();
    return length;
  }

  private static void append(StringBuilder string, int character) throws IOException {
    if (string.length() == LONGEST_STRING) {
      throw new ImapProtocolException("a string longer than " + LONGEST_STRING + " bytes");
    }
    string.append((char) character);
  }

  private int fill(byte[] into, int offset, int length) throws IOException {
    int read;
    try {
      read = in.read(into, offset, length);
    } catch (IOException e) {
      throw loss.lost(e);
    }
    if (read < 0) {
      throw loss.lost(new EOFException("the server closed the connection"));
    }
    return read;
  }

  /** The bytes of a string while they come. */
  final class Literal extends InputStream {
    private final long length;
    private final byte[] known;
    private long left;

    private Literal(long length) {
      this.length = length;
      this.known = null;
      this.left = length;
    }

    private Literal(byte[] known) {
      this.length = known.length;
      this.known = known;
      this.left = known.length;
    }

    long length() {
      return length;
    }

    @Override
    public int read() throws IOException {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] into, int offset, int wanted) throws IOException {
      if (left == 0) {
        return -1;
      }
      int most = (int) Math.min(wanted, left);
      int got;
      if (known != null) {
        got = most;
        System.arraycopy(known, (int) (length - left), into, offset, got);
      } else if (position < limit) {
        got = Math.min(most, limit - position);
        System.arraycopy(buffer, position, into, offset, got);
        position += got;
      } else {
        got = fill(into, offset, most);
      }
      left -= got;
      return got;
    }

    void drain() throws IOException {
      skipNBytes(left);
    }
  }
}
