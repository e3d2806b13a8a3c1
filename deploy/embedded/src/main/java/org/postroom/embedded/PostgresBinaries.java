package org.postroom.embedded;

import java.io.BufferedInputStream;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URL;
import java.net.URLConnection;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.tukaani.xz.XZInputStream;

/**
 * PostgreSQL's programs, unpacked once per user into a cache directory. Several JVMs may ask at
 * once; a directory that exists is complete, because it appears by a rename.
 */
final class PostgresBinaries {
  private static final Object IN_THIS_JVM = new Object();

  private final Path directory;

  private PostgresBinaries(Path directory) {
    this.directory = directory;
  }

  /** The programs for this system. */
  static PostgresBinaries unpacked() {
    String archive = Platform.current().postgresArchive();
    URL resource = PostgresBinaries.class.getClassLoader().getResource(archive);
    if (resource == null) {
      throw new IllegalStateException("the class path lacks " + archive);
    }
    try {
      URLConnection connection = resource.openConnection();
      connection.setUseCaches(false);
      try (InputStream packed = connection.getInputStream()) {
        String name = archive.replace(".txz", "");
        // The jar's entry length and time tell one release from another without reading it all.
        String version =
            Long.toHexString(connection.getContentLengthLong() * 31 + jarLength(resource));
        Path target = cacheDirectory().resolve(name + "-" + version);
        if (!Files.isDirectory(target)) {
          synchronized (IN_THIS_JVM) {
            unpackOnce(packed, target);
          }
        }
        return new PostgresBinaries(target);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  Path directory() {
    return directory;
  }

  Path program(String name) {
    return directory.resolve("bin").resolve(name);
  }

  private static long jarLength(URL resource) throws IOException {
    String path = resource.getPath();
    int end = path.indexOf("!/");
    return end < 0 ? 0 : Files.size(Path.of(java.net.URI.create(path.substring(0, end))));
  }

  private static Path cacheDirectory() throws IOException {
    String xdg = System.getenv("XDG_CACHE_HOME");
    Path cache;
    if ("root".equals(System.getProperty("user.name"))) {
      // PostgreSQL never runs as root; root's home is often closed to whom it runs as.
      cache = Path.of("/var/cache");
    } else if (xdg != null && xdg.startsWith("/")) {
      cache = Path.of(xdg);
    } else {
      cache = Path.of(System.getProperty("user.home"), ".cache");
    }
    Path directory = cache.resolve("postroom");
    try {
      if (cache.isAbsolute()) {
        Files.createDirectories(directory);
        if (Files.isWritable(directory)) {
          return directory;
        }
      }
    } catch (IOException e) {
      // A user without a home, as containers have them.
    }
    return privateTemporaryDirectory();
  }

  /** One per user, refused when someone else has made it: programs are run from there. */
  private static Path privateTemporaryDirectory() throws IOException {
    Path own = Files.createTempFile("postroom-", ".owner");
    Object user = Files.getAttribute(own, "unix:uid");
    Files.delete(own);
    Path directory = Path.of(System.getProperty("java.io.tmpdir"), "postroom-" + user);
    if (!Files.isDirectory(directory)) {
      Files.createDirectory(
          directory,
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
    }
    if (!user.equals(Files.getAttribute(directory, "unix:uid"))) {
      throw new IOException(directory + " belongs to another user");
    }
    return directory;
  }

  private static void unpackOnce(InputStream packed, Path target) throws IOException {
    Path lockFile = target.resolveSibling(target.getFileName() + ".lock");
    try (FileChannel channel =
            FileChannel.open(lockFile, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        FileLock lock = channel.lock()) {
      if (!lock.isValid()) {
        throw new IOException("lost the lock on " + lockFile);
      }
      if (Files.isDirectory(target)) {
        return;
      }
      Path partial = Files.createTempDirectory(target.getParent(), "unpacking-");
      unpack(packed, partial);
      Files.setPosixFilePermissions(partial, PosixFilePermissions.fromString("rwxr-xr-x"));
      Files.move(partial, target, StandardCopyOption.ATOMIC_MOVE);
    }
  }

  private static void unpack(InputStream packed, Path directory) throws IOException {
    try (TarArchiveInputStream tar =
        new TarArchiveInputStream(new XZInputStream(new BufferedInputStream(packed)))) {
      for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
        Path path = directory.resolve(entry.getName()).normalize();
        if (!path.startsWith(directory)) {
          throw new FileNotFoundException("an entry leaves the archive: " + entry.getName());
        }
        if (entry.isDirectory()) {
          Files.createDirectories(path);
          continue;
        }
        Files.createDirectories(path.getParent());
        if (entry.isSymbolicLink()) {
          Files.createSymbolicLink(path, Path.of(entry.getLinkName()));
        } else {
          Files.copy(tar, path);
          boolean executable = (entry.getMode() & 0100) != 0;
          Files.setPosixFilePermissions(
              path, PosixFilePermissions.fromString(executable ? "rwxr-xr-x" : "rw-r--r--"));
        }
      }
    }
  }
}
