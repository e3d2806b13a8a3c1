package org.postroom.export.imap;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jboss.logging.Logger;
import org.postroom.export.ExportConfig.Security;
import org.postroom.export.run.ExportBroken;
import org.postroom.export.run.ExportFailed;

/** A connection to an IMAP server: commands out, answers in. Used by one thread. */
final class ImapConnection implements Closeable {
  private static final Logger LOG = Logger.getLogger(ImapConnection.class);
  private static final String CONTINUE = "+";
  private static final Untagged NOTHING = (number, keyword, reader) -> {};

  /** Takes what a server says beside the answer proper. */
  interface Untagged {
    /**
     * @param number what stands before the keyword, or -1
     * @param reader is after the keyword; what is not read of the line is skipped
     */
    void take(long number, String keyword, ImapReader reader) throws IOException;
  }

  /** What a command came to: {@code OK}, {@code NO} or {@code BAD}, and why. */
  record Reply(String kind, String text) {
    private static final String SERVER_BUG = "SERVERBUG";
    private static final Pattern CODE = Pattern.compile("\\[([A-Z-]{1,32})]");
    private static final Set<String> PASSING = Set.of("UNAVAILABLE", "INUSE", "LIMIT", SERVER_BUG);

    boolean isOk() {
      return kind.equals("OK");
    }

    /** The response code (RFC 5530), or nothing. */
    String code() {
      Matcher code = CODE.matcher(text);
      return code.lookingAt() ? code.group(1) : "";
    }

    /** Whether this is a refusal that another try may not meet. */
    boolean passes() {
      return !isOk() && PASSING.contains(code());
    }

    /** Whether the server met something that it does not understand itself. */
    boolean isServerBug() {
      return code().equals(SERVER_BUG);
    }
  }

  private final ImapSettings settings;
  private volatile Socket socket;
  private ImapReader reader;
  private OutputStream out;
  private int commands;

  private ImapConnection(ImapSettings settings) {
    this.settings = settings;
  }

  /** Connects and starts TLS, as the settings demand. */
  static ImapConnection open(ImapSettings settings) throws IOException {
    ImapSockets sockets = new ImapSockets(settings);
    ImapConnection connection = new ImapConnection(settings);
    try {
      Socket plain = sockets.connect();
      connection.socket = plain;
      connection.use(settings.security() == Security.TLS ? sockets.protect(plain) : plain);
      connection.greeting();
      if (settings.security() == Security.STARTTLS) {
        connection.startTls(sockets);
      }
      return connection;
    } catch (IOException | RuntimeException e) {
      connection.close();
      throw e;
    }
  }

  private void use(Socket connected) throws IOException {
    reader = new ImapReader(connected.getInputStream(), this::lost);
    out = new BufferedOutputStream(connected.getOutputStream());
  }

  private void greeting() throws IOException {
    Reply greeting = await("*", NOTHING);
    if (!greeting.isOk() && !greeting.kind().equals("PREAUTH")) {
      throw broken(ExportFailed.forNow(said("does not let anybody in", greeting.code()), null));
    }
  }

  private void startTls(ImapSockets sockets) throws IOException {
    Reply reply = run(NOTHING, "STARTTLS");
    if (!reply.isOk() || reader.hasBuffered()) {
      throw broken(ExportFailed.forGood(said("does not start TLS", reply.text())));
    }
    use(sockets.protect(socket));
  }

  Set<String> capabilities() throws IOException {
    Set<String> capabilities = new HashSet<>();
    run(
        (number, keyword, from) -> {
          while (keyword.equals("CAPABILITY") && from.skip(' ') && from.peek() > ' ') {
            capabilities.add(from.keyword());
          }
        },
        "CAPABILITY");
    return capabilities;
  }

