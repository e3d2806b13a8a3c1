package org.postroom.export.testing;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.net.ServerSocketFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;

/** An IMAP server that makes its messages up while it sends them, and misbehaves when asked to. */
public final class ScriptedImap implements AutoCloseable {
  private static final Pattern FETCH = Pattern.compile("FETCH (\\d+):(\\d+|\\*) \\((.*)\\)");

  /** A folder's messages have the UIDs 1 to {@code count}. */
  public interface Folder {
    /** As the server spells it. */
    String name();

    int count();

    long bytes(int uid);

    void write(int uid, OutputStream out) throws IOException;
  }

  /** A folder of given messages. */
  public record Messages(String name, List<byte[]> messages) implements Folder {
    @Override
    public int count() {
      return messages.size();
    }

    @Override
    public long bytes(int uid) {
      return messages.get(uid - 1).length;
    }

    @Override
    public void write(int uid, OutputStream out) throws IOException {
      out.write(messages.get(uid - 1));
    }
  }

  private final ServerSocket server;
  private final List<Folder> folders;
  private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();
  private final Set<Integer> deleted = ConcurrentHashMap.newKeySet();
  private final Set<Integer> refused = ConcurrentHashMap.newKeySet();
  private final Set<Integer> sizeless = ConcurrentHashMap.newKeySet();
  private final Set<Integer> unlisted = ConcurrentHashMap.newKeySet();
  private final Map<String, String> answers = new ConcurrentHashMap<>();
  private volatile int breakAt = -1;
  private volatile int stallAt = -1;
  private volatile String loginAnswer = "OK in";
  private volatile String list;
  private volatile SSLSocketFactory startTls;

  public ScriptedImap(List<? extends Folder> folders) throws IOException {
    this(folders, ServerSocketFactory.getDefault());
  }

  public ScriptedImap(List<? extends Folder> folders, ServerSocketFactory sockets)
      throws IOException {
    this.folders = List.copyOf(folders);
    this.server = sockets.createServerSocket(0, 50, InetAddress.getLoopbackAddress());
    start(this::accept);
  }

  public int port() {
    return server.getLocalPort();
  }

  /** The message goes when the first one of its folder is fetched. */
  public ScriptedImap deleteMeanwhile(int uid) {
    deleted.add(uid);
    return this;
  }

  /** The message cannot be read. */
  public ScriptedImap refuse(int uid) {
    refused.add(uid);
    return this;
  }

  /** The connection breaks in the middle of this message. */
  public ScriptedImap breakAt(int uid) {
    breakAt = uid;
    return this;
  }

  /** Nothing more comes in the middle of this message. */
  public ScriptedImap stallAt(int uid) {
    stallAt = uid;
    return this;
  }

  /** What logins are answered with. */
  public ScriptedImap answerLogins(String answer) {
    loginAnswer = answer;
    return this;
  }

  /** What LIST is answered with instead of the folders. */
  public ScriptedImap answerList(String lines) {
    list = lines;
    return this;
  }

  /** What commands that begin so are answered with in the end. */
  public ScriptedImap answer(String command, String answer) {
    answers.put(command, answer);
    return this;
  }

  /** The message is listed without its size. */
  public ScriptedImap listWithoutSize(int uid) {
    sizeless.add(uid);
    return this;
  }

  /** The message is not listed. */
  public ScriptedImap listNot(int uid) {
    unlisted.add(uid);
    return this;
  }

  /** Offers STARTTLS, and lets nobody in before. */
  public ScriptedImap startTls(SSLContext context) {
    startTls = context.getSocketFactory();
    return this;
  }

  private static void start(Runnable task) {
    Thread thread = new Thread(task, "scripted-imap");
    thread.setDaemon(true);
    thread.start();
  }

  private void accept() {
    try {
      while (true) {
        Socket socket = server.accept();
        sockets.add(socket);
        start(() -> serve(socket));
      }
    } catch (IOException e) {
      // Closed.
    }
  }

  private void serve(Socket plain) {
    Socket socket = plain;
    try (plain) {
      InputStream in = new BufferedInputStream(socket.getInputStream());
      OutputStream out = new BufferedOutputStream(socket.getOutputStream(), 1 << 16);
      say(out, "* OK ready");
      out.flush();
      Folder folder = null;
      for (String line = line(in); line != null; line = line(in)) {
        if (line.indexOf(' ') < 0) {
          return; // TLS, where none is spoken.
        }
        String tag = line.substring(0, line.indexOf(' '));
        String command = line.substring(tag.length() + 1);
        if (command.equals("STARTTLS") && startTls != null) {
          say(out, tag + " OK go on");
          out.flush();
          socket = secured(socket);
          in = new BufferedInputStream(socket.getInputStream());
          out = new BufferedOutputStream(socket.getOutputStream(), 1 << 16);
          continue;
        }
        String answer;
        if (command.startsWith("EXAMINE")) {
          folder = folder(command.substring("EXAMINE ".length()));
          answer = examined(folder, out);
        } else if (command.startsWith("LIST")) {
          list(out);
          answer = "OK done";
        } else if (command.startsWith("UID")) {
          answer = fetch(folder, command, out);
        } else {
          answer = login(command, startTls != null && socket == plain, in, out);
        }
        String ended =
            answers.entrySet().stream()
                .filter(scripted -> command.startsWith(scripted.getKey()))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElse(answer);
        say(out, tag + " " + ended);
        out.flush();
      }
    } catch (IOException e) {
      // The client has gone, or the script broke the connection.
    }
  }

