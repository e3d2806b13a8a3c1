package org.postroom.mailserver.store;

import com.icegreen.greenmail.util.GreenMailUtil;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Date;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A message in a file: its bytes as they came, its date that of the file.
 *
 * @param number the order within its folder; part of the name
 * @param size in bytes
 */
record MessageFile(long number, long size) {
  private static final Pattern NAME = Pattern.compile("(\\d+)\\.eml");

  /** Those of a folder's directory, in order. */
  static List<MessageFile> in(Path directory) throws IOException {
    List<MessageFile> files = new ArrayList<>();
    try (Stream<Path> entries = Files.list(directory)) {
      for (Path entry : entries.toList()) {
        Matcher name = NAME.matcher(entry.getFileName().toString());
        if (name.matches()) {
          files.add(new MessageFile(Long.parseLong(name.group(1)), Files.size(entry)));
        }
      }
    }
    files.sort(Comparator.comparingLong(MessageFile::number));
    return files;
  }

  /** Writes a message so that it survives a power cut, or is not there at all. */
  static MessageFile write(Path directory, long number, MimeMessage message, Date date)
      throws IOException, MessagingException {
    Path partial = Files.createTempFile(directory, "", ".new");
    try (FileChannel channel = FileChannel.open(partial, StandardOpenOption.WRITE)) {
      OutputStream out = new BufferedOutputStream(Channels.newOutputStream(channel));
      message.writeTo(out);
      out.flush();
      channel.force(true);
    }
    MessageFile file = new MessageFile(number, Files.size(partial));
    Files.setLastModifiedTime(partial, FileTime.from(date.toInstant()));
    Files.move(partial, directory.resolve(file.name()), StandardCopyOption.ATOMIC_MOVE);
    try (FileChannel entries = FileChannel.open(directory, StandardOpenOption.READ)) {
      entries.force(true);
    }
    return file;
  }

  String name() {
    return number + ".eml";
  }

  MimeMessage read(Path directory) throws IOException {
    try (InputStream in =
        new BufferedInputStream(Files.newInputStream(directory.resolve(name())))) {
      return GreenMailUtil.newMimeMessage(in);
    }
  }

  Date date(Path directory) throws IOException {
    return Date.from(Files.getLastModifiedTime(directory.resolve(name())).toInstant());
  }
}
