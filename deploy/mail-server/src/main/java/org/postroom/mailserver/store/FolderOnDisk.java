package org.postroom.mailserver.store;

import com.icegreen.greenmail.foedus.util.MsgRangeFilter;
import com.icegreen.greenmail.imap.commands.IdRange;
import com.icegreen.greenmail.mail.MovingMessage;
import com.icegreen.greenmail.store.FolderException;
import com.icegreen.greenmail.store.FolderListener;
import com.icegreen.greenmail.store.MailFolder;
import com.icegreen.greenmail.store.StoredMessage;
import jakarta.mail.Flags;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.search.SearchTerm;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Date;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** A folder of GreenMail's whose messages are also files: a message is one before it is there. */
final class FolderOnDisk implements MailFolder {
  private final MailStore store;
  private final MailFolder memory;
  private final Map<Long, MessageFile> files = new TreeMap<>();
  private long lastNumber;

  FolderOnDisk(MailStore store, MailFolder memory) {
    this.store = store;
    this.memory = memory;
  }

  MailFolder memory() {
    return memory;
  }

  /** Fills the folder with the messages that its directory holds. */
  synchronized void read() throws IOException {
    for (MessageFile file : MessageFile.in(directory())) {
      long uid = memory.appendMessage(file.read(directory()), new Flags(), file.date(directory()));
      keep(uid, file);
    }
  }

  @Override
  public synchronized long appendMessage(MimeMessage message, Flags flags, Date date) {
    if (store.isFull()) {
      throw new IllegalStateException("This trial mail server holds no more mail.");
    }
    try {
      MessageFile file = MessageFile.write(directory(), lastNumber + 1, message, date);
      long uid = memory.appendMessage(message, flags, date);
      keep(uid, file);
      return uid;
    } catch (IOException | MessagingException e) {
      throw new IllegalStateException("A message cannot be kept.", e);
    }
  }

  @Override
  public void store(MovingMessage mail) {
    store(mail.getMessage());
  }

  @Override
  public void store(MimeMessage message) {
    appendMessage(message, new Flags(), new Date());
  }

  @Override
  public long copyMessage(long uid, MailFolder target) throws FolderException {
    StoredMessage original = memory.getMessage(uid);
    try {
      MimeMessage copy = new MimeMessage(original.getMimeMessage());
      return target.appendMessage(copy, original.getFlags(), original.getReceivedDate());
    } catch (MessagingException e) {
      throw new FolderException("Cannot copy message " + uid, e);
    }
  }

  @Override
  public synchronized long moveMessage(long uid, MailFolder target) throws FolderException {
    long moved = copyMessage(uid, target);
    memory.getMessage(uid).setFlag(Flags.Flag.DELETED, true);
    expunge(new IdRange[] {new IdRange(uid)});
    return moved;
  }

  @Override
  public synchronized void expunge() throws FolderException {
    memory.expunge();
    dropFilesOfGoneMessages();
  }

  @Override
  public synchronized void expunge(IdRange[] ranges) {
    memory.expunge(ranges);
    dropFilesOfGoneMessages();
  }

  @Override
  public synchronized void deleteAllMessages() {
    memory.deleteAllMessages();
    dropFilesOfGoneMessages();
  }

  @Override
  public String getName() {
    return memory.getName();
  }

  @Override
  public String getFullName() {
    return memory.getFullName();
  }

  @Override
  public Flags getAvailableFlags() {
    return memory.getAvailableFlags();
  }

  @Override
  public Flags getPermanentFlags() {
    return memory.getPermanentFlags();
  }

  @Override
  public int getMessageCount() {
    return memory.getMessageCount();
  }

  @Override
  public int getRecentCount(boolean reset) {
    return memory.getRecentCount(reset);
  }

  @Override
  public long getUidValidity() {
    return memory.getUidValidity();
  }

  @Override
  public int getFirstUnseen() {
    return memory.getFirstUnseen();
  }

  @Override
  public int getUnseenCount() {
    return memory.getUnseenCount();
  }

  @Override
  public boolean isSelectable() {
    return memory.isSelectable();
  }

  @Override
  public long getUIDNext() {
    return memory.getUIDNext();
  }

  @Override
  public void addListener(FolderListener listener) {
    memory.addListener(listener);
  }

  @Override
  public void removeListener(FolderListener listener) {
    memory.removeListener(listener);
  }

  @Override
  public StoredMessage getMessage(long uid) {
    return memory.getMessage(uid);
  }

  @Override
  public long[] getMessageUids() {
    return memory.getMessageUids();
  }

  @Override
  public long[] search(SearchTerm term) {
    return memory.search(term);
  }

  @Override
  public void setFlags(Flags flags, boolean value, long uid, FolderListener silent, boolean addUid)
      throws FolderException {
    memory.setFlags(flags, value, uid, silent, addUid);
  }

  @Override
  public void replaceFlags(Flags flags, long uid, FolderListener silent, boolean addUid)
      throws FolderException {
    memory.replaceFlags(flags, uid, silent, addUid);
  }

  @Override
  public int getMsn(long uid) throws FolderException {
    return memory.getMsn(uid);
  }

  @Override
  public void signalDeletion() {
    memory.signalDeletion();
  }

  @Override
  public List<StoredMessage> getMessages(MsgRangeFilter range) {
    return memory.getMessages(range);
  }

  @Override
  public List<StoredMessage> getMessages() {
    return memory.getMessages();
  }

  @Override
  public List<StoredMessage> getNonDeletedMessages() {
    return memory.getNonDeletedMessages();
  }

  private Path directory() {
    return store.directoryOf(memory);
  }

  private void keep(long uid, MessageFile file) {
    files.put(uid, file);
    lastNumber = Math.max(lastNumber, file.number());
    store.grown(file.size());
  }

  private void dropFilesOfGoneMessages() {
    Set<Long> gone = new HashSet<>(files.keySet());
    Arrays.stream(memory.getMessageUids()).forEach(gone::remove);
    for (long uid : gone) {
      MessageFile file = files.remove(uid);
      store.grown(-file.size());
      try {
        Files.deleteIfExists(directory().resolve(file.name()));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}
