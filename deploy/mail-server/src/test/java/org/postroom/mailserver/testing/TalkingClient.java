package org.postroom.mailserver.testing;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Speaks SMTP and IMAP line by line, so that tests see bytes and not what a library makes of it.
 */
public final class TalkingClient implements AutoCloseable {
  private static final Pattern LITERAL = Pattern.compile("BODY\\[\\] \\{(\\d+)\\}$");

  private final Socket socket;
  private final InputStream in;
  private final OutputStream out;
  private int commands;

  /** Connects to a port of the loopback interface. */
  public TalkingClient(int port) throws IOException {
    socket = new Socket(InetAddress.getLoopbackAddress(), port);
    socket.setSoTimeout(30_000);
    in = new BufferedInputStream(socket.getInputStream());
    out = socket.getOutputStream();
    line();
  }

  /** Sends an SMTP command; the last line of the answer. */
  public String smtp(String command) throws IOException {
    send((command + "\r\n").getBytes(ISO_8859_1));
    String line = line();
    while (line.length() > 3 && line.charAt(3) == '-') {
      line = line();
    }
    return line;
  }

  /** Sends a message to recipients; the answer to it, or to the first who is refused. */
  public String deliver(byte[] message, String... recipients) throws IOException {
    smtp("EHLO test");
    smtp("MAIL FROM:<sender@example.net>");
    for (String recipient : recipients) {
      String answer = smtp("RCPT TO:<" + recipient + ">");
      if (!answer.startsWith("250")) {
        return answer;
      }
    }
    smtp("DATA");
    send(message);
    return smtp("\r\n.");
  }

  /** Sends an IMAP command; its tagged answer without the tag. */
  public String imap(String command) throws IOException {
    String tag = "t" + ++commands;
    send((tag + " " + command + "\r\n").getBytes(ISO_8859_1));
    String line = line();
    while (!line.startsWith(tag + " ")) {
      line = line();
    }
    return line.substring(tag.length() + 1);
  }

  /** The whole of a message of the selected folder. */
  public byte[] message(int number) throws IOException {
    String tag = "t" + ++commands;
    send((tag + " FETCH " + number + " BODY.PEEK[]\r\n").getBytes(ISO_8859_1));
    Matcher literal = LITERAL.matcher(line());
    if (!literal.find()) {
      throw new IOException("no such message");
    }
    byte[] message = in.readNBytes(Integer.parseInt(literal.group(1)));
    while (!line().startsWith(tag + " ")) {
      // the rest of the answer
    }
    return message;
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }

  private void send(byte[] bytes) throws IOException {
    out.write(bytes);
    out.flush();
  }

  private String line() throws IOException {
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    for (int b = in.read(); b != '\n'; b = in.read()) {
      if (b < 0) {
        throw new EOFException("closed after: " + line.toString(ISO_8859_1));
      }
      line.write(b);
    }
    return line.toString(ISO_8859_1).strip();
  }
}