  private String login(String command, boolean clear, InputStream in, OutputStream out)
      throws IOException {
    if (command.equals("CAPABILITY")) {
      say(out, "* CAPABILITY IMAP4rev1 " + (clear ? "LOGINDISABLED" : "AUTH=PLAIN "));
      return "OK done";
    }
    if (command.startsWith("AUTHENTICATE")) {
      say(out, "+ ");
      out.flush();
      line(in);
    } else if (!command.startsWith("LOGIN")) {
      return "BAD what?";
    }
    return clear ? "NO not in the clear" : loginAnswer;
  }

  private static String examined(Folder folder, OutputStream out) throws IOException {
    say(out, "* FLAGS (\\Seen \\Answered)");
    say(out, "* " + (folder == null ? 0 : folder.count()) + " EXISTS");
    say(out, "* OK [UIDVALIDITY 1] {17} is no literal {5}");
    return folder == null ? "NO no such folder" : "OK [READ-ONLY] done";
  }

  private Socket secured(Socket socket) throws IOException {
    SSLSocket secured = (SSLSocket) startTls.createSocket(socket, null, socket.getPort(), false);
    secured.setUseClientMode(false);
    return secured;
  }

  private Folder folder(String quoted) {
    String name =
        quoted.substring(1, quoted.length() - 1).replace("\\\"", "\"").replace("\\\\", "\\");
    return folders.stream().filter(f -> f.name().equals(name)).findFirst().orElse(null);
  }

  private void list(OutputStream out) throws IOException {
    if (list != null) {
      out.write(list.getBytes(ISO_8859_1));
      return;
    }
    for (Folder folder : folders) {
      byte[] name = folder.name().getBytes(ISO_8859_1);
      say(out, "* LIST (\\HasNoChildren) \"/\" {" + name.length + "}");
      say(out, folder.name());
    }
  }

  private String fetch(Folder folder, String command, OutputStream out) throws IOException {
    Matcher range = FETCH.matcher(command);
    if (!range.find()) {
      return "BAD what?";
    }
    int first = Integer.parseInt(range.group(1));
    int last = range.group(2).equals("*") ? folder.count() : Integer.parseInt(range.group(2));
    boolean whole = range.group(3).contains("BODY.PEEK[]");
    boolean readAll = true;
    for (int uid = first; uid <= last; uid++) {
      if (!whole) {
        list(folder, uid, out);
      } else if (refused.contains(uid)) {
        readAll = false;
      } else if (!deleted.contains(uid)) {
        send(folder, uid, out);
      }
    }
    return readAll ? "OK done" : "NO [SERVERBUG] a message is damaged";
  }

  private void list(Folder folder, int uid, OutputStream out) throws IOException {
    if (!unlisted.contains(uid)) {
      String size = sizeless.contains(uid) ? "" : " RFC822.SIZE " + folder.bytes(uid);
      say(out, "* " + uid + " FETCH (UID " + uid + size + ")");
    }
  }

  private void send(Folder folder, int uid, OutputStream out) throws IOException {
    out.write(
        ("* "
                + uid
                + " FETCH (FLAGS (\\Seen) UID "
                + uid
                + " INTERNALDATE \" 1-Feb-2021 03:04:05 +0100\" BODY[] {"
                + folder.bytes(uid)
                + "}\r\n")
            .getBytes(ISO_8859_1));
    if (uid == breakAt || uid == stallAt) {
      out.write(new byte[(int) Math.min(10, folder.bytes(uid) / 2)]);
      out.flush();
      if (uid == breakAt) {
        throw new IOException("as scripted");
      }
      await();
    }
    folder.write(uid, out);
    say(out, ")");
  }

  private static void await() throws IOException {
    try {
      new java.util.concurrent.CountDownLatch(1).await();
    } catch (InterruptedException e) {
      throw new IOException(e);
    }
  }

  private static void say(OutputStream out, String line) throws IOException {
    out.write((line + "\r\n").getBytes(ISO_8859_1));
  }

  private static String line(InputStream in) throws IOException {
    StringBuilder line = new StringBuilder();
    for (int next = in.read(); next != '\n'; next = in.read()) {
      if (next < 0) {
        return null;
      }
      line.append((char) next);
    }
    return line.toString().strip();
  }

  @Override
  public void close() throws IOException {
    server.close();
    for (Socket socket : sockets) {
      socket.close();
    }
  }
}
