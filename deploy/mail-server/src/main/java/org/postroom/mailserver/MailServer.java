package org.postroom.mailserver;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.icegreen.greenmail.Managers;
import com.icegreen.greenmail.imap.ImapHostManager;
import com.icegreen.greenmail.imap.ImapServer;
import com.icegreen.greenmail.server.AbstractServer;
import com.icegreen.greenmail.smtp.SmtpManager;
import com.icegreen.greenmail.smtp.SmtpServer;
import com.icegreen.greenmail.user.UserManager;
import com.icegreen.greenmail.util.ServerSetup;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.logging.LogManager;
import org.jboss.logging.Logger;
import org.postroom.mailserver.store.MailStore;

/**
 * The mail server of a local installation: SMTP and IMAP on loopback, without TLS, for the users
 * and resources that are registered to WorkMail. It is for trying things out: it sends nothing, and
 * holds all mail in memory beside the copy on disk.
 *
 * <p>Environment: {@code POSTROOM_SMTP_PORT}, {@code POSTROOM_IMAP_PORT}, {@code
 * POSTROOM_MAIL_DIRECTORY}, {@code POSTROOM_MAIL_MASTER_USER}, {@code
 * POSTROOM_MAIL_MASTER_PASSWORD_FILE}, {@code POSTROOM_MAIL_SERVER_CREDENTIALS_FILE} (its first
 * token is taken), {@code POSTROOM_PEERS_DIRECTORY}, {@code KAFKA_BOOTSTRAP_SERVERS}.
 */
public final class MailServer implements AutoCloseable {
  private static final Logger LOG = Logger.getLogger(MailServer.class);
  private static final String LOOPBACK = "127.0.0.1";
  private static final Duration EVENTS_PATIENCE = Duration.ofMinutes(2);
  private static final Duration START_PATIENCE = Duration.ofSeconds(10);

  /** An IMAP client may say nothing for half an hour (RFC 3501). */
  private static final Duration CLIENT_PATIENCE = Duration.ofMinutes(35);

  private final AbstractServer imap;
  private final AbstractServer smtp;

  private MailServer(Parts parts, int imapPort, int smtpPort) {
    this.imap = new ImapServer(new ServerSetup(imapPort, LOOPBACK, "imap"), parts);
    this.smtp = new SmtpServer(new ServerSetup(smtpPort, LOOPBACK, "smtp"), parts);
  }

  /** Serves until the process is asked to end. */
  public static void main(String[] arguments) throws Exception {
    try (InputStream settings = MailServer.class.getResourceAsStream("logging.properties")) {
      LogManager.getLogManager().readConfiguration(settings);
    }
    // GreenMail puts what it was sent into the messages of its exceptions.
    Thread.setDefaultUncaughtExceptionHandler(
        (thread, problem) ->
            LOG.warnf("A connection broke off problem=%s", problem.getClass().getSimpleName()));
    Map<String, String> environment = System.getenv();
    PostroomDirectory directory =
        new PostroomDirectory(
            environment.get("KAFKA_BOOTSTRAP_SERVERS"),
            URI.create(environment.get("POSTROOM_PEERS_DIRECTORY")),
            token(Path.of(environment.get("POSTROOM_MAIL_SERVER_CREDENTIALS_FILE"))));
    directory.start(MailServer::endProcess, EVENTS_PATIENCE);
    start(
        directory,
        new Logins.MasterUser(
            environment.get("POSTROOM_MAIL_MASTER_USER"),
            Files.readString(Path.of(environment.get("POSTROOM_MAIL_MASTER_PASSWORD_FILE")))
                .strip()),
        Path.of(environment.get("POSTROOM_MAIL_DIRECTORY")),
        Integer.parseInt(environment.get("POSTROOM_IMAP_PORT")),
        Integer.parseInt(environment.get("POSTROOM_SMTP_PORT")));
    LOG.infof("Ready imapPort=%s", environment.get("POSTROOM_IMAP_PORT"));
    Thread.currentThread().join();
  }

  /**
   * Starts the two servers over a directory of mail.
   *
   * @param imapPort 0 for any
   * @param smtpPort 0 for any
   */
  static MailServer start(
      Directory directory, Logins.MasterUser master, Path mail, int imapPort, int smtpPort) {
    // Bytes above 127 in a header stay what they are, whatever they mean.
    System.setProperty("mail.mime.allowutf8", "false");
    // The rest is for messages that are being sent and fetched.
    MailStore store = new MailStore(mail, Runtime.getRuntime().maxMemory() / 3);
    MailServer server = new MailServer(new Parts(directory, store, master), imapPort, smtpPort);
    start(server.smtp);
    start(server.imap);
    return server;
  }

  int imapPort() {
    return imap.getPort();
  }

  int smtpPort() {
    return smtp.getPort();
  }

  @Override
  public void close() {
    smtp.stopService();
    imap.stopService();
  }

  private static void start(AbstractServer server) {
    server.setClientSocketTimeout((int) CLIENT_PATIENCE.toMillis());
    server.startService();
    try {
      if (!server.waitTillRunning(START_PATIENCE.toMillis())) {
        throw new IllegalStateException(server.getProtocol() + " cannot listen on its port.");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("Interrupted.", e);
    }
  }

  private static String token(Path credentials) throws IOException {
    return new ObjectMapper()
        .readTree(Files.readAllBytes(credentials))
        .path("credentials")
        .path(0)
        .path("token")
        .asText();
  }

  /** Without the directory's events it would answer wrongly; a new start reads them again. */
  private static void endProcess(Thread thread, Throwable problem) {
    LOG.errorf(problem, "The directory's events cannot be followed any further");
    Runtime.getRuntime().halt(1);
  }

  /** What GreenMail's servers are made of, with ours in the places of its own. */
  private static final class Parts extends Managers {
    private final ImapHostManager host;
    private final UserManager logins;
    private final SmtpManager deliveries;

    Parts(Directory directory, MailStore store, Logins.MasterUser master) {
      this.host = new OwnFolders(store);
      this.logins = new Logins(host, directory, store, master);
      this.deliveries = new Deliveries(host, logins, directory, store);
    }

    @Override
    public ImapHostManager getImapHostManager() {
      return host;
    }

    @Override
    public UserManager getUserManager() {
      return logins;
    }

    @Override
    public SmtpManager getSmtpManager() {
      return deliveries;
    }
  }
}