  /** Runs a command whose last arguments, if any, are strings of whatever bytes. */
  Reply run(Untagged untagged, String command, String... strings) throws IOException {
    String tag = "P" + ++commands;
    send(tag + " " + command);
    for (String string : strings) {
      send(" ");
      if (string.chars().allMatch(c -> c >= ' ' && c <= '~')) {
        send('"' + string.replace("\\", "\\\\").replace("\"", "\\\"") + '"');
      } else {
        byte[] bytes = string.getBytes(ISO_8859_1);
        Reply reply = await(tag, untagged, "{" + bytes.length + "}\r\n");
        if (!reply.kind().equals(CONTINUE)) {
          return reply;
        }
        write(bytes);
      }
    }
    return await(tag, untagged, "\r\n");
  }

  /** Runs a command that the server answers by asking for one more line. */
  Reply runWithAnswer(String command, byte[] answer) throws IOException {
    String tag = "P" + ++commands;
    Reply reply = await(tag, NOTHING, tag + " " + command + "\r\n");
    if (!reply.kind().equals(CONTINUE)) {
      return reply;
    }
    write(answer);
    return await(tag, NOTHING, "\r\n");
  }

  private Reply await(String tag, Untagged untagged, String last) throws IOException {
    send(last);
    try {
      out.flush();
    } catch (IOException e) {
      throw lost(e);
    }
    return await(tag, untagged);
  }

  private Reply await(String awaited, Untagged untagged) throws IOException {
    try {
      while (true) {
        String tag = reader.atom();
        if (tag.equals(CONTINUE)) {
          return new Reply(CONTINUE, reader.text());
        }
        reader.expect(' ');
        if (tag.equals(awaited)) {
          return new Reply(reader.keyword(), reader.text());
        }
        if (!tag.equals("*")) {
          throw new ImapProtocolException("an answer to something else than " + awaited);
        }
        aside(untagged);
      }
    } catch (ImapProtocolException e) {
      LOG.warnf(
          "A mail server is not understood: host=%s reason=%s", settings.host(), e.getMessage());
      throw broken(
          ExportFailed.forGood(
              settings.server() + " does not speak IMAP as expected: " + e.getMessage(), e));
    }
  }

  private void aside(Untagged untagged) throws IOException {
    long number = -1;
    if (Character.isDigit(reader.peek())) {
      number = reader.number();
      reader.expect(' ');
    }
    String keyword = reader.keyword();
    switch (keyword) {
      case "OK", "NO", "BAD", "PREAUTH" -> reader.text();
      case "BYE" ->
          throw broken(
              ExportFailed.forNow(
                  said("ended the connection", new Reply(keyword, reader.text()).code()), null));
      default -> {
        untagged.take(number, keyword, reader);
        reader.skipLine();
      }
    }
  }

  private void send(String text) throws IOException {
    write(text.getBytes(ISO_8859_1));
  }

  private void write(byte[] bytes) throws IOException {
    try {
      out.write(bytes);
    } catch (IOException e) {
      throw lost(e);
    }
  }

  /** The bytes of text as the protocol sends them: one in each character. */
  static String raw(String text) {
    return new String(text.getBytes(UTF_8), ISO_8859_1);
  }

  /**
   * What the server did and, if it said so, why.
   *
   * @param why the text of the answer to a command; of what comes unasked just its code, for that
   *     may be anything, even a piece of a message when the server has lost count
   */
  String said(String what, String why) {
    return settings.server() + " " + what + (why.isEmpty() ? "" : ": " + why);
  }

  static ExportBroken broken(ExportFailed failure) {
    return new ExportBroken(failure);
  }

  private ExportBroken lost(IOException cause) {
    String what =
        cause instanceof SocketTimeoutException
            ? String.format(Locale.ROOT, " was silent for %d s", settings.readTimeout().toSeconds())
            : ": the connection was lost";
    return broken(
        ExportFailed.forNow(settings.server() + what + "; the export can be started again", cause));
  }

  /** Closes the socket below TLS, so that nobody's blocked reading or writing is waited for. */
  @Override
  public void close() {
    Socket closing = socket;
    if (closing != null) {
      try {
        closing.close();
      } catch (IOException e) {
        LOG.debugf(e, "A connection to a mail server did not close");
      }
    }
  }
}
