package org.postroom.mailserver;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.icegreen.greenmail.imap.ImapHostManager;
import com.icegreen.greenmail.user.GreenMailUser;
import com.icegreen.greenmail.user.UserManager;
import java.security.MessageDigest;
import java.util.Optional;
import org.postroom.mailserver.store.MailStore;

/**
 * Decides who logs in: a user with address or name and password, or the master user as {@code
 * mailbox*master} into any mailbox.
 */
final class Logins extends UserManager {
  private final Directory directory;
  private final MailStore store;
  private final MasterUser master;

  /** GreenMail asks for the user behind a login right after it was found good, on its thread. */
  private final ThreadLocal<LoggedIn> last = new ThreadLocal<>();

  Logins(ImapHostManager host, Directory directory, MailStore store, MasterUser master) {
    super(host);
    this.directory = directory;
    this.store = store;
    this.master = master;
  }

  @Override
  public boolean test(String login, String password) {
    Optional<Mailbox> mailbox =
        login.endsWith(master.suffix())
            ? asMaster(login.substring(0, login.length() - master.suffix().length()), password)
            : directory.logIn(login, password);
    mailbox.ifPresent(found -> store.open(found.entityId()));
    last.set(mailbox.map(found -> new LoggedIn(login, found)).orElse(null));
    return mailbox.isPresent();
  }

  @Override
  public GreenMailUser getUser(String login) {
    LoggedIn known = last.get();
    return known != null && known.login().equals(login) ? known.mailbox() : null;
  }

  private Optional<Mailbox> asMaster(String mailbox, String password) {
    boolean right =
        MessageDigest.isEqual(password.getBytes(UTF_8), master.password().getBytes(UTF_8));
    return right ? directory.mailboxCalled(mailbox) : Optional.empty();
  }

  private record LoggedIn(String login, Mailbox mailbox) {}

  /**
   * Who reads every mailbox.
   *
   * @param name what follows the asterisk
   */
  record MasterUser(String name, String password) {
    String suffix() {
      return "*" + name;
    }

    @Override
    public String toString() {
      return "MasterUser[" + name + "]";
    }
  }
}
