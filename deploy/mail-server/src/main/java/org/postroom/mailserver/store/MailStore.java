package org.postroom.mailserver.store;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.icegreen.greenmail.imap.ImapConstants;
import com.icegreen.greenmail.store.FolderException;
import com.icegreen.greenmail.store.InMemoryStore;
import com.icegreen.greenmail.store.MailFolder;
import com.icegreen.greenmail.store.Store;
import jakarta.mail.Quota;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;

/**
 * GreenMail's store in memory with a copy of every folder and message on disk, from which it is
 * filled at the start: a directory for each mailbox and folder, a file for each message. Messages,
 * their dates and folders survive; flags, subscriptions and message numbers do not.
 */
public final class MailStore implements Store {
  private static final char DELIMITER = ImapConstants.HIERARCHY_DELIMITER_CHAR;

  private final InMemoryStore memory = new InMemoryStore();
  private final Map<MailFolder, FolderOnDisk> folders = new ConcurrentHashMap<>();
  private final AtomicLong bytes = new AtomicLong();
  private final Path root;
  private final long capacity;

  /**
   * Reads what there is.
   *
   * @param root is made when it is not there
   * @param capacity how many bytes of mail it holds at most, since it holds them in memory
   */
  public MailStore(Path root, long capacity) {
    this.root = root;
    this.capacity = capacity;
    try {
      Files.createDirectories(root);
      readInto(memory.getMailbox(ImapConstants.USER_NAMESPACE), root);
    } catch (IOException | FolderException e) {
      throw new IllegalStateException("The mail below " + root + " cannot be read.", e);
    }
  }

  /** The INBOX of an entity's mailbox, which is made when there is none. */
  public synchronized MailFolder open(String entityId) {
    String account = ImapConstants.USER_NAMESPACE + DELIMITER + entityId;
    MailFolder inbox = getMailbox(account + DELIMITER + ImapConstants.INBOX_NAME);
    if (inbox != null) {
      return inbox;
    }
    try {
      MailFolder known = getMailbox(account);
      MailFolder parent =
          known != null
              ? known
              : createMailbox(getMailbox(ImapConstants.USER_NAMESPACE), entityId, false);
      return createMailbox(parent, ImapConstants.INBOX_NAME, true);
    } catch (FolderException e) {
      throw new IllegalStateException("A mailbox cannot be made.", e);
    }
  }

  /** Whether no more mail is taken. */
  public boolean isFull() {
    return bytes.get() >= capacity;
  }

  /** GreenMail makes several copies of a message that is fetched: so many bytes it may have. */
  public long largestMessage() {
    return capacity / 8;
  }

  void grown(long by) {
    bytes.addAndGet(by);
  }

  /** Where a folder is kept, whatever it is called just now. */
  Path directoryOf(MailFolder folder) {
    Path directory = root;
    String[] names = folder.getFullName().split("\\" + DELIMITER);
    for (int i = 1; i < names.length; i++) {
      directory = directory.resolve(URLEncoder.encode(names[i], UTF_8));
    }
    return directory;
  }

  @Override
  public MailFolder getMailbox(String qualifiedName) {
    return onDisk(memory.getMailbox(qualifiedName));
  }

  @Override
  public MailFolder getMailbox(MailFolder parent, String name) {
    return onDisk(memory.getMailbox(inMemory(parent), name));
  }

  @Override
  public Collection<MailFolder> getChildren(MailFolder parent) {
    return memory.getChildren(inMemory(parent)).stream().map(this::onDisk).toList();
  }

  @Override
  public synchronized MailFolder createMailbox(MailFolder parent, String name, boolean selectable)
      throws FolderException {
    MailFolder created = memory.createMailbox(inMemory(parent), name, selectable);
    try {
      Files.createDirectories(directoryOf(created));
    } catch (IOException e) {
      // For instance a name that is too long for a file system.
      memory.deleteMailbox(created);
      throw new FolderException("Cannot create mailbox " + name, e);
    }
    return onDisk(created);
  }

  @Override
  public MailFolder setSelectable(MailFolder folder, boolean selectable) {
    return onDisk(memory.setSelectable(inMemory(folder), selectable));
  }

  @Override
  public synchronized void deleteMailbox(MailFolder folder) throws FolderException {
    Path directory = directoryOf(folder);
    memory.deleteMailbox(inMemory(folder));
    folders.remove(inMemory(folder));
    try {
      Files.deleteIfExists(directory);
    } catch (IOException e) {
      throw new FolderException("Cannot delete mailbox " + folder.getName(), e);
    }
  }

  @Override
  public synchronized void renameMailbox(MailFolder folder, String newName) throws FolderException {
    Path before = directoryOf(folder);
    memory.renameMailbox(inMemory(folder), newName);
    try {
      Files.move(before, directoryOf(folder));
    } catch (IOException e) {
      throw new FolderException("Cannot rename mailbox " + folder.getName(), e);
    }
  }

  @Override
  public Collection<MailFolder> listMailboxes(String pattern) throws FolderException {
    return memory.listMailboxes(pattern).stream().map(this::onDisk).toList();
  }

  @Override
  public Quota[] getQuota(String quotaRoot, String prefix, boolean includeDefaultRoot) {
    return memory.getQuota(quotaRoot, prefix, includeDefaultRoot);
  }

  @Override
  public void setQuota(Quota quota, String prefix) {
    memory.setQuota(quota, prefix);
  }

  @Override
  public void deleteQuota(String prefix) {
    memory.deleteQuota(prefix);
  }

  @Override
  public boolean isQuotaSupported() {
    return memory.isQuotaSupported();
  }

  @Override
  public void setQuotaSupported(boolean supported) {
    memory.setQuotaSupported(supported);
  }

  private void readInto(MailFolder parent, Path directory) throws IOException, FolderException {
    try (Stream<Path> entries = Files.list(directory)) {
      for (Path child : entries.filter(Files::isDirectory).sorted().toList()) {
        String name = URLDecoder.decode(child.getFileName().toString(), UTF_8);
        // Mailboxes themselves hold folders only.
        MailFolder folder = memory.createMailbox(parent, name, !directory.equals(root));
        ((FolderOnDisk) onDisk(folder)).read();
        readInto(folder, child);
      }
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }

  private MailFolder onDisk(MailFolder folder) {
    return folder == null
        ? null
        : folders.computeIfAbsent(folder, known -> new FolderOnDisk(this, known));
  }

  private static MailFolder inMemory(MailFolder folder) {
    return folder instanceof FolderOnDisk known ? known.memory() : folder;
  }
}
