package org.postroom.export.archive;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.zip.Deflater;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.postroom.export.testing.ZipTools;

class ZipWriterTest {
  private static final Instant TIME = Instant.parse("2021-02-03T04:05:06Z");
  private static final byte[] CONTENT = "content".getBytes(UTF_8);

  @TempDir Path directory;
  private Path file;

  @BeforeEach
  void choose() {
    file = directory.resolve("a.zip");
  }

  private interface Writing {
    void to(ZipWriter zip) throws IOException;
  }

  private void write(int level, Writing writing) throws IOException {
    try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file), 1 << 16);
        ZipWriter zip = new ZipWriter(out, level)) {
      writing.to(zip);
      zip.finish();
    }
  }

  @Test
  void entriesComeBackWithNamesTimesAndContent() throws Exception {
    write(
        Deflater.BEST_SPEED,
        zip -> {
          zip.directory("f\u00e4ch", TIME);
          zip.store("f\u00e4ch/stored", TIME, CONTENT, CONTENT.length);
          try (OutputStream out = zip.stream("\u65e5\u672c", TIME, 5)) {
            out.write(CONTENT);
            out.write('!');
          }
          zip.stream("empty", TIME, 0).close();
        });
    ZipTools.assertReadable(file);
    try (ZipFile zip = new ZipFile(file.toFile())) {
      assertThat(zip.size()).isEqualTo(4);
      assertThat(zip.getEntry("f\u00e4ch/").isDirectory()).isTrue();
      ZipEntry stored = zip.getEntry("f\u00e4ch/stored");
      assertThat(stored.getMethod()).isEqualTo(ZipEntry.STORED);
      assertThat(stored.getLastModifiedTime().toInstant()).isEqualTo(TIME);
      assertThat(zip.getInputStream(stored).readAllBytes()).isEqualTo(CONTENT);
      assertThat(zip.getInputStream(zip.getEntry("\u65e5\u672c"))).hasContent("content!");
      assertThat(zip.getEntry("empty").getSize()).isZero();
    }
    try (ZipInputStream stream = new ZipInputStream(Files.newInputStream(file))) {
      int entries = 0;
      while (stream.getNextEntry() != null) {
        entries++;
      }
      assertThat(entries).as("entries that a streaming reader sees").isEqualTo(4);
    }
  }

  @Test
  void moreEntriesThanSixteenBitsCount() throws Exception {
    write(
        0,
        zip -> {
          for (int i = 0; i < 70_000; i++) {
            zip.store("entry-" + i, TIME, CONTENT, CONTENT.length);
          }
        });
    ZipTools.assertReadable(file);
    try (ZipFile zip = new ZipFile(file.toFile())) {
      assertThat(zip.size()).isEqualTo(70_000);
      assertThat(zip.getInputStream(zip.getEntry("entry-69999"))).hasContent("content");
    }
  }

  @Test
  void entriesAndPlacesBeyondThirtyTwoBits() throws Exception {
    long hole = (4L << 30) + 5;
    try (RandomAccessFile sparse = new RandomAccessFile(file.toFile(), "rw")) {
      sparse.setLength(hole);
    }
    try (OutputStream out =
            new BufferedOutputStream(Files.newOutputStream(file, StandardOpenOption.APPEND));
        ZipWriter zip = new ZipWriter(out, Deflater.BEST_SPEED, hole)) {
      try (OutputStream large = zip.stream("large", TIME, hole)) {
        large.write(CONTENT);
      }
      zip.store("after", TIME, CONTENT, CONTENT.length);
      zip.finish();
    }
    ZipTools.assertReadable(file);
    try (ZipFile zip = new ZipFile(file.toFile())) {
      assertThat(zip.getInputStream(zip.getEntry("large"))).hasContent("content");
      assertThat(zip.getInputStream(zip.getEntry("after"))).hasContent("content");
    }
  }
}
