package org.postroom.audit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jboss.logging.Logger;

/**
 * What a process keeps of its chains on the disk: a spool for each that has something to send, and
 * for each where it ended as far as Kafka has acknowledged it, until a checkpoint says so.
 */
public final class SpoolDirectory implements AutoCloseable {
  private static final Logger LOG = Logger.getLogger(SpoolDirectory.class);
  private static final String SPOOL = ".spool";
  private static final String HEAD = ".head";
  private static final String DAMAGED = ".damaged";
  private static final int HEAD_BYTES = 512;

  private final Path directory;
  private final FileChannel lockFile;

  /**
   * Takes a directory, made when missing.
   *
   * @throws UncheckedIOException when it cannot be used, or another process uses it
   */
  SpoolDirectory(Path directory) {
    this.directory = directory;
    try {
      if (!Files.isDirectory(directory)) {
        Files.createDirectories(directory);
        force(directory.toAbsolutePath().getParent());
      }
      lockFile =
          FileChannel.open(
              directory.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    } catch (IOException e) {
      throw unusable(e);
    }
    if (!isLocked()) {
      close();
      throw new UncheckedIOException(
          new IOException("the audit spool " + directory + " is used by another process"));
    }
  }

  private boolean isLocked() {
    try {
      FileLock lock = lockFile.tryLock();
      return lock != null;
    } catch (OverlappingFileLockException e) {
      return false;
    } catch (IOException e) {
      close();
      throw unusable(e);
    }
  }

  /** What says to operators that, and why, the directory cannot be used. */
  UncheckedIOException unusable(IOException cause) {
    return new UncheckedIOException(
        "the audit spool " + directory + " cannot be used: " + cause, cause);
  }

  /** The spool of a writer. */
  Spool spool(String writer, long mostBytes) throws IOException {
    Spool spool = Spool.open(directory.resolve(fileName(writer) + SPOOL), mostBytes);
    force(directory);
    return spool;
  }

  /** The spools that earlier starts of this process left, in the order of their names. */
  List<Spool> leftOver(String writer) throws IOException {
    List<Spool> spools = new ArrayList<>();
    for (Path file : files(directory, SPOOL)) {
      if (!file.getFileName().toString().equals(fileName(writer) + SPOOL)) {
        spools.add(Spool.open(file, 0));
      }
    }
    return spools;
  }

  /**
   * Keeps the file of a spool whose sound entries were sent, for people, and remembers that there
   * were more.
   */
  void setAside(Spool spool) throws IOException {
    ChainHead end = spool.end();
    if (end == null) {
      Path file = spool.file().resolveSibling(stem(spool.file()) + HEAD);
      ChainHead known = Files.exists(file) ? head(file) : null;
      end = known == null || !known.hasHash() ? known : known.unreadableNext();
    }
    if (end != null) {
      remember(end, true);
    }
    spool.close();
    Path kept = spool.file().resolveSibling(stem(spool.file()) + DAMAGED);
    Files.move(spool.file(), kept, StandardCopyOption.ATOMIC_MOVE);
    force(directory);
    LOG.errorf("What can be read of a damaged audit spool was sent; file=%s", kept);
  }

  /**
   * Remembers where a chain ends; what it was before is replaced.
   *
   * @param surely whether to return only when it survives a power cut
   */
  void remember(ChainHead head, boolean surely) throws IOException {
    byte[] json = AuditJson.write(head);
    ByteBuffer padded = ByteBuffer.allocate(HEAD_BYTES).put(json);
    while (padded.hasRemaining()) {
      padded.put((byte) ' ');
    }
    padded.flip();
    try (FileChannel file =
        FileChannel.open(
            directory.resolve(fileName(head.writer()) + HEAD),
            StandardOpenOption.CREATE,
            StandardOpenOption.WRITE)) {
      // One sector, so that a crash leaves the old or the new one.
      file.write(padded, 0);
      if (surely) {
        file.force(true);
      }
    }
    if (surely) {
      force(directory);
    }
  }

  /** Where chains of earlier starts ended that have nothing left to send. */
  List<ChainHead> finished(String writer) throws IOException {
    List<ChainHead> heads = new ArrayList<>();
    for (ChainHead head : memory(directory).heads()) {
      if (!head.writer().equals(writer)
          && !Files.exists(directory.resolve(fileName(head.writer()) + SPOOL))) {
        heads.add(head);
      }
    }
    return heads;
  }

  /** Forgets where a chain ended. */
  void forget(ChainHead head) throws IOException {
    Files.deleteIfExists(directory.resolve(fileName(head.writer()) + HEAD));
  }

  /**
   * What a process remembers of its chains.
   *
   * @param heads where they end for sure
   * @param unreadable files that should say where one ends
   * @param damaged what is left of spools of which not all could be sent
   */
  public record Memory(List<ChainHead> heads, List<Path> unreadable, List<Path> damaged) {}

  /**
   * What the directory of a process remembers; also of one that is in use.
   *
   * @throws IOException when the directory cannot be read
   */
  public static Memory memory(Path directory) throws IOException {
    List<ChainHead> heads = new ArrayList<>();
    List<Path> unreadable = new ArrayList<>();
    for (Path file : files(directory, HEAD)) {
      ChainHead head = head(file);
      if (head != null) {
        heads.add(head);
      } else if (Files.exists(file)) {
        unreadable.add(file);
      }
    }
    return new Memory(heads, unreadable, files(directory, DAMAGED));
  }

  /** What a file says; null when it cannot be read, or has been removed meanwhile. */
  private static ChainHead head(Path file) {
    try {
      String text = Files.readString(file, StandardCharsets.UTF_8).strip();
      return AuditJson.mapper().readValue(text, ChainHead.class);
    } catch (NoSuchFileException e) {
      return null;
    } catch (IOException e) {
      LOG.errorf("What a chain ends with cannot be read; file=%s", file);
      return null;
    }
  }

  /** Whether a process left records in its directory that are not sent yet. */
  public static boolean holdsRecords(Path directory) throws IOException {
    for (Path file : files(directory, SPOOL)) {
      if (Files.size(file) > 0) {
        return true;
      }
    }
    return false;
  }

  /** So that files which were made or renamed in it are still so after a power cut. */
  private static void force(Path directory) throws IOException {
    try (FileChannel channel = FileChannel.open(directory, StandardOpenOption.READ)) {
      channel.force(true);
    }
  }

  private static List<Path> files(Path directory, String ending) throws IOException {
    if (!Files.isDirectory(directory)) {
      return List.of();
    }
    try (Stream<Path> all = Files.list(directory)) {
      return all.filter(file -> file.getFileName().toString().endsWith(ending)).sorted().toList();
    }
  }

  private static String stem(Path file) {
    String name = file.getFileName().toString();
    return name.substring(0, name.lastIndexOf('.'));
  }

  private static String fileName(String writer) {
    return writer.replaceAll("[^A-Za-z0-9.-]", "_");
  }

  @Override
  public void close() {
    try {
      lockFile.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
