package org.postroom.export.archive;

import java.io.BufferedOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * A file that is written and then read once. Its name goes as soon as it is open (where the system
 * cannot do that, when it is closed), so that a process that is killed leaves no mail behind.
 */
final class TemporaryFile implements Closeable {
  private final FileChannel channel;
  private final OutputStream out;

  TemporaryFile() throws IOException {
    this(Files.createTempFile("postroom-export-", null));
  }

  TemporaryFile(Path file) throws IOException {
    channel =
        FileChannel.open(
            file,
            StandardOpenOption.READ,
            StandardOpenOption.WRITE,
            StandardOpenOption.DELETE_ON_CLOSE);
    out = new BufferedOutputStream(Channels.newOutputStream(channel));
  }

  void write(byte[] bytes, int from, int length) throws IOException {
    out.write(bytes, from, length);
  }

  void write(byte[] bytes) throws IOException {
    out.write(bytes);
  }

  long size() throws IOException {
    out.flush();
    return channel.size();
  }

  /** Copies all of it; nothing is written any more. */
  long copyTo(OutputStream target) throws IOException {
    out.flush();
    channel.position(0);
    return Channels.newInputStream(channel).transferTo(target);
  }

  @Override
  public void close() {
    try {
      channel.close();
    } catch (IOException e) {
      // Its name has gone; the system takes the rest back with the process.
    }
  }
}
