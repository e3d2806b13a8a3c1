package org.postroom.embedded;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;

/**
 * How to run a program that refuses to run as root. For an ordinary user: as it is. For root: in a
 * user namespace, where root is nobody but keeps the ownership of its files; where namespaces are
 * forbidden, as the user nobody, who is given the data directory. Each way replaces itself by the
 * program, so the process id is the program's.
 */
final class Unprivileged {
  private static final int ROOT = 0;
  private static final int NOBODY = 65534;

  private final List<String> prefix;

  private Unprivileged(List<String> prefix) {
    this.prefix = prefix;
  }

  /**
   * Finds the way for this user.
   *
   * @param program must be executable that way
   * @param data a directory that must be writable that way
   * @throws IllegalStateException when there is none, with a sentence for the user
   */
  static Unprivileged find(Path program, Path data) {
    if (!"root".equals(System.getProperty("user.name"))) {
      return new Unprivileged(List.of());
    }
    Unprivileged namespace = new Unprivileged(List.of("unshare", "-U"));
    setOwner(data, ROOT);
    if (namespace.reaches(program, data)) {
      return namespace;
    }
    Unprivileged nobody =
        new Unprivileged(
            List.of("setpriv", "--reuid=" + NOBODY, "--regid=" + NOBODY, "--clear-groups"));
    setOwner(data, NOBODY);
    if (nobody.reaches(program, data)) {
      return nobody;
    }
    throw new IllegalStateException(
        "PostgreSQL does not run as root, and no unprivileged process can use "
            + data
            + ": choose a data directory that is not below a private one, or run as another user.");
  }

  /** The command as it must be started. */
  List<String> command(List<String> program) {
    List<String> command = new ArrayList<>(prefix);
    command.addAll(program);
    return command;
  }

  private boolean reaches(Path program, Path data) {
    String check = "test -x \"$0\" && test -w \"$1\"";
    List<String> command =
        command(List.of("/bin/sh", "-c", check, program.toString(), data.toString()));
    try {
      return new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start()
              .waitFor()
          == 0;
    } catch (IOException e) {
      return false; // the program is not installed here
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  private static void setOwner(Path directory, int owner) {
    try {
      if (directory.getFileSystem().supportedFileAttributeViews().contains("unix")
          && owner == (Integer) Files.getAttribute(directory, "unix:uid")) {
        return;
      }
      Files.walkFileTree(
          directory,
          new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
                throws IOException {
              Files.setAttribute(file, "unix:uid", owner);
              return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path visited, IOException failure)
                throws IOException {
              // The top comes last: its owner says that everything below is done.
              Files.setAttribute(visited, "unix:uid", owner);
              return FileVisitResult.CONTINUE;
            }
          });
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
